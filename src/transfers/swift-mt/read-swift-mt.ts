import { createReadStream } from 'node:fs';
import { decodedText } from '../iso20022/decoded-text.ts';
import { EventLog, type Fields } from '../iso20022/event-log.ts';
import { referencesOf } from '../iso20022/references.ts';
import { type ReaderEvent, type SourceFile, UnusableInput } from '../reader.ts';
import { type FinMessage, MAX_MESSAGE, MessageCutter } from './blocks.ts';
import { type Envelope, envelopeOf, isAcknowledgement, isRefusal } from './envelope.ts';
import { finFields } from './fields.ts';
import { batchedTransfers, customerTransfer, institutionTransfer, requestedTransfers } from './transfers.ts';

/**
 * Reads the transfers of SWIFT MT messages: MT103 (one each), MT101 and MT102 (one for each sequence B), MT202 and MT205 (between
 * institutions). Any number of messages to a file, with RJE separators, acknowledgements, and with or without envelope. Values come
 * in normal form: ISO dates (years 80-99 are 19xx), decimal point. Memory holds one message.
 *
 * Other types beside them give a warning. What a NAK refused is `cancelled`. A message that was cut off, or whose amount cannot be read, is an
 * `unreadable` event.
 * @throws UnusableInput when the file holds no SWIFT message at all, or only of other types.
 */
export function readSwiftMt(source: SourceFile): AsyncGenerator<ReaderEvent> {
  return swiftMtEvents(source.label, createReadStream(source.path));
}

/** The same from bytes, cut anywhere. */
export async function* swiftMtEvents(
  label: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ReaderEvent> {
  const log = new EventLog();
  const reader = new FinReader(log);
  const cutter = new MessageCutter();
  const onDamage = (encoding: string): void =>
    log.warn(null, `Some bytes are not ${encoding} text and were replaced by �: names may be damaged.`);
  for await (const text of decodedText(label, bytes, onDamage)) {
    for (const message of cutter.write(text)) reader.read(message);
    yield* log.drain();
  }
  for (const message of cutter.end()) reader.read(message);
  reader.finish(label);
  log.finish();
  yield* log.drain();
}

const READ_TYPES = 'MT101, MT102, MT103, MT202, MT205';
/** Other types that a refusal names. */
const MOST_OTHERS = 10;

const FAULTS: Readonly<Record<NonNullable<FinMessage['fault']>, string>> = {
  'cut off': 'The message is cut off: ask the sender for the whole file.',
  'too long': `The message is longer than ${MAX_MESSAGE} characters, which no SWIFT message is.`,
};

class FinReader {
  messages = 0;
  readonly #log: EventLog;
  #refused = false;
  readonly #others = new Set<string>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  read(message: FinMessage): void {
    this.messages += 1;
    if (isAcknowledgement(message)) {
      this.#refused = isRefusal(message);
      return;
    }
    if (message.fault) this.#refuse(null, FAULTS[message.fault]);
    else this.#readText(message, envelopeOf(message));
    this.#refused = false;
  }

  #readText(message: FinMessage, envelope: Envelope): void {
    const fields = finFields(message.blocks.get('4') ?? '');
    switch (envelope.type) {
      case '103':
        this.#record(customerTransfer(fields, envelope), envelope.uetr);
        return;
      case '202':
      case '205':
        this.#record(institutionTransfer(fields, envelope), envelope.uetr);
        return;
      case '101':
        this.#recordAll(requestedTransfers(fields, envelope));
        return;
      case '102':
        this.#recordAll(batchedTransfers(fields, envelope));
        return;
      default:
        if (this.#others.size < MOST_OTHERS) this.#others.add(`MT${envelope.type || '?'}`);
        this.#log.warn(
          null,
          `A message of type "${envelope.type}" is not a transfer message and was skipped. Those that are: ${READ_TYPES}.`,
        );
    }
  }

  /** @throws UnusableInput when the file held messages, but none that could be read */
  finish(label: string): void {
    if (this.messages === 0 && this.#log.rows === 0)
      throw new UnusableInput(
        label,
        'no SWIFT MT message was found: one begins with "{1:", or with ":20:" when it has no envelope.',
      );
    if (this.#log.rows === 0 && this.#others.size > 0)
      throw new UnusableInput(
        label,
        `it is not a transfer message but ${[...this.#others].join(', ')}: give those that hold transfers (${READ_TYPES}).`,
      );
  }

  #recordAll(transfers: readonly Fields[]): void {
    if (transfers.length === 0)
      this.#refuse('21', 'The message announces several transfers and holds none: ask the sender for the whole file.');
    for (const transfer of transfers) this.#record(transfer, undefined);
  }

  #record(transfer: Fields, uetr: string | undefined): void {
    if (transfer.amount === undefined)
      this.#refuse('32A', 'The amount of the message (field 32 or 33) cannot be read.');
    else if (transfer.executed_at === undefined)
      this.#refuse('32A', 'The date of the message (field 32A or 30) cannot be read.');
    else
      this.#log.record(
        this.#log.nextRow(),
        this.#refused ? { ...transfer, status: 'cancelled' } : transfer,
        referencesOf(transfer.source_system ?? '', { uetr }),
      );
  }

  #refuse(column: string | null, reason: string): void {
    this.#log.unreadable(this.#log.nextRow(), column, reason);
  }
}
