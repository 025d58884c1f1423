import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EstimateOptions, estimateModel, type Model, type PatternCounts } from './estimate.ts';
import { drawn } from './made-up-people.fixture.ts';
import { obviousStep } from './oracle/estimate.ts';

function pick(shares: readonly number[], at: number): number {
  let level = 0;
  let left = at;
  while (level < shares.length - 1 && left >= (shares[level] ?? 0)) left -= shares[level++] ?? 0;
  return level;
}

/** Pairs drawn from a known model; some fields are missing. */
function pairsFrom(model: Pick<Model, 'share' | 'm' | 'u'>, count: number, missing: number, seed: number): number[][] {
  const unit = drawn(seed);
  return Array.from({ length: count }, () => {
    const of = unit() < model.share ? model.m : model.u;
    return of.map((shares) => {
      const level = pick(shares, unit());
      return unit() < missing ? -1 : level;
    });
  });
}

function counted(pairs: readonly (readonly number[])[]): PatternCounts {
  const counts = new Map<string, number>();
  for (const levels of pairs) counts.set(levels.join(), (counts.get(levels.join()) ?? 0) + 1);
  const keys = [...counts.keys()];
  return {
    levels: keys.map((key) => key.split(',').map(Number)),
    pairs: Float64Array.from(counts.values()),
    canBeOne: keys.map(() => true),
  };
}

const KNOWN = {
  share: 0.04,
  m: [
    [0.8, 0.15, 0.05],
    [0.9, 0.1],
    [0.7, 0.2, 0.1],
    [0.95, 0.05],
  ],
  u: [
    [0.02, 0.08, 0.9],
    [0.05, 0.95],
    [0.01, 0.04, 0.95],
    [0.1, 0.9],
  ],
};

const START: EstimateOptions = {
  start: {
    share: 0.01,
    m: KNOWN.m.map((each) => each.map((_, level) => (level === 0 ? 0.8 : 0.2 / (each.length - 1)))),
    u: KNOWN.u.map((each) => each.map((_, level) => (level === each.length - 1 ? 0.8 : 0.2 / (each.length - 1)))),
  },
  weightOfStart: 0,
  unseen: 0,
  mostOfM: [],
};

describe('the estimate of the model', () => {
  it('finds the parameters again from which pairs were drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(0, 0.2), (seed, missing) => {
        const found = estimateModel(counted(pairsFrom(KNOWN, 100_000, missing, seed)), START);
        expect(Math.abs(found.share - KNOWN.share)).toBeLessThan(0.006);
        for (const [field, each] of KNOWN.m.entries())
          for (const [level, value] of each.entries())
            expect(Math.abs((found.m[field]?.[level] ?? 0) - value)).toBeLessThan(0.04);
        for (const [field, each] of KNOWN.u.entries())
          for (const [level, value] of each.entries())
            expect(Math.abs((found.u[field]?.[level] ?? 0) - value)).toBeLessThan(0.006);
      }),
      { numRuns: 8 },
    );
  });

  it('stands still where one obvious step over single pairs moves nothing', () => {
    const pairs = pairsFrom(KNOWN, 5000, 0.1, 7);
    const found = estimateModel(counted(pairs), START);
    const next = obviousStep(pairs, found);
    expect(next.share).toBeCloseTo(found.share, 6);
    for (const [field, each] of found.m.entries())
      for (const [level, value] of each.entries()) expect(next.m[field]?.[level]).toBeCloseTo(value, 5);
    for (const [field, each] of found.u.entries())
      for (const [level, value] of each.entries()) expect(next.u[field]?.[level]).toBeCloseTo(value, 5);
  });

  it('does not depend on the order of patterns', () => {
    const counts = counted(pairsFrom(KNOWN, 3000, 0.1, 11));
    const order = counts.levels.map((_, index) => index).reverse();
    const turned: PatternCounts = {
      levels: order.map((index) => counts.levels[index] ?? []),
      pairs: Float64Array.from(order, (index) => counts.pairs[index] ?? 0),
      canBeOne: order.map(() => true),
    };
    const [one, other] = [estimateModel(counts, START), estimateModel(turned, START)];
    expect(other.share).toBeCloseTo(one.share, 9);
    for (const [field, each] of one.m.entries())
      for (const [level, value] of each.entries()) expect(other.m[field]?.[level]).toBeCloseTo(value, 9);
  });

  it('leaves what was supposed where there is no pair at all', () => {
    const none: PatternCounts = { levels: [], pairs: new Float64Array(0), canBeOne: [] };
    expect(estimateModel(none, START)).toMatchObject(START.start);
  });

  it('takes no pair for one person whose pattern cannot be, and keeps m within its bounds', () => {
    const pairs = pairsFrom(KNOWN, 20_000, 0, 3);
    const counts = counted(pairs);
    const found = estimateModel(
      { ...counts, canBeOne: counts.levels.map(([first]) => first === 0) },
      { ...START, mostOfM: [[1, 1, 0.02], [], [], []] },
    );
    expect(found.m[0]).toEqual([expect.closeTo(1, 6), expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    const bounded = estimateModel(counts, { ...START, mostOfM: [[1, 1, 0.02], [], [], []] });
    expect(bounded.m[0]?.[2]).toBeLessThanOrEqual(0.02);
    expect(bounded.m[0]?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
  });
});
