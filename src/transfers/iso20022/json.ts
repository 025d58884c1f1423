import { createReadStream } from 'node:fs';
import { type ReaderEvent, type SourceFile, UnusableInput } from '../reader.ts';
import { decodedText } from './decoded-text.ts';
import { EventLog } from './event-log.ts';
import { type Json, parseExactly, walkJson } from './json-walk.ts';
import { MAX_JSON_BYTES, StopReading } from './limits.ts';
import { MessageReader } from './message-reader.ts';

/**
 * Reads the transfers of ISO 20022 messages in JSON: the same messages and rules as in XML (`readIso20022Xml`), with or
 * without `Document`, keys in any case, amounts as `{"Ccy": "EUR", "value": "10.00"}` in any of the usual spellings. The file
 * is one document, an array of documents, or JSON Lines with one document a line.
 *
 * One document, and one line, may have MAX_JSON_BYTES; JSON Lines may have any number of lines. A line that cannot be read is
 * an `unreadable` event.
 * @throws UnusableInput when the file is not JSON, or is one document that is too long.
 */
export function readIso20022Json(source: SourceFile): AsyncGenerator<ReaderEvent> {
  return iso20022JsonEvents(source.label, createReadStream(source.path));
}

/** The same from bytes, cut anywhere. `limit` is for tests. */
export async function* iso20022JsonEvents(
  label: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number = MAX_JSON_BYTES,
): AsyncGenerator<ReaderEvent> {
  const log = new EventLog();
  const documents = new JsonDocuments(label, log, limit);
  const onDamage = (encoding: string): void =>
    log.warn(null, `Some bytes are not ${encoding} text and were replaced by �: names may be damaged.`);
  for await (const text of decodedText(label, bytes, onDamage)) {
    documents.write(text);
    yield* log.drain();
  }
  documents.end();
  log.finish();
  yield* log.drain();
}

/** Cuts a text into documents as it arrives: lines when the first line is a document by itself, else the whole text. */
class JsonDocuments {
  readonly #label: string;
  readonly #log: EventLog;
  readonly #limit: number;
  readonly #messages: MessageReader;
  #shape: 'unknown' | 'lines' | 'whole' = 'unknown';
  #pieces: string[] = [];
  #length = 0;
  #line = 0;

  constructor(label: string, log: EventLog, limit: number) {
    this.#label = label;
    this.#log = log;
    this.#limit = limit;
    this.#messages = new MessageReader(log);
  }

  write(text: string): void {
    const lastBreak = text.lastIndexOf('\n');
    if (this.#shape === 'whole' || lastBreak < 0) this.#keep(text);
    else {
      this.#keep(text.slice(0, lastBreak + 1));
      this.#readLines();
      this.#keep(text.slice(lastBreak + 1));
    }
    if (this.#length > this.#limit)
      throw new UnusableInput(
        this.#label,
        `one JSON document is longer than ${this.#limit} characters. Split it, or write one message a line (JSON Lines), or use the XML form, which may have any size.`,
      );
  }

  end(): void {
    const rest = this.#take();
    if (this.#shape === 'lines') this.#readLine(rest);
    else this.#readWhole(rest);
    this.#messages.finish(this.#label);
  }

  #keep(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }

  #take(): string {
    const text = this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    return text;
  }

  /** Reads the complete lines that are kept, once it is known that lines are documents. */
  #readLines(): void {
    const text = this.#take();
    if (this.#shape === 'unknown') this.#shape = shapeOf(text);
    if (this.#shape === 'lines') for (const line of text.slice(0, -1).split('\n')) this.#readLine(line);
    else this.#keep(text);
  }

  #readLine(line: string): void {
    this.#line += 1;
    if (line.trim() === '') return;
    const document = parsed(line);
    if (document === undefined) this.#refuseLine(`Line ${this.#line} is not a JSON document.`);
    else this.#walk(document, (reason) => this.#refuseLine(`Line ${this.#line} cannot be read: ${reason}`));
  }

  #refuseLine(reason: string): void {
    this.#log.unreadable(this.#log.nextRow(), null, reason);
  }

  #readWhole(text: string): void {
    const document = parsed(text);
    if (document !== undefined)
      this.#walk(document, (reason) => this.#log.unreadable(this.#log.rows + 1, null, reason));
    else if (text.split('\n').some((line) => isDocument(line)))
      for (const line of text.split('\n')) this.#readLine(line);
    else
      throw new UnusableInput(
        this.#label,
        'this is not complete JSON: neither one document nor one document a line. Ask the sender for the whole file.',
      );
  }

  #walk(document: Json, refuse: (reason: string) => void): void {
    try {
      walkJson(document, this.#messages);
    } catch (error) {
      if (!(error instanceof StopReading)) throw error;
      this.#messages.reset();
      refuse(error.reason);
    }
  }
}

/** Text with at least one complete line: are its lines documents? Undecided while only blank lines were seen. */
function shapeOf(text: string): 'unknown' | 'lines' | 'whole' {
  const first = text
    .slice(0, -1)
    .split('\n')
    .find((line) => line.trim() !== '');
  if (first === undefined) return 'unknown';
  return isDocument(first) ? 'lines' : 'whole';
}

function isDocument(line: string): boolean {
  const document = /^\s*[{[]/.test(line) ? parsed(line) : undefined;
  return typeof document === 'object';
}

function parsed(text: string): Json | undefined {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
