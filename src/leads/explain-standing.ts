import { fromUnits, INDEPENDENT_FROM } from '../indicators/contribution.ts';
import type { ExplainedIndicator, Shortfall } from '../indicators/explain-subject.ts';
import type { Indicator, Subject } from '../indicators/indicator.ts';
import { whatIsNeeded } from '../indicators/missing-facts.ts';
import type { Queue } from '../indicators/queue.ts';
import type { Bilingual } from '../indicators/sentence.ts';
import type { Tiers } from '../indicators/tiers.ts';
import { QUEUES } from './lead.ts';
import type { RankedSubject } from './rank-subjects.ts';
import { type Contribution, type Difference, scoreDifferences, unitsOf } from './score-differences.ts';
import type { Role, Standing, Tier } from './standing.ts';

/** A payer or payee with what its facts say of every indicator. */
export interface SubjectAtHand {
  readonly kind: Subject;
  readonly id: string;
  /** Where it would stand, whether it is ranked or not. */
  readonly standing: Standing;
  /** Null when nothing fired in its queue. */
  readonly ranks: Pick<RankedSubject, 'rank' | 'rankInQueue'> | null;
  readonly explained: readonly ExplainedIndicator[];
}

/** What one indicator or ordinary explanation says of a subject. */
export interface IndicatorAnswer {
  readonly indicator: string;
  readonly title: Bilingual;
  /** What it adds to the score at full strength; below 0 for an ordinary explanation. */
  readonly weight: number;
  readonly source: string;
  readonly trust: Indicator['source']['trust'];
}

export interface FiredAnswer extends IndicatorAnswer {
  readonly strength: number;
  readonly contribution: number;
  readonly sentence: Bilingual;
}

export interface SilentAnswer extends IndicatorAnswer {
  readonly shortfall: Shortfall;
}

export interface UnknownAnswer extends IndicatorAnswer {
  /** Facts that are missing. */
  readonly missing: readonly string[];
  /** What the records would have to say. */
  readonly needed: Bilingual;
}

/** Everything that the indicators of one queue say of a subject. Lists begin with what weighs most. */
export interface QueueAnswer {
  readonly queue: Queue;
  /** Exactly the sum of the contributions of `reasons` and `reasonsAgainst`. */
  readonly score: number;
  /** Families with an indicator at half strength or more. */
  readonly families: number;
  readonly reasons: readonly FiredAnswer[];
  readonly reasonsAgainst: readonly FiredAnswer[];
  /** Indicators that did not fire. */
  readonly silent: readonly SilentAnswer[];
  /** Ordinary explanations that do not apply. */
  readonly silentAgainst: readonly SilentAnswer[];
  readonly unknown: readonly UnknownAnswer[];
}

/** What a subject has and would need for a tier. */
interface TierGap {
  readonly tier: Exclude<Tier, 'context'>;
  readonly score: { readonly has: number; readonly needs: number; readonly short: number };
  readonly families: { readonly has: number; readonly needs: number; readonly short: number };
  /** Of who lacks nothing else for the first tier: the crowd that it is one of, and the largest that the first tier takes. */
  readonly crowd: { readonly has: number; readonly atMost: number } | null;
}

/** Who stands next to a subject in its queue. */
export interface Neighbour {
  readonly kind: Subject;
  readonly id: string;
  readonly rankInQueue: number;
  readonly tier: Tier;
  readonly score: number;
  /** Score of the subject less that of the neighbour: exactly the sum of `differences`. */
  readonly scoreDifference: number;
  readonly indicators: number;
  /** The indicators that add unequally, the largest difference first. */
  readonly differences: readonly Difference[];
}

export interface ExplainedStanding {
  readonly kind: Subject;
  readonly id: string;
  /** Null when it is not ranked: no indicator fired. */
  readonly ranks: { readonly rank: number; readonly rankInQueue: number; readonly ofQueue: number } | null;
  readonly queue: Queue;
  readonly role: Role;
  readonly tier: Tier;
  /** Indicators that fired in its queue. */
  readonly indicators: number;
  /** Its own queue first. A payee has one. */
  readonly queues: readonly QueueAnswer[];
  /** What it would take to reach the next tier of its queue; null in the first. */
  readonly nextTier: TierGap | null;
  readonly above: Neighbour | null;
  readonly below: Neighbour | null;
}

/** Those next to the subject in its queue, and how many are ranked there. */
export interface Surroundings {
  readonly ofQueue: number;
  readonly above: SubjectAtHand | null;
  readonly below: SubjectAtHand | null;
}

/** Why a subject stands where it does, or why it is not ranked. */
export function explainStanding(
  subject: SubjectAtHand,
  { ofQueue, above, below }: Surroundings,
  tiers: Tiers,
): ExplainedStanding {
  const { kind, id, standing, ranks } = subject;
  const { queue, role, tier, indicators } = standing;
  const others = kind === 'payee' ? [] : QUEUES.filter((other) => other !== queue);
  const queues = [queue, ...others].map((each) => answersOf(subject, each));
  return {
    ...{ kind, id, queue, role, tier, indicators, queues },
    ranks: ranks === null ? null : { rank: ranks.rank, rankInQueue: ranks.rankInQueue, ofQueue },
    nextTier: nextTierOf(standing, queues[0], tiers),
    above: above === null ? null : neighbourOf(subject, above),
    below: below === null ? null : neighbourOf(subject, below),
  };
}

function answersOf({ explained }: SubjectAtHand, queue: Queue): QueueAnswer {
  const own = explained.filter((one) => speaksFor(one, queue)).sort(byWeight);
  const fired = own.flatMap((one) =>
    one.sentence === null
      ? []
      : [
          {
            ...aboutOf(one),
            strength: one.strength,
            contribution: fromUnits(one.contributionUnits),
            sentence: one.sentence,
          },
        ],
  );
  fired.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const silent = own.flatMap((one) => (one.shortfall === null ? [] : [{ ...aboutOf(one), shortfall: one.shortfall }]));
  const independent = own.filter(
    ({ indicator, strength }) => indicator.kind === 'indicator' && strength >= INDEPENDENT_FROM,
  );
  const speaksAgainst = ({ weight }: IndicatorAnswer): boolean => weight < 0;
  const speaksInFavour = ({ weight }: IndicatorAnswer): boolean => weight > 0;
  return {
    queue,
    score: fromUnits(own.reduce((sum, { contributionUnits }) => sum + contributionUnits, 0)),
    families: new Set(independent.map(({ indicator }) => indicator.family)).size,
    reasons: fired.filter(speaksInFavour),
    reasonsAgainst: fired.filter(speaksAgainst),
    silent: silent.filter(speaksInFavour),
    silentAgainst: silent.filter(speaksAgainst),
    unknown: own
      .filter(({ outcome }) => outcome === 'unknown')
      .map((one) => ({ ...aboutOf(one), missing: one.missing, needed: whatIsNeeded(one.missing) })),
  };
}

function speaksFor({ indicator }: ExplainedIndicator, queue: Queue): boolean {
  return indicator.queue === queue || indicator.queue === 'both';
}

/** What could add most first, then by id. */
function byWeight({ indicator: a }: ExplainedIndicator, { indicator: b }: ExplainedIndicator): number {
  return Math.abs(b.weight) - Math.abs(a.weight) || (a.id < b.id ? -1 : 1);
}

function aboutOf({ indicator: { id, title, weight, source } }: ExplainedIndicator): IndicatorAnswer {
  const { document, year, trust } = source;
  return {
    ...{ indicator: id, title, weight, trust },
    source: [document, year].filter((part) => part !== undefined).join(', '),
  };
}

function nextTierOf({ tier, queue, crowd }: Standing, own: QueueAnswer | undefined, allTiers: Tiers): TierGap | null {
  if (tier === 'first' || own === undefined) return null;
  const next = tier === 'second' ? 'first' : 'second';
  const tiers = allTiers[queue];
  const atMost = allTiers.investigation.crowd?.atMost;
  const gap = (has: number, needs: number) => ({ has, needs, short: Math.max(0, rounded(needs - has)) });
  return {
    tier: next,
    score: gap(own.score, tiers[next].score),
    families: gap(own.families, tiers[next].families),
    crowd: crowd === null || atMost === undefined ? null : { has: crowd, atMost },
  };
}

/** To the ten-thousandths that scores are counted in. */
function rounded(difference: number): number {
  return fromUnits(unitsOf(difference));
}

function neighbourOf(subject: SubjectAtHand, neighbour: SubjectAtHand): Neighbour {
  const { queue, score } = subject.standing;
  const { kind, id, standing, ranks } = neighbour;
  return {
    ...{ kind, id, tier: standing.tier, score: standing.score, indicators: standing.indicators },
    rankInQueue: ranks?.rankInQueue ?? 0,
    scoreDifference: rounded(score - standing.score),
    differences: scoreDifferences(contributionsIn(subject, queue), contributionsIn(neighbour, queue)),
  };
}

function contributionsIn({ explained }: SubjectAtHand, queue: Queue): Contribution[] {
  return explained
    .filter((one) => speaksFor(one, queue))
    .map(({ indicator: { id, title }, contributionUnits }) => ({ indicator: id, title, units: contributionUnits }));
}
