import { expect, test } from 'vitest';
import { isFiltered, logQueryOf, readAuditSearch } from './audit-search.ts';

test('asks for whole days of UTC, the last one included', () => {
  expect(logQueryOf({ from: '2026-02-27', to: '2026-02-28' })).toEqual({
    from: '2026-02-27T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
  });
});

test('asks for nothing that the server does not know', () => {
  expect(logQueryOf({ act: 'lead.eat', purpose: 'leisure', from: 'yesterday', to: '2026-02-31x' })).toEqual({});
  expect(logQueryOf({ act: 'lead.read', object: 'L-1' })).toEqual({ act: 'lead.read', objectId: 'L-1' });
});

test('reads its own words of the address and no others', () => {
  expect(readAuditSearch({ act: 'lead.read', from: '', q: 'x' })).toEqual({ act: 'lead.read' });
  expect(isFiltered({ unit: 'U' })).toBe(false);
  expect(isFiltered({ object: 'L' })).toBe(true);
});
