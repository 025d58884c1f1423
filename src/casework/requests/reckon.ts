import { Temporal } from 'temporal-polyfill';
import { clocksOf } from '../clocks/clocks-of.ts';
import { dayOf, startOfDay } from '../clocks/counting.ts';
import type { RequestFacts } from '../clocks/request-facts.ts';
import {
  isNotSent,
  isOverdue,
  namedEnd,
  neverAskedAgain,
  nextDateOf,
  passedOn,
  protectionEndsOn,
  standingOf,
  termOf,
} from '../clocks/standing.ts';
import { highestOf } from '../clocks/steps.ts';
import { stepsReached } from '../clocks/steps-reached.ts';
import type { RulesInForce } from './rules-in-force.ts';

/** What is kept of a reckoning, so that a board of many requests need not reckon them all. */
export type Reckoned = ReturnType<typeof reckon>;

/** Everything that the clocks of a request say at a time. Pure. */
export function reckon(facts: RequestFacts, { pack, calendars, name }: RulesInForce, now: Temporal.Instant) {
  const clocks = clocksOf(facts, pack, calendars, now);
  const unasked = clocksOf(neverAskedAgain(facts), pack, calendars, now);
  const { standing, silentSince } = standingOf(facts, clocks, unasked, calendars, now);
  const next = nextDateOf(facts, clocks, now);
  const term = facts.endedAt === null ? termOf(clocks) : null;
  const own = calendars.of(facts.ownCountry, null);
  const there = calendars.of(facts.country, facts.region);
  const changes = [...clocks, ...unasked].flatMap(({ nextStep, endsAt, state }) => [
    ...(nextStep === null ? [] : [nextStep.at]),
    ...(endsAt === null || (state !== 'running' && state !== 'due_soon') ? [] : [Temporal.Instant.from(endsAt)]),
  ]);
  for (const { quietUntil } of facts.events)
    if (quietUntil !== undefined) changes.push(Temporal.Instant.from(quietUntil));
  if (facts.nextOn !== null) changes.push(startOfDay(Temporal.PlainDate.from(facts.nextOn).add({ days: 1 }), own));
  const ahead = changes.filter((at) => Temporal.Instant.compare(at, now) > 0).sort(Temporal.Instant.compare);
  return {
    standing,
    overdue: isOverdue(facts, clocks, calendars, now),
    nextOn: next?.on ?? null,
    because: next?.because ?? null,
    rule: next?.rule ?? null,
    silentSince:
      silentSince === null
        ? null
        : 'date' in silentSince
          ? silentSince.date
          : dayOf(Temporal.Instant.from(silentSince.instant), there).toString(),
    protectionEndsOn: facts.endedAt === null ? (protectionEndsOn(clocks) ?? namedEnd(facts, clocks)) : null,
    passedOn: facts.endedAt === null ? passedOn(clocks) : null,
    termOn: term?.on ?? null,
    termMeans: term?.means ?? null,
    notSent: facts.endedAt === null && isNotSent(facts),
    escalatedTo: highestOf(clocks.map(({ escalatedTo }) => escalatedTo)),
    lookAt: facts.endedAt !== null ? 'infinity' : (ahead[0]?.toString() ?? 'infinity'),
    rules: name,
    reckonedAt: now.toString(),
    notices: stepsReached(facts, pack, calendars, now).map(({ key, rule, version, kind, to, on, at }) => ({
      ...{ key, rule, version, kind, to, on },
      at: at.toString(),
    })),
  };
}
