import type { LedgerRows } from './ledger-rows.ts';
import type { SubjectOrder } from './subject-order.ts';

/** The transfers of some subjects: all that each of them has. */
export interface LedgerSlice {
  readonly ledger: LedgerRows;
  readonly order: SubjectOrder;
}

/** Whole subjects: those whose rows stand in `order` from `from` to before `to`. */
export interface SliceTask {
  readonly from: number;
  readonly to: number;
}

/** Rows that are worked on together, as long as no subject has more: gathered column by column they fit into the nearer caches. */
const TASK_ROWS = 1 << 14;

/** Cuts a slice into pieces of whole subjects. */
export function* tasksOf({ order: { starts } }: LedgerSlice, rows = TASK_ROWS): Generator<SliceTask> {
  let from = 0;
  for (let subject = 1; subject < starts.length; subject++) {
    const to = starts[subject] as number;
    if (to - from < rows && subject + 1 < starts.length) continue;
    if (to > from) yield { from, to };
    from = to;
  }
}
