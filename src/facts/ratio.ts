/** part / whole; NaN (unknown) when the whole is empty. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

/** log2(after / before); NaN (unknown) unless both are above zero. */
export function log2Ratio(after: number, before: number): number {
  return after > 0 && before > 0 ? Math.log2(after / before) : Number.NaN;
}
