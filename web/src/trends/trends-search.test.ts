import { expect, test } from 'vitest';
import { allShown, queueOf, readTrendsSearch, tiersOf, withAll, withTiers } from './trends-search.ts';

test('shows the leads that are proposed, of the first queue of the member, when the address says nothing', () => {
  expect(tiersOf({})).toEqual(['first', 'second']);
  expect(queueOf({}, ['safeguarding', 'investigation'])).toBe('safeguarding');
  expect(queueOf({ queue: 'investigation' }, ['safeguarding'])).toBe('safeguarding');
  expect(queueOf({}, [])).toBeNull();
});

test('leaves out of the address what is the default', () => {
  expect(withTiers({ queue: 'investigation', tier: 'context' }, ['second', 'first'])).toEqual({
    queue: 'investigation',
  });
  expect(withTiers({}, ['context', 'first'])).toEqual({ tier: 'first,context' });
  expect(withAll(withAll({}, 'corridor', true), 'corridor', false)).toEqual({});
});

test('reads of an address only words that it knows', () => {
  expect(readTrendsSearch({ queue: 'investigation', other: 'x', tier: 3 })).toEqual({ queue: 'investigation' });
  expect(tiersOf({ tier: 'last' })).toEqual(['first', 'second']);
  expect(allShown({ all: 'month,channel' }, 'channel')).toBe(true);
});
