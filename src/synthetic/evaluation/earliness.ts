import { type Figure, proportion } from './interval.ts';
import {
  EVALUATED_QUEUES,
  type EvaluatedQueue,
  SUBJECT_KINDS,
  type SubjectKind,
  type TrueSubject,
} from './subjects.ts';

/** Who stood within the budget of a queue, from what was known before `asOf` alone. */
export interface ListAsOf {
  /** Milliseconds UTC. */
  readonly asOf: number;
  readonly listed: readonly { readonly kind: SubjectKind; readonly id: string; readonly queue: EvaluatedQueue }[];
}

/** What a subject paid or was paid, as the evaluation needs it. Milliseconds UTC. */
export interface History {
  /** Ascending. */
  readonly payments: readonly number[];
  /** A payer: ever paid a payee of the list of known subjects, or one of its household. */
  readonly paidKnownHousehold: boolean;
  /** Its first payment to such a payee who was on the list by then; null when there is none. */
  readonly knownFrom: number | null;
}

interface SubjectEarliness {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly class: string;
  readonly queue: EvaluatedQueue | '';
  /** The first list in which it stood; null when it never did. */
  readonly asOf: number | null;
  /** Its payments before that; null when it never came within the budget. */
  readonly payments: number | null;
  /** Its payments before the last list. */
  readonly paymentsInAll: number;
  readonly paidKnownHousehold: boolean;
  /** Its payments from the first one to a known household on, before the first list in which it stood. */
  readonly paymentsSinceKnown: number | null;
}

/** By which of their payments subjects are counted as found. */
const BY_PAYMENTS = [2, 5, 10] as const;

/** How early the subjects of one group came within the budget. Who never did is counted as not found. */
export interface GroupEarliness {
  readonly group: string;
  readonly subjects: number;
  readonly found: Figure | null;
  /** The payment by which half of the subjects had come within the budget; null when fewer than half ever did. */
  readonly median: number | null;
  readonly by: readonly { readonly payments: number; readonly found: Figure | null }[];
}

export interface Earliness {
  /** Places of each queue that a team reads. */
  readonly budget: number;
  /** Milliseconds UTC, ascending. */
  readonly asOf: readonly number[];
  /** Subjects that matter and have a payment before the last list. */
  readonly subjects: readonly SubjectEarliness[];
  readonly groups: readonly GroupEarliness[];
}

const keyOf = (kind: string, id: string): string => `${kind}:${id}`;

/**
 * At which of its payments each subject that matters first stood within the budget of its queue. `histories` are found under
 * `payer:ID` or `payee:ID`.
 */
export function earliness(
  lists: readonly ListAsOf[],
  truth: readonly TrueSubject[],
  histories: ReadonlyMap<string, History>,
  budget: number,
): Earliness {
  const inOrder = lists.toSorted((one, other) => one.asOf - other.asOf);
  const firstListed = new Map<string, number>();
  for (const { asOf, listed } of inOrder)
    for (const { kind, queue, id } of listed) {
      const key = `${queue}:${keyOf(kind, id)}`;
      if (!firstListed.has(key)) firstListed.set(key, asOf);
    }
  const end = inOrder.at(-1)?.asOf ?? Number.NEGATIVE_INFINITY;
  const subjects = truth.flatMap((row): SubjectEarliness[] => {
    const history = histories.get(keyOf(row.kind, row.id));
    if (!row.harmful || history === undefined) return [];
    const asOf = firstListed.get(`${row.queue}:${keyOf(row.kind, row.id)}`) ?? null;
    const before = (until: number, from = Number.NEGATIVE_INFINITY): number =>
      history.payments.filter((at) => at >= from && at < until).length;
    const { knownFrom, paidKnownHousehold } = history;
    return [
      {
        ...{ kind: row.kind, id: row.id, class: row.class, queue: row.queue, asOf, paidKnownHousehold },
        payments: asOf === null ? null : before(asOf),
        paymentsInAll: before(end),
        paymentsSinceKnown: asOf === null || knownFrom === null ? null : before(asOf, knownFrom),
      },
    ];
  });
  const there = subjects.filter(({ paymentsInAll }) => paymentsInAll > 0);
  const knownBy = (subject: SubjectEarliness): boolean =>
    (histories.get(keyOf(subject.kind, subject.id))?.knownFrom ?? end) < end;
  return { budget, asOf: inOrder.map(({ asOf }) => asOf), subjects: there, groups: groupsOf(there, knownBy) };
}

function groupsOf(
  subjects: readonly SubjectEarliness[],
  knownBy: (subject: SubjectEarliness) => boolean,
): GroupEarliness[] {
  const payments = (all: readonly SubjectEarliness[]): (number | null)[] => all.map((each) => each.payments);
  const lists = EVALUATED_QUEUES.flatMap((queue) =>
    SUBJECT_KINDS.map((kind) => {
      const own = subjects.filter((each) => each.queue === queue && each.kind === kind);
      return groupEarliness(`${kind}s, ${queue}`, payments(own));
    }),
  );
  const classes = Map.groupBy(subjects, ({ kind, class: name }) => `${name} (${kind})`);
  const household = subjects.filter(({ paidKnownHousehold }) => paidKnownHousehold);
  const known = household.filter(knownBy);
  return [
    ...lists,
    ...[...classes].sort(byName).map(([name, own]) => groupEarliness(name, payments(own))),
    groupEarliness(KNOWN_HOUSEHOLD, payments(household)),
    groupEarliness(
      SINCE_KNOWN,
      known.map(({ paymentsSinceKnown }) => paymentsSinceKnown),
    ),
  ].filter((group) => group.subjects > 0);
}

/** Payers who paid somebody of a known household, whenever it became known. */
const KNOWN_HOUSEHOLD = 'payers of a known household';
/** Those who paid it when it was known, their payments counted from there: before it, nobody could have seen the tie. */
const SINCE_KNOWN = 'the same, counted from the first payment to it once known';

function groupEarliness(group: string, payments: readonly (number | null)[]): GroupEarliness {
  const found = payments.filter((count) => count !== null).sort((one, other) => one - other);
  const subjects = payments.length;
  return {
    group,
    subjects,
    found: proportion(found.length, subjects),
    median: found[Math.ceil(subjects / 2) - 1] ?? null,
    by: BY_PAYMENTS.map((most) => ({
      payments: most,
      found: proportion(found.filter((count) => count <= most).length, subjects),
    })),
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
