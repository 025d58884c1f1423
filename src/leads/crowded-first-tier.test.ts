import { describe, expect, it } from 'vitest';
import { crowdedFirstTier } from './crowded-first-tier.ts';

function of(first: number, payers: number): ReturnType<typeof crowdedFirstTier> {
  const tiers = [
    { queue: 'safeguarding' as const, first: payers, second: 0, context: 0 },
    { queue: 'investigation' as const, first, second: payers, context: 0 },
  ];
  return crowdedFirstTier({ tiers, payers });
}

describe('a first tier in which more people stand than can be expected', () => {
  it('is told from one in which not more than one for each 750 payers stands', () => {
    expect(of(53, 40_000)).toBeNull();
    expect(of(54, 40_000)).toEqual({ people: 54, payersEach: 740 });
  });

  it('is not looked for where a handful of people would make a share', () => {
    expect(of(30, 9_999)).toBeNull();
    expect(of(0, 0)).toBeNull();
  });
});
