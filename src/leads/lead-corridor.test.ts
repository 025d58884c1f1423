import { expect, test } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { madeUpCorridors } from '../facts/corridors.fixture.ts';
import { tableOf } from '../indicators/testing/arbitrary.ts';
import { leadCorridor } from './lead-corridor.ts';

const transfers = (...counts: readonly number[]) =>
  counts.map(
    (count) =>
      new Map([
        ...([
          ['transfers', count],
          ['first_at', 1_700_000_000 - count],
          ['last_at', 1_700_000_000],
        ] as const),
        ...([
          ['days_since_last', 1.5],
          ['transfers_last_30', 1],
          ['transfers_last_90', 2],
        ] as const),
      ]),
  );
const facts = { payer: tableOf(PAYER_FACTS, transfers(2, 7, 20, 4)), payee: tableOf(PAYEE_FACTS, transfers(9)) };
/** The second payer has one row; the countries 0 and 1 of the first are AA and AB. */
const corridors = madeUpCorridors([3, 1]);

test('a lead says which corridor it is about, and how many transfers are elsewhere', () => {
  const of = (row: number) => leadCorridor(facts, corridors, { kind: 'payer', code: 0, row });
  expect(of(0)).toMatchObject({ country: null, transfers: 2, transfersElsewhere: 27 });
  expect(of(1)).toMatchObject({ country: 'AA', transfers: 7, transfersElsewhere: 22 });
  expect(of(2)).toMatchObject({ country: 'AB', transfers: 20, transfersElsewhere: 9 });
});

test('a lead says when its corridor was active, whatever else was paid', () => {
  expect(leadCorridor(facts, corridors, { kind: 'payer', code: 0, row: 1 })?.activity).toEqual({
    ...{ firstAt: '2023-11-14T22:13:13.000Z', lastAt: '2023-11-14T22:13:20.000Z', daysSinceLast: 1.5 },
    ...{ transfersLast30: 1, transfersLast90: 2, gapMedianDays: null },
  });
});

test('a lead about all transfers of somebody names no corridor', () => {
  expect(leadCorridor(facts, corridors, { kind: 'payer', code: 1, row: 3 })).toBeNull();
  expect(leadCorridor(facts, corridors, { kind: 'payee', code: 0, row: 0 })).toBeNull();
});
