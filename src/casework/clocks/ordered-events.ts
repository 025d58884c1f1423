import { Temporal } from 'temporal-polyfill';
import { dayOf, type Moment, momentOf } from './counting.ts';
import type { RequestEvent, When } from './request-facts.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface OrderedEvent {
  readonly kind: RequestEvent['kind'];
  readonly at: When;
  readonly moment: Moment;
  readonly until?: string;
  readonly enteredAt?: string;
}

/**
 * Events in the order in which they happened, seen from the place of a calendar. What is known to the day alone comes after what was
 * entered before it for the same day: an answer that came on the day of the question did not come before it.
 */
export function ordered(events: readonly RequestEvent[], calendar: WorkCalendar): readonly OrderedEvent[] {
  const placed: { readonly event: OrderedEvent; readonly key: Temporal.Instant }[] = [];
  for (const { at, ...rest } of events) {
    const moment = 'instant' in at ? Temporal.Instant.from(at.instant) : Temporal.PlainDate.from(at.date);
    let key = momentOf(moment, calendar);
    if (moment instanceof Temporal.PlainDate)
      for (const earlier of placed)
        if (dayOf(earlier.key, calendar).equals(moment) && Temporal.Instant.compare(earlier.key, key) > 0)
          key = earlier.key;
    placed.push({ event: { ...rest, at, moment }, key });
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
