/** One row a (payer, payee) pair, sorted by payer, then payee. Times in seconds UTC. */
export interface Pairs {
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
}

/**
 * Who pays whom, as compressed sparse rows in both directions. The pairs of payer p are [payerStart[p], payerStart[p + 1]);
 * those of payee r are pairOfPayee[payeeStart[r] … payeeStart[r + 1]), in order of payer, and payerOfPayee beside it says who pays: what is
 * asked for most need not be looked up anywhere in memory.
 */
export interface PayerPayeeGraph {
  readonly payers: number;
  readonly payees: number;
  readonly pairs: Pairs;
  readonly payerStart: Int32Array;
  readonly payeeStart: Int32Array;
  readonly pairOfPayee: Int32Array;
  readonly payerOfPayee: Int32Array;
}

export function payerPayeeGraph(pairs: Pairs, payers: number, payees: number): PayerPayeeGraph {
  const payerStart = starts(pairs.payer, payers);
  const payeeStart = starts(pairs.payee, payees);
  const next = payeeStart.slice();
  const pairOfPayee = sharedIntegers(pairs.payee.length);
  const payerOfPayee = sharedIntegers(pairs.payee.length);
  for (let pair = 0; pair < pairs.payee.length; pair++) {
    const payee = pairs.payee[pair] ?? 0;
    const slot = next[payee] ?? 0;
    pairOfPayee[slot] = pair;
    payerOfPayee[slot] = pairs.payer[pair] as number;
    next[payee] = slot + 1;
  }
  return { payers, payees, pairs, payerStart, payeeStart, pairOfPayee, payerOfPayee };
}

/** All payments of a brief pair fall within this. */
const BRIEF_SECONDS = 90 * 86_400;

/** Whether a payer paid a payee for at most 90 days, once perhaps: relatives are paid for years. */
export function isBrief({ pairs }: PayerPayeeGraph, pair: number): boolean {
  return (pairs.lastAt[pair] ?? 0) - (pairs.firstAt[pair] ?? 0) <= BRIEF_SECONDS;
}

/** In memory that threads share: both walk over the graph. */
function sharedIntegers(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * count));
}

/** Where each code's rows would start were they sorted by code (counting sort), with one more entry at the end. */
function starts(codes: Int32Array, count: number): Int32Array {
  const start = sharedIntegers(count + 1);
  for (const code of codes) start[code + 1] = (start[code + 1] ?? 0) + 1;
  for (let code = 0; code < count; code++) start[code + 1] = (start[code + 1] ?? 0) + (start[code] ?? 0);
  return start;
}

/** Place in a list of `count` of the i-th of `taken` looked at: all of them in order, or an even sample when there are more. */
function sampled(i: number, count: number, taken: number): number {
  return count === taken ? i : Math.floor((i * count) / taken);
}

/** The pair through which the i-th of `taken` payers of a payee pays. */
export function pairOfPayer(graph: PayerPayeeGraph, payee: number, i: number, taken: number): number {
  return graph.pairOfPayee[slotOfPayer(graph, payee, i, taken)] ?? 0;
}

/** The i-th of `taken` payers of a payee. */
export function payerOfPayee(graph: PayerPayeeGraph, payee: number, i: number, taken: number): number {
  return graph.payerOfPayee[slotOfPayer(graph, payee, i, taken)] ?? 0;
}

function slotOfPayer(graph: PayerPayeeGraph, payee: number, i: number, taken: number): number {
  return (graph.payeeStart[payee] ?? 0) + sampled(i, payersOfCount(graph, payee), taken);
}

/** The i-th of `taken` payees of a payer. */
export function payeeOfPayer(graph: PayerPayeeGraph, payer: number, i: number, taken: number): number {
  return graph.pairs.payee[(graph.payerStart[payer] ?? 0) + sampled(i, payeesOfCount(graph, payer), taken)] ?? 0;
}

export function payersOfCount(graph: PayerPayeeGraph, payee: number): number {
  return (graph.payeeStart[payee + 1] ?? 0) - (graph.payeeStart[payee] ?? 0);
}

export function payeesOfCount(graph: PayerPayeeGraph, payer: number): number {
  return (graph.payerStart[payer + 1] ?? 0) - (graph.payerStart[payer] ?? 0);
}
