import { Temporal } from 'temporal-polyfill';
import type { ClockPack } from './clock-pack.ts';
import { type ClockRule, LADDER_ROLES, type LadderRole } from './clock-schema.ts';
import { dayOf, type PeriodEnd, startOfDay } from './counting.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Somebody is to be told, at a time: the holder before something runs out, or the next one up the ladder. */
export interface Step {
  readonly kind: 'warning' | 'escalation';
  readonly to: LadderRole;
  /** From the last day, or from the end when only hours are given; negative before it. */
  readonly offset: { readonly days: number } | { readonly hours: number };
  /** Day at the place of the calendar. */
  readonly on: string;
  readonly at: Temporal.Instant;
  /** From when on it is told: later than it came, where what brought it was entered after the fact. */
  readonly tellAt: Temporal.Instant;
}

/** The steps of a clock in time order; `quietUntil` is when what they follow from may be told of. What would come before its start is left out: a term of ten days is not warned of at thirty. */
export function stepsOf(
  { warn_days }: ClockRule,
  ladder: ClockPack['ladders'][string],
  begins: Temporal.Instant,
  end: PeriodEnd,
  calendar: WorkCalendar,
  quietUntil: Temporal.Instant | null = null,
): readonly Step[] {
  const step = (kind: Step['kind'], to: LadderRole, offset: Step['offset']): Step => {
    const at = timeOf(offset, end, calendar);
    const tellAt = quietUntil === null ? at : later(at, quietUntil);
    return { kind, to, offset, at, tellAt, on: dayOf(at, calendar).toString() };
  };
  return [
    ...warn_days.map((days) => step('warning', 'holder', { days: -days })),
    ...ladder.map(({ to, days = 0, hours }) => step('escalation', to, hours === undefined ? { days } : { hours })),
  ]
    .filter(({ at }) => Temporal.Instant.compare(at, begins) >= 0)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at) || rank(a.to) - rank(b.to));
}

/** The highest of those who have been turned to. */
export function highest(steps: readonly Step[]): LadderRole | null {
  return highestOf(steps.flatMap(({ kind, to }) => (kind === 'escalation' ? [to] : [])));
}

export function highestOf(roles: readonly (LadderRole | null)[]): LadderRole | null {
  return LADDER_ROLES.findLast((role) => roles.includes(role)) ?? null;
}

function timeOf(offset: Step['offset'], end: PeriodEnd, calendar: WorkCalendar): Temporal.Instant {
  if ('hours' in offset) return end.at.add({ hours: offset.hours });
  if (end.on === null) return end.at.toZonedDateTimeISO(calendar.zone).add({ days: offset.days }).toInstant();
  return startOfDay(end.on.add({ days: offset.days }), calendar);
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}

function rank(role: LadderRole): number {
  return LADDER_ROLES.indexOf(role);
}
