import type { Calendar } from './calendar.ts';
import { clamp, logNormal } from './distributions.ts';
import type { Random } from './random.ts';

/** Days in which somebody is active: from the first to before the second. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Nearly half of the payers were there before the world starts; most of them stay until its end. */
export function activeSpan(random: Random, calendar: Calendar): Span {
  const from = random.chance(0.45) ? 0 : random.between(0, calendar.days * 0.9);
  const to = random.chance(0.7) ? calendar.days : Math.min(calendar.days, from + random.between(30, calendar.days));
  return { from, to };
}

/** A span of about `days` somewhere in the world. */
export function spanOf(random: Random, calendar: Calendar, days: number): Span {
  const length = clamp(days, 1, calendar.days);
  const from = random.between(0, calendar.days - length);
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
