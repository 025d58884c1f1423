/** Seconds since 1970 UTC as ISO 8601 in UTC. Throws a RangeError outside the years that a Date can hold. */
export function isoFromSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
