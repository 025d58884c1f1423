import type { LedgerRows } from './ledger-rows.ts';

/** A corridor with fewer counted transfers than this does not stand alone: it says too little. */
const ALONE_FROM = 3;
/** Stands for the country of a row that holds whatever of a payer's payments stands in no corridor of its own. */
export const OTHER_CORRIDORS = -2;
/** Country codes are below this. */
const COUNTRY_SPAN = 1 << 16;
/** Transfers of payers with several corridors that are sorted at a time. */
const SORTED_AT_ONCE = 1 << 24;

/**
 * The payments of each payer corridor by corridor: a payer who supports a family in one country is not hidden, nor explained, by what it does
 * in another. Each corridor is a row of the fact table; the rows of a payer stand together, countries in ascending order. Payments to countries
 * with less than three are one row together, the first. Most payers have one row. See docs/why/corridors.md.
 */
export interface Corridors {
  /** Rows. */
  readonly count: number;
  /** The rows of payer p are start[p] to before start[p + 1]. */
  readonly start: Int32Array;
  /** The payer of each row. */
  readonly payerOf: Int32Array;
  /** Code of the payees’ country in each row: -1 when unknown, OTHER_CORRIDORS when there are several. A payer with one row has all its payments there. */
  readonly country: Int16Array;
  /** Code of the country of each payer, -1 when unknown. */
  readonly homeOf: Int16Array;
  /** For payers with several rows, `top_country_share` over all of them; NaN for the others. */
  readonly topCountryShare: Float32Array;
}

/** Calls `visit` for every transfer. Must give the same transfers each time it is called; their order does not matter. */
export type EachTransfer = (visit: (payer: number, payee: number, counted: boolean) => void) => Promise<void>;

/** The country of each person, -1 when unknown: one for each payee, so that all payments of one payer to one payee stand in one corridor. */
export interface Homes {
  readonly ofPayer: Int16Array;
  readonly ofPayee: Int16Array;
}

export async function findCorridors(each: EachTransfer, homes: Homes): Promise<Corridors> {
  const payers = homes.ofPayer.length;
  const several = await payersWithSeveral(each, payers, homes.ofPayee);
  const found = await countCorridors(each, several, homes);
  const start = new Int32Array(payers + 1);
  for (let payer = 0; payer < payers; payer++)
    start[payer + 1] = (start[payer] as number) + (found.get(payer)?.countries.length ?? 1);
  const count = start[payers] as number;
  const payerOf = new Int32Array(count);
  const country = new Int16Array(count).fill(OTHER_CORRIDORS);
  const topCountryShare = new Float32Array(payers).fill(Number.NaN);
  for (let payer = 0; payer < payers; payer++) {
    const from = start[payer] as number;
    payerOf.fill(payer, from, start[payer + 1]);
    const own = found.get(payer);
    if (!own) continue;
    country.set(own.countries, from);
    topCountryShare[payer] = own.topShare;
  }
  return { count, start, payerOf, country, homeOf: homes.ofPayer, topCountryShare };
}

/** The row in which a payer’s payments to a country stand. */
export function rowOfCorridor({ start, country }: Corridors, payer: number, payeeCountry: number): number {
  const first = start[payer] as number;
  const end = start[payer + 1] as number;
  for (let row = first; row < end; row++) if (country[row] === payeeCountry) return row;
  return first;
}

/** The two letters of the country of a row; null when it is unknown or not one. */
export function countryOfRow({ country }: Corridors, row: number): string | null {
  const code = country[row] as number;
  return code < 0 || code >= 26 * 26 ? null : String.fromCharCode(65 + Math.floor(code / 26), 65 + (code % 26));
}

/** Writes the row of each transfer in the place of its payer. */
export function putRowsForPayers(rows: LedgerRows, corridors: Corridors, countryOfPayee: Int16Array): void {
  for (let row = 0; row < rows.count; row++)
    rows.setPayer(
      row,
      rowOfCorridor(corridors, rows.subject('payer', row), countryOfPayee[rows.subject('payee', row)] as number),
    );
}

async function payersWithSeveral(each: EachTransfer, payers: number, countryOfPayee: Int16Array): Promise<Uint8Array> {
  const none = -COUNTRY_SPAN;
  const first = new Int32Array(payers).fill(none);
  const several = new Uint8Array(payers);
  await each((payer, payee, counted) => {
    if (!counted) return;
    const country = countryOfPayee[payee] as number;
    if (first[payer] === none) first[payer] = country;
    else if (first[payer] !== country) several[payer] = 1;
  });
  return several;
}

interface OwnCorridors {
  /** The countries of its rows; only given where there are two rows or more. */
  readonly countries: readonly number[];
  readonly topShare: number;
}

async function countCorridors(
  each: EachTransfer,
  several: Uint8Array,
  homes: Homes,
): Promise<Map<number, OwnCorridors>> {
  const found = new Map<number, OwnCorridors>();
  const transfers = new Int32Array(several.length);
  await each((payer, _, counted) => {
    if (counted && several[payer] === 1) transfers[payer] = (transfers[payer] as number) + 1;
  });
  for (let from = 0; from < several.length; ) {
    let to = from;
    let room = 0;
    while (to < several.length && (to === from || room + (transfers[to] as number) <= SORTED_AT_ONCE))
      room += transfers[to++] as number;
    if (room > 0) await countOfRange(each, { several, homes, from, to, room }, found);
    from = to;
  }
  return found;
}

async function countOfRange(
  each: EachTransfer,
  {
    several,
    homes,
    from,
    to,
    room,
  }: {
    readonly several: Uint8Array;
    readonly homes: Homes;
    readonly from: number;
    readonly to: number;
    readonly room: number;
  },
  found: Map<number, OwnCorridors>,
): Promise<void> {
  const keys = new Float64Array(room);
  let size = 0;
  await each((payer, payee, counted) => {
    if (counted && payer >= from && payer < to && several[payer] === 1)
      keys[size++] = payer * COUNTRY_SPAN + (homes.ofPayee[payee] as number) + 1;
  });
  keys.sort();
  for (let at = 0; at < size; ) {
    const payer = Math.floor((keys[at] as number) / COUNTRY_SPAN);
    const alone: number[] = [];
    let abroad = 0;
    let most = 0;
    let rest = 0;
    while (at < size && (keys[at] as number) < (payer + 1) * COUNTRY_SPAN) {
      const key = keys[at] as number;
      let end = at + 1;
      while (end < size && keys[end] === key) end++;
      const transfers = end - at;
      const country = key - payer * COUNTRY_SPAN - 1;
      if (transfers >= ALONE_FROM) alone.push(country);
      else rest += transfers;
      if (country >= 0 && country !== homes.ofPayer[payer]) {
        abroad += transfers;
        most = Math.max(most, transfers);
      }
      at = end;
    }
    const countries = rest > 0 ? [OTHER_CORRIDORS, ...alone] : alone;
    if (countries.length > 1) found.set(payer, { countries, topShare: abroad === 0 ? 1 : most / abroad });
  }
}
