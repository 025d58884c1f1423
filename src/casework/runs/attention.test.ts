import { expect, test } from 'vitest';
import { attentionOf, quarantineReasonsOf } from './attention.ts';

const STRAY = {
  othersEndAt: '2025-12-31',
  transfers: 1,
  examples: [{ file: 'a.csv', row: 7, at: '2031-03-15T10:00:00Z' }],
  suggestedAsOf: '2026-01-01',
};
const NOTHING_EXCLUDED = { cancelled: 0, pending: 0, refunded: 0, toSelf: 0, afterAsOf: 0 };

test('tells what the command line says under Attention: a stray date, a large quarantine, a list that names nobody, currencies that are none', () => {
  const attention = attentionOf({
    strayEnd: STRAY,
    inputs: [{ read: 10, quarantined: 1 }],
    known: { entries: 3, payers: 0, payees: 0 },
    currenciesWithoutRate: [
      { currency: 'XQQ', transfers: 2, inIso4217: false },
      { currency: 'KPW', transfers: 5, inIso4217: true },
    ],
    counts: {
      ...{ read: 100, quarantined: 1, withoutPayerZone: 12, byNameAlone: { payers: 2, payees: 3 } },
      excluded: { ...NOTHING_EXCLUDED, cancelled: 4 },
    },
  });
  expect(attention).toEqual({
    strayEnd: STRAY,
    quarantined: { read: 100, quarantined: 1 },
    knownNobody: 3,
    noSuchCurrency: [{ currency: 'XQQ', transfers: 2 }],
    withoutRate: [{ currency: 'KPW', transfers: 5 }],
    excluded: { ...NOTHING_EXCLUDED, cancelled: 4 },
    withoutPayerZone: 12,
    byNameAlone: 5,
  });
});

test('says nothing of what another version wrote otherwise, and does not fail', () => {
  const nothing = {
    ...{ strayEnd: null, quarantined: null, knownNobody: null, noSuchCurrency: [], withoutRate: [] },
    ...{ excluded: NOTHING_EXCLUDED, withoutPayerZone: 0, byNameAlone: 0 },
  };
  expect(attentionOf({})).toEqual(nothing);
  expect(attentionOf({ strayEnd: 3, counts: { excluded: 'none' }, inputs: 'none' })).toEqual(nothing);
});

test('gives the reasons for quarantine in both languages', () => {
  const reason = 'The amount is not a number in the format of this file.';
  const [given] = quarantineReasonsOf([{ reason, column: 'amount', rows: 3, first: { file: 'a.csv', row: 1 } }]);
  expect(given).toMatchObject({ rows: 3, reason: { en: reason, fr: expect.stringContaining('n’est pas un nombre') } });
  expect(quarantineReasonsOf(null)).toEqual([]);
});
