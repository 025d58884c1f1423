import type { ColumnBatch, ColumnType } from '../engine/columns.ts';
import { type Ledger, TRANSFER_STATES } from './ledger.ts';

/** What the engine gives of each transfer, numbers of 64 bits first: small codes come several to a number, see `packedSql`. */
/** The place of a transfer in the records is the number of its file times this, and the row in it. */
export const ROWS_OF_A_FILE = 2 ** 32;

const FLOATS = ['at', 'eurCents', 'sentMinor', 'payoutMinor', 'place'] as const;
const INTEGERS = [
  ...(['payer', 'payee', 'payoutPlace', 'payeeName', 'payeePhone', 'payeeAccount'] as const),
  ...(['currencies', 'zones', 'countries', 'kinds'] as const),
];
export const ROW_COLUMNS = [...FLOATS, ...INTEGERS];
export const ROW_TYPES: readonly ColumnType[] = ROW_COLUMNS.map((_, index) =>
  index < FLOATS.length ? 'float64' : 'int32',
);

const FLOATS_A_ROW = FLOATS.length + INTEGERS.length / 2;
const INTEGERS_A_ROW = 2 * FLOATS_A_ROW;
const BYTES_A_ROW = 8 * FLOATS_A_ROW;
/** Where a whole number stands among the 32-bit cells of a row. */
const cellOf = (name: (typeof INTEGERS)[number]): number => 2 * FLOATS.length + INTEGERS.indexOf(name);
const CELL = { payer: cellOf('payer'), payee: cellOf('payee'), zones: cellOf('zones'), kinds: cellOf('kinds') };

/** Rows whose memory is asked for at a time: see `bringNear`. */
export const NEAR_ROWS = 128;

/** Rows that fit into so many bytes; cells of a row are counted with 31 bits. */
export function rowsThatFit(bytes: number): number {
  return Math.max(1, Math.min(Math.floor(bytes / BYTES_A_ROW), Math.floor(2 ** 31 / INTEGERS_A_ROW) - 1));
}

/** SQL for two codes of 16 bits, or for the five that say of what kind a transfer is, as one whole number of 32 bits. */
export const packedSql = {
  two: (high: string, low: string): string => `(${high}::INTEGER * 65536 + (${low}::INTEGER & 65535))`,
  kinds: ({ provider, channel, purpose, declaredTie, state }: Readonly<Record<Kind, string>>): string =>
    `(${provider}::INTEGER * 65536 + ${state}::INTEGER * 4096 + (${declaredTie}::INTEGER + 1) * 1024 + ${purpose}::INTEGER * 32 + ${channel}::INTEGER)`,
};
type Kind = 'provider' | 'channel' | 'purpose' | 'declaredTie' | 'state';

const COUNTED = TRANSFER_STATES.indexOf('counted');

function stateIn(kinds: number): number {
  return (kinds >> 12) & 15;
}

/** What is said of the transfers as a whole. */
export interface LedgerTally {
  readonly states: Record<(typeof TRANSFER_STATES)[number], number>;
  withoutRate: number;
  withoutPayerZone: number;
  /** Transfers by day since 1970-01-01, UTC. */
  readonly days: Int32Array;
}

const DAY = 86_400;
/** No transfer is accepted that says to be of 2100 or later. */
const DAYS = Date.UTC(2100, 0, 1) / 1000 / DAY;

export function emptyTally(): LedgerTally {
  return {
    states: { counted: 0, cancelled: 0, pending: 0, refunded: 0, to_self: 0 },
    withoutRate: 0,
    withoutPayerZone: 0,
    days: new Int32Array(DAYS),
  };
}

/**
 * Transfers of a ledger, each in one piece of memory that threads share: whoever asks for them in another order than they came in meets one
 * or two lines of the processor's cache for each, instead of one for each column.
 */
export class LedgerRows {
  readonly memory: SharedArrayBuffer;
  readonly #floats: Float64Array;
  readonly #integers: Int32Array;
  #count: number;
  /** Nobody reads it: it keeps `bringNear` from being left out as work without a result. */
  #touched = 0;

  constructor(memory: SharedArrayBuffer, count = 0) {
    this.memory = memory;
    this.#floats = new Float64Array(memory);
    this.#integers = new Int32Array(memory);
    this.#count = count;
  }

  static withRoomFor(rows: number): LedgerRows {
    return new LedgerRows(new SharedArrayBuffer(rows * BYTES_A_ROW));
  }

  get count(): number {
    return this.#count;
  }

  /** Transfers that fit. */
  get room(): number {
    return Math.floor(this.memory.byteLength / BYTES_A_ROW);
  }

  clear(): void {
    this.#count = 0;
  }

  /** Adds transfers given as ROW_COLUMNS. Throws a RangeError when there is no room for them. */
  append({ count, columns }: ColumnBatch): void {
    if (this.#count + count > this.room)
      throw new RangeError(`There is no room for more than ${this.#count} transfers`);
    for (const [index, column] of columns.entries()) {
      if (index < FLOATS.length) spread(column, count, this.#floats, this.#count * FLOATS_A_ROW + index, FLOATS_A_ROW);
      else spread(column, count, this.#integers, this.#count * INTEGERS_A_ROW + FLOATS.length + index, INTEGERS_A_ROW);
    }
    this.#count += count;
  }

  subject(side: 'payer' | 'payee', row: number): number {
    return this.#integers[row * INTEGERS_A_ROW + CELL[side]] as number;
  }

  setPayer(row: number, code: number): void {
    this.#integers[row * INTEGERS_A_ROW + CELL.payer] = code;
  }

  /** Whether the transfer enters facts. */
  isCounted(row: number): boolean {
    return this.state(row) === COUNTED;
  }

  /** Place in TRANSFER_STATES. */
  state(row: number): number {
    return stateIn(this.#integers[row * INTEGERS_A_ROW + CELL.kinds] as number);
  }

  /** Seconds UTC. */
  at(row: number): number {
    return this.#floats[row * FLOATS_A_ROW] as number;
  }

  /** Where the transfer stands in the records: different for each. */
  place(row: number): number {
    return this.#floats[row * FLOATS_A_ROW + FLOATS.indexOf('place')] as number;
  }

  /**
   * Asks for the memory of the rows order[from … to), few enough to stay near: the processor then waits for many of them at a time, and not for
   * one after another when they are worked on. That costs a quarter.
   */
  bringNear(order: Int32Array, from: number, to: number): void {
    const integers = this.#integers;
    let touched = this.#touched;
    for (let index = from; index < to; index++) {
      const cell = (order[index] as number) * INTEGERS_A_ROW;
      touched ^= (integers[cell] as number) ^ (integers[cell + INTEGERS_A_ROW - 1] as number);
    }
    this.#touched = touched;
  }

  /** Copies the transfers of the rows order[from … to) to the beginning of a ledger. */
  gather(order: Int32Array, from: number, to: number, ledger: Ledger): void {
    for (let part = from; part < to; part += NEAR_ROWS) {
      const end = Math.min(to, part + NEAR_ROWS);
      this.bringNear(order, part, end);
      this.#gather(order, part, end, part - from, ledger);
    }
  }

  #gather(order: Int32Array, from: number, to: number, first: number, ledger: Ledger): void {
    const floats = this.#floats;
    const integers = this.#integers;
    for (let place = from, index = first; place < to; place++, index++) {
      const row = order[place] as number;
      let cell = row * FLOATS_A_ROW;
      ledger.at[index] = floats[cell++] as number;
      ledger.eurCents[index] = floats[cell++] as number;
      ledger.sentMinor[index] = floats[cell++] as number;
      ledger.payoutMinor[index] = floats[cell] as number;
      cell = row * INTEGERS_A_ROW + CELL.payer;
      ledger.payer[index] = integers[cell++] as number;
      ledger.payee[index] = integers[cell++] as number;
      ledger.payoutPlace[index] = integers[cell++] as number;
      ledger.payeeName[index] = integers[cell++] as number;
      ledger.payeePhone[index] = integers[cell++] as number;
      ledger.payeeAccount[index] = integers[cell++] as number;
      const currencies = integers[cell++] as number;
      // A column of 16 bits keeps the lower 16 of what it is given.
      ledger.sentCurrency[index] = currencies;
      ledger.payoutCurrency[index] = currencies >> 16;
      const zones = integers[cell++] as number;
      ledger.payerZone[index] = zones;
      ledger.payeeZone[index] = zones >> 16;
      const countries = integers[cell++] as number;
      ledger.payerCountry[index] = countries;
      ledger.payeeCountry[index] = countries >> 16;
      const kinds = integers[cell] as number;
      ledger.provider[index] = kinds >> 16;
      ledger.state[index] = stateIn(kinds);
      ledger.declaredTie[index] = ((kinds >> 10) & 3) - 1;
      ledger.purpose[index] = (kinds >> 5) & 31;
      ledger.channel[index] = kinds & 31;
    }
  }

  /** Adds the rows from this one on to a tally. */
  addTo(tally: LedgerTally, from = 0): void {
    const states = TRANSFER_STATES.map(() => 0);
    for (let row = from; row < this.#count; row++) {
      const state = stateIn(this.#integers[row * INTEGERS_A_ROW + CELL.kinds] as number);
      states[state] = (states[state] as number) + 1;
      const day = Math.floor(this.at(row) / DAY);
      tally.days[day] = (tally.days[day] as number) + 1;
      if (Number.isNaN(this.#floats[row * FLOATS_A_ROW + 1])) tally.withoutRate++;
      if ((this.#integers[row * INTEGERS_A_ROW + CELL.zones] as number) << 16 < 0) tally.withoutPayerZone++;
    }
    for (const [index, name] of TRANSFER_STATES.entries()) tally.states[name] += states[index] ?? 0;
  }
}

/** A ledger that is in columns already, row by row. @param places where each stands in the records */
export function rowsOf(ledger: Ledger, places: readonly number[] = [...ledger.at.keys()]): LedgerRows {
  const count = ledger.at.length;
  const packed = (high: (row: number) => number, low: (row: number) => number): Int32Array =>
    Int32Array.from({ length: count }, (_, row) => high(row) * 65536 + (low(row) & 65535));
  const value =
    (name: keyof Ledger) =>
    (row: number): number =>
      ledger[name][row] as number;
  const kinds = (row: number): number =>
    value('state')(row) * 4096 +
    (value('declaredTie')(row) + 1) * 1024 +
    value('purpose')(row) * 32 +
    value('channel')(row);
  const made: Record<string, Int32Array | Float64Array> = {
    place: Float64Array.from(places),
    currencies: packed(value('payoutCurrency'), value('sentCurrency')),
    zones: packed(value('payeeZone'), value('payerZone')),
    countries: packed(value('payeeCountry'), value('payerCountry')),
    kinds: packed(value('provider'), kinds),
  };
  const columns = ROW_COLUMNS.map((name) => made[name] ?? (ledger[name as keyof Ledger] as Int32Array | Float64Array));
  const rows = LedgerRows.withRoomFor(count);
  rows.append({ count, columns });
  return rows;
}

function spread(
  source: ColumnBatch['columns'][number],
  count: number,
  target: Float64Array | Int32Array,
  first: number,
  step: number,
): void {
  for (let index = 0, cell = first; index < count; index++, cell += step) target[cell] = source[index] as number;
}
