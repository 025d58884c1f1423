import { expect, test } from 'vitest';
import { PAIR_FACTS, PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { FACT_NAMES } from './fact-names.ts';

test('every fact of the catalogue has a short name in both languages, and no other has', () => {
  const ids = new Set([...PAYER_FACTS, ...PAYEE_FACTS, ...PAIR_FACTS].map(({ id }) => id));
  expect(Object.keys(FACT_NAMES).toSorted()).toEqual([...ids].toSorted());
  for (const [id, { en, fr }] of Object.entries(FACT_NAMES)) {
    expect([id, en.length > 4, fr.length > 4, en === fr]).toEqual([id, true, true, false]);
    expect(`${en} ${fr}`).not.toMatch(/_|\.$/);
  }
});
