import { expect, test } from 'vitest';
import { reasonChanges } from './reason-changes.ts';

const isAgainst = (code: string): boolean => code.startsWith('O');

test('tells reasons against apart: one that grew lowers the score, one that shrank raises it', () => {
  const none = { newReasons: [], goneReasons: [], strongerReasons: [], weakerReasons: [] };
  expect(reasonChanges({ ...none, strongerReasons: ['O05-crowd', 'P04'] }, isAgainst)).toEqual([
    { change: 'stronger', reasons: ['P04'] },
    { change: 'strongerAgainst', reasons: ['O05-crowd'] },
  ]);
  expect(reasonChanges({ ...none, weakerReasons: ['O01-tie'], newReasons: ['O02'] }, isAgainst)).toEqual([
    { change: 'newAgainst', reasons: ['O02'] },
    { change: 'weakerAgainst', reasons: ['O01-tie'] },
  ]);
  expect(reasonChanges(none, isAgainst)).toEqual([]);
});
