import { type Figure, proportion } from './interval.ts';
import type { RankedSubject, SubjectKind, TrueSubject } from './subjects.ts';

/** A ranking made only from what was known before `asOf`. */
export interface RunAsOf {
  /** ISO 8601 UTC. */
  readonly asOf: string;
  readonly subjects: readonly RankedSubject[];
}

export interface EarlinessOptions {
  /** Length of the list of one kind in one queue; default 50. */
  readonly budget?: number;
}

interface SubjectEarliness {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly class: string;
  /** The first run in whose list the subject stood; null when it never did. */
  readonly asOf: string | null;
  /** Transfers of the subject before that run; null when it never came within the budget. */
  readonly transfersBefore: number | null;
  readonly transfersInAll: number;
}

export interface Earliness {
  readonly budget: number;
  readonly subjects: readonly SubjectEarliness[];
  /** By kind: how many came within the budget, and how many transfers it took them (quartiles). */
  readonly byKind: readonly {
    readonly kind: SubjectKind;
    readonly found: Figure | null;
    readonly q1: number | null;
    readonly median: number | null;
    readonly q3: number | null;
  }[];
}

const keyOf = (kind: string, id: string): string => `${kind}:${id}`;

/**
 * How many transfers it took before each subject that matters first came within the budget. `transfersBySubject` gives the
 * instants (epoch milliseconds, ascending) of a subject's transfers under `payer:ID` or `payee:ID`.
 */
export function earliness(
  runs: readonly RunAsOf[],
  truth: readonly TrueSubject[],
  transfersBySubject: ReadonlyMap<string, readonly number[]>,
  { budget = 50 }: EarlinessOptions = {},
): Earliness {
  const firstListed = new Map<string, string>();
  for (const run of runs.toSorted((one, other) => Date.parse(one.asOf) - Date.parse(other.asOf))) {
    const listed = new Map<string, number>();
    for (const { kind, queue, id } of run.subjects) {
      const place = (listed.get(`${kind}:${queue}`) ?? 0) + 1;
      listed.set(`${kind}:${queue}`, place);
      const key = `${queue}:${keyOf(kind, id)}`;
      if (place <= budget && !firstListed.has(key)) firstListed.set(key, run.asOf);
    }
  }
  const subjects = truth
    .filter((row) => row.harmful)
    .map((row) => {
      const instants = transfersBySubject.get(keyOf(row.kind, row.id)) ?? [];
      const asOf = firstListed.get(`${row.queue}:${keyOf(row.kind, row.id)}`) ?? null;
      const transfersBefore = asOf === null ? null : instants.filter((instant) => instant < Date.parse(asOf)).length;
      return { kind: row.kind, id: row.id, class: row.class, asOf, transfersBefore, transfersInAll: instants.length };
    });
  return { budget, subjects, byKind: (['payer', 'payee'] as const).map((kind) => summarise(kind, subjects)) };
}

function summarise(kind: SubjectKind, subjects: readonly SubjectEarliness[]): Earliness['byKind'][number] {
  const ofKind = subjects.filter((subject) => subject.kind === kind);
  const counts = ofKind
    .flatMap(({ transfersBefore }) => (transfersBefore === null ? [] : [transfersBefore]))
    .sort((one, other) => one - other);
  return {
    kind,
    found: proportion(counts.length, ofKind.length),
    q1: quantile(counts, 0.25),
    median: quantile(counts, 0.5),
    q3: quantile(counts, 0.75),
  };
}

/** Linear interpolation between order statistics (type 7). */
function quantile(sorted: readonly number[], share: number): number | null {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (at - Math.floor(at));
}
