import { averagePrecisionFigure } from './average-precision.ts';
import { type Figure, proportion } from './interval.ts';
import {
  EVALUATED_QUEUES,
  type EvaluatedQueue,
  type RankedSubject,
  SUBJECT_KINDS,
  type SubjectKind,
  type TrueSubject,
} from './subjects.ts';

const DEFAULT_BUDGETS: readonly number[] = [10, 20, 50, 100];

export interface EvaluateOptions {
  /** Lengths of the list that a team can read. The number of subjects that matter, N, is always added. */
  readonly budgets?: readonly number[];
}

/** A slice of the ranking: one kind or all, one queue or all. Within a slice places are counted anew from 1. */
interface SliceName {
  readonly kind: SubjectKind | 'all';
  readonly queue: EvaluatedQueue | 'all';
}

/** `N`: as many as matter in the slice; `N payers`: as many as there are payers that matter in its queue. */
type BudgetLabel = '' | 'N' | 'N payers';

export interface BudgetResult {
  readonly budget: number;
  /** What the budget stands for, beside being a length. */
  readonly label: BudgetLabel;
  /** Subjects in the list: fewer than the budget when the ranking is shorter. */
  readonly listed: number;
  readonly hits: number;
  readonly precision: Figure | null;
  readonly recall: Figure | null;
}

export interface SliceResult extends SliceName {
  /** Subjects of the slice that matter, in the truth. */
  readonly relevant: number;
  readonly ranked: number;
  readonly averagePrecision: Figure | null;
  readonly budgets: readonly BudgetResult[];
}

interface ClassResult {
  readonly kind: SubjectKind;
  readonly queue: EvaluatedQueue;
  readonly class: string;
  readonly members: number;
  readonly budgets: readonly {
    readonly budget: number;
    readonly label: BudgetLabel;
    readonly listed: number;
    readonly rate: Figure | null;
  }[];
}

interface TierResult {
  readonly kind: SubjectKind;
  readonly queue: EvaluatedQueue;
  readonly harmful: number;
  readonly ordinary: number;
}

interface NeverRanked {
  readonly kind: SubjectKind;
  readonly class: string;
  readonly harmful: number;
}

export interface Evaluation {
  readonly subjectsRanked: number;
  readonly subjectsInTruth: number;
  /** Ranked subjects of whom the truth says nothing; they count as ordinary. */
  readonly rankedWithoutTruth: number;
  readonly slices: readonly SliceResult[];
  /** Ordinary classes: the share of their members in the list of their kind in each queue. */
  readonly ordinaryClasses: readonly ClassResult[];
  /** Who is in the tier `first`. */
  readonly firstTier: readonly TierResult[];
  /** Subjects that matter and appear nowhere in the ranking, by class. */
  readonly neverRanked: readonly NeverRanked[];
}

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}\u0000${id}`;

/**
 * Measures a ranking (in its order) against the truth. A hit is a subject that is harmful in the truth and stands in its
 * own queue: a victim listed for investigation is not a hit.
 */
export function measure(
  subjects: readonly RankedSubject[],
  truth: readonly TrueSubject[],
  { budgets = DEFAULT_BUDGETS }: EvaluateOptions = {},
): Evaluation {
  const truthOf = new Map(truth.map((row) => [keyOf(row), row] as const));
  const isHit = (subject: RankedSubject): boolean => {
    const row = truthOf.get(keyOf(subject));
    return row?.harmful === true && row.queue === subject.queue;
  };
  const sliceNames = [...EVALUATED_QUEUES, 'all' as const].flatMap((queue) =>
    [...SUBJECT_KINDS, 'all' as const].map((kind) => ({ kind, queue })),
  );
  return {
    subjectsRanked: subjects.length,
    subjectsInTruth: truth.length,
    rankedWithoutTruth: subjects.filter((subject) => !truthOf.has(keyOf(subject))).length,
    slices: sliceNames.map((slice) => measureSlice(slice, subjects, truth, budgets, isHit)),
    ordinaryClasses: measureClasses(subjects, truth, truthOf, budgets),
    firstTier: measureFirstTier(subjects, isHit),
    neverRanked: findNeverRanked(subjects, truth),
  };
}

function measureSlice(
  slice: SliceName,
  subjects: readonly RankedSubject[],
  truth: readonly TrueSubject[],
  budgets: readonly number[],
  isHit: (subject: RankedSubject) => boolean,
): SliceResult {
  const list = subjects.filter((subject) => inSlice(slice, subject));
  const relevant = truth.filter((row) => row.harmful && inSlice(slice, row)).length;
  const relevantPayers = truth.filter((row) => row.harmful && inSlice({ ...slice, kind: 'payer' }, row)).length;
  const hitRanks: number[] = [];
  list.forEach((subject, at) => {
    if (isHit(subject)) hitRanks.push(at + 1);
  });
  return {
    ...slice,
    relevant,
    ranked: list.length,
    averagePrecision: averagePrecisionFigure(hitRanks, relevant),
    budgets: withN(budgets, relevant, relevantPayers).map(({ budget, label }) => {
      const listed = Math.min(budget, list.length);
      const hits = hitRanks.filter((rank) => rank <= budget).length;
      return { budget, label, listed, hits, precision: proportion(hits, listed), recall: proportion(hits, relevant) };
    }),
  };
}

function inSlice(slice: SliceName, { kind, queue }: { readonly kind: SubjectKind; readonly queue: string }): boolean {
  return (slice.kind === 'all' || slice.kind === kind) && (slice.queue === 'all' || slice.queue === queue);
}

function withN(
  budgets: readonly number[],
  relevant: number,
  relevantPayers: number,
): { budget: number; label: BudgetLabel }[] {
  const labels = new Map<number, BudgetLabel>(budgets.map((budget) => [budget, ''] as const));
  if (relevantPayers > 0) labels.set(relevantPayers, 'N payers');
  if (relevant > 0) labels.set(relevant, 'N');
  return [...labels].sort(([one], [other]) => one - other).map(([budget, label]) => ({ budget, label }));
}

function measureClasses(
  subjects: readonly RankedSubject[],
  truth: readonly TrueSubject[],
  truthOf: ReadonlyMap<string, TrueSubject>,
  budgets: readonly number[],
): ClassResult[] {
  return EVALUATED_QUEUES.flatMap((queue) =>
    SUBJECT_KINDS.flatMap((kind) => {
      const slice = { kind, queue };
      const list = subjects.filter((subject) => inSlice(slice, subject)).map((subject) => truthOf.get(keyOf(subject)));
      const relevant = truth.filter((row) => row.harmful && inSlice(slice, row)).length;
      const members = countOrdinary(truth.filter((row) => row.kind === kind));
      const listedWithin = withN(budgets, relevant, 0).map(({ budget, label }) => ({
        budget,
        label,
        listed: countOrdinary(list.slice(0, budget)),
      }));
      return [...members].sort(byName).map(([name, count]) => ({
        kind,
        queue,
        class: name,
        members: count,
        budgets: listedWithin.map(({ budget, label, listed }) => {
          const inList = listed.get(name) ?? 0;
          return { budget, label, listed: inList, rate: proportion(inList, count) };
        }),
      }));
    }),
  );
}

/** Ordinary subjects by class; whoever the truth does not know is left out. */
function countOrdinary(rows: readonly (TrueSubject | undefined)[]): Map<string, number> {
  return countBy(rows.filter((row) => row !== undefined).filter(({ harmful }) => !harmful));
}

function measureFirstTier(
  subjects: readonly RankedSubject[],
  isHit: (subject: RankedSubject) => boolean,
): TierResult[] {
  return EVALUATED_QUEUES.flatMap((queue) =>
    SUBJECT_KINDS.map((kind) => {
      const first = subjects.filter((subject) => subject.tier === 'first' && inSlice({ kind, queue }, subject));
      const harmful = first.filter(isHit).length;
      return { kind, queue, harmful, ordinary: first.length - harmful };
    }),
  );
}

function findNeverRanked(subjects: readonly RankedSubject[], truth: readonly TrueSubject[]): NeverRanked[] {
  const ranked = new Set(subjects.map(keyOf));
  const missed = truth.filter((row) => row.harmful && !ranked.has(keyOf(row)));
  return SUBJECT_KINDS.flatMap((kind) =>
    [...countBy(missed.filter((row) => row.kind === kind))]
      .sort(byName)
      .map(([name, count]) => ({ kind, class: name, harmful: count })),
  );
}

function countBy(rows: readonly { readonly class: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.class, (counts.get(row.class) ?? 0) + 1);
  return counts;
}

function byName([one]: readonly [string, number], [other]: readonly [string, number]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
