import type { Distinct } from './distinct.ts';
import type { Subject } from './subject.ts';

/**
 * Distinct known values of a column among the subject's transfers; NaN when none is known. `missing` is the value that
 * stands for unknown. Leaves the values in `seen`, numbered in order of arrival.
 */
export function distinctKnown(
  column: Int32Array | Int16Array,
  missing: number,
  { row, size }: Subject,
  seen: Distinct,
): number {
  seen.clear();
  let latest = missing;
  for (let index = 0; index < size; index++) {
    const value = column[row[index] as number] as number;
    if (value === latest || value === missing) continue;
    seen.add(value);
    latest = value;
  }
  return seen.size === 0 ? Number.NaN : seen.size;
}
