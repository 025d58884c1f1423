import type { PaymentReferences, ReaderEvent } from '../reader.ts';
import type { RawField } from '../transfer.ts';

/** Fields of one transfer while a reader collects them; a missing value is an absent key. */
export type Fields = Partial<Record<RawField, string>>;

/** How often a warning of one kind is told in full; after that it is counted and told once at the end. */
const TOLD_IN_FULL = 3;

/** Kinds of warnings that are kept apart; a file made to have more of them cannot fill the memory. */
const KINDS = 100;
const OTHER_KINDS = 'There are flaws of more kinds than are told here.';

/**
 * What a reader has to say, in order, until it is drained. Numbers the transactions of a file and keeps a file with a
 * million equal flaws from becoming a million warnings.
 */
export class EventLog {
  #rows = 0;
  #events: ReaderEvent[] = [];
  readonly #warnings = new Map<string, number>();

  /** Ordinal of the next transaction of the file, from 1. */
  nextRow(): number {
    this.#rows += 1;
    return this.#rows;
  }

  /** Transactions seen so far. */
  get rows(): number {
    return this.#rows;
  }

  record(row: number, fields: Fields, references?: PaymentReferences): void {
    this.#events.push({ kind: 'record', record: { row, fields, ...(references ? { references } : {}) } });
  }

  unreadable(row: number, column: string | null, reason: string, references?: PaymentReferences): void {
    const unreadable = { row, column, reason, ...(references ? { references } : {}) };
    this.#events.push({ kind: 'unreadable', unreadable });
  }

  /** `text` tells the flaw without names, accounts or amounts; equal texts are one kind. */
  warn(row: number | null, text: string): void {
    const message = this.#warnings.has(text) || this.#warnings.size < KINDS ? text : OTHER_KINDS;
    const told = (this.#warnings.get(message) ?? 0) + 1;
    this.#warnings.set(message, told);
    if (told <= TOLD_IN_FULL) this.#events.push({ kind: 'warning', warning: { row, message } });
  }

  /** Tells the warnings that were only counted. Called once, at the end of a file. */
  finish(): void {
    for (const [message, count] of this.#warnings) {
      if (count <= TOLD_IN_FULL) continue;
      const rest = `${count - TOLD_IN_FULL} more times: ${message}`;
      this.#events.push({ kind: 'warning', warning: { row: null, message: rest } });
    }
  }

  drain(): readonly ReaderEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}

/** Sets a field when there is a value. */
export function put(fields: Fields, name: RawField, value: string | undefined): void {
  if (value !== undefined && value !== '') fields[name] = value;
}
