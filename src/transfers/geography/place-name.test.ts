import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeKey, placeKeys } from './place-name.ts';

test.each([
  ['Saint-Étienne', 'SAINT ETIENNE'],
  ['St. Étienne', 'SAINT ETIENNE'],
  ['Ste-Marie', 'SAINTE MARIE'],
  ['Łódź', 'LODZ'],
  ['København', 'KOBENHAVN'],
  ['Đà Nẵng', 'DA NANG'],
  ["L'Haÿ-les-Roses", 'LHAY LES ROSES'],
  ['L’Haÿ les Roses', 'LHAY LES ROSES'],
  ['  new   york ', 'NEW YORK'],
  ['Iași', 'IASI'],
  ['???', ''],
])('%j is spelt %j', (given, key) => {
  expect(placeKey(given)).toBe(key);
});

test('what is written after the name of the town is left out when the whole is not known', () => {
  expect(placeKeys('Manila, Metro Manila')).toContain('MANILA');
  expect(placeKeys('75015 Paris')).toContain('PARIS');
  expect(placeKeys('LYON CEDEX 03')).toContain('LYON');
  expect(placeKeys('Cebu')).toEqual(['CEBU', 'CEBU CITY']);
  expect(placeKeys('Davao City')).toEqual(['DAVAO CITY', 'DAVAO']);
});
test('the letters of a place code are no name', () => {
  expect(placeKeys('A-12')).toEqual(['A 12', 'A 12 CITY']);
});
test('the name as it stands is tried first, and no empty name is ever tried', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (given) => {
      const keys = placeKeys(given);
      return keys.every((key) => key.trim() !== '') && (placeKey(given) === '' || keys[0] === placeKey(given));
    }),
  );
});
test('a spelling is its own spelling', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (given) => placeKey(placeKey(given)) === placeKey(given)));
});
