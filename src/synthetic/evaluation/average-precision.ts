import { Random } from '../random.ts';
import type { Figure } from './interval.ts';

const RESAMPLES = 1_000;
const BOOTSTRAP_SEED = 20_240_101;

/**
 * Average precision of a ranking: the mean, over all subjects that matter, of the precision at the place of each; one that
 * was never ranked counts 0. `hitRanks` are places from 1, ascending; `relevant` is the number of subjects that matter.
 */
export function averagePrecision(hitRanks: readonly number[], relevant: number): number {
  let sum = 0;
  hitRanks.forEach((rank, nth) => {
    sum += (nth + 1) / rank;
  });
  return relevant === 0 ? 0 : sum / relevant;
}

/**
 * Average precision with a bootstrap interval: subjects that matter are drawn again with replacement, the others stay.
 * (They are so many that their own variation hardly counts.) The seed is fixed: the same ranking, the same interval.
 */
export function averagePrecisionFigure(hitRanks: readonly number[], relevant: number): Figure | null {
  if (relevant === 0) return null;
  const value = averagePrecision(hitRanks, relevant);
  const random = Random.stream(BOOTSTRAP_SEED, 'average-precision');
  // Ordinary subjects ranked above each hit: fixed, while the hits above it are drawn again.
  const ordinaryAbove = hitRanks.map((rank, nth) => rank - nth - 1);
  const draws = new Float64Array(RESAMPLES);
  const times = new Int32Array(hitRanks.length);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    times.fill(0);
    for (let nth = 0; nth < relevant; nth++) {
      const drawn = Math.floor(random.unit() * relevant);
      if (drawn < times.length) times[drawn] = (times[drawn] ?? 0) + 1;
    }
    let above = 0;
    let sum = 0;
    for (let hit = 0; hit < times.length; hit++) {
      const ordinary = ordinaryAbove[hit] ?? 0;
      for (let copy = times[hit] ?? 0; copy > 0; copy--) {
        above++;
        sum += above / (above + ordinary);
      }
    }
    draws[resample] = sum / relevant;
  }
  draws.sort();
  const low = draws[Math.floor(0.025 * RESAMPLES)] ?? value;
  const high = draws[Math.ceil(0.975 * RESAMPLES) - 1] ?? value;
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}
