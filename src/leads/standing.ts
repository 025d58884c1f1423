import type { QueueScores, SubjectScores } from '../indicators/evaluate-subjects.ts';
import type { Subject } from '../indicators/indicator.ts';
import type { Queue } from '../indicators/queue.ts';
import type { Tiers } from '../indicators/tiers.ts';
import { type LeadMember, TIERS } from './lead.ts';

export type Role = LeadMember['role'];
export type Tier = (typeof TIERS)[number];

/** Where one subject stands: which list, with which score, how far up. */
export interface Standing {
  readonly queue: Queue;
  readonly role: Role;
  readonly tier: Tier;
  /** A multiple of 0.0001: the sum of the contributions of this queue. */
  readonly score: number;
  /** Indicators that fired for this queue. */
  readonly indicators: number;
  readonly reasonsAgainst: number;
  readonly unknown: number;
  /**
   * Of who has all that the first tier takes and stands in the second, because it is one of a crowd: the other payers proposed for investigation
   * whom shared payees join to it. Otherwise null.
   */
  readonly crowd: number | null;
}

/**
 * Standing of one row. A payer whose safeguarding score leads goes to the safeguarding queue, and so does in doubt who has signs enough to be proposed
 * there: protection comes first. There it is a possible victim; with too few signs to be proposed it is only a payer. A payee
 * stays in the investigation queue, and its role is what the indicators that fired speak for; without enough of them it is
 * only a payee.
 */
export function standingOf(kind: Subject, scores: SubjectScores, row: number, tiers: Tiers): Standing {
  const queue = chooseQueue(kind, scores, row, tiers);
  const of = scores[queue];
  const reached = tierOf(of, row, tiers[queue]);
  const crowd = reached === 'first' && queue === 'investigation' ? crowdAround(scores, row, tiers) : null;
  const tier = crowd === null ? reached : 'second';
  return {
    queue,
    role: roleOf(kind, queue, tier, of.collectorLean[row] ?? 0),
    tier,
    score: of.score[row] ?? 0,
    indicators: of.fired[row] ?? 0,
    reasonsAgainst: of.against[row] ?? 0,
    unknown: of.unknown[row] ?? 0,
    crowd,
  };
}

function crowdAround({ joinedPayers }: SubjectScores, row: number, { investigation }: Tiers): number | null {
  const joined = joinedPayers[row] ?? 0;
  return joined > (investigation.crowd?.atMost ?? joined) ? joined : null;
}

/**
 * Of the rows [from, to) of one subject, the one to be read first: the best tier among those where an indicator fired, then the highest score.
 * Among equals protection comes first, then the first row. What speaks of one corridor alone must not hide that another would be proposed.
 */
export function bestRow(
  kind: Subject,
  scores: SubjectScores,
  [from, to]: readonly [from: number, to: number],
  tiers: Tiers,
): { readonly row: number; readonly standing: Standing } {
  let best = { row: from, standing: standingOf(kind, scores, from, tiers) };
  for (let row = from + 1; row < to; row++) {
    const standing = standingOf(kind, scores, row, tiers);
    if (isBetter(standing, best.standing)) best = { row, standing };
  }
  return best;
}

function isBetter(one: Standing, other: Standing): boolean {
  if (one.indicators === 0 || other.indicators === 0) return one.indicators > other.indicators;
  if (one.tier !== other.tier) return TIERS.indexOf(one.tier) < TIERS.indexOf(other.tier);
  if (one.score !== other.score) return one.score > other.score;
  return one.queue === 'safeguarding' && other.queue !== 'safeguarding';
}

/** Log-odds by which more must speak for an investigation than for protection before somebody who may be a victim is read about there. */
const DOUBT = 2;

function chooseQueue(kind: Subject, scores: SubjectScores, row: number, tiers: Tiers): Queue {
  const { investigation, safeguarding } = scores;
  if (kind === 'payee' || safeguarding.fired[row] === 0) return 'investigation';
  if (investigation.fired[row] === 0) return 'safeguarding';
  const isPossibleVictim = tierOf(safeguarding, row, tiers.safeguarding) !== 'context';
  const doubt = isPossibleVictim ? DOUBT : 0;
  return (safeguarding.score[row] ?? 0) + doubt >= (investigation.score[row] ?? 0) ? 'safeguarding' : 'investigation';
}

/** First and second tier need a score and several independent indicators: no single indicator reveals anything. */
function tierOf({ score, families }: QueueScores, row: number, { first, second }: Tiers[Queue]): Tier {
  const value = score[row] ?? 0;
  const independent = bitCount(families[row] ?? 0);
  if (value >= first.score && independent >= first.families) return 'first';
  return value >= second.score && independent >= second.families ? 'second' : 'context';
}

function roleOf(kind: Subject, queue: Queue, tier: Tier, collectorLean: number): Role {
  if (kind === 'payer') return queue === 'safeguarding' && tier !== 'context' ? 'possible_victim' : 'payer';
  if (tier === 'context' || collectorLean === 0) return 'payee';
  return collectorLean > 0 ? 'collector' : 'facilitator';
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
