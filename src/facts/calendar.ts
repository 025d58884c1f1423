export const DAY = 86_400;
export const HOUR = 3_600;

/** Days since 1970-01-01 of an instant in seconds. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / DAY);
}

/** Stands for a local hour that is not known. */
export const UNKNOWN_HOUR = -(2 ** 31);
/** About 10,000 years in whole eras of 400 years, which are whole weeks: keeps the divisions below above zero. */
const ERAS = 25;
const DAYS_AN_ERA = 146_097;
const MANY_DAYS = ERAS * DAYS_AN_ERA;

/** Hour of the week, 0-167, Monday 00:00 = 0, from whole hours since 1970-01-01 (a Thursday). */
export function hourOfWeek(hours: number): number {
  return (hours + 24 * (MANY_DAYS + 3)) % 168;
}

/** Days since 1970-01-01 from whole hours since then. */
export function dayOfHour(hours: number): number {
  return (((hours + 24 * MANY_DAYS) / 24) | 0) - MANY_DAYS;
}

/**
 * Month and day of the month in one number, so that nothing is allocated: month index (12 × year + month, January = 0) × 32
 * + day of the month (1-31). Read it with `monthIn` and `dayIn`. Proleptic Gregorian.
 */
export function monthAndDay(day: number): number {
  const shifted = day + MANY_DAYS + 719_468; // days since a 1 March: leap days then come last in their year
  const era = (shifted / DAYS_AN_ERA) | 0;
  const dayOfEra = shifted - era * DAYS_AN_ERA;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1_460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  const dayOfMonth = dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1;
  const month = 12 * (yearOfEra + (era - ERAS) * 400) + monthFromMarch + 2;
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

const LENGTHS = Int32Array.of(31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Days in a month, 28-31. */
export function lengthOf(month: number): number {
  const fromEra = month + 12 * 400 * ERAS;
  const monthOfYear = fromEra % 12;
  return monthOfYear === 1 && isLeap((fromEra / 12) | 0) ? 29 : (LENGTHS[monthOfYear] as number);
}

function isLeap(year: number): boolean {
  return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The same day of the month some months later; the last of the month where it has no such day. */
export function addMonths(day: number, months: number): number {
  const date = monthAndDay(day);
  const month = monthIn(date) + months;
  return firstDayOf(month) + Math.min(dayIn(date), lengthOf(month)) - 1;
}
