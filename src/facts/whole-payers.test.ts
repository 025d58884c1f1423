import { expect, test } from 'vitest';
import { PAYER_FACTS } from './catalogue.ts';
import { madeUpCorridors } from './corridors.fixture.ts';
import { allocateFactTable, factColumn } from './fact-table.ts';
import { putWholePayers } from './whole-payers.ts';

test('every row of a payer says since when the records know the payer, and whether one country is paid most', () => {
  const facts = allocateFactTable(PAYER_FACTS, 4);
  factColumn(facts, 'days_before_first').set([40, 3, 90, 7]);
  factColumn(facts, 'top_country_share').set([1, 1, 1, 0.25]);
  putWholePayers(facts, { ...madeUpCorridors([3, 1]), topCountryShare: Float32Array.of(0.5, Number.NaN) });
  expect([...factColumn(facts, 'days_before_first')]).toEqual([3, 3, 3, 7]);
  expect([...factColumn(facts, 'top_country_share')]).toEqual([0.5, 0.5, 0.5, 0.25]);
});
