import { type SaxesOptions, SaxesParser } from 'saxes';
import { UnusableInput } from '../reader.ts';
import type { ElementSink } from './element-sink.ts';
import { MAX_TEXT, StopReading } from './limits.ts';

const OPTIONS = { xmlns: false, position: true } satisfies SaxesOptions;

/**
 * Walks XML text as it arrives and tells a sink what opens and closes. Prefixes are dropped, entities other than the five
 * of XML are refused, a DOCTYPE is refused before anything in it can have an effect, so neither external entities nor
 * entity bombs exist. What is buffered between two tokens is bounded by MAX_TEXT.
 *
 * Not more than six handlers: with a seventh, V8 turns the parser object into a dictionary and it runs five times slower
 * (measured: 130 MB/s, then 25). So errors are caught as they are thrown, and processing instructions are not heard.
 */
export class XmlTokens {
  readonly #label: string;
  readonly #sink: ElementSink;
  readonly #parser = new SaxesParser(OPTIONS);
  #text = '';
  /** Text of an element that closed, until it is sure that its end tag was the right one. */
  #closing: string | null = null;
  #started = false;
  /** Characters written since the parser last had something to tell. */
  #silence = 0;

  constructor(label: string, sink: ElementSink) {
    this.#label = label;
    this.#sink = sink;
    this.#parser.on('opentag', (tag) => this.#open(tag.name, tag.attributes.Ccy));
    this.#parser.on('closetag', () => this.#close());
    this.#parser.on('text', (text) => this.#append(text));
    this.#parser.on('cdata', (text) => this.#append(text));
    this.#parser.on('comment', () => this.#heard());
    this.#parser.on('doctype', () => this.#refuseDoctype());
  }

  /**
   * @throws StopReading where the XML is broken or beyond the limits; UnusableInput when it is broken from the start or has a
   * DOCTYPE.
   */
  write(text: string): void {
    this.#silence += text.length;
    try {
      this.#parser.write(text);
    } catch (error) {
      throw this.#explained(error);
    }
    if (this.#silence > MAX_TEXT + text.length) this.#tooLong();
  }

  /** The text is complete. Throws like `write`: an element that never closed is broken XML. */
  end(): void {
    try {
      this.#parser.close();
    } catch (error) {
      throw this.#explained(error);
    }
    this.#tellClosing();
  }

  /** Where the parser is, for a person: lines and columns from 1. */
  get where(): string {
    return `line ${this.#parser.line}, column ${this.#parser.column + 1}`;
  }

  #open(name: string, currency: string | undefined): void {
    this.#heard();
    this.#tellClosing();
    this.#started = true;
    this.#text = '';
    const colon = name.indexOf(':');
    this.#sink.open(colon < 0 ? name : name.slice(colon + 1), currency);
  }

  #close(): void {
    this.#heard();
    this.#tellClosing();
    this.#closing = this.#text.trim();
    this.#text = '';
  }

  /** The parser closes an element before it complains that the end tag was another's, so the sink is told one token later. */
  #tellClosing(): void {
    if (this.#closing === null) return;
    const text = this.#closing;
    this.#closing = null;
    this.#sink.close(text);
  }

  #append(text: string): void {
    this.#heard();
    this.#text += text;
    if (this.#text.length > MAX_TEXT) this.#tooLong();
  }

  #heard(): void {
    this.#silence = 0;
  }

  #tooLong(): never {
    throw new StopReading(`A text or a tag is longer than ${MAX_TEXT} characters (${this.where}).`);
  }

  #refuseDoctype(): never {
    throw new UnusableInput(
      this.#label,
      'the file has a DOCTYPE, which ISO 20022 does not use and which can hide an attack. Remove the <!DOCTYPE …> declaration and try again.',
    );
  }

  /** What the parser threw, in words for a person; what a handler threw, as it is. */
  #explained(error: unknown): unknown {
    if (error instanceof StopReading || error instanceof UnusableInput || !(error instanceof Error)) return error;
    if (!this.#started)
      return new UnusableInput(
        this.#label,
        `this is not XML (${this.where}). Check that the file is a complete ISO 20022 message, not compressed and not encrypted.`,
      );
    if (!/unexpected close tag/.test(error.message)) this.#tellClosing();
    const flaw = /unclosed tag|unexpected end/.test(error.message)
      ? 'The file ends before its last element is closed: it was cut off'
      : 'The XML is broken';
    return new StopReading(`${flaw} at ${this.where}. What stands before was read; ask the sender for the whole file.`);
  }
}
