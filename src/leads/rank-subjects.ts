import type { SubjectScores } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Tiers } from '../indicators/pack-schema.ts';
import { type Standing, standingOf } from './standing.ts';

export interface RankedSubject extends Standing {
  /** From 1, over both queues. */
  readonly rank: number;
  /** From 1 within its queue: who is proposed, then who is context. */
  readonly rankInQueue: number;
  readonly kind: Subject;
  /** Row in the fact table of its kind; rows are in order of id. */
  readonly row: number;
}

/**
 * Every payer and payee with at least one indicator that fired in its queue, best first. The order is total and the same
 * on every machine: higher score, then more indicators, then payers before payees, then id.
 */
export function rankSubjects(scores: Readonly<Record<Subject, SubjectScores>>, tiers: Tiers): readonly RankedSubject[] {
  const ranked: Mutable<RankedSubject>[] = [];
  for (const kind of SUBJECTS)
    for (let row = 0; row < scores[kind].count; row++) {
      const { investigation, safeguarding } = scores[kind];
      if (investigation.fired[row] === 0 && safeguarding.fired[row] === 0) continue;
      const standing = standingOf(kind, scores[kind], row, tiers);
      if (standing.indicators > 0) ranked.push(Object.assign(standing, { kind, row, rank: 0, rankInQueue: 0 }));
    }
  ranked.sort(compareSubjects);
  let rank = 0;
  for (const subject of ranked) subject.rank = ++rank;
  const inQueue = { investigation: 0, safeguarding: 0 };
  for (const context of [false, true])
    for (const subject of ranked)
      if ((subject.tier === 'context') === context) subject.rankInQueue = ++inQueue[subject.queue];
  return ranked;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type Comparable = Pick<RankedSubject, 'score' | 'indicators' | 'kind' | 'row'>;

/** Negative when a comes first. Rows stand for ids, since dense codes follow the order of ids. */
export function compareSubjects(a: Comparable, b: Comparable): number {
  return (
    b.score - a.score ||
    b.indicators - a.indicators ||
    (a.kind === b.kind ? 0 : SUBJECTS.indexOf(a.kind) - SUBJECTS.indexOf(b.kind)) ||
    a.row - b.row
  );
}
