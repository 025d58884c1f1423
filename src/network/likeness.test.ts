import { expect, test } from 'vitest';
import { PAYER_FACTS } from '../facts/catalogue.ts';
import { allocateFactTable, factColumn } from '../facts/fact-table.ts';
import { likenessOfPayers } from './likeness.ts';

const PATTERN = {
  ...{ cross_border_share: 1, amount_median: 30, share_upto_150: 1, brief_payee_share: 1, gap_variation: 1.4 },
  ...{ close_gap_share: 0.4, night_share_payer: 0.5, business_hours_share: 0.05, amount_spread: 0.6 },
  ...{ purpose_trade_share: 0, transfers: 8, declared_tie_share: 0 },
};
const RELATIVE = {
  ...PATTERN,
  amount_median: 220,
  share_upto_150: 0.2,
  brief_payee_share: 0,
  gap_variation: 0.2,
  close_gap_share: 0,
};

function likeness(...payers: readonly Readonly<Record<string, number>>[]): number[] {
  const table = allocateFactTable(PAYER_FACTS, payers.length);
  for (const [row, facts] of payers.entries())
    for (const [id, value] of Object.entries(facts)) factColumn(table, id)[row] = value;
  return [...likenessOfPayers(table)];
}

test('is full for the whole pattern, nothing for a relative’s support, and nothing where hardly anything is known', () => {
  expect(likeness(PATTERN, RELATIVE, { transfers: 3 })).toEqual([1, 0, 0]);
});

test('grows with every sign, none of which is needed', () => {
  const [full, atNoon, inOnePart] = likeness(
    PATTERN,
    { ...PATTERN, night_share_payer: 0 },
    { ...PATTERN, close_gap_share: 0 },
  );
  expect(full).toBe(1);
  expect(atNoon).toBeGreaterThan(0);
  expect(inOnePart).toBeGreaterThan(0);
});

test('does not look at countries, names or origin', () => {
  expect(likeness({ ...PATTERN, payee_countries: 1 }, { ...PATTERN, payee_countries: 9 })).toEqual([1, 1]);
});
