import { SideThread } from '../engine/side-thread.ts';
import { isShared } from '../facts/fact-table.ts';
import { describePayersOfPayees, type Neighbourhood } from './around-payees.ts';
import { describeStrangersOfPayers } from './around-payers.ts';
import { type CapCounts, noCaps } from './caps.ts';

/** What the walk goes over. */
export interface WalkPlan {
  readonly around: Neighbourhood;
  readonly payerCountry: Int16Array;
}

/** Payees or payers with codes from `from` to before `to`. */
export interface WalkTask {
  readonly side: 'payer' | 'payee';
  readonly from: number;
  readonly to: number;
}

/**
 * Describes all payees, then all payers: see `describePayersOfPayees` and `describeStrangersOfPayers`. Where the tables of facts lie in memory
 * that threads share, a second thread takes half of each. The same facts either way.
 */
export async function walkNetwork(around: Neighbourhood, payerCountry: Int16Array): Promise<void> {
  const { payerFacts, payeeFacts, graph } = around;
  const plan: WalkPlan = { around, payerCountry };
  if (!isShared(payerFacts) || !isShared(payeeFacts)) {
    walk(plan, { side: 'payee', from: 0, to: graph.payees });
    walk(plan, { side: 'payer', from: 0, to: graph.payers });
    return;
  }
  const beside = new SideThread<WalkTask, CapCounts>(new URL('./walk-worker.ts', import.meta.url), plan);
  try {
    for (const side of ['payee', 'payer'] as const) {
      const count = graph[`${side}s`];
      const middle = side === 'payee' ? Math.floor(count / 2) : betweenPayers(around.payerOf, Math.floor(count / 2));
      const other = beside.ask({ side, from: middle, to: count });
      walk(plan, { side, from: 0, to: middle });
      addCaps(around.caps, await other);
    }
  } finally {
    await beside.close();
  }
}

/** The first row from `row` on that is not of the payer before it: all rows of a payer are one thread's, which counts it once. */
function betweenPayers(payerOf: Int32Array, row: number): number {
  let at = row;
  while (at > 0 && at < payerOf.length && payerOf[at] === payerOf[at - 1]) at++;
  return at;
}

/** Does one part of it; the caps that were met are added to those of the plan. */
export function walk({ around, payerCountry }: WalkPlan, { side, from, to }: WalkTask): void {
  if (side === 'payee') describePayersOfPayees(around, from, to);
  else describeStrangersOfPayers(around, payerCountry, from, to);
}

function addCaps(to: CapCounts, met: CapCounts): void {
  for (const name of Object.keys(noCaps()) as (keyof CapCounts)[]) to[name] += met[name];
}
