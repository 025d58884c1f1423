import { type Fact, PAIR_FACTS, PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import { asStored } from './fact-table.ts';
import type { Kernel, KernelContext } from './ledger.ts';
import { type LedgerRow, ledgerOf } from './ledger-columns.ts';
import { pairKernel } from './pair.ts';
import { payeeKernel } from './payee.ts';
import { payerKernel } from './payer.ts';

const SUBJECTS = {
  payer: { kernel: payerKernel, catalogue: PAYER_FACTS },
  payee: { kernel: payeeKernel, catalogue: PAYEE_FACTS },
  pair: { kernel: pairKernel, catalogue: PAIR_FACTS },
} as const satisfies Record<string, { kernel: Kernel; catalogue: readonly Fact[] }>;

/**
 * The facts of one payer, payee or pair from its own transfers: its history and, for screening, the new transfer among them.
 * The same kernel and the same rounding as in a batch, so the same values. Rows may come in any order of time; those of equal
 * instants keep the order given, which is that of transfer_id. The as-of instant lies after the last of them.
 *
 * Gives one value a fact, in the order of the subject's catalogue (find one with `factIndex`); NaN = unknown.
 */
export function factsOf(
  subject: keyof typeof SUBJECTS,
  rows: readonly LedgerRow[],
  context: KernelContext,
): Float64Array {
  const { kernel, catalogue } = SUBJECTS[subject];
  const facts = new Float64Array(catalogue.length);
  const inOrder = rows.toSorted((one, other) => one.at - other.at);
  kernel(ledgerOf(inOrder), 0, inOrder.length, context, facts);
  return facts.map((value, index) => storedLike(catalogue[index], value));
}

function storedLike(fact: Fact | undefined, value: number): number {
  return fact ? asStored(fact, value) : value;
}
