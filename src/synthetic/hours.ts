import { clamp, normal } from './distributions.ts';
import type { Random } from './random.ts';

/** When in the local day people pay: seconds from local midnight. Values past 86,400 belong to the next morning. */
export type Hours = (random: Random) => number;

const HOUR = 3600;

/** Awake hours around early afternoon; now and then late. */
export const daytime: Hours = (random) =>
  random.chance(0.06)
    ? random.between(21.5 * HOUR, 24.5 * HOUR)
    : clamp(13.5 + 3.3 * normal(random), 6.5, 21.9) * HOUR + random.whole(0, 59);

export const businessHours: Hours = (random) => random.between(8.5 * HOUR, 17.8 * HOUR);

export const evening: Hours = (random) => clamp(20.3 + 1.6 * normal(random), 17, 24.5) * HOUR + random.whole(0, 59);

/** Late evening and night, until about four in the morning. */
export const night: Hours = (random) => clamp(24 + 1.9 * normal(random), 21.5, 28.5) * HOUR + random.whole(0, 59);

/** `share` of the payments late in the evening or at night, the others in the evening or by day. */
export function nightly(share: number): Hours {
  return (random) => (random.chance(share) ? night(random) : random.chance(0.6) ? evening(random) : daytime(random));
}

/** After a shift that ends at night or at dawn. */
export const offShift: Hours = (random) =>
  random.chance(0.55) ? random.between(23 * HOUR, 28 * HOUR) : random.between(5 * HOUR, 9 * HOUR);

export const anyHour: Hours = (random) => random.between(0, 24 * HOUR);

/** A standing order runs when the bank's computer runs: for some, at night. Draw once for each order. */
export function standingOrder(random: Random): Hours {
  const second = random.chance(0.4) ? random.between(0, 5 * HOUR) : random.between(6 * HOUR, 20 * HOUR);
  return (each) => second + each.whole(0, 600);
}
