import { describe, expect, test } from 'vitest';
import { parseRates } from './rate-files.ts';
import { dayNumber, RateTable } from './rate-table.ts';

function rate(text: string, currency: string, day: string): bigint | null {
  return new RateTable('test', false, parseRates(text, 'rates.csv')).microUnitsOn(
    currency,
    dayNumber(day) ?? Number.NaN,
  );
}

describe('the history file of the European Central Bank', () => {
  const history =
    'Date,USD,JPY,CYP,\r\n2024-01-03,1.0919,155.81,N/A,\r\n2024-01-02,1.0956,155.69,N/A,\r\n2007-12-31,1.4721,164.93,0.585274,\r\n';

  test('is read newest first, with its trailing comma', () => {
    expect(rate(history, 'USD', '2024-01-02')).toBe(1_095_600n);
    expect(rate(history, 'JPY', '2024-01-06')).toBe(155_810_000n);
  });
  test('has no rate where it says N/A', () => {
    expect(rate(history, 'CYP', '2007-12-31')).toBe(585_274n);
    expect(rate(history, 'CYP', '2024-01-02')).toBeNull();
  });
  test('has no rate in a gap longer than a week', () => {
    expect(rate(history, 'USD', '2023-12-29')).toBeNull();
  });
});

test('the long form of the data portal is read, titles with commas included', () => {
  const long =
    'KEY,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,TITLE\nEXR.D.USD,USD,EUR,2024-01-02,1.0956,"US dollar, ECB reference rate"\n';
  expect(rate(long, 'USD', '2024-01-02')).toBe(1_095_600n);
});
test('yearly averages hold through the calendar year', () => {
  const yearly = '# illustrative\ncurrency,year,units_per_eur\nPHP,2020,56.65\nPHP,2021,58.3\n';
  expect(rate(yearly, 'PHP', '2020-12-31')).toBe(56_650_000n);
  expect(rate(yearly, 'PHP', '2021-01-01')).toBe(58_300_000n);
  expect(rate(yearly, 'PHP', '2022-01-01')).toBeNull();
});

describe('a file that is no table of rates is refused with its line and what to do', () => {
  test.each([
    ['', 'not a table of euro rates'],
    ['payer,payee,amount\na,b,1\n', 'eurofxref-hist.csv'],
    ['Date,USD\n', 'it holds no rate'],
    ['Date,USD\n02/01/2024,1.09\n', 'line 2: the date'],
    ['Date,USD\n2024-01,1.09\n', 'daily rates are needed'],
    ['Date,USD\n2024-01-02,0\n', 'line 2: "0" is not a rate'],
    ['Date,DOLLAR\n2024-01-02,1\n', '"DOLLAR" is not a currency code'],
    ['Date,USD\n2024-01-02,1.09\n2024-01-02,1.10\n', 'a second, different rate for USD'],
    ['TIME_PERIOD,CURRENCY,CURRENCY_DENOM,OBS_VALUE\n2024-01-02,USD,GBP,1.2\n', 'against the euro'],
  ])('%j', (text, message) => {
    expect(() => parseRates(text, 'rates.csv')).toThrow(message);
  });
});
