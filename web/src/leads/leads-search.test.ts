import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../router-search.ts';
import { isFiltered, queryOf, readLeadsSearch, withoutFilters, withSearch } from './leads-search.ts';

test('asks for proposed leads that are not set aside, or have changed since, when the address says nothing', () => {
  expect(queryOf({}, 'investigation')).toEqual({
    tier: ['first', 'second'],
    state: ['new', 'follow_up', 'need_more'],
    orChanged: 'true',
    sort: 'rank',
  });
});

test('asks for possible victims by when to reach them, those whose payments may go on first', () => {
  expect(queryOf({ reach: 'now,soon' }, 'safeguarding')).toMatchObject({ urgency: ['now'], sort: 'reach' });
  expect(queryOf({ sort: 'rank' }, 'safeguarding').sort).toBe('rank');
  expect(queryOf({ reach: 'now' }, 'investigation').urgency).toBeUndefined();
});

test('asks for every decision and tier among leads put off, changed or gone', () => {
  expect(queryOf({ list: 'changed' }, 'investigation')).toEqual({ changed: 'true', sort: 'rank' });
  expect(queryOf({ list: 'snoozed', tier: 'first' }, 'investigation')).toEqual({
    snoozed: 'true',
    tier: ['first'],
    sort: 'rank',
  });
});

test('leaves out what the server would not understand', () => {
  expect(queryOf({ tier: 'first,worst', active: 'soon', sort: '-beauty', holder: 'x' }, 'investigation')).toEqual({
    tier: ['first'],
    state: ['new', 'follow_up', 'need_more'],
    orChanged: 'true',
    sort: 'rank',
    descending: 'true',
  });
});

test('keeps in the address only what differs from the default', () => {
  const narrowed = withSearch({ unit: 'U-1' }, { holder: 'me', tier: 'first,second', q: '' });
  expect(narrowed).toEqual({ unit: 'U-1', holder: 'me' });
  expect(isFiltered(narrowed)).toBe(true);
  expect(withoutFilters({ ...narrowed, columns: 'amount', sort: '-amount' })).toEqual({
    unit: 'U-1',
    columns: 'amount',
    sort: '-amount',
  });
});

test('writes an address that can be read, and reads back what it wrote', () => {
  const search = { tier: 'first,context', q: 'a b&c', active: '30' };
  const text = stringifySearch(search);
  expect(text).toBe('?tier=first,context&q=a+b%26c&active=30');
  expect(readLeadsSearch(parseSearch(text))).toEqual(search);
});

test('drops from an address what it does not know', () => {
  expect(readLeadsSearch({ tier: 'first', evil: '1', q: 7 })).toEqual({ tier: 'first' });
});
