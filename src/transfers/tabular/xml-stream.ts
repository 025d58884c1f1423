import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';

/** What a reader of a part of a workbook does with its XML. Names come without prefix. */
export interface XmlHandlers {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Parses XML by stream and calls the handlers; yields after every piece of input, so that the caller can take away what was
 * gathered. A document type declaration is refused, so no entity is ever expanded.
 *
 * @throws Error when the XML is not well-formed
 */
export async function* parseXml(input: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a document type declaration is not allowed');
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map(Object.entries(tag.attributes).map(([name, value]) => [local(name), value]));
    handlers.open(local(tag.name), attributes);
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  const decoder = new StringDecoder('utf8');
  for await (const chunk of input) {
    parser.write(decoder.write(chunk as Buffer));
    yield;
  }
  parser.write(decoder.end());
  parser.close();
  yield;
}

/** Parses a part whose content the handlers keep by themselves. */
export async function parseWholeXml(input: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(input, handlers));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
