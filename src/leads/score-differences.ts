import { fromUnits, UNITS } from '../indicators/contribution.ts';
import type { Bilingual } from '../indicators/sentence.ts';

/** What one indicator or ordinary explanation adds to a score. */
export interface Contribution {
  readonly indicator: string;
  readonly title: Bilingual;
  /** Ten-thousandths of the score. */
  readonly units: number;
}

/** One indicator that adds unequally to two scores. */
export interface Difference {
  readonly indicator: string;
  readonly title: Bilingual;
  /** Contribution to the one score, and to the other; 0 where it did not fire. */
  readonly own: number;
  readonly theirs: number;
  readonly difference: number;
}

/** What makes the difference between two scores, the largest first: the differences add up to that of the scores exactly. */
export function scoreDifferences(own: readonly Contribution[], theirs: readonly Contribution[]): Difference[] {
  const unitsOf = (contributions: readonly Contribution[]): ReadonlyMap<string, number> =>
    new Map(contributions.map(({ indicator, units }) => [indicator, units]));
  const [mine, others] = [unitsOf(own), unitsOf(theirs)];
  const titles = new Map([...theirs, ...own].map(({ indicator, title }) => [indicator, title]));
  return [...titles]
    .map(([indicator, title]) => {
      const [here, there] = [mine.get(indicator) ?? 0, others.get(indicator) ?? 0];
      return { indicator, title, own: fromUnits(here), theirs: fromUnits(there), units: here - there };
    })
    .filter(({ units }) => units !== 0)
    .sort((a, b) => Math.abs(b.units) - Math.abs(a.units) || (a.indicator < b.indicator ? -1 : 1))
    .map(({ units, ...rest }) => ({ ...rest, difference: fromUnits(units) }));
}

/** Of a score or a contribution as it is written. */
export function unitsOf(score: number): number {
  return Math.round(score * UNITS);
}
