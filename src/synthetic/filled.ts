import { Random } from './random.ts';

/** Fewest and most of the subjects for whom a partial source holds an identifying column. */
const LEAST = 0.25;
const MOST = 0.65;

/** Whether a partial source holds this column for this person: each column has a share of its own, drawn from the seed. */
export function isFilled(seed: number, column: string, person: string): boolean {
  const share = Random.stream(seed, 'filled-share', column).between(LEAST, MOST);
  return Random.stream(seed, 'filled', column, person).chance(share);
}
