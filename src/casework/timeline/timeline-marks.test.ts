import { describe, expect, it } from 'vitest';
import { eventTime } from './event-time.ts';
import { timelineItems } from './timeline-items.ts';
import { timelineMarks } from './timeline-marks.ts';

const window = { from: '2026-01-01T00:00:00Z', to: '2026-12-31T00:00:00Z' };

function contact(id: string, precision: 'exact' | 'day' | 'month' | 'undated', at: string | null) {
  const when = eventTime({ precision, at, zone: 'UTC' });
  if (typeof when === 'string') throw new Error(when);
  return {
    ...{ id, kind: 'contact' as const, when, who: [], toward: [], identifiers: [], service: null, means: null },
    ...{ reference: null, country: null, place: null, otherPlace: null, seconds: null, files: null, incident: null },
    ...{ words: '', source: { kind: 'hand' as const, words: 'x' }, enteredAt: '2026-01-01T00:00:00Z', enteredBy: 'x' },
    corrected: null,
  };
}
const items = (...events: ReturnType<typeof contact>[]) =>
  timelineItems({ transfers: [], events, requests: [], decisions: [], custody: [] });

describe('the picture of a timeline', () => {
  it('draws each row, and so many together only where they would lie upon each other', () => {
    const marks = timelineMarks(
      items(
        contact('1', 'exact', '2026-03-01T10:00'),
        contact('2', 'exact', '2026-03-01T11:00'),
        contact('3', 'exact', '2026-05-01T11:00'),
        contact('4', 'month', '2026-03'),
        contact('5', 'undated', null),
      ),
      window,
    );
    expect(marks.map(({ count, drawn, key }) => [count, drawn, key])).toEqual([
      [1, 'bounded', 'event:4'],
      [2, 'exact', null],
      [1, 'exact', 'event:3'],
    ]);
  });

  it('holds every dated row once', () => {
    const events = Array.from({ length: 500 }, (_, n) =>
      contact(
        String(n),
        n % 3 === 0 ? 'day' : 'exact',
        `2026-0${1 + (n % 9)}-1${n % 10}${n % 3 === 0 ? '' : 'T10:00'}`,
      ),
    );
    const marks = timelineMarks(items(...events), window);
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });
});
