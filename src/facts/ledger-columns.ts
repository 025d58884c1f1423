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

/** A copy of the rows [from, to) in memory of its own, so that it can be given to a worker. */
export function copyRows(ledger: Ledger, from: number, to: number): Ledger {
  return Object.fromEntries(NAMES.map((name) => [name, ledger[name].slice(from, to)])) as unknown as Ledger;
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

/** The memory behind a ledger that a worker can take over: each buffer once, shared memory left out. */
export function transferableBuffers(ledger: Ledger): ArrayBuffer[] {
  const buffers = NAMES.map((name) => ledger[name].buffer);
  return [...new Set(buffers)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
