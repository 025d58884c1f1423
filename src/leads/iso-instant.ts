const DAY = 86_400;
/** The dates of the days asked for so far: a file of transfers has hundreds of days and millions of instants. */
const dates = new Map<number, string>();
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Seconds since 1970 UTC as ISO 8601 in UTC. Throws a RangeError outside the years that a Date can hold. */
export function isoFromSeconds(seconds: number): string {
  if (!Number.isInteger(seconds)) return new Date(seconds * 1000).toISOString();
  const day = Math.floor(seconds / DAY);
  const second = seconds - day * DAY;
  const minute = Math.floor(second / 60);
  return `${dateOf(day)}T${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:${twoDigits[second % 60]}.000Z`;
}

function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY * 1000).toISOString().slice(0, -'T00:00:00.000Z'.length);
  if (dates.size < 100_000) dates.set(day, date);
  return date;
}
