import type { RawField } from './transfer.ts';

/** Formats that Vigie reads. A container (.gz, .zip, directory) is opened before a reader sees its members. */
export type SourceFormat = 'csv' | 'parquet' | 'jsonl' | 'xlsx' | 'iso20022-xml' | 'iso20022-json' | 'swift-mt';

/** One file as given on the command line or found in a container: plain bytes on disk, ready to be read more than once. */
export interface SourceFile {
  /** What the user calls it: path as given, or `archive.zip!member.csv`. Used in messages and in the quarantine. */
  readonly label: string;
  /** Where the plain (unpacked) bytes lie; equal to the path as given unless it was unpacked. */
  readonly path: string;
  /** SHA-256, hex, of the plain bytes. */
  readonly sha256: string;
  readonly bytes: number;
}

/** A record that a reader understood: text by canonical field, absent when missing. `row` counts from 1. */
export interface RawRecord {
  readonly row: number;
  readonly fields: Readonly<Partial<Record<RawField, string>>>;
  readonly references?: PaymentReferences;
}

/** By what a payment that one message tells is found again in another: see `settle-messages.ts`. */
export interface PaymentReferences {
  /** Kind of the message, with the account of a statement: it tells one payment once. */
  readonly message: string;
  /** `uetr:`, `tx:` and `bank:` stand for one payment only; `e2e:` is given by the payer and may repeat. */
  readonly keys: readonly string[];
  /** Of a return: when the payment came back, ISO 8601. */
  readonly returnedAt?: string;
}

/** A record, or part of a file, that could not be read. It goes to the quarantine; nothing is dropped silently. */
interface UnreadableRecord {
  readonly row: number;
  /** Column or element in which the trouble lies, null when it is the whole record. */
  readonly column: string | null;
  /** What happened and what to do next, in one English sentence without names, accounts or amounts. */
  readonly reason: string;
  readonly references?: PaymentReferences;
}

/** Something a person should know about a file that was read all the same ("not schema-valid: …"). */
interface ReadWarning {
  readonly row: number | null;
  readonly message: string;
}

export type ReaderEvent =
  | { readonly kind: 'record'; readonly record: RawRecord }
  | { readonly kind: 'unreadable'; readonly unreadable: UnreadableRecord }
  | { readonly kind: 'warning'; readonly warning: ReadWarning };

/**
 * How the texts of a file are to be read. Streaming readers of standards (ISO 20022, MT) hand over normal forms already:
 * ISO 8601 dates, decimal point, ISO codes; that is `NORMAL_FORMATS`.
 */
export interface ValueFormats {
  readonly decimal: '.' | ',';
  /** Thousands separator to strip, '' for none. A space stands for any kind of space. */
  readonly thousands: '' | '.' | ',' | ' ' | "'";
  /** DuckDB strptime formats tried in order; 'iso' stands for ISO 8601 with or without time, fraction and offset. */
  readonly dates: readonly string[];
  /** Zone of instants written without offset. 'payer' = local to the payer's place. Otherwise an IANA name. */
  readonly zone: 'UTC' | 'payer' | (string & {});
}

/**
 * How times of day were taken: each says its `offset`; a `column` names the zone; there are only `days`; or as in `ValueFormats.zone`.
 */
export type TimesRead = 'offset' | 'column' | 'days' | ValueFormats['zone'];

export const NORMAL_FORMATS: ValueFormats = { decimal: '.', thousands: '', dates: ['iso'], zone: 'UTC' };

/** Trouble with a whole file: exit code 2 when nothing else could be read. Says where and what to do next. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
  readonly label: string;
  constructor(label: string, message: string) {
    super(`${label}: ${message}`);
    this.label = label;
  }
}
