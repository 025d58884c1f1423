import { sortAscending } from './order.ts';
import { IntScratch } from './scratch.ts';
import type { Subject } from './subject.ts';

/**
 * Who paid whom: one row for each payer and payee with a counted transfer between them, sorted by payer, then payee. The
 * values are those of the pair facts of the same meaning.
 */
export interface PairTable {
  readonly count: number;
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  /** Seconds UTC. */
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
}

type Column = Exclude<keyof PairTable, 'count'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const COLUMNS = {
  payer: Int32Array,
  payee: Int32Array,
  firstAt: Float64Array,
  lastAt: Float64Array,
} as const satisfies { readonly [Name in Column]: new (length: number) => PairTable[Name] };

const NAMES = Object.keys(COLUMNS) as Column[];

function allocate(count: number, shared = false): Mutable<PairTable> {
  const columns = NAMES.map((name) => {
    const Numbers: new (memory: ArrayBufferLike) => PairTable[Column] = COLUMNS[name];
    const bytes = count * COLUMNS[name].BYTES_PER_ELEMENT;
    return [name, new Numbers(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes))];
  });
  return { ...Object.fromEntries(columns), count } as unknown as Mutable<PairTable>;
}

/**
 * Puts tables one after the other, in memory that threads share, and takes them out of the list: all of them and the whole would be twice as much. The caller sees
 * to the order of the payers.
 */
export function concatenatePairs(tables: PairTable[]): PairTable {
  const whole = allocate(
    tables.reduce((sum, table) => sum + table.count, 0),
    true,
  );
  tables.reverse();
  let from = 0;
  for (let table = tables.pop(); table !== undefined; table = tables.pop()) {
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

  /** Adds the pairs of this payer, whose transfers `subject` holds, grouped by payee. */
  add(payer: number, { at, partners }: Subject): void {
    const codes = this.#codes.room(partners.size);
    for (let slot = 0; slot < partners.size; slot++) codes[slot] = partners.code[slot] as number;
    sortAscending(codes, partners.size);
    this.#makeRoom(this.#count + partners.size);
    const table = this.#table;
    for (let index = 0; index < partners.size; index++) {
      const payee = codes[index] as number;
      const slot = partners.slotOf(payee);
      const place = this.#count++;
      table.payer[place] = payer;
      table.payee[place] = payee;
      table.firstAt[place] = at[partners.first[slot] as number] as number;
      table.lastAt[place] = at[partners.last[slot] as number] as number;
    }
  }

  /** The pairs gathered since the last call. */
  take(): PairTable {
    const count = this.#count;
    const columns = Object.fromEntries(NAMES.map((name) => [name, this.#table[name].slice(0, count)]));
    this.#count = 0;
    return { ...columns, count } as unknown as PairTable;
  }

  #makeRoom(count: number): void {
    if (this.#table.payer.length >= count) return;
    const larger = allocate(2 ** Math.ceil(Math.log2(count)));
    for (const name of NAMES) larger[name].set(this.#table[name]);
    this.#table = larger;
  }
}
