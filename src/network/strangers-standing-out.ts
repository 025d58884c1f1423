import { CAPS } from './caps.ts';
import type { Surroundings } from './exposure.ts';
import { payersOfCount } from './graph.ts';

/** A score from which a payer stands out: as much speaks for as against. One in forty reaches it. */
const STANDS_OUT = 0;

/**
 * Fills for each row of payers how many payers who stand out share a payee with it and have no tie to it: related ones count once. `scores` of the rows. Payees with more
 * payers than are looked at are passed over; of the others, so many payers who stand out are looked at as strangers are described.
 */
export function countStrangersStandingOut(
  { graph, payerTies }: Pick<Surroundings, 'graph' | 'payerTies'>,
  scores: Float64Array,
  to: Float32Array | Float64Array,
): void {
  const { start, group } = standingOutOfPayees({ graph, payerTies }, scores);
  const countedFor = new Int32Array(graph.payers).fill(-1);
  for (let row = 0; row < graph.payers; row++) {
    let [count, looked] = [0, 0];
    countedFor[payerTies.group[row] as number] = row;
    for (let pair = graph.payerStart[row] as number; pair < (graph.payerStart[row + 1] as number); pair++) {
      const payee = graph.pairs.payee[pair] as number;
      const end = Math.min(start[payee + 1] as number, (start[payee] as number) + CAPS.strangers - looked);
      looked += end - (start[payee] as number);
      for (let slot = start[payee] as number; slot < end; slot++) {
        const other = group[slot] as number;
        if (countedFor[other] === row) continue;
        countedFor[other] = row;
        count++;
      }
    }
    to[row] = count;
  }
}

/** The groups of the payers of each payee who stand out: those of payee r are group[start[r] … start[r + 1]). */
function standingOutOfPayees(
  { graph, payerTies }: Pick<Surroundings, 'graph' | 'payerTies'>,
  scores: Float64Array,
): { readonly start: Int32Array; readonly group: Int32Array } {
  const { payeeStart, payerOfPayee } = graph;
  const standsOut = (slot: number): boolean => (scores[payerOfPayee[slot] as number] as number) >= STANDS_OUT;
  const start = new Int32Array(graph.payees + 1);
  for (let payee = 0; payee < graph.payees; payee++) {
    let count = 0;
    if (payersOfCount(graph, payee) <= CAPS.payersOfPayee)
      for (let slot = payeeStart[payee] as number; slot < (payeeStart[payee + 1] as number); slot++)
        if (standsOut(slot)) count++;
    start[payee + 1] = (start[payee] as number) + count;
  }
  const group = new Int32Array(start[graph.payees] as number);
  for (let payee = 0; payee < graph.payees; payee++) {
    let place = start[payee] as number;
    if (place === start[payee + 1]) continue;
    for (let slot = payeeStart[payee] as number; slot < (payeeStart[payee + 1] as number); slot++)
      if (standsOut(slot)) group[place++] = payerTies.group[payerOfPayee[slot] as number] as number;
  }
  return { start, group };
}
