import { CAPS } from './caps.ts';
import { type PayerPayeeGraph, payersOfCount } from './graph.ts';
import { membersByGroup, type Ties } from './ties.ts';

export interface Surroundings {
  readonly graph: PayerPayeeGraph;
  /** Of the rows of payers. */
  readonly payerTies: Ties;
  readonly payeeTies: Ties;
}

/** Columns that are filled: those of rows of payers, and of payees. */
export interface ExposureColumns {
  /** The highest, over the households that a row pays, of the mean over the strangers who pay them. */
  readonly nearest: Float32Array | Float64Array;
  /** Strangers of that household. */
  readonly strangers: Float32Array | Float64Array;
  /** Mean over the payers of the household that a payee belongs to. */
  readonly payee: Float32Array | Float64Array;
}

/** Two payers with nothing to them are thought of beside those that are seen: one who stands out is a third of a reason. */
const THOUGHT_OF = 2;

/**
 * Carries a value of each payer to whoever pays the same households without a tie to it, and to the households: one step, damped by the number of those who
 * share the household (leave-one-out mean, shrunk towards nothing). Payees with more payers than are looked at carry nothing: a charity is no
 * hub of suspicion, nor do payees that are `leftOut` (1). Related payers count once, by the highest of theirs.
 */
export function spread(
  { graph, payerTies, payeeTies }: Surroundings,
  value: Float32Array | Float64Array,
  to: ExposureColumns,
  leftOut: Uint8Array | null = null,
): void {
  const { pairs, payeeStart, pairOfPayee } = graph;
  const households = membersByGroup(payeeTies, graph.payees);
  const seenAt = new Int32Array(graph.payers).fill(-1);
  const highest = new Float64Array(graph.payers);
  const told = new Int32Array(graph.payers).fill(-1);
  const groups: number[] = [];
  to.nearest.fill(0);
  to.strangers.fill(0);
  to.payee.fill(0);
  const single = [0];
  for (let payee = 0; payee < graph.payees; payee++) {
    const first = payeeTies.group[payee] as number;
    const household = households.get(first);
    if (household !== undefined && household[0] !== payee) continue;
    single[0] = payee;
    const members = (household ?? single).filter(
      (member) => payersOfCount(graph, member) <= CAPS.payersOfPayee && leftOut?.[member] !== 1,
    );
    groups.length = 0;
    let sum = 0;
    for (const member of members)
      for (let slot = payeeStart[member] as number; slot < (payeeStart[member + 1] as number); slot++) {
        const row = pairs.payer[pairOfPayee[slot] as number] as number;
        const group = payerTies.group[row] as number;
        if (seenAt[group] !== payee) {
          seenAt[group] = payee;
          highest[group] = 0;
          groups.push(group);
        }
        const more = (value[row] as number) - (highest[group] as number);
        if (!(more > 0)) continue;
        highest[group] = value[row] as number;
        sum += more;
      }
    for (const member of members) {
      to.payee[member] = meanCarried(sum, groups.length);
      for (let slot = payeeStart[member] as number; slot < (payeeStart[member + 1] as number); slot++) {
        const row = pairs.payer[pairOfPayee[slot] as number] as number;
        if (told[row] === payee || groups.length < 2) continue;
        told[row] = payee;
        const strangers = groups.length - 1;
        const theirs = meanCarried(sum - (highest[payerTies.group[row] as number] as number), strangers);
        if (
          theirs < (to.nearest[row] as number) ||
          (theirs === to.nearest[row] && strangers <= (to.strangers[row] as number))
        )
          continue;
        to.nearest[row] = theirs;
        to.strangers[row] = strangers;
      }
    }
  }
}

/** The mean of what so many carry, shrunk towards nothing. */
export function meanCarried(sum: number, payers: number): number {
  return sum / (payers + THOUGHT_OF);
}
