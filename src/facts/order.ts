const SHORT = 40;

/** Sorts the first `size` values, ascending, in place. No NaN. */
export function sortAscending(values: Float64Array | Int32Array, size: number): void {
  if (size > SHORT) {
    values.subarray(0, size).sort();
    return;
  }
  for (let next = 1; next < size; next++) {
    const value = values[next] as number;
    let place = next - 1;
    while (place >= 0 && (values[place] as number) > value) {
      values[place + 1] = values[place] as number;
      place--;
    }
    values[place + 1] = value;
  }
}

/** Exact quantile (linear interpolation, type 7) of the first `size` values, which are ascending; NaN when there are none. */
export function quantile(sorted: Float64Array, size: number, share: number): number {
  if (size === 0) return Number.NaN;
  const position = (size - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  if (below + 1 >= size) return low;
  return low + (position - below) * ((sorted[below + 1] as number) - low);
}

/** Exact median of the first `size` values, which it sorts; NaN when there are none. */
export function medianOf(values: Float64Array, size: number): number {
  sortAscending(values, size);
  return quantile(values, size, 0.5);
}
