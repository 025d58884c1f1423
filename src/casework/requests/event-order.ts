import type { RequestEvent, RequestEventKind, When } from '../clocks/request-facts.ts';

type Told = Pick<RequestEvent, 'kind' | 'at'>;

/** A request can be given up unsent, and a measure is ordered here before its order goes out. */
const NEEDS_NO_SENDING: readonly RequestEventKind[] = ['sent', 'withdrawn', 'ordered'];

/**
 * Whether an event would lie before the request was sent, or its sending after what came of it. What was sent several times is taken
 * from the first time on; as long as no sending is entered, nothing is refused.
 */
export function liesBeforeSending(event: Told, entered: readonly Told[]): boolean {
  const sendings = entered.filter(({ kind }) => kind === 'sent');
  if (event.kind !== 'sent')
    return (
      !NEEDS_NO_SENDING.includes(event.kind) &&
      sendings.length > 0 &&
      sendings.every(({ at }) => isSurelyBefore(event.at, at))
    );
  return (
    sendings.length === 0 &&
    entered.some(({ kind, at }) => !NEEDS_NO_SENDING.includes(kind) && isSurelyBefore(at, event.at))
  );
}

const HOUR_MS = 3_600_000;
/** Beside an instant it is open where on Earth a day was: it begins so early and ends so late. */
const EARLIEST_ZONE_HOURS = 14;
const LATEST_ZONE_HOURS = 12;

function isSurelyBefore(one: When, other: When): boolean {
  if ('date' in one && 'date' in other) return one.date < other.date;
  return lastMoment(one) < firstMoment(other);
}

function firstMoment(at: When): number {
  return 'instant' in at ? Date.parse(at.instant) : Date.parse(at.date) - EARLIEST_ZONE_HOURS * HOUR_MS;
}

function lastMoment(at: When): number {
  return 'instant' in at ? Date.parse(at.instant) : Date.parse(at.date) + (24 + LATEST_ZONE_HOURS) * HOUR_MS;
}
