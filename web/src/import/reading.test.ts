import { expect, test } from 'vitest';
import { dayOrderOf, withDayOrder, withDecimal, withZone } from './reading.ts';

const FORMATS = { decimal: '.', thousands: ',', dates: ['%m/%d/%Y %H:%M', 'iso'], zone: 'payer' };
const MAPPING = { columns: { amount: 'sum' }, formats: { thousands: "'" as const } };

test('turns day and month round where they are numbers, and leaves other forms as they are', () => {
  expect(dayOrderOf(FORMATS)).toBe('monthFirst');
  expect(dayOrderOf({ ...FORMATS, dates: ['iso', '%d.%m.%y'] })).toBe('dayFirst');
  expect(dayOrderOf({ ...FORMATS, dates: ['iso', '%d %b %Y'] })).toBe(null);
  expect(withDayOrder(MAPPING, FORMATS, 'dayFirst')).toEqual({
    ...MAPPING,
    formats: { thousands: "'", dates: ['%d/%m/%Y %H:%M', 'iso'] },
  });
});

test('separates thousands by the sign that is not the decimal one, unless by a space or an apostrophe', () => {
  expect(withDecimal(MAPPING, FORMATS, ',').formats).toEqual({ decimal: ',', thousands: '.' });
  expect(withDecimal(MAPPING, { ...FORMATS, thousands: ' ' }, ',').formats).toEqual({ decimal: ',', thousands: ' ' });
  expect(withDecimal({ columns: {} }, { ...FORMATS, thousands: '' }, '.').formats).toEqual({
    decimal: '.',
    thousands: ',',
  });
});

test('keeps all else that was said when a zone is chosen', () => {
  expect(withZone(MAPPING, 'Europe/Paris')).toEqual({ ...MAPPING, zone: 'Europe/Paris' });
});
