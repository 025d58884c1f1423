import type { LedgerRows } from './ledger-rows.ts';

/** A corridor with fewer counted transfers than this does not stand alone: it says too little. */
const ALONE_FROM = 3;
/** Stands for the country of a row that holds whatever of a payer's payments stands in no corridor of its own. */
export const OTHER_CORRIDORS = -2;
/** Country codes are below this. */
const COUNTRY_SPAN = 1 << 16;
/** Transfers of payers with several corridors that are sorted at a time. */
const SORTED_AT_ONCE = 1 << 24;
/** Few enough to be put in order one by one. */
const FEW = 40;

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
  const { rows, countries, topCountryShare } = await countCorridors(each, several, homes);
  const start = new Int32Array(payers + 1);
  for (let payer = 0; payer < payers; payer++) start[payer + 1] = (start[payer] as number) + (rows[payer] as number);
  const count = start[payers] as number;
  const payerOf = new Int32Array(count);
  const country = new Int16Array(count).fill(OTHER_CORRIDORS);
  let next = 0;
  for (let payer = 0; payer < payers; payer++) {
    const from = start[payer] as number;
    const to = start[payer + 1] as number;
    payerOf.fill(payer, from, to);
    if (to - from > 1) for (let row = from; row < to; row++) country[row] = countries[next++] as number;
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

/** Columns, because an object for each payer with several rows would take 200 MB at a million payers. */
interface CountedCorridors {
  /** Of each payer: 1 or more. */
  readonly rows: Int32Array;
  /** The countries of the rows of all payers with two rows or more, payer after payer. */
  readonly countries: Int16Array;
  readonly topCountryShare: Float32Array;
}

async function countCorridors(each: EachTransfer, several: Uint8Array, homes: Homes): Promise<CountedCorridors> {
  const rows = new Int32Array(several.length).fill(1);
  const topCountryShare = new Float32Array(several.length).fill(Number.NaN);
  const parts: Int16Array[] = [];
  const transfers = new Int32Array(several.length);
  await each((payer, _, counted) => {
    if (counted && several[payer] === 1) transfers[payer] = (transfers[payer] as number) + 1;
  });
  for (let from = 0; from < several.length; ) {
    let to = from;
    let room = 0;
    while (to < several.length && (to === from || room + (transfers[to] as number) <= SORTED_AT_ONCE))
      room += transfers[to++] as number;
    if (room > 0)
      parts.push(await countOfRange(each, { several, homes, from, to, transfers }, { rows, topCountryShare }));
    from = to;
  }
  const countries = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    countries.set(part, filled);
    filled += part.length;
  }
  return { rows, countries, topCountryShare };
}

/** Counts those of some payers; gives the countries of the rows of those with several. */
async function countOfRange(
  each: EachTransfer,
  { several, homes, from, to, transfers }: PayerRange,
  { rows, topCountryShare }: Omit<CountedCorridors, 'countries'>,
): Promise<Int16Array> {
  const ends = new Int32Array(to - from);
  let size = 0;
  for (let payer = from; payer < to; payer++) {
    ends[payer - from] = size;
    size += transfers[payer] as number;
  }
  const countries = new Int16Array(size);
  await each((payer, payee, counted) => {
    if (!counted || payer < from || payer >= to || several[payer] !== 1) return;
    const place = ends[payer - from] as number;
    countries[place] = homes.ofPayee[payee] as number;
    ends[payer - from] = place + 1;
  });
  // A payer has no more rows than transfers: they take the place of transfers that were counted.
  let filled = 0;
  for (let payer = from, start = 0; payer < to; payer++) {
    const end = ends[payer - from] as number;
    if (end === start) continue;
    sortPart(countries, start, end);
    const own = corridorsOf(countries, start, end, homes.ofPayer[payer] as number);
    if (own.countries.length > 1) {
      rows[payer] = own.countries.length;
      topCountryShare[payer] = own.topShare;
      for (const country of own.countries) countries[filled++] = country;
    }
    start = end;
  }
  return countries.slice(0, filled);
}

interface PayerRange {
  readonly several: Uint8Array;
  readonly homes: Homes;
  readonly from: number;
  readonly to: number;
  /** Counted transfers of the payers with several countries, 0 for the others. */
  readonly transfers: Int32Array;
}

function sortPart(numbers: Int16Array, from: number, to: number): void {
  if (to - from > FEW) {
    numbers.subarray(from, to).sort();
    return;
  }
  for (let next = from + 1; next < to; next++) {
    const number = numbers[next] as number;
    let place = next - 1;
    for (; place >= from && (numbers[place] as number) > number; place--) numbers[place + 1] = numbers[place] as number;
    numbers[place + 1] = number;
  }
}

/** The corridors of a payer from the countries of its payments, in order. */
function corridorsOf(
  countries: Int16Array,
  from: number,
  to: number,
  home: number,
): { readonly countries: readonly number[]; readonly topShare: number } {
  const alone: number[] = [];
  let abroad = 0;
  let most = 0;
  let rest = 0;
  for (let at = from; at < to; ) {
    const country = countries[at] as number;
    let end = at + 1;
    while (end < to && countries[end] === country) end++;
    const transfers = end - at;
    if (transfers >= ALONE_FROM) alone.push(country);
    else rest += transfers;
    if (country >= 0 && country !== home) {
      abroad += transfers;
      most = Math.max(most, transfers);
    }
    at = end;
  }
  return { countries: rest > 0 ? [OTHER_CORRIDORS, ...alone] : alone, topShare: abroad === 0 ? 1 : most / abroad };
}
