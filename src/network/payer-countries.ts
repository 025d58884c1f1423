import type { Corridors } from '../facts/corridors.ts';

/** Nearly all payers in one country is how the records were made: that those of one payee are all from there tells nothing, and sentences leave their number out. */
const ONE_COUNTRY_SHARE = 0.97;

/**
 * Code of the country of the payer of each row, -1 when unknown; null when in these records the number of countries that payers come from has no
 * meaning.
 */
export function countriesOfPayers({ homeOf, payerOf }: Pick<Corridors, 'homeOf' | 'payerOf'>): Int16Array | null {
  const payers = new Int32Array(1 << 15);
  let known = 0;
  for (const country of homeOf)
    if (country >= 0) {
      known++;
      payers[country] = (payers[country] as number) + 1;
    }
  if (known > 0 && payers.some((of) => of >= ONE_COUNTRY_SHARE * known)) return null;
  const countries = new Int16Array(payerOf.length);
  for (let row = 0; row < countries.length; row++) countries[row] = homeOf[payerOf[row] as number] as number;
  return countries;
}
