import { SideThread } from '../engine/side-thread.ts';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { type FactTable, isShared } from '../facts/fact-table.ts';
import { type CompiledPack, compilePack } from './compile-pack.ts';
import { emptyScores, evaluateRows, type SubjectScores } from './evaluate-subjects.ts';
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
}

/** The indicators of a pack for payers and for payees, ready to run. */
export function compilePacks(pack: ScorePlan['pack']): OfEach<CompiledPack> {
  return { payer: compilePack(pack, 'payer', PAYER_FACTS), payee: compilePack(pack, 'payee', PAYEE_FACTS) };
}

/** Scores all payers and payees. Where their facts lie in memory that threads share, a second thread scores half of them. */
export async function scoreSubjects(
  pack: ScorePlan['pack'],
  packs: OfEach<CompiledPack>,
  facts: OfEach<FactTable>,
): Promise<OfEach<SubjectScores>> {
  const empty = (subject: Subject): SubjectScores =>
    emptyScores(packs[subject].indicators.length, facts[subject].count);
  const scores = { payer: empty('payer'), payee: empty('payee') };
  if (!SUBJECTS.every((subject) => isShared(facts[subject]))) {
    scorePart(packs, { facts, scores }, { from: 0, to: 1 });
    return scores;
  }
  const plan: ScorePlan = { pack: { indicators: pack.indicators, tiers: pack.tiers }, facts, scores };
  const beside = new SideThread<ScoreTask, null>(new URL('./score-worker.ts', import.meta.url), plan);
  try {
    const other = beside.ask({ from: 0.5, to: 1 });
    scorePart(packs, { facts, scores }, { from: 0, to: 0.5 });
    await other;
    return scores;
  } finally {
    await beside.close();
  }
}

/** Scores a part of the payers and of the payees. */
export function scorePart(
  packs: OfEach<CompiledPack>,
  { facts, scores }: Pick<ScorePlan, 'facts' | 'scores'>,
  { from, to }: ScoreTask,
): void {
  for (const subject of SUBJECTS) {
    const row = (share: number): number => Math.floor(share * facts[subject].count);
    evaluateRows(packs[subject], facts[subject], scores[subject], row(from), row(to));
  }
}
