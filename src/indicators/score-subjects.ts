import { SideThread } from '../engine/side-thread.ts';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { type FactTable, isShared } from '../facts/fact-table.ts';
import { type CompiledPack, compilePack } from './compile-pack.ts';
import { UNITS } from './contribution.ts';
import { emptyScores, evaluateRows, finish, type SubjectScores } from './evaluate-subjects.ts';
import { SUBJECTS, type Subject } from './indicator.ts';
import type { Pack } from './pack.ts';

type OfEach<T> = Readonly<Record<Subject, T>>;

/** What both threads work on. */
export interface ScorePlan {
  readonly pack: Pick<Pack, 'indicators' | 'tiers'>;
  readonly facts: OfEach<FactTable>;
  readonly scores: OfEach<SubjectScores>;
}

/** A part of all payers and of all payees: shares of them, 0 to 1. */
export interface ScoreTask {
  readonly from: number;
  readonly to: number;
  /** Whether the indicators that ask for what was found of others have their turn, or all the others. */
  readonly findings: boolean;
}

export interface ScoredRecords {
  readonly scores: OfEach<SubjectScores>;
  /** The scores of the rows of payers that `expose` was given. */
  readonly carried: Float64Array;
}

/** Fills the facts that tell what was found of those around each subject, from the scores of the rows of payers. */
export type Expose = (scores: Float64Array) => void;

/** The indicators of a pack for payers and for payees, ready to run. */
export function compilePacks(pack: ScorePlan['pack']): OfEach<CompiledPack> {
  return { payer: compilePack(pack, 'payer', PAYER_FACTS), payee: compilePack(pack, 'payee', PAYEE_FACTS) };
}

/**
 * Scores all payers and payees: first by what they and those around them do, then, with these scores carried on by `expose`, by what was found of those around
 * them. Where their facts lie in memory that threads share, a second thread scores half of them.
 */
export async function scoreSubjects(
  pack: ScorePlan['pack'],
  packs: OfEach<CompiledPack>,
  facts: OfEach<FactTable>,
  expose: Expose,
): Promise<ScoredRecords> {
  const empty = (subject: Subject): SubjectScores => emptyScores(packs[subject], facts[subject].count);
  const scores = { payer: empty('payer'), payee: empty('payee') };
  const plan: ScorePlan = { pack: { indicators: pack.indicators, tiers: pack.tiers }, facts, scores };
  const beside = SUBJECTS.every((subject) => isShared(facts[subject]))
    ? new SideThread<ScoreTask, null>(new URL('./score-worker.ts', import.meta.url), plan)
    : null;
  let carried: Float64Array = new Float64Array();
  try {
    for (const findings of [false, true]) {
      if (findings) {
        carried = scores.payer.investigation.score.map((units) => units / UNITS);
        expose(carried);
      }
      const other = beside?.ask({ from: 0.5, to: 1, findings });
      scorePart(packs, plan, { from: 0, to: other ? 0.5 : 1, findings });
      await other;
    }
  } finally {
    await beside?.close();
  }
  for (const subject of SUBJECTS) finish(scores[subject]);
  return { scores, carried };
}

/** The scores for the investigation queue before anything that was found of others counts. */
export function firstScores(compiled: CompiledPack, facts: FactTable): Float64Array {
  const scores = emptyScores(compiled, facts.count);
  evaluateRows(compiled, facts, scores, 0, facts.count, ({ readsFindings }) => !readsFindings);
  finish(scores);
  return scores.investigation.score;
}

/** Scores a part of the payers and of the payees. */
export function scorePart(
  packs: OfEach<CompiledPack>,
  { facts, scores }: Pick<ScorePlan, 'facts' | 'scores'>,
  { from, to, findings }: ScoreTask,
): void {
  for (const subject of SUBJECTS) {
    const row = (share: number): number => Math.floor(share * facts[subject].count);
    evaluateRows(
      packs[subject],
      facts[subject],
      scores[subject],
      row(from),
      row(to),
      ({ readsFindings }) => readsFindings === findings,
    );
  }
}
