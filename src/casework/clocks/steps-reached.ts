import { Temporal } from 'temporal-polyfill';
import type { ClockPack } from './clock-pack.ts';
import { type Clock, calendarOf, clockOf } from './clocks-of.ts';
import { momentOf } from './counting.ts';
import { fittingRules } from './fitting-rules.ts';
import { ordered } from './ordered-events.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Step } from './steps.ts';
import type { WorkCalendars } from './work-calendar.ts';

export interface ReachedStep extends Step {
  readonly rule: string;
  readonly version: number;
  /** The same step of the same clock has the same key whenever it is computed: who tells of it once keeps this. */
  readonly key: string;
}

/**
 * Every step that has come, and is to be told of, until `now`, also of terms that were extended or met since. It follows the events one by one, so that
 * somebody who looks seldom, or whose machine was off, finds the same steps as somebody who looks all the time.
 */
export function stepsReached(
  facts: RequestFacts,
  pack: ClockPack,
  calendars: WorkCalendars,
  now: Temporal.Instant,
): readonly ReachedStep[] {
  const found = new Map<string, ReachedStep>();
  const end = facts.endedAt === null ? now : earlier(now, Temporal.Instant.from(facts.endedAt));
  for (const rule of fittingRules(facts, pack)) {
    const calendar = calendarOf(rule, facts, calendars);
    const events = ordered(facts.events, calendar);
    const today = clockOf(rule, facts, events, pack, calendar, now);
    for (const [index, event] of events.entries()) {
      const from = momentOf(event.moment, calendar);
      const next = events[index + 1];
      const until = next === undefined ? null : momentOf(next.moment, calendar);
      const clock = clockOf(rule, { ...facts, endedAt: null }, events.slice(0, index + 1), pack, calendar, from);
      if (clock === null || clock.why.settledBy !== null) continue;
      for (const step of clock.steps) {
        const isWithin =
          Temporal.Instant.compare(from, step.at) <= 0 &&
          (until === null || Temporal.Instant.compare(step.at, until) < 0) &&
          Temporal.Instant.compare(step.tellAt, end) <= 0;
        const isLate = Temporal.Instant.compare(step.at, step.tellAt) < 0;
        if (!isWithin || (isLate && !runsStill(clock, today))) continue;
        const key = [clock.rule, clock.version, JSON.stringify(clock.startsAt), step.kind, step.to, step.at].join(' ');
        found.set(key, { ...step, rule: clock.rule, version: clock.version, key });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) => Temporal.Instant.compare(a.at, b.at) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}

/** Nobody is told after the fact of a step when it is known by then that what it was about is settled. */
function runsStill(clock: Clock, today: Clock | null): boolean {
  return today?.why.settledBy === null && JSON.stringify(today.startsAt) === JSON.stringify(clock.startsAt);
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}
