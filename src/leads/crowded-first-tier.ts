import type { RunSummary } from './run-summary.ts';

/**
 * Nobody knows the share of payers who matter; studies assume 1 in 5,000 to 1 in 100,000, and the worlds made here hold 1 in 1,000, with those whom
 * they pay some 4 people for 3,000 payers. In records made by others where a game or live shows are common, players and spectators filled the
 * first tier: there were one for each 650 payers, and up to one for each 230.
 */
const MOST_EXPECTED = 1 / 750;
/** Fewer payers than this: a handful of people would make a share. */
const FEWEST_PAYERS = 10_000;

export interface CrowdedFirstTier {
  readonly people: number;
  /** There is one of them for each so many payers. */
  readonly payersEach: number;
}

/** The first tier of the investigation queue, where it holds more people than can all be expected to matter; otherwise null. */
export function crowdedFirstTier({ tiers, counts }: Pick<RunSummary, 'tiers' | 'counts'>): CrowdedFirstTier | null {
  const people = tiers.find(({ queue }) => queue === 'investigation')?.first ?? 0;
  if (counts.payers < FEWEST_PAYERS || people <= MOST_EXPECTED * counts.payers) return null;
  return { people, payersEach: Math.floor(counts.payers / people) };
}
