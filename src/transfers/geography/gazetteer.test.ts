import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadGazetteer } from './gazetteer.ts';
import { parseSmallCsv } from './small-csv.ts';

test('the most populous place of a name wins within a country', () => {
  const found = loadGazetteer().find('US', 'Springfield');
  expect(found?.lat).toBeCloseTo(37.2, 0);
  expect(found?.lon).toBeCloseTo(-93.3, 0);
});
test('a place is looked for in its own country only', () => {
  const gazetteer = loadGazetteer();
  expect(gazetteer.find('FR', 'Manila')).toBeNull();
  expect(gazetteer.find('XQ', 'Manila')).toBeNull();
});
test('a place of a territory is found under the country that it belongs to', () => {
  expect(loadGazetteer().find('FR', 'Fort-de-France')?.country).toBe('MQ');
});
test('every other name in the pack leads to a place', () => {
  const gazetteer = loadGazetteer();
  const table = readFileSync(new URL('../../../packs/places/other-names.csv', import.meta.url), 'utf8');
  const lost = parseSmallCsv(table).rows.filter(
    ({ cells: [country = '', name = '', other = ''] }) =>
      !gazetteer.find(country, name) || !gazetteer.find(country, other),
  );
  expect(lost).toEqual([]);
});
