import type { Model } from '../estimate.ts';

/** One step of EM the slow and obvious way: pair by pair, products of probabilities, no patterns and no logarithms. Levels -1 = missing. */
export function obviousStep(
  pairs: readonly (readonly number[])[],
  model: Pick<Model, 'share' | 'm' | 'u'>,
): Pick<Model, 'share' | 'm' | 'u'> {
  const chances = pairs.map((levels) => {
    const likelihood = (of: Model['m']): number =>
      levels.reduce((product, level, field) => (level < 0 ? product : product * (of[field]?.[level] ?? 0)), 1);
    const one = model.share * likelihood(model.m);
    const two = (1 - model.share) * likelihood(model.u);
    return one / (one + two);
  });
  const shareOf = (field: number, level: number, weightOf: (pair: number) => number): number => {
    let known = 0;
    let here = 0;
    for (const [pair, levels] of pairs.entries()) {
      if ((levels[field] ?? -1) < 0) continue;
      known += weightOf(pair);
      if (levels[field] === level) here += weightOf(pair);
    }
    return here / known;
  };
  const chance = (pair: number): number => chances[pair] ?? 0;
  return {
    share: chances.reduce((sum, value) => sum + value, 0) / pairs.length,
    m: model.m.map((each, field) => each.map((_, level) => shareOf(field, level, chance))),
    u: model.u.map((each, field) => each.map((_, level) => shareOf(field, level, (pair) => 1 - chance(pair)))),
  };
}
