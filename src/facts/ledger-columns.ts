import type { Ledger } from './ledger.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One transfer of a ledger, column by column. */
export type LedgerRow = { readonly [Column in keyof Ledger]: number };

/** The columns of the ledger, each with its type of array. */
const COLUMNS = {
  payer: Int32Array,
  payee: Int32Array,
  at: Float64Array,
  eurCents: Float64Array,
  sentMinor: Float64Array,
  sentCurrency: Int16Array,
  payoutMinor: Float64Array,
  payoutCurrency: Int16Array,
  payerZone: Int16Array,
  payeeZone: Int16Array,
  payerCountry: Int16Array,
  payeeCountry: Int16Array,
  payoutPlace: Int32Array,
  channel: Int8Array,
  provider: Int16Array,
  declaredTie: Int8Array,
  purpose: Int8Array,
  payeeName: Int32Array,
  payeePhone: Int32Array,
  payeeAccount: Int32Array,
  state: Int8Array,
} as const satisfies { readonly [Column in keyof Ledger]: new (length: number) => Ledger[Column] };

const NAMES = Object.keys(COLUMNS) as (keyof Ledger)[];

/** A ledger of so many rows, all zero. */
export function allocateLedger(rows: number): Ledger {
  return Object.fromEntries(NAMES.map((name) => [name, new COLUMNS[name](rows)])) as unknown as Ledger;
}

/** The first rows of a ledger, in the same memory. */
export function firstRows(ledger: Ledger, count: number): Ledger {
  return Object.fromEntries(NAMES.map((name) => [name, ledger[name].subarray(0, count)])) as unknown as Ledger;
}

/** The columns of these rows, in their order. */
export function ledgerOf(rows: readonly LedgerRow[]): Ledger {
  const ledger: Mutable<Ledger> = allocateLedger(rows.length);
  for (const name of NAMES) {
    const column = ledger[name];
    rows.forEach((row, index) => {
      column[index] = row[name];
    });
  }
  return ledger;
}
