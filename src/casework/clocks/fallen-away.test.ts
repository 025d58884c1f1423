import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { loadClockPack } from './clock-pack.ts';
import { clocksOf } from './clocks-of.ts';
import { type Entry, fallenAway } from './fallen-away.ts';
import { GRACE_OF_ENTRY, quietTimes } from './grace.ts';
import type { RequestEvent, RequestFacts } from './request-facts.ts';
import { nextDateOf } from './standing.ts';
import { type ReachedStep, stepsReached } from './steps-reached.ts';
import { anyRequest } from './testing/any-request.ts';
import { happened, request } from './testing/request.ts';
import { workCalendars } from './work-calendar.ts';

const pack = loadClockPack();
const calendars = workCalendars(pack.calendars);
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);

/** As the database gives them: with how long each is kept quiet, and without what was struck. */
function factsOf(facts: RequestFacts, entries: readonly Entry[]): RequestFacts {
  const quiet = quietTimes(entries.map(({ enteredAt }) => enteredAt));
  const struck = new Set(entries.map(({ strikes }) => strikes));
  const events = entries.flatMap(({ id, event, enteredAt }) =>
    event === null || struck.has(id) ? [] : [{ ...event, quietUntil: quiet.get(enteredAt) ?? enteredAt }],
  );
  return { ...facts, events };
}

describe('what is entered after the fact', () => {
  const entered = (at: string, event: RequestEvent) => ({ ...event, quietUntil: quietTimes([at]).get(at) ?? at });
  const told = (events: readonly RequestEvent[], now: string) =>
    stepsReached(request({ events: [...events] }), pack, calendars, at(now)).map(({ on, to }) => `${on} ${to}`);
  const sent = entered('2026-06-01T12:00:00Z', happened('sent', '2026-01-12'));

  it('is told of half an hour after it was entered, and then all of it', () => {
    expect(told([sent], '2026-06-01T12:29:59Z')).toEqual([]);
    expect(told([sent], '2026-06-01T12:30:00Z')).toEqual([
      ...['2026-02-11 holder', '2026-02-18 deputy', '2026-02-25 head', '2026-03-13 magistrate'],
      ...['2026-03-29 holder', '2026-04-12 head', '2026-04-26 magistrate'],
    ]);
    const clocks = (now: string) => clocksOf(request({ events: [sent] }), pack, calendars, at(now));
    const silence = (now: string) => clocks(now).find(({ rule }) => rule === 'house-letters-rogatory-silence');
    expect(silence('2026-06-01T12:10:00Z')).toMatchObject({
      ...{ state: 'overdue', escalatedTo: null, heldUntil: '2026-06-01T12:30:00Z' },
    });
    expect(silence('2026-06-01T12:30:00Z')).toMatchObject({
      state: 'overdue',
      escalatedTo: 'magistrate',
      heldUntil: null,
    });
  });

  it('is not told of when the answer is entered within that time, and hides nothing that was told before', () => {
    const answered = entered('2026-06-01T12:20:00Z', happened('answered', '2026-02-01'));
    expect(told([sent, answered], '2027-06-01T00:00:00Z')).toEqual([]);
    // Nor when it came after the terms: whoever enters it knows that they passed.
    const late = entered('2026-06-01T12:20:00Z', happened('answered', '2026-05-20'));
    expect(told([sent, late], '2027-06-01T00:00:00Z')).toEqual([]);
    // Another entry begins no new wait for what stands already.
    const again = entered('2026-06-02T12:00:00Z', happened('received', '2026-05-30'));
    const clocks = clocksOf(request({ events: [sent, again] }), pack, calendars, at('2026-06-02T12:01:00Z'));
    expect(clocks.find(({ rule }) => rule === 'house-letters-rogatory-no-answer')).toMatchObject({ heldUntil: null });
  });

  it('waits for less than the time from one rung to the next of any ladder', () => {
    const grace = Temporal.Duration.from(GRACE_OF_ENTRY).total('hours');
    for (const ladder of Object.values(pack.ladders)) {
      const rungs = ladder.map(({ days = 0, hours = days * 24 }) => hours).sort((one, other) => one - other);
      for (const [index, rung] of rungs.slice(1).entries()) {
        const apart = rung - (rungs[index] ?? 0);
        expect(apart === 0 || apart > grace, `${apart} hours`).toBe(true);
      }
    }
  });
});

describe('a step that was told', () => {
  const entry = (id: string, enteredAt: string, event: RequestEvent): Entry => ({
    id,
    enteredAt,
    event,
    strikes: null,
  });
  const strike = (id: string, enteredAt: string, strikes: string): Entry => ({ id, enteredAt, event: null, strikes });
  const sent = entry('sent', '2026-01-12T12:00:00Z', happened('sent', '2026-01-12'));
  const voidOf = (entries: readonly Entry[], facts: RequestFacts = request()): readonly string[] => {
    const toldAt = '2026-02-20T00:00:00Z';
    const before = entries.filter(({ enteredAt }) => enteredAt <= toldAt);
    const steps = stepsReached(factsOf(facts, before), pack, calendars, at(toldAt));
    const told = steps.map(({ key }) => ({ key, toldAt }));
    const fallen = fallenAway(told, facts, entries, { pack, calendars, now: at('2026-06-01T00:00:00Z') });
    return steps.map(({ key, to }) => `${to} ${fallen.get(key)?.id ?? 'stands'}`);
  };

  it('is void since the entry by which it never came, and stands when what happened came after it', () => {
    const answered = (on: string) => entry('answer', '2026-03-01T00:00:00Z', happened('answered', on));
    expect(voidOf([sent])).toEqual(['holder stands', 'deputy stands']);
    expect(voidOf([sent, answered('2026-02-05')])).toEqual(['holder answer', 'deputy answer']);
    expect(voidOf([sent, answered('2026-02-13')])).toEqual(['holder stands', 'deputy answer']);
    expect(voidOf([sent, answered('2026-02-19')])).toEqual(['holder stands', 'deputy stands']);
  });

  it('is void since what it goes back to was struck, and stands again when what made it void is struck', () => {
    expect(voidOf([sent, strike('strike', '2026-03-01T00:00:00Z', 'sent')])).toEqual([
      'holder strike',
      'deputy strike',
    ]);
    const answer = entry('answer', '2026-03-01T00:00:00Z', happened('answered', '2026-02-05'));
    const struck = strike('strike', '2026-03-02T00:00:00Z', 'answer');
    expect(voidOf([sent, answer, struck])).toEqual(['holder stands', 'deputy stands']);
  });

  it('is void since the same entry, however many come after it', () => {
    const answer = entry('answer', '2026-03-01T00:00:00Z', happened('answered', '2026-02-05'));
    const received = Array.from({ length: 40 }, (_, index) =>
      entry(`received ${index}`, '2026-03-02T00:00:00Z', happened('received', `2026-02-${10 + (index % 10)}`)),
    );
    expect(voidOf([sent, answer, ...received])).toEqual(['holder answer', 'deputy answer']);
  });

  it('is not void because its rule is another one now', () => {
    const toldAt = '2026-02-20T00:00:00Z';
    const old = { key: 'house-letters-rogatory-silence 0 {} escalation holder 2026-02-11T00:00:00Z', toldAt };
    const now = at('2026-06-01T00:00:00Z');
    expect(fallenAway([old], request(), [sent], { pack, calendars, now }).size).toBe(0);
  });
});

describe('a year in which everything is entered late, out of order, and sometimes wrongly', () => {
  const HOUR = 3_600_000;
  const START = Date.UTC(2026, 0, 1);
  const END = Date.UTC(2028, 0, 1);
  const minutes = fc.integer({ min: 0, max: 20 * 24 * 60 });

  const written = anyRequest(pack, 6).chain((facts) =>
    fc
      .tuple(
        ...([
          fc.array(minutes, { minLength: facts.events.length, maxLength: facts.events.length }),
          fc.array(fc.option(minutes), { minLength: facts.events.length, maxLength: facts.events.length }),
        ] as const),
      )
      .map(([late, strikes]) => ({ facts, entries: entriesOf(facts, late, strikes) })),
  );

  /** Each event as it is entered some time after it happened, some of them struck later. */
  function entriesOf(facts: RequestFacts, late: readonly number[], strikes: readonly (number | null)[]): Entry[] {
    const entries = facts.events.flatMap((event, index): (Entry & { time: number })[] => {
      const { at: when } = event;
      // To the minute: of a day alone the oracle would have to know where on Earth it was.
      const instant = 'instant' in when ? when.instant : `${when.date}T09:07:00Z`;
      const time = Date.parse(instant) + (late[index] ?? 0) * 60_000;
      const made = { id: `event ${index}`, enteredAt: new Date(time).toISOString(), time };
      const wrong = strikes[index] ?? null;
      const later = time + (wrong ?? 0) * 60_000;
      return [
        { ...made, event: { ...event, at: { instant } }, strikes: null },
        ...(wrong === null || index % 3 > 0
          ? []
          : [
              {
                id: `strike ${index}`,
                enteredAt: new Date(later).toISOString(),
                time: later,
                event: null,
                strikes: made.id,
              },
            ]),
      ];
    });
    return entries.sort((a, b) => a.time - b.time);
  }

  it('ends with every step told that came, and void alone those that by all that is known never came', () => {
    fc.assert(
      fc.property(
        written,
        fc.array(fc.integer({ min: 1, max: 24 * 40 }), { minLength: 5, maxLength: 40 }),
        (given, waits) => {
          const { facts, entries } = given;
          const told = new Map<string, { readonly step: ReachedStep; readonly toldAt: string }>();
          let time = START;
          for (const wait of [...waits, Number.POSITIVE_INFINITY]) {
            time = Math.min(END, time + wait * HOUR);
            const now = Temporal.Instant.fromEpochMilliseconds(time);
            const known = factsOf(
              facts,
              entries.filter(({ enteredAt }) => Date.parse(enteredAt) <= time),
            );
            const clocks = clocksOf(known, pack, calendars, now);
            expect(nextDateOf(known, clocks, now)?.on).toBeDefined();
            for (const step of stepsReached(known, pack, calendars, now))
              if (!told.has(step.key)) told.set(step.key, { step, toldAt: now.toString() });
          }
          const now = Temporal.Instant.fromEpochMilliseconds(END);
          const tellings = [...told].map(([key, { toldAt }]) => ({ key, toldAt }));
          const fallen = fallenAway(tellings, facts, entries, { pack, calendars, now });
          const all = factsOf(facts, entries);
          for (const { key } of stepsReached(all, pack, calendars, now)) expect(told.has(key)).toBe(true);
          for (const [key, { step, toldAt }] of told) {
            expect([key, fallen.has(key)]).toEqual([key, !wasSeen(all, step)]);
            const since = fallen.get(key)?.enteredAt;
            if (since !== undefined) expect(Date.parse(since)).toBeGreaterThan(Date.parse(toldAt));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  /** What somebody would have seen at the time of the step who knew then already all that was ever entered. */
  function wasSeen(all: RequestFacts, step: ReachedStep): boolean {
    const by = step.at.epochMilliseconds;
    const events = all.events.flatMap(({ quietUntil: _, ...event }) =>
      'instant' in event.at && Date.parse(event.at.instant) <= by ? [event] : [],
    );
    return clocksOf({ ...all, events }, pack, calendars, step.at).some(
      ({ rule, version, startsAt, why, steps }) =>
        rule === step.rule &&
        version === step.version &&
        why.settledBy === null &&
        steps.some(
          ({ kind, to, at: when }) => [rule, version, JSON.stringify(startsAt), kind, to, when].join(' ') === step.key,
        ),
    );
  }
});
