import { PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import type { FactTable } from './fact-table.ts';
import type { Kernel, KernelContext, Ledger } from './ledger.ts';
import { PairCollector, type PairTable } from './pair-table.ts';
import { payeeKernel } from './payee.ts';
import { lastPayer, payerKernel } from './payer.ts';

/** Whose facts a run computes. */
export type SubjectKind = 'payer' | 'payee';

const KERNELS = { payer: payerKernel, payee: payeeKernel } as const satisfies Record<SubjectKind, Kernel>;
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
}

/** Computes the facts of batch after batch: what an inline run does, and what each worker does. */
export class BatchRun {
  readonly #plan: BatchPlan;
  readonly #facts: Float64Array;
  /** The columns of order 1: those that a kernel knows of. */
  readonly #measured: readonly { readonly place: number; readonly column: Float64Array | Float32Array }[];
  readonly #collector = new PairCollector();

  constructor(plan: BatchPlan) {
    this.#plan = plan;
    const { catalogue, columns } = plan.table;
    this.#facts = new Float64Array(catalogue.length);
    this.#measured = columns
      .map((column, place) => ({ place, column }))
      .filter(({ place }) => catalogue[place]?.order === 1);
  }

  /**
   * Writes the facts of every subject of the batch into the table; gives the pairs of the batch (none unless asked for).
   * Throws a RangeError when the batch is not sorted by (subject, at) or names a subject outside the table.
   */
  add(batch: Ledger): PairTable {
    const codes = batch[this.#plan.subject];
    let from = 0;
    let before = -1;
    while (from < codes.length) {
      const code = codes[from] as number;
      if (code <= before)
        throw new RangeError(`The batch is not sorted by ${this.#plan.subject}: ${code} after ${before}`);
      if (code >= this.#plan.table.count)
        throw new RangeError(`There is no ${this.#plan.subject} ${code} in the table`);
      const to = endOfSubject(batch, codes, from);
      this.#addSubject(batch, code, from, to);
      before = code;
      from = to;
    }
    return this.#collector.take();
  }

  #addSubject(batch: Ledger, code: number, from: number, to: number): void {
    const { subject, context, pairs } = this.#plan;
    KERNELS[subject](batch, from, to, context, this.#facts);
    for (const { place, column } of this.#measured) column[code] = this.#facts[place] as number;
    if (pairs) this.#collector.add(code, lastPayer());
  }
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
