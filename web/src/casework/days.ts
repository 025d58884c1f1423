const DAY_MS = 86_400_000;

/** Today or some days from it, as a calendar date in UTC, as the server counts. */
export function dayIn(days: number, now = Date.now()): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Between which days work lies, as the server has it. */
export const WORK = { from: '1970-01-01', to: '2099-12-31' } as const;

/** Both days are within. */
export function isDayWithin(text: string, from: string, to: string): boolean {
  return isDay(text) && from <= text && text <= to;
}

/** The same day so many years later. */
export function yearsAfter(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
