import { expect, it } from 'vitest';
import { exactAmount } from './exact-amount.ts';

it.each([
  [
    '12345678901234567.890123',
    '12,345,678,901,234,567.890123',
    '12\u202f345\u202f678\u202f901\u202f234\u202f567,890123',
  ],
  ['-0.10', '−0.10', '−0,10'],
  ['1000', '1,000', '1\u202f000'],
  ['none', 'none', 'none'],
])('an amount is written with every digit: %s', (amount, en, fr) => {
  expect([exactAmount(amount, 'en'), exactAmount(amount, 'fr')]).toEqual([en, fr]);
});
