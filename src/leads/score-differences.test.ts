import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUnits } from '../indicators/contribution.ts';
import { type Contribution, scoreDifferences, unitsOf } from './score-differences.ts';

const contribution = (indicator: string, units: number): Contribution => ({
  indicator,
  units,
  title: { en: indicator, fr: indicator },
});
const contributions = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.integer({ min: -40_000, max: 40_000 })), {
    selector: ([indicator]) => indicator,
  })
  .map((pairs) => pairs.map(([indicator, units]) => contribution(indicator, units)));

test('the differences add up to that of the scores exactly, and none is of nothing', () => {
  fc.assert(
    fc.property(contributions, contributions, (own, theirs) => {
      const sum = (all: readonly Contribution[]): number => all.reduce((total, { units }) => total + units, 0);
      const differences = scoreDifferences(own, theirs);
      const told = differences.reduce((total, { difference }) => total + unitsOf(difference), 0);
      expect(told).toBe(sum(own) - sum(theirs));
      expect(differences.every(({ difference }) => difference !== 0)).toBe(true);
    }),
  );
});

test('an indicator that fired for one of the two stands with 0 for the other, the largest difference first', () => {
  const own = [contribution('A', 10_000), contribution('B', 5_000)];
  const theirs = [contribution('B', 4_000), contribution('C', 20_000)];
  expect(
    scoreDifferences(own, theirs).map(({ indicator, own, theirs, difference }) => [indicator, own, theirs, difference]),
  ).toEqual([
    ['C', 0, 2, -2],
    ['A', 1, 0, 1],
    ['B', 0.5, 0.4, fromUnits(1_000)],
  ]);
});
