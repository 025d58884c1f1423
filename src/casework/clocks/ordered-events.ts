import { Temporal } from 'temporal-polyfill';
import { dayOf, type Moment, momentOf } from './counting.ts';
import type { RequestEvent, When } from './request-facts.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface OrderedEvent {
  readonly kind: RequestEvent['kind'];
  readonly at: When;
  readonly moment: Moment;
  readonly until?: string;
  readonly quietUntil?: string;
}

/**
 * Events in the order in which they happened, seen from the place of a calendar. What is known to the day alone comes after what was
 * entered before it for the same day: an answer that came on the day of the question did not come before it.
 */
export function ordered(events: readonly RequestEvent[], calendar: WorkCalendar): readonly OrderedEvent[] {
  const placed: { readonly event: OrderedEvent; readonly key: Temporal.Instant }[] = [];
  const lastOfDay = new Map<string, Temporal.Instant>();
  for (const { at, ...rest } of events) {
    const moment = 'instant' in at ? Temporal.Instant.from(at.instant) : Temporal.PlainDate.from(at.date);
    const day = dayOf(moment, calendar).toString();
    const begins = momentOf(moment, calendar);
    const last = lastOfDay.get(day) ?? begins;
    const isLater = Temporal.Instant.compare(last, begins) > 0;
    if (!isLater) lastOfDay.set(day, begins);
    placed.push({
      event: { ...rest, at, moment },
      key: isLater && moment instanceof Temporal.PlainDate ? last : begins,
    });
  }
  return placed.sort((a, b) => Temporal.Instant.compare(a.key, b.key)).map(({ event }) => event);
}

/** A request that is sent once more after a refusal, an answer or a withdrawal begins afresh. */
export function sinceLastSent(events: readonly OrderedEvent[]): readonly OrderedEvent[] {
  let settled = false;
  let first = 0;
  for (const [index, { kind }] of events.entries()) {
    if (kind === 'sent' && settled) first = index;
    settled = kind === 'refused' || kind === 'answered' || kind === 'withdrawn' || (settled && kind !== 'sent');
  }
  return events.slice(first);
}
