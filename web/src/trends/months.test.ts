import { expect, test } from 'vitest';
import { everyMonth, scaleEnd } from './months.ts';

test('shows a month of which nothing is told as a gap, across the end of a year', () => {
  expect(
    everyMonth([
      { value: '2025-11', leads: 7 },
      { value: '2026-02', leads: 5 },
    ]),
  ).toEqual([
    { value: '2025-11', leads: 7 },
    { value: '2025-12', leads: null },
    { value: '2026-01', leads: null },
    { value: '2026-02', leads: 5 },
  ]);
  expect(everyMonth([])).toEqual([]);
});

test('ends the scale at a round number that holds every month', () => {
  expect([0, 1, 5, 7, 12, 41, 99, 101, 640].map(scaleEnd)).toEqual([1, 1, 5, 8, 20, 50, 100, 200, 800]);
});
