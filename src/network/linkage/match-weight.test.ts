import { describe, expect, it } from 'vitest';
import { MatchWeights, probabilityOf } from './match-weight.ts';
import { levelsOf, Patterns } from './patterns.ts';
import { peopleFrom } from './people.ts';

const people = peopleFrom(
  [...Array.from({ length: 8 }, () => 'Common'), 'Rare', 'Rare', 'Single'].map((surname, index) => ({
    id: String(index).padStart(2, '0'),
    fields: { surname: [surname], phone: [`06${String(index).padStart(8, '1')}`] },
  })),
);
const patterns = new Patterns(people);
const model = {
  share: 0.01,
  m: people.columns.map(({ field }) =>
    Array.from({ length: levelsOf(field) }, (_, level) => (level === 0 ? 0.8 : 0.2 / (levelsOf(field) - 1))),
  ),
  u: people.columns.map(({ field }) =>
    Array.from({ length: levelsOf(field) }, (_, level) => (level === 0 ? 0.1 : 0.9 / (levelsOf(field) - 1))),
  ),
  rounds: 1,
};
const weights = new MatchWeights(people, patterns, model);

describe('a match weight', () => {
  it('is the exact sum of its waterfall, to the hundredth', () => {
    for (let a = 0; a < people.ids.length; a++)
      for (let b = a + 1; b < people.ids.length; b++) {
        const { prior, steps, weight } = weights.waterfall(a, b);
        const hundredths = steps.reduce(
          (sum, step) => sum + Math.round(step.agreement * 100) + Math.round(step.rarity * 100),
          Math.round(prior * 100),
        );
        expect(Math.round(weight * 100)).toBe(hundredths);
        expect(weights.atMost(patterns.levels(a, b))).toBeGreaterThanOrEqual(weight);
      }
  });

  it('begins with the share of pairs that are one person, in bits', () => {
    expect(weights.waterfall(0, 1).prior).toBeCloseTo(Math.log2(0.01 / 0.99), 2);
  });

  it('is larger for a rare name than for a common one, and the average of agreeing pairs is left as it was estimated', () => {
    const rarity = (a: number, b: number): number =>
      weights.waterfall(a, b).steps.find(({ field }) => field === 'surname')?.rarity ?? 0;
    expect(rarity(8, 9)).toBeGreaterThan(0);
    expect(rarity(0, 1)).toBeLessThan(0);
    // Of 8·7 and 2·1 ordered pairs that agree, each with a chance of 2^−rarity times the average.
    expect((8 * 2 ** -rarity(0, 1) + 2 * 2 ** -rarity(8, 9)) / 11).toBeCloseTo((8 * 7 + 2) / 58, 1);
  });

  it('never counts a whole agreement against, nor a difference for', () => {
    const odd = new MatchWeights(people, patterns, { ...model, m: model.u, u: model.m });
    const surnameOf = (a: number, b: number): number => {
      const step = odd.waterfall(a, b).steps.find(({ field }) => field === 'surname');
      return (step?.agreement ?? 0) + (step?.rarity ?? 0);
    };
    expect(surnameOf(0, 1)).toBe(0);
    expect(surnameOf(0, 10)).toBe(0);
  });

  it('of nothing is a probability of one half', () => {
    expect(probabilityOf(0)).toBe(0.5);
    expect(probabilityOf(10)).toBeGreaterThan(0.999);
  });
});
