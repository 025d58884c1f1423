import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventTime, eventTime } from './event-time.ts';
import { type EventFact, timelineItems } from './timeline-items.ts';
import { timelineMarks } from './timeline-marks.ts';

function when(precision: EventTime['precision'], at: string | null, zone: string | null = null): EventTime {
  const time = eventTime({ precision, at, zone });
  if (typeof time === 'string') throw new Error(time);
  return time;
}

const fact = (id: string, time: EventTime, enteredAt = '2026-05-01T00:00:00Z'): EventFact => ({
  ...{ id, kind: 'fact', when: time, who: [], toward: [], identifiers: [], service: null, means: null },
  ...{ reference: null, country: null, place: null, otherPlace: null, seconds: null, files: null, incident: null },
  ...{
    words: '',
    source: { kind: 'hand', words: 'Synthetic record' },
    enteredAt,
    enteredBy: 'Synthetic',
    corrected: null,
  },
});

const line = (...events: readonly EventFact[]) =>
  timelineItems({ transfers: [], events, requests: [], decisions: [], custody: [] });
const order = (...events: readonly EventFact[]): string[] => line(...events).map(({ eventId }) => eventId ?? '');

describe('the one line of a case', () => {
  it('has what is known by its day alone before what is known exactly of that day, whoever entered which first', () => {
    const exact = fact('exact', when('exact', '2026-03-04T09:15', 'UTC'), '2026-04-01T00:00:00Z');
    const midnight = fact('midnight', when('exact', '2026-03-04T00:00', 'UTC'), '2026-03-05T00:00:00Z');
    const day = fact('day', when('day', '2026-03-04'));
    expect(order(exact, midnight, day)).toEqual(['day', 'midnight', 'exact']);
    expect(order(day, fact('before', when('exact', '2026-03-03T23:59', 'UTC')))).toEqual(['before', 'day']);
  });

  it('has it so in whatever zone the hour was said', () => {
    const early = fact('early', when('exact', '2026-03-04T00:30', 'Asia/Manila'));
    const late = fact('late', when('exact', '2026-03-04T23:30', 'America/New_York'));
    expect(order(early, late, fact('day', when('day', '2026-03-04')))).toEqual(['day', 'early', 'late']);
  });

  it('has a year before its months, a month before its days, and the undated last', () => {
    const events = [
      fact('undated', when('undated', null)),
      fact('exact', when('exact', '2026-01-01T00:00', 'Europe/Paris')),
      fact('hour', when('hour', '2026-01-01T00', 'Europe/Paris')),
      fact('day', when('day', '2026-01-01')),
      fact('month', when('month', '2026-01')),
      fact('about', when('approximate', '2026')),
    ];
    expect(order(...events)).toEqual(['about', 'month', 'day', 'hour', 'exact', 'undated']);
  });

  it('has each before all that it holds, and what is exact in order of time, in whatever order it was entered', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Paris', 'Asia/Manila', 'America/New_York', null);
    const drawn = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 23 }),
        zone,
        fc.constantFrom('exact', 'day', 'month'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(drawn, (given) => {
        const events = given.map(([day, hour, at, precision], index) => {
          const date = `2026-03-0${day}`;
          if (precision === 'month') return fact(String(index), when('month', '2026-03', at));
          if (precision === 'day' || at === null) return fact(String(index), when('day', date, at));
          return fact(String(index), when('exact', `${date}T${String(hour).padStart(2, '0')}:10`, at));
        });
        const times = line(...events).map((item) => item.when);
        for (const [index, { said, precision, from }] of times.entries())
          for (const later of times.slice(index + 1)) {
            const holds = later.precision !== 'exact' && said !== later.said && said?.startsWith(later.said ?? '');
            expect(holds, `${later.said} after ${said}`).toBe(false);
            if (precision === 'exact' && later.precision === 'exact')
              expect(Date.parse(from ?? '')).toBeLessThanOrEqual(Date.parse(later.from ?? ''));
          }
      }),
    );
  });

  it('is drawn with what is known by its day under what is exact, so that neither hides the other', () => {
    const items = line(fact('exact', when('exact', '2026-03-04T00:00', 'UTC')), fact('day', when('day', '2026-03-04')));
    const marks = timelineMarks(items, { from: '2026-03-01T00:00:00Z', to: '2026-03-10T00:00:00Z' });
    expect(marks.map(({ drawn }) => drawn)).toEqual(['bounded', 'exact']);
  });
});
