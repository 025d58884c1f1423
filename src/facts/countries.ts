import { DAY } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { distinctKnown } from './columns.ts';
import { Distinct } from './distinct.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import { FloatScratch, IntScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

const UNKNOWN_COUNTRY = -1;
const countries = new Distinct();
const places = new Distinct();
const payeesInCountry = new Distinct();
const tally = new IntScratch();

/** Share of transfers that cross a border, of those with both countries known. For payers see `payeesAbroad`. */
export function crossBorder(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['cross_border_share']);
  return ({ ledger, row, size }, out) => {
    let known = 0;
    let across = 0;
    for (let index = 0; index < size; index++) {
      const payer = ledger.payerCountry[row[index] as number];
      const payee = ledger.payeeCountry[row[index] as number];
      if (payer === UNKNOWN_COUNTRY || payee === UNKNOWN_COUNTRY) continue;
      known++;
      if (payer !== payee) across++;
    }
    out[to.cross_border_share] = share(across, known);
  };
}

/** Distinct payout places, of the known. */
export function payoutPlaces(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['payout_places']);
  return (subject, out) => {
    out[to.payout_places] = distinctKnown(subject.ledger.payoutPlace, 0, subject, places);
  };
}

/** The countries a payer pays to; the share of the one paid to most among those abroad, so that a life at home does not hide it. */
export function payeeCountries(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['payee_countries', 'top_country_share']);
  return ({ ledger, row, size }, out) => {
    countries.clear();
    const transfers = tally.zeroed(size);
    let known = 0;
    let abroad = 0;
    let most = 0;
    for (let index = 0; index < size; index++) {
      const country = ledger.payeeCountry[row[index] as number] as number;
      if (country === UNKNOWN_COUNTRY) continue;
      known++;
      const number = countries.add(country);
      if (country === ledger.payerCountry[row[index] as number]) continue;
      abroad++;
      const sum = (transfers[number] as number) + 1;
      transfers[number] = sum;
      if (sum > most) most = sum;
    }
    if (known === 0) return;
    out[to.payee_countries] = countries.size;
    out[to.top_country_share] = abroad === 0 ? 1 : most / abroad;
  };
}

/**
 * Share of a payer's transfers that cross a border, and most distinct payees in one foreign country in any 30, 90, 365 days.
 * Foreign: both countries known, and different. Unknown when both are known for no transfer.
 */
export function payeesAbroad(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, [
    'cross_border_share',
    'max_payees_country_30d',
    'max_payees_country_90d',
    'max_payees_country_365d',
  ]);
  return (subject, out) => {
    const known = gatherAbroad(subject);
    if (known === 0) return;
    out[to.cross_border_share] = abroad.size / known;
    const most365d = mostPayeesWithin(365 * DAY);
    const most90d = most365d < 2 ? most365d : mostPayeesWithin(90 * DAY);
    out[to.max_payees_country_365d] = most365d;
    out[to.max_payees_country_90d] = most90d;
    out[to.max_payees_country_30d] = most90d < 2 ? most90d : mostPayeesWithin(30 * DAY);
  };
}

/** The transfers abroad of the payer at hand: instant, number of the country, number of the (payee, country). */
const abroad = {
  size: 0,
  at: new FloatScratch(),
  country: new IntScratch(),
  payee: new IntScratch(),
};
const payeesNow = new IntScratch();
const transfersNow = new IntScratch();

/** Fills `abroad`; gives the number of transfers with both countries known. */
function gatherAbroad({ ledger, row, at, size, partners }: Subject): number {
  const ats = abroad.at.room(size);
  const country = abroad.country.room(size);
  const payee = abroad.payee.room(size);
  countries.clear();
  payeesInCountry.clear();
  let known = 0;
  let foreign = 0;
  for (let index = 0; index < size; index++) {
    const from = ledger.payerCountry[row[index] as number] as number;
    const into = ledger.payeeCountry[row[index] as number] as number;
    if (from === UNKNOWN_COUNTRY || into === UNKNOWN_COUNTRY) continue;
    known++;
    if (from === into) continue;
    const number = countries.add(into);
    ats[foreign] = at[index] as number;
    country[foreign] = number;
    payee[foreign] = payeesInCountry.add(partners.slot[index] as number, number);
    foreign++;
  }
  abroad.size = foreign;
  return known;
}

function mostPayeesWithin(width: number): number {
  const at = abroad.at.room(abroad.size);
  const country = abroad.country.room(abroad.size);
  const payee = abroad.payee.room(abroad.size);
  const payees = payeesNow.zeroed(countries.size);
  const transfers = transfersNow.zeroed(payeesInCountry.size);
  let most = 0;
  let earliest = 0;
  for (let latest = 0; latest < abroad.size; latest++) {
    const after = (at[latest] as number) - width;
    for (; (at[earliest] as number) <= after; earliest++) {
      const left = (transfers[payee[earliest] as number] as number) - 1;
      transfers[payee[earliest] as number] = left;
      if (left === 0) payees[country[earliest] as number] = (payees[country[earliest] as number] as number) - 1;
    }
    const sum = (transfers[payee[latest] as number] as number) + 1;
    transfers[payee[latest] as number] = sum;
    if (sum > 1) continue;
    const together = (payees[country[latest] as number] as number) + 1;
    payees[country[latest] as number] = together;
    if (together > most) most = together;
  }
  return most;
}
