/** What an unknown sign counts. */
const UNKNOWN = 0.5;
/** Steps of a result: with these, sums over hundreds of payers are exact in any order. */
const STEPS = 256;

/** How strong a sign is: 0 at `from`, 1 at `to`, straight in between; one half when its value is not known (NaN). */
export function sign(value: number, from: number, to: number): number {
  return Number.isNaN(value) ? UNKNOWN : cut((value - from) / (to - from));
}

export function cut(share: number): number {
  return Math.min(1, Math.max(0, share));
}

export function inSteps(share: number): number {
  return Math.round(share * STEPS) / STEPS;
}
