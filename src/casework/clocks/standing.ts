import { Temporal } from 'temporal-polyfill';
import type { Clock } from './clocks-of.ts';
import { dayOf } from './counting.ts';
import { ordered, sinceLastSent } from './ordered-events.ts';
import type { RequestEventKind, RequestFacts, When } from './request-facts.ts';
import type { WorkCalendars } from './work-calendar.ts';

/** Where a request stands on the board. `overdue` alone: something passed, and nothing else is to be said of it. */
type Standing = 'due' | 'overdue' | 'silent' | 'refused' | 'answered' | 'ended';

/** Signs of life of the addressee. */
const HEARD: readonly RequestEventKind[] = ['received', 'recognised', 'ordered', 'extended', 'answered_in_part'];

/**
 * The one definition of overdue, for pages, counts, filters and the file: it is open, and a term has passed that nothing has settled, or the
 * holder's own date has. It says nothing of the addressee: what is silent, answered or refused may be overdue too.
 */
export function isOverdue(
  facts: RequestFacts,
  clocks: readonly Clock[],
  calendars: WorkCalendars,
  now: Temporal.Instant,
): boolean {
  if (facts.endedAt !== null) return false;
  const today = dayOf(now, calendars.of(facts.ownCountry, null));
  return passedOn(clocks) !== null || Temporal.PlainDate.compare(facts.nextOn, today) < 0;
}

/**
 * Where a request stands, and since when nothing was heard of it. Silent: the time by which something was to be heard has passed and the
 * addressee has given no sign at all since it was sent. Asking again neither begins the silence nor ends it, so that it is told by
 * `unasked`: the clocks as they would stand had nobody asked again.
 */
export function standingOf(
  facts: RequestFacts,
  clocks: readonly Clock[],
  unasked: readonly Clock[],
  calendars: WorkCalendars,
  now: Temporal.Instant,
): { readonly standing: Standing; readonly silentSince: When | null } {
  if (facts.endedAt !== null) return { standing: 'ended', silentSince: null };
  const events = sinceLastSent(ordered(facts.events, calendars.of(facts.country, facts.region)));
  const decided = events.findLast(({ kind }) => kind === 'answered' || kind === 'refused')?.kind;
  if (decided === 'answered' || decided === 'refused') return { standing: decided, silentSince: null };
  const expected = unasked.some(({ means, state }) => means === 'ask_again' && state === 'overdue');
  const sent = events.find(({ kind }) => kind === 'sent');
  const heard = events.some(({ kind }) => HEARD.includes(kind));
  if (sent && !heard && expected) return { standing: 'silent', silentSince: sent.at };
  return { standing: isOverdue(facts, clocks, calendars, now) ? 'overdue' : 'due', silentSince: null };
}

/** The same request, had nobody asked again. */
export function neverAskedAgain(facts: RequestFacts): RequestFacts {
  return { ...facts, events: facts.events.filter(({ kind }) => kind !== 'asked_again') };
}

export interface NextDate {
  /** YYYY-MM-DD; the holder's own date may have passed. */
  readonly on: string;
  readonly because: 'own_date' | 'end' | 'step';
  /** Rule of the clock; null for the holder's own date. */
  readonly rule: string | null;
}

/** The last day of the protection that ends first; null when none runs, or what is protected is in hand. */
export function protectionEndsOn(clocks: readonly Clock[]): string | null {
  const ends = clocks.flatMap(({ means, state, endsOn, endsAt, why }) => {
    if (means !== 'protection_ends' || (state !== 'running' && state !== 'due_soon')) return [];
    return endsOn ?? (endsAt === null ? [] : dayAt(endsAt, why.calendar.zone));
  });
  return ends.sort()[0] ?? null;
}

/** After these nothing has to be preserved any longer, or nothing is. */
const IN_HAND: readonly RequestEventKind[] = ['production_requested', 'answered', 'refused', 'withdrawn'];

/** The last day that was named for a measure which no rule gives an end, by its last renewal; null when none was. No clock warns of it. */
export function namedEnd({ events }: RequestFacts, clocks: readonly Clock[]): string | null {
  const isNeedless = events.some(({ kind }) => IN_HAND.includes(kind));
  if (isNeedless || clocks.some(({ means }) => means === 'protection_ends')) return null;
  return events.findLast(({ kind, until }) => kind === 'renewed' && until !== undefined)?.until ?? null;
}

/** The last day of the term that passed first and that nothing has settled; null when none did. */
export function passedOn(clocks: readonly Clock[]): string | null {
  const ends = clocks.flatMap(({ state, endsOn, endsAt, why }) => {
    if (state !== 'overdue' && state !== 'ran_out') return [];
    return endsOn ?? (endsAt === null ? [] : dayAt(endsAt, why.calendar.zone));
  });
  return ends.sort()[0] ?? null;
}

/** What the addressee or the law sets next: the term that ends first and still runs. A protection that ends is told apart. */
export function termOf(clocks: readonly Clock[]): { readonly on: string; readonly means: Clock['means'] } | null {
  const terms = clocks.flatMap(({ means, state, endsOn, endsAt, why }) => {
    if (means === 'protection_ends' || (state !== 'running' && state !== 'due_soon')) return [];
    const on = endsOn ?? (endsAt === null ? null : dayAt(endsAt, why.calendar.zone));
    return on === null ? [] : [{ on, means }];
  });
  return terms.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0] ?? null;
}

/** Nothing says that it went out: what was struck does not, and what was withdrawn need never have. */
export function isNotSent({ events }: RequestFacts): boolean {
  return events.every(({ kind }) => kind === 'withdrawn');
}

function dayAt(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The day on which somebody must look at a request next: never null while it is open. */
export function nextDateOf(facts: RequestFacts, clocks: readonly Clock[], now: Temporal.Instant): NextDate | null {
  if (facts.endedAt !== null) return null;
  const dates: NextDate[] = [{ on: facts.nextOn, because: 'own_date', rule: null }];
  for (const { rule, state, endsAt, endsOn, nextStep, why } of clocks) {
    if (nextStep !== null) dates.push({ on: nextStep.on, because: 'step', rule });
    if (endsAt === null || (state !== 'running' && state !== 'due_soon')) continue;
    const ends = Temporal.Instant.from(endsAt);
    if (Temporal.Instant.compare(ends, now) > 0)
      dates.push({
        on: endsOn ?? dayAt(endsAt, why.calendar.zone),
        because: 'end',
        rule,
      });
  }
  return dates.reduce((first, each) => (each.on < first.on ? each : first));
}
