import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { eventTime, zoneName } from './event-time.ts';
import { readDate } from './read-date.ts';

const paris = 'Europe/Paris';
const time = (
  precision: Parameters<typeof eventTime>[0]['precision'],
  at: string,
  zone: string | null = null,
  until?: string,
) => eventTime({ precision, at, zone, until: until ?? null });

describe('a time that was said', () => {
  it('is an instant only where an instant was said, else all that it can have been', () => {
    expect(time('exact', '2026-02-03T21:15', paris)).toMatchObject({ from: '2026-02-03T20:15:00Z', to: null });
    expect(time('hour', '2026-02-03T21', '+08:00')).toMatchObject({
      from: '2026-02-03T13:00:00Z',
      to: '2026-02-03T14:00:00Z',
    });
    expect(time('day', '2026-02-28')).toMatchObject({ from: '2026-02-28T00:00:00Z', to: '2026-03-01T00:00:00Z' });
    expect(time('month', '2024-02')).toMatchObject({ from: '2024-02-01T00:00:00Z', to: '2024-03-01T00:00:00Z' });
    expect(time('approximate', '2024')).toMatchObject({ from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' });
    expect(eventTime({ precision: 'undated', at: null, zone: null })).toMatchObject({ from: null, to: null });
  });

  it('is approximate when the clocks showed it twice, and none when they never did', () => {
    const twice = { precision: 'approximate', from: '2025-10-26T00:30:00Z', to: '2025-10-26T01:30:00Z' };
    expect(time('exact', '2025-10-26T02:30', paris)).toMatchObject(twice);
    expect(time('exact', '2025-03-30T02:30', paris)).toBe('no_such_time');
  });

  it('is not made more exact than it was said, and has a zone where it has an hour', () => {
    expect(time('exact', '2026-02-03', paris)).toBe('not_a_time');
    expect(time('day', '2026-02-03T10:00', paris)).toBe('not_a_time');
    expect(time('exact', '2026-02-03T10:00')).toBe('zone_not_said');
    expect(time('day', '2025-02-29')).toBe('no_such_time');
    expect(time('day', '1799-12-31')).toBe('too_early');
    expect(time('day', '2026-02-03', null, '2026-02-01')).toBe('ends_before');
    expect(time('exact', '2026-02-03T10:00', 'Nowhere/Else')).toBe('no_such_zone');
  });

  it('names zones as the runtime does, and offsets as they are', () => {
    expect(['z', 'GMT', 'UTC+8', '-0330', '+05:45', paris].map(zoneName)).toEqual([
      'UTC',
      'UTC',
      '+08:00',
      '-03:30',
      '+05:45',
      paris,
    ]);
    expect(['+15', 'CET', 'x', '', '+08:60', 'Etc/../..'].map(zoneName)).toEqual([null, null, null, null, null, null]);
  });
});

describe('a cell with a date', () => {
  const read = (cell: string, order: 'iso' | 'day_first' | 'month_first' = 'iso', zone: string | null = 'UTC') => {
    const found = readDate(cell, order, zone);
    return typeof found === 'string' ? found : (found.from ?? 'undated');
  };

  it('is read in the order that was said, and never guessed', () => {
    expect(read('03/04/2026')).toBe('order_not_said');
    expect(read('25/12/2025')).toBe('order_not_said');
    expect(read('03/04/2026', 'day_first')).toBe('2026-04-03T00:00:00Z');
    expect(read('03/04/2026', 'month_first')).toBe('2026-03-04T00:00:00Z');
    expect(read('25/12/2025', 'month_first')).toBe('no_such_time');
    expect(read('2026/4/3', 'day_first')).toBe('2026-04-03T00:00:00Z');
  });

  it('has the zone that it names, else that of the file, else none', () => {
    expect(read('2026-02-03T21:15:30.5+08:00')).toBe('2026-02-03T13:15:30.5Z');
    expect(read('2026-02-03 21:15 Europe/Paris')).toBe('2026-02-03T20:15:00Z');
    expect(read('03.02.2026 9:15 PM', 'day_first', '+01:00')).toBe('2026-02-03T20:15:00Z');
    expect(read('2026-02-03 21h15', 'iso', null)).toBe('zone_not_said');
    expect(read('2026-02', 'iso', null)).toBe('2026-02-01T00:00:00Z');
    expect(read('2026-02-03T10Z')).toBe('2026-02-03T10:00:00Z');
  });

  it('is none when it is anything else', () => {
    for (const cell of [
      'soon',
      '1767225600',
      '2026-13-01',
      '2026-02-03T25:00',
      '12:30',
      '2026-02-03T10:00 what was said',
    ])
      expect(['not_a_time', 'no_such_time']).toContain(read(cell));
    expect(read(' ')).toBe('undated');
  });

  it('says every instant that it is given', () => {
    const instant = fc
      .integer({ min: -5e9, max: 7e9 })
      .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
    const zone = fc.constantFrom('UTC', '+05:45', '-03:30', '+14:00');
    fc.assert(
      fc.property(instant, zone, (of, within) => {
        const local = of.toZonedDateTimeISO(within).toPlainDateTime().toString({ smallestUnit: 'second' });
        expect(read(`${local}${within === 'UTC' ? 'Z' : within}`)).toBe(of.toString());
      }),
      { numRuns: 300 },
    );
  });
});
