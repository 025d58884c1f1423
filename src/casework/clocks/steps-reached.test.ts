import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { loadClockPack } from './clock-pack.ts';
import { clocksOf } from './clocks-of.ts';
import type { RequestFacts } from './request-facts.ts';
import { nextDateOf } from './standing.ts';
import { stepsReached } from './steps-reached.ts';
import { anyRequest } from './testing/any-request.ts';
import { happened, request } from './testing/request.ts';
import { workCalendars } from './work-calendar.ts';

const pack = loadClockPack();
const calendars = workCalendars(pack.calendars);
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);

describe('the steps that have come', () => {
  const sent = happened('sent', '2026-01-12');
  const told = (facts: RequestFacts, now: string): readonly string[] =>
    stepsReached(facts, pack, calendars, at(now)).map(({ rule, to, on }) => `${on} ${to} ${rule}`);

  it('are those of the ladder, in time order', () => {
    expect(told(request({ events: [sent] }), '2026-03-01T00:00:00Z')).toEqual([
      '2026-02-11 holder house-letters-rogatory-silence',
      '2026-02-18 deputy house-letters-rogatory-silence',
      '2026-02-25 head house-letters-rogatory-silence',
    ]);
  });

  it('hold those of a term that was extended or asked again since, and none that would have come after', () => {
    const events = [sent, happened('asked_again', '2026-02-20')];
    expect(told(request({ events }), '2026-03-23T00:00:00Z')).toEqual([
      '2026-02-11 holder house-letters-rogatory-silence',
      '2026-02-18 deputy house-letters-rogatory-silence',
      '2026-03-22 holder house-letters-rogatory-silence',
    ]);
  });

  it('end with the answer and with the request', () => {
    const answered = request({ events: [sent, happened('answered', '2026-02-15')] });
    expect(told(answered, '2027-01-01T00:00:00Z')).toEqual(['2026-02-11 holder house-letters-rogatory-silence']);
    const ended: RequestFacts = { ...request({ events: [sent] }), nextOn: null, endedAt: '2026-02-01T00:00:00Z' };
    expect(told(ended, '2027-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('a year with a sweeper that fails', () => {
  const HOUR = 3_600_000;
  const START = Date.UTC(2026, 0, 1);
  const END = Date.UTC(2027, 3, 1);

  /** How long until the next sweep; how far the clock is off; after how many notices the power fails, if it does. */
  const sweeps = fc.array(
    fc.record({
      wait: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(24), fc.integer({ min: 24, max: 24 * 40 })),
      setBack: fc.constantFrom(0, 0, 0, 1),
      failsAfter: fc.constantFrom(null, null, 0, 1, 2),
    }),
    { minLength: 5, maxLength: 60 },
  );

  it('leaves no open request without a next date, and tells of each step once: the same as one that never failed', () => {
    fc.assert(
      fc.property(fc.array(anyRequest(pack), { minLength: 1, maxLength: 5 }), sweeps, (requests, plan) => {
        const told = new Map(requests.map((facts) => [facts, new Set<string>()]));
        let time = START;
        const sweep = (setBack: number, failsAfter: number | null): void => {
          const now = Temporal.Instant.fromEpochMilliseconds(time - setBack * HOUR);
          let left = failsAfter ?? Number.POSITIVE_INFINITY;
          for (const facts of requests) {
            const known = knownAt(facts, time);
            expect(nextDateOf(known, clocksOf(known, pack, calendars, now), now)?.on).toBeDefined();
            for (const { key } of stepsReached(known, pack, calendars, now)) {
              if (told.get(facts)?.has(key)) continue;
              if (left-- === 0) return;
              told.get(facts)?.add(key);
            }
          }
        };
        for (const { wait, setBack, failsAfter } of plan) {
          time = Math.min(END, time + wait * HOUR);
          sweep(setBack, failsAfter);
        }
        time = END;
        sweep(0, null);
        for (const facts of requests) {
          const all = stepsReached(facts, pack, calendars, Temporal.Instant.fromEpochMilliseconds(END));
          expect([...(told.get(facts) ?? [])].sort()).toEqual(all.map(({ key }) => key).sort());
        }
      }),
      { numRuns: 150 },
    );
  });

  /** What had been entered by then; a day is entered as it begins, anywhere. */
  function knownAt(facts: RequestFacts, time: number): RequestFacts {
    const EARLIEST_ZONE = 14 * HOUR;
    const events = facts.events.filter(({ at: when }) =>
      'instant' in when ? Date.parse(when.instant) <= time : Date.parse(when.date) - EARLIEST_ZONE <= time,
    );
    return { ...facts, events };
  }
});
