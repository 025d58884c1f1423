export const DAY = 86_400;
export const HOUR = 3_600;

/** Days since 1970-01-01 of a time in seconds (local seconds give the local date). */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / DAY);
}

/** Monday = 0 … Sunday = 6; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  const weekday = (day + 3) % 7;
  return weekday < 0 ? weekday + 7 : weekday;
}

/**
 * Month and day of the month in one number, so that nothing is allocated: month index (12 × year + month, January = 0) × 32
 * + day of the month (1-31). Read it with `monthIn` and `dayIn`. Proleptic Gregorian.
 */
export function monthAndDay(day: number): number {
  const shifted = day + 719_468; // days since 0000-03-01: leap days then come last in their year
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1_460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  const dayOfMonth = dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1;
  const month = 12 * (yearOfEra + era * 400) + monthFromMarch + 2;
  return month * 32 + dayOfMonth;
}

export function monthIn(monthAndDay: number): number {
  return monthAndDay >> 5;
}

export function dayIn(monthAndDay: number): number {
  return monthAndDay & 31;
}

/** Days since 1970-01-01 of the first of a month. */
export function firstDayOf(month: number): number {
  const fromMarch = month - 2;
  const year = Math.floor(fromMarch / 12);
  const monthFromMarch = fromMarch - 12 * year;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leapDays + (((153 * monthFromMarch + 2) / 5) | 0) - 719_468;
}

/** Days in a month, 28-31. */
export function lengthOf(month: number): number {
  return firstDayOf(month + 1) - firstDayOf(month);
}

/** The same day of the month some months later; the last of the month where it has no such day. */
export function addMonths(day: number, months: number): number {
  const date = monthAndDay(day);
  const month = monthIn(date) + months;
  return firstDayOf(month) + Math.min(dayIn(date), lengthOf(month)) - 1;
}
