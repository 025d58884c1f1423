import type { Calendar } from './calendar.ts';
import { clamp, logNormal } from './distributions.ts';
import type { Random } from './random.ts';

/** Days in which somebody is active: from the first to before the second. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Shortest part of somebody's active time that falls inside the world, in days. */
const SEEN_AT_LEAST = 45;

/**
 * The part of somebody's active time that falls inside the world. Long-standing payers, payers of a year or two and short
 * ones come and go at an even pace, so that the number of active payers does not drift over the world.
 */
export function activeSpan(random: Random, calendar: Calendar): Span {
  const kind = random.unit();
  const length = kind < 0.3 ? 2_500 : kind < 0.65 ? random.between(300, 900) : random.between(SEEN_AT_LEAST, 300);
  const seen = Math.min(SEEN_AT_LEAST, calendar.days);
  const from = random.between(seen - length, calendar.days - seen);
  return { from: Math.max(0, from), to: Math.min(calendar.days, from + length) };
}

/** A span of about `days` inside the world; as likely near its ends as in its middle. */
export function spanOf(random: Random, calendar: Calendar, days: number): Span {
  const length = clamp(days, 1, calendar.days);
  const latest = calendar.days - length;
  const from = clamp(random.between(-length / 2, latest + length / 2), 0, latest);
  return { from, to: from + length };
}

/** One day a month, `dayOfMonth` counted from 0, give or take `jitter` days; `every` = 2 for every second month. */
export function monthlyDays(
  random: Random,
  calendar: Calendar,
  span: Span,
  dayOfMonth: number,
  jitter: number,
  every = 1,
): number[] {
  const days: number[] = [];
  const phase = random.whole(0, every - 1);
  for (let month = phase; month < calendar.months; month += every) {
    const day = calendar.monthStart(month) + dayOfMonth + Math.round(random.between(-jitter, jitter));
    if (day >= span.from && day < span.to) days.push(day);
  }
  return days;
}

/** Days whose gaps are log-normal around `median`; sigma near 0 is clockwork, near 1 is no rhythm at all. */
export function spacedDays(random: Random, span: Span, median: number, sigma: number): number[] {
  const days: number[] = [];
  let day = span.from + random.between(0, median);
  while (day < span.to) {
    days.push(day);
    day += Math.max(0.02, logNormal(random, median, sigma));
  }
  return days;
}

/** The next working day, the day itself if it is one. */
export function nextWorkday(calendar: Calendar, day: number): number {
  let workday = Math.floor(day);
  while (!calendar.isWorkday(workday)) workday++;
  return workday;
}

/** A pay-day that people have: end, start or middle of the month; counted from 0. */
export function payDay(random: Random): number {
  return random.pick([0, 0, 4, 14, 24, 27, 29]);
}
