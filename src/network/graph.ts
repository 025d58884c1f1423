/** One row a (payer, payee) pair, sorted by payer, then payee. Times in seconds UTC. */
export interface Pairs {
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly transfers: Int32Array;
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
}

/**
 * Who pays whom, as compressed sparse rows in both directions. The pairs of payer p are [payerStart[p], payerStart[p + 1]);
 * those of payee r are pairOfPayee[payeeStart[r] … payeeStart[r + 1]), in order of payer.
 */
export interface PayerPayeeGraph {
  readonly payers: number;
  readonly payees: number;
  readonly pairs: Pairs;
  readonly payerStart: Int32Array;
  readonly payeeStart: Int32Array;
  readonly pairOfPayee: Int32Array;
}

export function payerPayeeGraph(pairs: Pairs, payers: number, payees: number): PayerPayeeGraph {
  const payerStart = starts(pairs.payer, payers);
  const payeeStart = starts(pairs.payee, payees);
  const next = payeeStart.slice();
  const pairOfPayee = new Int32Array(pairs.payee.length);
  for (let pair = 0; pair < pairs.payee.length; pair++) {
    const payee = pairs.payee[pair] ?? 0;
    const slot = next[payee] ?? 0;
    pairOfPayee[slot] = pair;
    next[payee] = slot + 1;
  }
  return { payers, payees, pairs, payerStart, payeeStart, pairOfPayee };
}

/** Where each code's rows would start were they sorted by code (counting sort), with one more entry at the end. */
function starts(codes: Int32Array, count: number): Int32Array {
  const start = new Int32Array(count + 1);
  for (const code of codes) start[code + 1] = (start[code + 1] ?? 0) + 1;
  for (let code = 0; code < count; code++) start[code + 1] = (start[code + 1] ?? 0) + (start[code] ?? 0);
  return start;
}

/** Calls `visit` for each payer of a payee, at most `cap` of them, evenly spread over the list when it is longer. */
export function forPayersOf(
  graph: PayerPayeeGraph,
  payee: number,
  cap: number,
  visit: (payer: number, pair: number) => void,
): void {
  const from = graph.payeeStart[payee] ?? 0;
  const count = (graph.payeeStart[payee + 1] ?? 0) - from;
  const taken = Math.min(count, cap);
  for (let i = 0; i < taken; i++) {
    const pair = graph.pairOfPayee[from + Math.floor((i * count) / taken)] ?? 0;
    visit(graph.pairs.payer[pair] ?? 0, pair);
  }
}

/** Calls `visit` for each payee of a payer, at most `cap` of them, evenly spread over the list when it is longer. */
export function forPayeesOf(
  graph: PayerPayeeGraph,
  payer: number,
  cap: number,
  visit: (payee: number, pair: number) => void,
): void {
  const from = graph.payerStart[payer] ?? 0;
  const count = (graph.payerStart[payer + 1] ?? 0) - from;
  const taken = Math.min(count, cap);
  for (let i = 0; i < taken; i++) {
    const pair = from + Math.floor((i * count) / taken);
    visit(graph.pairs.payee[pair] ?? 0, pair);
  }
}

export function payersOfCount(graph: PayerPayeeGraph, payee: number): number {
  return (graph.payeeStart[payee + 1] ?? 0) - (graph.payeeStart[payee] ?? 0);
}

export function payeesOfCount(graph: PayerPayeeGraph, payer: number): number {
  return (graph.payerStart[payer + 1] ?? 0) - (graph.payerStart[payer] ?? 0);
}
