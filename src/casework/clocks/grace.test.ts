import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRACE_OF_ENTRY, quietTimes } from './grace.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const iso = (time: number): string => new Date(time).toISOString();

describe('The time in which nobody is told of what was entered', () => {
  it('is half an hour, and no longer for what is entered within it or on the same day', () => {
    const quiet = quietTimes([
      '2026-06-01T12:00:00.000000Z',
      '2026-06-01T12:20:00.000000Z',
      '2026-06-02T11:59:00.000000Z',
    ]);
    expect([...quiet.values()]).toEqual(Array.from({ length: 3 }, () => '2026-06-01T12:30:00.000Z'));
  });

  it('is granted again a day after it began', () => {
    const quiet = quietTimes(['2026-06-01T12:00:00Z', '2026-06-02T12:00:00Z']);
    expect([...quiet.values()]).toEqual(['2026-06-01T12:30:00.000Z', '2026-06-02T12:30:00.000Z']);
  });

  it('leaves at least a day but half an hour between two such times, whatever is entered when', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { minLength: 1, maxLength: 60 }), (waits) => {
        let time = Date.UTC(2026, 0, 1);
        const entered = waits.map((wait) => {
          time += wait * MINUTE;
          return iso(time);
        });
        const quiet = quietTimes(entered);
        const ends = [...new Set(quiet.values())].map(Date.parse).sort((one, other) => one - other);
        for (const [index, end] of ends.slice(1).entries())
          expect(end - (ends[index] ?? 0)).toBeGreaterThanOrEqual(DAY);
        for (const [at, end] of quiet)
          expect(Date.parse(end) - Date.parse(at)).toBeLessThanOrEqual(GRACE_OF_ENTRY.minutes * MINUTE);
      }),
    );
  });
});
