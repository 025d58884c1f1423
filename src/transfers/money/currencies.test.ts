import { expect, test } from 'vitest';
import { currencyCode, currencyCodes, minorDigits } from './currencies.ts';

test.each([
  ['eur', 'EUR'],
  [' Php ', 'PHP'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₱', 'PHP'],
  ['US$', 'USD'],
  ['zł', 'PLN'],
])('%j is %s', (given, code) => {
  expect(currencyCode(given)).toBe(code);
});

test.each(['$', '¥', 'kr', 'Rs', 'FCFA', '', 'ABC', 'dollars'])('%j is not one currency, so none', (given) => {
  expect(currencyCode(given)).toBeNull();
});
test('nothing given is no currency', () => {
  expect(currencyCode(null)).toBeNull();
});

test('the digits of the minor unit follow ISO 4217', () => {
  expect(['EUR', 'JPY', 'TND', 'CLF', 'IDR', 'MGA', 'XYZ'].map(minorDigits)).toEqual([2, 0, 3, 4, 2, 2, null]);
});
test('every code is three capital letters that the runtime has a name for', () => {
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  const nameless = currencyCodes().filter((code) => !/^[A-Z]{3}$/.test(code) || !names.of(code));
  expect(nameless).toEqual([]);
});
