import { UNKNOWN_HOUR } from './calendar.ts';
import { variationOf } from './gaps.ts';
import { isNight } from './local-hours.ts';
import { sortAscending } from './order.ts';
import { share } from './ratio.ts';
import { FloatScratch, IntScratch } from './scratch.ts';
import type { Subject } from './subject.ts';

/**
 * Who paid whom: one row for each payer and payee with a counted transfer between them, sorted by payer, then payee. The
 * values are those of the pair facts of the same meaning.
 */
export interface PairTable {
  readonly count: number;
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly transfers: Int32Array;
  /** Seconds UTC. */
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
  /** Euro; NaN when no amount has a rate. */
  readonly sumEur: Float64Array;
  /** Share of transfers at night at the payer's place; NaN when its zone is unknown. */
  readonly nightShare: Float32Array;
  /** Standard deviation of the gaps / their mean; NaN below 3 transfers. */
  readonly gapVariation: Float32Array;
}

type Column = Exclude<keyof PairTable, 'count'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const COLUMNS = {
  payer: Int32Array,
  payee: Int32Array,
  transfers: Int32Array,
  firstAt: Float64Array,
  lastAt: Float64Array,
  sumEur: Float64Array,
  nightShare: Float32Array,
  gapVariation: Float32Array,
} as const satisfies { readonly [Name in Column]: new (length: number) => PairTable[Name] };

const NAMES = Object.keys(COLUMNS) as Column[];

function allocate(count: number): Mutable<PairTable> {
  const columns = Object.fromEntries(NAMES.map((name) => [name, new COLUMNS[name](count)]));
  return { ...columns, count } as unknown as Mutable<PairTable>;
}

/** Puts tables one after the other. The caller sees to the order of the payers. */
export function concatenatePairs(tables: readonly PairTable[]): PairTable {
  const whole = allocate(tables.reduce((sum, table) => sum + table.count, 0));
  let from = 0;
  for (const table of tables) {
    for (const name of NAMES) whole[name].set(table[name], from);
    from += table.count;
  }
  return whole;
}

/** The memory of a table, to hand it to another thread. */
export function buffersOfPairs(table: PairTable): ArrayBuffer[] {
  return NAMES.map((name) => table[name].buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

/** Gathers the pairs of payer after payer. */
export class PairCollector {
  #table = allocate(1_024);
  #count = 0;
  readonly #codes = new IntScratch();
  readonly #gaps = new FloatScratch();

  /** Adds the pairs of this payer, whose transfers `subject` holds, grouped by payee. */
  add(payer: number, subject: Subject): void {
    const { partners } = subject;
    const codes = this.#codes.room(partners.size);
    for (let slot = 0; slot < partners.size; slot++) codes[slot] = partners.code[slot] as number;
    sortAscending(codes, partners.size);
    this.#makeRoom(this.#count + partners.size);
    for (let index = 0; index < partners.size; index++) {
      const payee = codes[index] as number;
      this.#write(this.#count++, payer, payee, partners.slotOf(payee), subject);
    }
  }

  /** The pairs gathered since the last call. */
  take(): PairTable {
    const count = this.#count;
    const columns = Object.fromEntries(NAMES.map((name) => [name, this.#table[name].slice(0, count)]));
    this.#count = 0;
    return { ...columns, count } as unknown as PairTable;
  }

  #write(place: number, payer: number, payee: number, slot: number, subject: Subject): void {
    const table = this.#table;
    const { at, partners } = subject;
    table.payer[place] = payer;
    table.payee[place] = payee;
    table.transfers[place] = partners.count[slot] as number;
    table.firstAt[place] = at[partners.first[slot] as number] as number;
    table.lastAt[place] = at[partners.last[slot] as number] as number;
    this.#writeShares(place, slot, subject);
  }

  #writeShares(place: number, slot: number, { at, cents, payerHour, partners }: Subject): void {
    const from = partners.start[slot] as number;
    const to = partners.start[slot + 1] as number;
    const gaps = this.#gaps.room(to - from);
    let sum = Number.NaN;
    let zoned = 0;
    let nights = 0;
    for (let index = from; index < to; index++) {
      const transfer = partners.grouped[index] as number;
      const amount = cents[transfer] as number;
      const hour = payerHour[transfer] as number;
      if (!Number.isNaN(amount)) sum = Number.isNaN(sum) ? amount : sum + amount;
      if (hour !== UNKNOWN_HOUR) zoned++;
      if (isNight(hour)) nights++;
      if (index > from)
        gaps[index - from - 1] = (at[transfer] as number) - (at[partners.grouped[index - 1] as number] as number);
    }
    this.#table.sumEur[place] = sum / 100;
    this.#table.nightShare[place] = share(nights, zoned);
    this.#table.gapVariation[place] = variationOf(gaps, to - from - 1);
  }

  #makeRoom(count: number): void {
    if (this.#table.payer.length >= count) return;
    const larger = allocate(2 ** Math.ceil(Math.log2(count)));
    for (const name of NAMES) larger[name].set(this.#table[name]);
    this.#table = larger;
  }
}
