import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorridorFinder, OTHER_CORRIDORS, rowOfCorridor } from './corridors.ts';
import { CountryTally } from './country-tally.ts';

const PAYERS = 5;
const HOMES = Int16Array.of(7, 3, -1, 1, 500);
/** The country of each payee; two have none. */
const COUNTRIES = Int16Array.of(7, 7, 3, -1, 12, 3, -1, 500);

const transfers = fc.array(
  fc.record({
    payer: fc.integer({ min: 0, max: PAYERS - 1 }),
    payee: fc.integer({ min: 0, max: COUNTRIES.length - 1 }),
    counted: fc.boolean(),
  }),
  { maxLength: 60 },
);
type Transfer = { payer: number; payee: number; counted: boolean };

function corridorsOf(all: readonly Transfer[]) {
  const counted = all.filter((one) => one.counted);
  const finder = new CorridorFinder(HOMES, counted.length);
  const tally = new CountryTally();
  for (const payer of HOMES.keys()) {
    const own = counted.filter((one) => one.payer === payer);
    tally.clear();
    for (const { payee } of own) tally.add(COUNTRIES[payee] as number, 1);
    if (own.length > 0) finder.add(payer, tally);
  }
  return finder.corridors();
}

/** Countries of the rows of one payer, one transfer after the other. */
function oracle(all: readonly Transfer[], payer: number): number[] {
  const own = all.filter((one) => one.payer === payer && one.counted).map(({ payee }) => COUNTRIES[payee] as number);
  const times = (country: number): number => own.filter((one) => one === country).length;
  const alone = [...new Set(own)].filter((country) => times(country) >= 3).sort((a, b) => a - b);
  const others = own.some((country) => times(country) < 3);
  const rows = others ? [OTHER_CORRIDORS, ...alone] : alone;
  return rows.length > 1 ? rows : [OTHER_CORRIDORS];
}

/** Of the transfers that are known to go abroad, the share of the country with most. */
function topShare(all: readonly Transfer[], payer: number): number {
  const abroad = all
    .filter((one) => one.payer === payer && one.counted)
    .map(({ payee }) => COUNTRIES[payee] as number)
    .filter((country) => country >= 0 && country !== HOMES[payer]);
  const most = Math.max(...abroad.map((country) => abroad.filter((one) => one === country).length));
  return abroad.length === 0 ? 1 : most / abroad.length;
}

describe('The corridors of payers', () => {
  it('are one row for each country with three payments or more, and one for all others; for most payers, one row', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        const { start, country, count, payerOf, topCountryShare } = corridorsOf(all);
        const expected = Array.from({ length: PAYERS }, (_, payer) => oracle(all, payer));
        expect(Array.from({ length: PAYERS }, (_, p) => [...country.slice(start[p], start[p + 1])])).toEqual(expected);
        expect(count).toBe(expected.flat().length);
        expect([...payerOf]).toEqual(expected.flatMap((rows, payer) => rows.map(() => payer)));
        expect([...topCountryShare]).toEqual(
          expected.map((rows, payer) => (rows.length === 1 ? Number.NaN : Math.fround(topShare(all, payer)))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on the order of the transfers, and hold each transfer in one row of its payer', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        const corridors = corridorsOf(all);
        expect(corridorsOf(all.toReversed())).toEqual(corridors);
        for (const { payer, payee } of all)
          expect(corridors.payerOf[rowOfCorridor(corridors, payer, COUNTRIES[payee] as number)]).toBe(payer);
      }),
    );
  });
});
