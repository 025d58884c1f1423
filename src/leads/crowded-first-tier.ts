import type { RunSummary } from './run-summary.ts';

/**
 * No share of payers who matter is published. Worlds that are made to find them in hold 1 in 1,000, which with those whom they pay makes some 4 people
 * for 3,000 payers; fewer are expected of real records. In records made by others where a game or performers are common, those who pay them filled the first tier:
 * there was one for each 720 payers, and up to one for each 240.
 */
const MOST_EXPECTED = 1 / 750;
/** Fewer payers than this: a handful of people would make a share. */
const FEWEST_PAYERS = 10_000;

interface CountedPeople {
  readonly tiers: RunSummary['tiers'];
  readonly payers: number;
}

export interface CrowdedFirstTier {
  readonly people: number;
  /** There is one of them for each so many payers. */
  readonly payersEach: number;
}

/** The first tier of the investigation queue, where it holds more people than can all be expected to matter; otherwise null. */
export function crowdedFirstTier({ tiers, payers }: CountedPeople): CrowdedFirstTier | null {
  const people = tiers.find(({ queue }) => queue === 'investigation')?.first ?? 0;
  if (payers < FEWEST_PAYERS || people <= MOST_EXPECTED * payers) return null;
  return { people, payersEach: Math.floor(payers / people) };
}
