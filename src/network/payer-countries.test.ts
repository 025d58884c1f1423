import { describe, expect, it } from 'vitest';
import { countriesOfPayers } from './payer-countries.ts';

/** Two rows for the first payer, one for each of the others. */
const countries = (homes: readonly number[]) =>
  countriesOfPayers({ homeOf: Int16Array.from(homes), payerOf: Int32Array.of(0, ...homes.keys()) });

describe('The countries that payers are in', () => {
  it('say nothing in the records of one country, a few payers elsewhere or unknown notwithstanding', () => {
    expect(countries(Array.from({ length: 100 }, (_, payer) => (payer < 98 ? 4 : 5)))).toBeNull();
    expect(countries([4, 4, -1, -1])).toBeNull();
  });

  it('are told for each row where there are several', () => {
    expect(countries([7, 4, 4, -1])).toEqual(Int16Array.of(7, 7, 4, 4, -1));
    expect(countries([-1, -1])).toEqual(Int16Array.of(-1, -1, -1));
  });
});
