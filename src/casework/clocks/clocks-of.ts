import { Temporal } from 'temporal-polyfill';
import type { ClockPack } from './clock-pack.ts';
import type { ClockRule, LadderRole, MEANINGS } from './clock-schema.ts';
import { dayOf, endOf, endOfDay, type Moment, momentOf, type Period, type PeriodEnd } from './counting.ts';
import { fittingRules } from './fitting-rules.ts';
import { type OrderedEvent, ordered, sinceLastSent } from './ordered-events.ts';
import type { RequestEventKind, RequestFacts, When } from './request-facts.ts';
import { highest, type Step, stepsOf } from './steps.ts';
import type { WorkCalendar, WorkCalendars } from './work-calendar.ts';

export const CLOCK_STATES = [
  'not_started',
  'running',
  'due_soon',
  'overdue',
  'met',
  'met_late',
  'ran_out',
  'stopped',
] as const;
type ClockState = (typeof CLOCK_STATES)[number];

/**
 * Why a clock does not end with the day that an extension named: its rule knows no extension by such an event, allows no day so late,
 * has been used up, or its term had run out; the day is no later than what stood; or an extension since then goes further.
 */
export const NOT_FOLLOWED = ['no_extension', 'beyond', 'used_up', 'ran_out', 'no_later', 'extended_since'] as const;
type NotFollowed = (typeof NOT_FOLLOWED)[number];

export interface Clock {
  readonly rule: string;
  readonly version: number;
  readonly means: (typeof MEANINGS)[number];
  readonly state: ClockState;
  readonly startsAt: When | null;
  /** Last day at the place of the calendar; null when hours are counted, or before the start. */
  readonly endsOn: string | null;
  /** From here on the period is over; ISO 8601 in UTC. */
  readonly endsAt: string | null;
  /** The highest on the ladder whose step has come, while nothing has settled the clock. */
  readonly escalatedTo: LadderRole | null;
  readonly nextStep: Step | null;
  /** From when on a step that has come is told, while what brought it was only just entered; null when nothing waits so. */
  readonly heldUntil: string | null;
  /** Every step that the clock has with the events as they are. */
  readonly steps: readonly Step[];
  readonly why: Why;
}

/** What a sentence about the state is made from, in any language. */
interface Why {
  /** Which event set the clock going; null while it waits for one of `awaits`. */
  readonly startedBy: RequestEventKind | null;
  readonly awaits: readonly RequestEventKind[];
  readonly length: Period;
  readonly extensions: number;
  /** The last day that an extension named; `notFollowed` is null when the clock ends with it. */
  readonly named: { readonly on: string; readonly notFollowed: NotFollowed | null } | null;
  readonly settledBy: RequestEventKind | 'ended' | null;
  readonly settledAt: When | null;
  /** Hours are counted, but of the start only the day is known: the clock begins with that day. */
  readonly hourUnknown: boolean;
  readonly calendar: Omit<WorkCalendar, 'isWorkingDay'>;
}

/**
 * The clocks of a request, in the order of the pack: the one function of the page, the board, the sweeper and the feed. Pure: the same
 * facts, rules and `now` give the same clocks. Where they stand depends on `now`; when they end depends on events alone.
 */
export function clocksOf(
  facts: RequestFacts,
  pack: ClockPack,
  calendars: WorkCalendars,
  now: Temporal.Instant,
): readonly Clock[] {
  return fittingRules(facts, pack).flatMap((rule) => {
    const calendar = calendarOf(rule, facts, calendars);
    const clock = clockOf(rule, facts, ordered(facts.events, calendar), pack, calendar, now);
    return clock === null ? [] : [clock];
  });
}

/**
 * The clock of one rule; null when the rule is not in force on the day that it would start.
 * @param happened what happened to the request, in order at the place of the calendar
 */
export function clockOf(
  rule: ClockRule,
  facts: Pick<RequestFacts, 'urgent' | 'endedAt'>,
  happened: readonly OrderedEvent[],
  pack: ClockPack,
  calendar: WorkCalendar,
  now: Temporal.Instant,
): Clock | null {
  const events = sinceLastSent(happened);
  const startIndex = indexOfStart(rule, events);
  const start = events[startIndex];
  if (!isInForce(rule, dayOf(start?.moment ?? now, calendar))) return null;
  const length = facts.urgent ? (rule.urgent_length ?? rule.length) : rule.length;
  const settled = settledBy(rule, events, startIndex, facts.endedAt);
  const common = { rule: rule.id, version: rule.version, means: rule.means };
  const { isWorkingDay: _, ...place } = calendar;
  const why = {
    awaits: start === undefined ? rule.starts : [],
    startedBy: start?.kind ?? null,
    length,
    settledBy: settled?.kind ?? null,
    settledAt: settled?.at ?? null,
    hourUnknown: length.unit === 'hours' && start?.moment instanceof Temporal.PlainDate,
    calendar: place,
  };
  if (start === undefined) {
    const nothing = {
      startsAt: null,
      endsOn: null,
      endsAt: null,
      escalatedTo: null,
      nextStep: null,
      heldUntil: null,
      steps: [],
    };
    const state = settled === null ? 'not_started' : 'stopped';
    return { ...common, ...nothing, state, why: { ...why, extensions: 0, named: null } };
  }
  const extended = endWithExtensions(rule, length, start, events.slice(startIndex + 1), settled, calendar);
  const { end, extensions, named, quietUntil } = extended;
  const steps = stepsOf(rule, ladderOf(rule, facts, pack), momentOf(start.moment, calendar), end, calendar, quietUntil);
  const open = settled === null;
  const isPast = ({ at }: { readonly at: Temporal.Instant }): boolean => Temporal.Instant.compare(at, now) <= 0;
  const isTold = ({ tellAt }: Step): boolean => Temporal.Instant.compare(tellAt, now) <= 0;
  return {
    ...common,
    state: open ? openState(rule, isPast(end), steps.some(isPast)) : settledState(rule, settled, end, calendar),
    startsAt: start.at,
    endsOn: end.on?.toString() ?? null,
    endsAt: end.at.toString(),
    escalatedTo: open ? highest(steps.filter(isTold)) : null,
    nextStep: open ? (steps.find((step) => !isPast(step)) ?? null) : null,
    heldUntil: open ? (steps.find((step) => isPast(step) && !isTold(step))?.tellAt.toString() ?? null) : null,
    steps,
    why: { ...why, extensions, named },
  };
}

function ladderOf(
  rule: ClockRule,
  { urgent }: Pick<RequestFacts, 'urgent'>,
  { ladders }: ClockPack,
): ClockPack['ladders'][string] {
  return ladders[urgent ? (rule.urgent_ladder ?? rule.ladder) : rule.ladder] ?? [];
}

/** The calendar of who owes the answer. A region is that of the addressee. */
export function calendarOf(rule: ClockRule, facts: RequestFacts, calendars: WorkCalendars): WorkCalendar {
  return rule.calendar === 'own'
    ? calendars.of(facts.ownCountry, null, rule.working_week)
    : calendars.of(facts.country, facts.region, rule.working_week);
}

function indexOfStart(rule: ClockRule, events: readonly OrderedEvent[]): number {
  if (rule.again) return events.findLastIndex(({ kind }) => rule.starts.includes(kind));
  for (const wanted of rule.starts) {
    const index = events.findIndex(({ kind }) => kind === wanted);
    if (index >= 0) return index;
  }
  return -1;
}

function isInForce({ in_force_from, in_force_until }: ClockRule, day: Temporal.PlainDate): boolean {
  return (
    (in_force_from === undefined || Temporal.PlainDate.compare(day, in_force_from) >= 0) &&
    (in_force_until === undefined || Temporal.PlainDate.compare(day, in_force_until) <= 0)
  );
}

interface Settled {
  readonly kind: RequestEventKind | 'ended';
  readonly at: When;
  readonly moment: Moment;
}

/** The first event that settles a clock. One that starts again with each question looks only at what came after it. */
function settledBy(
  rule: ClockRule,
  events: readonly OrderedEvent[],
  startIndex: number,
  endedAt: string | null,
): Settled | null {
  const settling = [...rule.met_by, ...rule.stopped_by];
  const event = events.find(({ kind }, index) => settling.includes(kind) && (!rule.again || index > startIndex));
  if (event !== undefined) return event;
  return endedAt === null ? null : { kind: 'ended', at: { instant: endedAt }, moment: Temporal.Instant.from(endedAt) };
}

function endWithExtensions(
  { extension, counting, means }: ClockRule,
  length: Period,
  start: OrderedEvent,
  later: readonly OrderedEvent[],
  settled: Settled | null,
  calendar: WorkCalendar,
): {
  readonly end: PeriodEnd;
  readonly extensions: number;
  readonly named: Why['named'];
  /** Nobody is told sooner of what the end brings; null = at once. */
  readonly quietUntil: Temporal.Instant | null;
} {
  let end = endOf(start.moment, length, counting, calendar);
  let extensions = 0;
  let quietUntil = quietAfter(start);
  const settling = later.findIndex((event) => event === settled);
  const before = settling < 0 ? later : later.slice(0, settling);
  const lastNaming = before.findLast(({ until }) => until !== undefined);
  let notFollowed: NotFollowed = 'no_extension';
  const tell = (event: OrderedEvent, why: NotFollowed): void => {
    if (event === lastNaming) notFollowed = why;
  };
  let from = start.moment;
  let amount = length.amount;
  if (extension === undefined) return { end, extensions, quietUntil, named: namedDay(lastNaming, end, notFollowed) };
  for (const event of before) {
    if (!extension.by.includes(event.kind)) continue;
    if (event.until === undefined && (extension.named_day_only === true || extension.length === undefined)) continue;
    if (extensions === (extension.times ?? Number.POSITIVE_INFINITY)) {
      tell(event, 'used_up');
      continue;
    }
    const tooLate = Temporal.Instant.compare(momentOf(event.moment, calendar), end.at) >= 0;
    // What has run out is not prolonged: an extension that comes later does not bring back what was lost in between.
    if (tooLate && means === 'protection_ends' && extension.counts_from === 'end') {
      tell(event, 'ran_out');
      continue;
    }
    const said = event.until === undefined ? null : endOfDay(Temporal.PlainDate.from(event.until), calendar);
    const fresh = extension.counts_from === 'event';
    const prolonged = {
      from: fresh ? event.moment : from,
      amount: (fresh ? 0 : amount) + (extension.length?.amount ?? 0),
    };
    const most =
      extension.length === undefined
        ? null
        : extension.named_day_only === true
          ? endOf(fresh ? event.moment : (end.on ?? dayOf(end.at, calendar)), extension.length, counting, calendar)
          : endOf(prolonged.from, { amount: prolonged.amount, unit: length.unit }, counting, calendar);
    const next = earlier(said, most);
    const isNoLater = said !== null && Temporal.Instant.compare(said.at, end.at) <= 0;
    tell(event, isNoLater ? 'no_later' : next === said ? 'extended_since' : 'beyond');
    // A day that is no later prolongs nothing, and does not use up what the rule allows.
    if (next === null || Temporal.Instant.compare(next.at, end.at) <= 0) continue;
    end = next;
    ({ from, amount } = prolonged);
    extensions++;
    const quiet = quietAfter(event);
    if (quiet !== null && (quietUntil === null || Temporal.Instant.compare(quiet, quietUntil) > 0)) quietUntil = quiet;
  }
  return { end, extensions, quietUntil, named: namedDay(lastNaming, end, notFollowed) };
}

function quietAfter({ quietUntil }: OrderedEvent): Temporal.Instant | null {
  return quietUntil === undefined ? null : Temporal.Instant.from(quietUntil);
}

function namedDay(naming: OrderedEvent | undefined, { on: last }: PeriodEnd, why: NotFollowed): Why['named'] {
  const on = naming?.until;
  if (on === undefined) return null;
  const apart = last === null ? null : Temporal.PlainDate.compare(last, on);
  if (apart === 0) return { on, notFollowed: null };
  // Cut at what the rule allowed then, and prolonged further by what came after.
  return { on, notFollowed: why === 'beyond' && apart === 1 ? 'extended_since' : why };
}

/** Nobody's word prolongs a period beyond what its rule allows. */
function earlier(one: PeriodEnd | null, other: PeriodEnd | null): PeriodEnd | null {
  if (one === null || other === null) return one ?? other;
  return Temporal.Instant.compare(one.at, other.at) <= 0 ? one : other;
}

function openState({ means }: ClockRule, isOver: boolean, isNear: boolean): ClockState {
  if (!isOver) return isNear ? 'due_soon' : 'running';
  switch (means) {
    case 'answer_due':
    case 'ask_again':
      return 'overdue';
    case 'protection_ends':
    case 'may_go_ahead':
      return 'ran_out';
  }
}

function settledState(rule: ClockRule, settled: Settled, end: PeriodEnd, calendar: WorkCalendar): ClockState {
  if (settled.kind === 'ended' || !rule.met_by.includes(settled.kind)) return 'stopped';
  return Temporal.Instant.compare(momentOf(settled.moment, calendar), end.at) < 0 ? 'met' : 'met_late';
}
