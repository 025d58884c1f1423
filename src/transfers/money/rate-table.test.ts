import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayText, microUnits, RateTable, spansOfQuotations } from './rate-table.ts';

const friday = 19_780;

describe('a table of euro rates', () => {
  const table = new RateTable(
    'test',
    false,
    spansOfQuotations('USD', [
      { day: friday + 3, microUnitsPerEur: 1_100_000n },
      { day: friday, microUnitsPerEur: 1_000_000n },
    ]),
  );

  test('takes the last quotation before a week-end', () => {
    expect([0, 1, 2, 3].map((i) => table.microUnitsOn('USD', friday + i))).toEqual([
      1_000_000n,
      1_000_000n,
      1_000_000n,
      1_100_000n,
    ]);
  });
  test('knows no rate before the first quotation', () => {
    expect(table.microUnitsOn('USD', friday - 1)).toBeNull();
  });
  test('lets a quotation last seven days and no more', () => {
    expect(table.microUnitsOn('USD', friday + 10)).toBe(1_100_000n);
    expect(table.microUnitsOn('USD', friday + 11)).toBeNull();
  });
  test('knows no rate of a currency without quotation, and never 0', () => {
    expect(table.microUnitsOn('PHP', friday)).toBeNull();
  });
  test('holds the euro at 1 on any day', () => {
    expect(table.microUnitsOn('EUR', -100_000)).toBe(1_000_000n);
  });
  test('refuses two rates for one day', () => {
    const span = { currency: 'USD', from: 1, until: 3, microUnitsPerEur: 1n };
    expect(() => new RateTable('test', false, [span, { ...span, from: 2 }])).toThrow('USD hold on 1970-01-03');
  });
});

test('a rate keeps six decimals, the seventh rounds it', () => {
  expect(microUnits('1.0834')).toBe(1_083_400n);
  expect(microUnits('655.9570005')).toBe(655_957_001n);
  expect(microUnits('16000')).toBe(16_000_000_000n);
});
test.each(['', '0', '0.000001', '-1', '1e5', '1,5', 'N/A', '1000000000000'])('%j is no rate', (text) => {
  expect(microUnits(text)).toBeNull();
});
test('a day that the calendar does not have is no day', () => {
  expect(dayNumber('2023-02-29')).toBeNull();
  expect(dayNumber('2024-02-29')).toBe(19_782);
  expect(dayNumber('29/02/2024')).toBeNull();
});
test('days and their texts are one to one', () => {
  fc.assert(fc.property(fc.integer({ min: -10_000, max: 60_000 }), (day) => dayNumber(dayText(day)) === day));
});
