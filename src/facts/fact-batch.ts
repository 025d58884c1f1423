import { type Fact, PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import type { FactColumn, FactTable } from './fact-table.ts';
import { type FactWindow, FactWindows } from './fact-windows.ts';
import type { Kernel, KernelContext, Ledger } from './ledger.ts';
import { isLasting } from './moving-facts.ts';
import { PairCollector, type PairTable } from './pair-table.ts';
import { movingPayeeKernel, payeeKernel } from './payee.ts';
import { lastPayer, movingPayerKernel, payerKernel } from './payer.ts';
import { type TakenOver, TakenOverWindow } from './taken-over.ts';

/** Whose facts a run computes. */
export type SubjectKind = 'payer' | 'payee';

const KERNELS = { payer: payerKernel, payee: payeeKernel } as const satisfies Record<SubjectKind, Kernel>;
const MOVING_KERNELS = { payer: movingPayerKernel, payee: movingPayeeKernel } as const satisfies Record<
  SubjectKind,
  Kernel
>;
const CATALOGUES = { payer: PAYER_FACTS, payee: PAYEE_FACTS } as const;

/** The catalogue of the facts of a kind of subject. */
export function catalogueOf(subject: SubjectKind): typeof PAYER_FACTS {
  return CATALOGUES[subject];
}

export interface BatchPlan {
  readonly subject: SubjectKind;
  readonly context: KernelContext;
  /** Where facts are written, by code of the subject. */
  readonly table: FactTable;
  /** Whether pairs are collected; for payers only. */
  readonly pairs: boolean;
  /** Facts that need not be computed; null = all are. */
  readonly takenOver?: TakenOver | null;
}

/** Computes the facts of batch after batch: what an inline run does, and what each worker does. */
export class BatchRun {
  readonly #plan: BatchPlan;
  readonly #facts: Float64Array;
  /** Places of the facts of order 1: those that a kernel knows of. */
  readonly #measured: readonly number[];
  /** Places of those that may be taken over. */
  readonly #lasting: readonly number[];
  readonly #takenOver: TakenOverWindow | null;
  readonly #windows: FactWindows;
  readonly #collector = new PairCollector();

  constructor(plan: BatchPlan) {
    this.#plan = plan;
    const { catalogue } = plan.table;
    this.#facts = new Float64Array(catalogue.length);
    this.#measured = [...catalogue.keys()].filter((place) => catalogue[place]?.order === 1);
    this.#lasting = this.#measured.filter((place) => isLasting(catalogue[place] as Fact));
    this.#takenOver = plan.takenOver ? new TakenOverWindow(plan.takenOver) : null;
    this.#windows = new FactWindows(plan.table, ({ order }) => order === 1);
  }

  /**
   * Writes the facts of every subject of the batch into the table; gives the pairs of the batch (none unless asked for).
   * Throws a RangeError when the batch is not sorted by (subject, at) or names a subject outside the table.
   */
  add(batch: Ledger): PairTable {
    const { subject, table } = this.#plan;
    const ends = endsOfSubjects(batch, subject, table.count);
    const codes = batch[subject];
    const [first = 0, last = -1] = [codes[0], codes.at(-1)];
    this.#takenOver?.bring(first, last + 1);
    for (const window of this.#windows.write(first, last + 1, Number.POSITIVE_INFINITY)) {
      let from = 0;
      for (const to of ends) {
        this.#addSubject(batch, window, from, to);
        from = to;
      }
    }
    return this.#collector.take();
  }

  #addSubject(batch: Ledger, { facts, first }: FactWindow, from: number, to: number): void {
    const { subject, context, pairs } = this.#plan;
    const code = batch[subject][from] as number;
    const isKnown = this.#takenOver?.copy(code, this.#lasting, this.#facts) ?? false;
    const kernel = isKnown ? MOVING_KERNELS[subject] : KERNELS[subject];
    kernel(batch, from, to, context, this.#facts);
    for (const place of this.#measured) {
      const column = facts.columns[place] as FactColumn;
      column[code - first] = this.#facts[place] as number;
    }
    if (pairs) this.#collector.add(code, lastPayer());
  }
}

/** Where the transfers of each subject of a batch end. */
function endsOfSubjects(batch: Ledger, subject: SubjectKind, count: number): number[] {
  const codes = batch[subject];
  const ends: number[] = [];
  for (let from = 0, before = -1; from < codes.length; ) {
    const code = codes[from] as number;
    if (code <= before) throw new RangeError(`The batch is not sorted by ${subject}: ${code} after ${before}`);
    if (code >= count) throw new RangeError(`There is no ${subject} ${code} in the table`);
    from = endOfSubject(batch, codes, from);
    ends.push(from);
    before = code;
  }
  return ends;
}

function endOfSubject(batch: Ledger, codes: Int32Array, from: number): number {
  const code = codes[from];
  let to = from + 1;
  for (; to < codes.length && codes[to] === code; to++) {
    if ((batch.at[to] as number) < (batch.at[to - 1] as number)) {
      throw new RangeError(`The transfers of subject ${code} are not in order of time`);
    }
  }
  return to;
}
