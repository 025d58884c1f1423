/** A figure with its 95 % interval. Null when there is nothing to measure it on: unknown is not zero. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Normal deviate of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/** A proportion with Wilson's interval, which holds for few and for extreme counts. */
export function proportion(hits: number, of: number): Figure | null {
  if (of === 0) return null;
  const share = hits / of;
  const square = Z * Z;
  const scale = 1 + square / of;
  const centre = (share + square / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  // At 0 and 1 the bound is the point itself; rounding must not move it past.
  return {
    value: share,
    low: hits === 0 ? 0 : Math.min(share, Math.max(0, centre - half)),
    high: hits === of ? 1 : Math.max(share, Math.min(1, centre + half)),
  };
}
