/** Most of the first `size` instants (ascending, seconds) in any stretch [t, t + width). */
export function mostWithin(at: Float64Array | Int32Array, size: number, width: number): number {
  let most = 0;
  let earliest = 0;
  for (let latest = 0; latest < size; latest++) {
    const after = (at[latest] as number) - width;
    while ((at[earliest] as number) <= after) earliest++;
    if (latest - earliest >= most) most = latest - earliest + 1;
  }
  return most;
}

/** How many of the first `size` instants (ascending) are at `from` or later. */
export function countSince(at: Float64Array, size: number, from: number): number {
  let since = 0;
  for (let index = size - 1; index >= 0 && (at[index] as number) >= from; index--) since++;
  return since;
}
