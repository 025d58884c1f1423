import { createReadStream } from 'node:fs';
import type { ReaderEvent, SourceFile } from '../reader.ts';
import { decodedText } from './decoded-text.ts';
import { EventLog } from './event-log.ts';
import { StopReading } from './limits.ts';
import { MessageReader } from './message-reader.ts';
import { XmlTokens } from './xml-tokens.ts';

/** Bytes read from disk at once. */
const PIECE = 256 * 1024;

/**
 * Reads the transfers of an ISO 20022 file in XML: pain.001, pacs.004, pacs.008, pacs.009, camt.052, camt.053 and camt.054 of any version,
 * in any envelope, with or without prefix, several messages to a file. Values come in normal form (`NORMAL_FORMATS`). Memory
 * holds one transaction, whatever the size of the file.
 *
 * Other messages beside them give a warning. Broken XML gives an `unreadable` event with its place; what stood before it is kept.
 * @throws UnusableInput when the file has a DOCTYPE, is not XML at all, is in an unknown encoding, or holds no message that is read.
 */
export function readIso20022Xml(source: SourceFile): AsyncGenerator<ReaderEvent> {
  return iso20022XmlEvents(source.label, createReadStream(source.path, { highWaterMark: PIECE }));
}

/** The same from bytes, cut anywhere. `label` is what messages call the source. */
export async function* iso20022XmlEvents(
  label: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ReaderEvent> {
  const log = new EventLog();
  const messages = new MessageReader(log);
  const tokens = new XmlTokens(label, messages);
  const onDamage = (encoding: string): void =>
    log.warn(null, `Some bytes are not ${encoding} text and were replaced by �: names may be damaged.`);
  try {
    for await (const text of decodedText(label, bytes, onDamage)) {
      tokens.write(text);
      yield* log.drain();
    }
    tokens.end();
    messages.finish(label);
  } catch (error) {
    if (!(error instanceof StopReading)) throw error;
    log.unreadable(log.rows + 1, null, error.reason);
  }
  log.finish();
  yield* log.drain();
}
