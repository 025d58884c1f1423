/** Plain statistics for the oracles. NaN = unknown. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number => sum(values) / values.length;

export const known = (values: readonly number[]): readonly number[] => values.filter((value) => !Number.isNaN(value));

export const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

export const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), -Infinity);

export const smallest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);

/** NaN for an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - Math.floor(position));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Share of the values for which the condition holds; NaN for an empty list. */
export const shareOf = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.length === 0 ? Number.NaN : values.filter(holds).length / values.length;

/** How often the commonest value occurs. */
export const commonest = (values: readonly (string | number)[]): number =>
  largest(distinct(values).map((value) => values.filter((other) => other === value).length));

/** Differences between neighbours. */
export const steps = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, index) => value - (values[index] ?? Number.NaN));

/** Standard deviation of the whole / mean, from two values on and a mean above zero. */
export function variation(values: readonly number[]): number {
  const centre = mean(values);
  if (values.length < 2 || centre <= 0) return Number.NaN;
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) / centre;
}

/** log2(after / before), both above zero. */
export const log2Ratio = (after: number, before: number): number =>
  after > 0 && before > 0 ? Math.log2(after / before) : Number.NaN;

/** A count of known things; NaN when there is nothing known to count. */
export const countOfKnown = (values: readonly unknown[]): number =>
  values.length === 0 ? Number.NaN : distinct(values).length;

/** The groups of a list, in order of first appearance, each in the order of the list. */
export const groups = <T>(values: readonly T[], keyOf: (value: T) => string | number): readonly (readonly T[])[] => [
  ...Map.groupBy(values, keyOf).values(),
];
