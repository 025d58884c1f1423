import { describe, expect, it } from 'vitest';
import { lanesOf, moved, readTimelineSearch, windowOf, zoomed } from './timeline-search.ts';

describe('the address of a timeline', () => {
  it('keeps what it knows and leaves out the rest', () => {
    expect(readTimelineSearch({ lanes: 'travel,contacts,x', zoom: 'month', at: '2026-02-03', y: 1 })).toEqual({
      ...{ lanes: 'travel,contacts,x', zoom: 'month', at: '2026-02-03' },
    });
    expect(readTimelineSearch({ lanes: 'x', zoom: 'hour', at: '2026-02-99' })).toEqual({});
    expect(lanesOf({ lanes: 'travel,contacts,x' })).toEqual(['contacts', 'travel']);
  });

  it('shows a year, a month or a day, and all of it without one', () => {
    expect(windowOf({ zoom: 'year', at: '2026-02-03' }, null)).toEqual({
      ...{ from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
    });
    expect(windowOf({ zoom: 'month' }, '2024-02-29T10:00:00Z')).toEqual({
      ...{ from: '2024-02-01T00:00:00.000Z', to: '2024-03-01T00:00:00.000Z' },
    });
    expect(windowOf({}, '2024-02-29T10:00:00Z')).toBeNull();
    expect(windowOf({ zoom: 'day' }, null)).toBeNull();
  });

  it('moves by what it shows, over ends of months and years', () => {
    expect(moved('2026-01-31', 'month', -1)).toBe('2025-12-01');
    expect(moved('2024-02-28', 'day', 2)).toBe('2024-03-01');
    expect(moved('2026-07-01', 'year', 1)).toBe('2027-01-01');
    expect([zoomed(null, true), zoomed('year', false), zoomed('day', true), zoomed('month', false)]).toEqual([
      ...['year', null, 'day', 'year'],
    ]);
  });
});
