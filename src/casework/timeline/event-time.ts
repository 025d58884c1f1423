import { Temporal } from 'temporal-polyfill';

/** How exactly it is known when something happened. */
export const PRECISIONS = ['exact', 'hour', 'day', 'month', 'approximate', 'undated'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** When something happened, as it was said and as it is put in order. */
export interface EventTime {
  readonly precision: Precision;
  /** Local to the zone: `2026-03-04T10:15`, `2026-03-04`, `2026-03`. Null: undated. */
  readonly said: string | null;
  /** Its end, where one was said. */
  readonly until: string | null;
  /** As it was given, an IANA name or an offset; null: none was said. */
  readonly zone: string | null;
  /** Instants in UTC: when it happened, or within what it can have. `to` is null for an instant. */
  readonly from: string | null;
  readonly to: string | null;
}

export const UNDATED: EventTime = { precision: 'undated', said: null, until: null, zone: null, from: null, to: null };

/** Why nothing is made of what was said. */
export type TimeProblem =
  | 'not_a_time'
  | 'zone_not_said'
  | 'no_such_zone'
  | 'no_such_time'
  | 'too_early'
  | 'ends_before';

const SAID = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?)?)?)?$/;
const EARLIEST = '1800-01-01';
const LATEST = '2199-12-31';

/**
 * What was said of a time, with the instants that it can have been. Nothing is guessed: what holds an hour has a zone, and an hour that the
 * clocks of the zone show twice is approximate.
 */
export function eventTime(said: {
  readonly precision: Precision;
  readonly at: string | null;
  readonly until?: string | null;
  readonly zone: string | null;
}): EventTime | TimeProblem {
  if (said.precision === 'undated') return UNDATED;
  if (said.at === null) return 'not_a_time';
  const zone = said.zone === null ? null : zoneName(said.zone);
  if (said.zone !== null && zone === null) return 'no_such_zone';
  const first = spanOf(said.at, zone);
  if (typeof first === 'string') return first;
  if (!fits(said.precision, first.unit)) return 'not_a_time';
  const last = said.until == null ? null : spanOf(said.until, zone);
  if (typeof last === 'string') return last;
  if (last !== null && Temporal.Instant.compare(last.end, first.begin) < 0) return 'ends_before';
  const twice = first.twice || (last?.twice ?? false);
  const precision = twice && said.precision === 'exact' ? 'approximate' : said.precision;
  const end = last?.end ?? first.end;
  const instant = precision === 'exact' && last === null;
  return {
    ...{ precision, said: said.at, until: said.until ?? null, zone },
    ...{ from: first.begin.toString(), to: instant ? null : end.toString() },
  };
}

/** An IANA name as the runtime writes it, `UTC`, or an offset as `+08:00`; null when there is no such zone. */
export function zoneName(given: string): string | null {
  const offset = /^(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(given.trim());
  if (offset) {
    const [, sign, hours = '', minutes = '00'] = offset;
    return Number(hours) <= 14 && Number(minutes) <= 59 ? `${sign}${hours.padStart(2, '0')}:${minutes}` : null;
  }
  if (/^(z|utc|gmt)$/i.test(given.trim())) return 'UTC';
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){1,2}$/.test(given.trim())) return null;
  const known = ZONES.get(given.trim());
  if (known !== undefined) return known;
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: given.trim() }).resolvedOptions().timeZone;
    // As many as there are zones, and no more.
    if (ZONES.size < 1000) ZONES.set(given.trim(), name);
    return name;
  } catch {
    return null;
  }
}

const ZONES = new Map<string, string>();

type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute';

function fits(precision: Precision, unit: Unit): boolean {
  if (precision === 'exact') return unit === 'minute';
  if (precision === 'approximate') return true;
  return precision === unit;
}

interface Span {
  readonly unit: Unit;
  readonly begin: Temporal.Instant;
  readonly end: Temporal.Instant;
  /** The clocks of the zone show it twice. */
  readonly twice: boolean;
}

function spanOf(text: string, zone: string | null): Span | TimeProblem {
  const parts = SAID.exec(text);
  if (!parts) return 'not_a_time';
  const [, year = '', month, day, hour, minute] = parts;
  const unit = unitOf(month, day, hour, minute);
  if ((unit === 'hour' || unit === 'minute') && zone === null) return 'zone_not_said';
  let local: Temporal.PlainDateTime;
  try {
    const clock = unit === 'hour' ? `${text}:00` : text;
    local = Temporal.PlainDateTime.from(
      unit === 'hour' || unit === 'minute' ? clock : `${year}-${month ?? '01'}-${day ?? '01'}T00:00`,
      { overflow: 'reject' },
    );
  } catch {
    return 'no_such_time';
  }
  const date = local.toPlainDate().toString();
  if (date < EARLIEST || date > LATEST) return 'too_early';
  const within = zone ?? 'UTC';
  const exact = unit === 'hour' || unit === 'minute';
  const earlier = local.toZonedDateTime(within, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(within, { disambiguation: 'later' });
  const twice = exact && !earlier.equals(later);
  // A wall clock that the zone skipped: what the two make of it lies beside it.
  if (twice && !earlier.toPlainDateTime().equals(local)) return 'no_such_time';
  if (unit === 'minute') return { unit, begin: earlier.toInstant(), end: later.toInstant(), twice };
  const after = (unit === 'hour' ? later : earlier).add({ [`${unit}s`]: 1 });
  return { unit, begin: earlier.toInstant(), end: after.toInstant(), twice };
}

function unitOf(month?: string, day?: string, hour?: string, minute?: string): Unit {
  if (month === undefined) return 'year';
  if (day === undefined) return 'month';
  if (hour === undefined) return 'day';
  return minute === undefined ? 'hour' : 'minute';
}
