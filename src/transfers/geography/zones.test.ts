import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isZone, offsetAt, zoneOffsets } from './zones.ts';

const FROM = Date.UTC(1990, 0, 1) / 1000;
const TO = Date.UTC(2040, 0, 1) / 1000;
const HOUR = 3600;

function hours(zone: string, instant: string): number {
  return offsetAt(zoneOffsets([zone], FROM, TO), 0, Date.parse(instant) / 1000) / HOUR;
}

describe('the offset of a zone', () => {
  test.each([
    ['Asia/Kathmandu', '2024-06-01T00:00Z', 5.75],
    ['Australia/Adelaide', '2024-06-01T00:00Z', 9.5],
    ['Australia/Adelaide', '2024-12-01T00:00Z', 10.5],
    ['America/St_Johns', '2024-01-01T00:00Z', -3.5],
    ['America/St_Johns', '2024-07-01T00:00Z', -2.5],
    ['Asia/Manila', '2024-07-01T00:00Z', 8],
    ['Europe/Paris', '2024-03-31T00:59:59Z', 1],
    ['Europe/Paris', '2024-03-31T01:00:00Z', 2],
    ['Europe/Paris', '2024-10-27T00:59:59Z', 2],
    ['Europe/Paris', '2024-10-27T01:00:00Z', 1],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', -10],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', 14],
    ['Africa/Casablanca', '2024-03-10T01:59:59Z', 1],
    ['Africa/Casablanca', '2024-03-20T00:00Z', 0],
    ['Africa/Casablanca', '2024-04-20T00:00Z', 1],
    ['America/Boa_Vista', '2000-10-10T00:00Z', -3],
    ['America/Boa_Vista', '2000-10-16T00:00Z', -4],
  ])('%s at %s is %d hours', (zone, instant, expected) => {
    expect(hours(zone, instant)).toBe(expected);
  });

  test('agrees with Intl at any instant from 1990 to 2040 in every zone', () => {
    const names = Intl.supportedValuesOf('timeZone');
    const zones = zoneOffsets(names, FROM, TO);
    const formats = names.map((timeZone) => {
      return new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    });
    /** The wall clock read as if it were UTC: another way than the one the table is built by. */
    const wallClock = (zone: number, at: number): number => {
      const parts = formats[zone]?.formatToParts(at * 1000) ?? [];
      const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
      return (
        Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000
      );
    };
    const instants = fc.oneof(
      fc.record({ zone: fc.nat(names.length - 1), at: fc.integer({ min: FROM, max: TO }) }),
      fc
        .record({ zone: fc.nat(names.length - 1), change: fc.nat(200), seconds: fc.integer({ min: -2, max: 2 }) })
        .map(({ zone, change, seconds }) => {
          const changes = zones.transitions[zone] ?? new Float64Array();
          const at = changes[1 + (change % Math.max(1, changes.length - 1))] ?? FROM;
          return { zone, at: at + seconds };
        }),
    );
    fc.assert(
      fc.property(instants, ({ zone, at }) => wallClock(zone, at) - at === offsetAt(zones, zone, at)),
      { numRuns: 5_000 },
    );
  });

  test('is unknown for the unknown zone', () => {
    expect(offsetAt(zoneOffsets(['Asia/Manila'], FROM, TO), -1, FROM)).toBeNaN();
  });
  test('before and after the span is the first and the last known', () => {
    const zones = zoneOffsets(['Europe/Paris'], Date.UTC(2024, 0, 1) / 1000, Date.UTC(2024, 5, 1) / 1000);
    expect(zones.transitions[0]?.[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(offsetAt(zones, 0, Date.UTC(2020, 6, 1) / 1000)).toBe(HOUR);
    expect(offsetAt(zones, 0, Date.UTC(2026, 0, 1) / 1000)).toBe(2 * HOUR);
  });
});

test('a name that is no zone is refused', () => {
  expect(isZone('Mars/Base')).toBe(false);
  expect(() => zoneOffsets(['Mars/Base'], FROM, TO)).toThrow(RangeError);
});
