import type { CountryTally } from './country-tally.ts';
import type { LedgerRows } from './ledger-rows.ts';

/** A corridor with fewer counted transfers than this does not stand alone: it says too little. */
const ALONE_FROM = 3;
/** Stands for the country of a row that holds whatever of a payer's payments stands in no corridor of its own. */
export const OTHER_CORRIDORS = -2;

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

/** The country of each person, -1 when unknown: one for each payee, so that all payments of one payer to one payee stand in one corridor. */
export interface Homes {
  readonly ofPayer: Int16Array;
  readonly ofPayee: Int16Array;
}

/** Finds the corridors of payers, one payer after the other. */
export class CorridorFinder {
  /** There will be no more rows than this. */
  readonly most: number;
  readonly #homes: Int16Array;
  readonly #start: Int32Array;
  readonly #country: Int16Array;
  readonly #topCountryShare: Float32Array;
  /** Payers whose rows are there. */
  #payers = 0;

  /** @param transfers at most so many will be counted */
  constructor(homeOf: Int16Array, transfers: number) {
    this.#homes = homeOf;
    this.#start = new Int32Array(homeOf.length + 1);
    this.most = homeOf.length + Math.floor(transfers / ALONE_FROM);
    this.#country = new Int16Array(this.most).fill(OTHER_CORRIDORS);
    this.#topCountryShare = new Float32Array(homeOf.length).fill(Number.NaN);
  }

  /** Takes payers in ascending order; who is left out has no counted transfer. Gives the rows of the payer: from the first to before the second. */
  add(payer: number, tally: CountryTally): readonly [first: number, end: number] {
    const { countries, transfers, size } = tally;
    this.#oneRowEach(payer);
    const first = this.#start[payer] as number;
    let rest = 0;
    let alone = 0;
    for (let i = 0; i < size; i++) {
      if ((transfers[i] as number) >= ALONE_FROM) alone++;
      else rest++;
    }
    const end = first + Math.max(1, alone + Math.min(1, rest));
    if (end - first > 1) {
      let row = first + Math.min(1, rest);
      for (let i = 0; i < size; i++)
        if ((transfers[i] as number) >= ALONE_FROM) this.#country[row++] = countries[i] as number;
      this.#topCountryShare[payer] = topShare(tally, this.#homes[payer] as number);
    }
    this.#start[payer + 1] = end;
    this.#payers = payer + 1;
    return [first, end];
  }

  /** The row in which payments to a country stand, of a payer whose rows are from `first` to before `end`. */
  rowOf(first: number, end: number, country: number): number {
    return rowAmong(this.#country, first, end, country);
  }

  corridors(): Corridors {
    const payers = this.#homes.length;
    this.#oneRowEach(payers);
    const start = this.#start;
    const count = start[payers] as number;
    const payerOf = new Int32Array(count);
    for (let payer = 0; payer < payers; payer++) payerOf.fill(payer, start[payer], start[payer + 1]);
    const country = this.#country.slice(0, count);
    return { count, start, payerOf, country, homeOf: this.#homes, topCountryShare: this.#topCountryShare };
  }

  #oneRowEach(before: number): void {
    for (; this.#payers < before; this.#payers++)
      this.#start[this.#payers + 1] = (this.#start[this.#payers] as number) + 1;
  }
}

/** Of the transfers that are known to go abroad, the share of the country with most; 1 when there are none. */
function topShare({ countries, transfers, size }: CountryTally, home: number): number {
  let abroad = 0;
  let most = 0;
  for (let i = 0; i < size; i++) {
    if ((countries[i] as number) < 0 || countries[i] === home) continue;
    abroad += transfers[i] as number;
    most = Math.max(most, transfers[i] as number);
  }
  return abroad === 0 ? 1 : most / abroad;
}

/** The row in which a payer’s payments to a country stand. */
export function rowOfCorridor({ start, country }: Corridors, payer: number, payeeCountry: number): number {
  return rowAmong(country, start[payer] as number, start[payer + 1] as number, payeeCountry);
}

function rowAmong(countries: Int16Array, first: number, end: number, country: number): number {
  for (let row = first; row < end; row++) if (countries[row] === country) return row;
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
