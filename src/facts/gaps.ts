import { DAY } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { medianOf } from './order.ts';
import { positions } from './positions.ts';
import { FloatScratch } from './scratch.ts';
import type { Theme } from './subject.ts';

const scratch = new FloatScratch();

/** Transfers at most so far apart are parts of one occasion, in seconds. */
const CLOSE = 4 * 3600;

/** The gaps between a payer's successive transfers. Median, mean and the share of close ones from 2 transfers on, variation from 3. */
export function gaps(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['gap_median', 'gap_mean', 'gap_variation', 'close_gap_share']);
  return ({ at, size }, out) => {
    if (size < 2) return;
    const lengths = scratch.room(size);
    let close = 0;
    for (let index = 1; index < size; index++) {
      const length = (at[index] as number) - (at[index - 1] as number);
      lengths[index - 1] = length;
      if (length <= CLOSE) close++;
    }
    out[to.close_gap_share] = close / (size - 1);
    out[to.gap_mean] = ((at[size - 1] as number) - (at[0] as number)) / (size - 1) / DAY;
    out[to.gap_variation] = variationOf(lengths, size - 1);
    out[to.gap_median] = medianOf(lengths, size - 1) / DAY;
  };
}

/**
 * Standard deviation (of the whole, not of a sample) / mean of the first `size` lengths; NaN below 2 lengths, and when all
 * are zero.
 */
export function variationOf(lengths: Float64Array, size: number): number {
  let sum = 0;
  for (let index = 0; index < size; index++) sum += lengths[index] as number;
  const mean = sum / size;
  if (size < 2 || mean <= 0) return Number.NaN;
  let squares = 0;
  for (let index = 0; index < size; index++) squares += ((lengths[index] as number) - mean) ** 2;
  return Math.sqrt(squares / size) / mean;
}
