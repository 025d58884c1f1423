import { crowdedFirstTier } from '../leads/crowded-first-tier.ts';
import type { RunSummary } from '../leads/run-summary.ts';
import type { Bilingual } from './language.ts';
import { message } from './say.ts';

/** What a reader has to know of the first tier of the investigation queue before relying on it; nothing where there is nothing. */
export function firstTierCautions({ tiers, counts }: RunSummary): readonly Bilingual[] {
  const crowded = crowdedFirstTier({ tiers, payers: counts.payers });
  const inCrowds = tiers.find(({ queue }) => queue === 'investigation')?.inCrowds ?? 0;
  return [
    ...(crowded === null ? [] : [message('firstTierCrowded', crowded.people, crowded.payersEach)]),
    ...(inCrowds === 0 ? [] : [message('firstTierInCrowds', inCrowds)]),
  ];
}
