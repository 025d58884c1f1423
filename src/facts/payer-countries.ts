import type { Fact } from './catalogue.ts';
import { distinctKnown } from './columns.ts';
import { Distinct } from './distinct.ts';
import { positions } from './positions.ts';
import { IntScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

const UNKNOWN_COUNTRY = -1;
const countries = new Distinct();
const tally = new IntScratch();

/** The countries a payee is paid from. */
export function payerCountries(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['payer_countries', 'payer_country_entropy']);
  return (subject, out) => {
    const distinct = distinctKnown(subject.ledger.payerCountry, UNKNOWN_COUNTRY, subject, countries);
    out[to.payer_countries] = distinct;
    if (distinct > 0) out[to.payer_country_entropy] = distinct === 1 ? 0 : entropy(subject);
  };
}

/** Entropy in bits of the payers over countries: each payer once, at the first country known of it. */
function entropy(subject: Subject): number {
  const { partners } = subject;
  const payers = tally.zeroed(partners.size);
  countries.clear();
  let known = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    const country = firstKnownCountry(subject, slot);
    if (country === UNKNOWN_COUNTRY) continue;
    known++;
    const number = countries.add(country);
    payers[number] = (payers[number] as number) + 1;
  }
  let bits = 0;
  for (let number = 0; number < countries.size; number++) {
    const part = (payers[number] as number) / known;
    bits += part * Math.log2(1 / part);
  }
  return bits;
}

function firstKnownCountry({ ledger, row, partners }: Subject, slot: number): number {
  const to = partners.start[slot + 1] as number;
  for (let place = partners.start[slot] as number; place < to; place++) {
    const transfer = partners.grouped[place] as number;
    const country = ledger.payerCountry[row[transfer] as number] as number;
    if (country !== UNKNOWN_COUNTRY) return country;
  }
  return UNKNOWN_COUNTRY;
}
