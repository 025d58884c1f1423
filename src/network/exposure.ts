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
  const { payeeStart, payerOfPayee } = graph;
  const households = membersByGroup(payeeTies, graph.payees);
  const paying = new PayingGroups(graph.payers);
  const told = new Int32Array(graph.payers).fill(-1);
  to.nearest.fill(0);
  to.strangers.fill(0);
  to.payee.fill(0);
  const single = [0];
  for (let payee = 0; payee < graph.payees; payee++) {
    const household = households.get(payeeTies.group[payee] as number);
    if (household !== undefined && household[0] !== payee) continue;
    single[0] = payee;
    const members = household ?? single;
    paying.clear();
    for (const member of members) {
      if (!carries(graph, member, leftOut)) continue;
      for (let slot = payeeStart[member] as number; slot < (payeeStart[member + 1] as number); slot++) {
        const row = payerOfPayee[slot] as number;
        paying.add(payerTies.group[row] as number, value[row] as number);
      }
    }
    const mean = meanCarried(paying.sum, paying.count);
    const strangers = paying.count - 1;
    for (const member of members) {
      if (!carries(graph, member, leftOut)) continue;
      to.payee[member] = mean;
      if (strangers < 1) continue;
      for (let slot = payeeStart[member] as number; slot < (payeeStart[member + 1] as number); slot++) {
        const row = payerOfPayee[slot] as number;
        if (members.length > 1) {
          if (told[row] === payee) continue;
          told[row] = payee;
        }
        const theirs = meanCarried(paying.sum - paying.highestOf(payerTies.group[row] as number), strangers);
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

function carries(graph: PayerPayeeGraph, payee: number, leftOut: Uint8Array | null): boolean {
  return payersOfCount(graph, payee) <= CAPS.payersOfPayee && leftOut?.[payee] !== 1;
}

/** The groups of payers of one household. They stand side by side: the memory of all groups is asked once for each payer, and never set back. */
class PayingGroups {
  count = 0;
  /** Of the highest values of all. */
  sum = 0;
  /** group -> where it stands, if it is there. */
  readonly #place: Int32Array;
  #group = new Int32Array(CAPS.payersOfPayee);
  #highest = new Float64Array(CAPS.payersOfPayee);

  constructor(groups: number) {
    this.#place = new Int32Array(groups);
  }

  clear(): void {
    this.count = 0;
    this.sum = 0;
  }

  /** What counts of a group is its highest value, from 0 on. */
  add(group: number, value: number): void {
    let place = this.#place[group] as number;
    if (place >= this.count || this.#group[place] !== group) {
      place = this.count++;
      if (place === this.#group.length) this.#makeRoom();
      this.#place[group] = place;
      this.#group[place] = group;
      this.#highest[place] = 0;
    }
    const more = value - (this.#highest[place] as number);
    if (!(more > 0)) return;
    this.#highest[place] = value;
    this.sum += more;
  }

  highestOf(group: number): number {
    return this.#highest[this.#place[group] as number] as number;
  }

  #makeRoom(): void {
    const [groups, highest] = [this.#group, this.#highest];
    this.#group = new Int32Array(2 * groups.length);
    this.#group.set(groups);
    this.#highest = new Float64Array(2 * highest.length);
    this.#highest.set(highest);
  }
}

/** The mean of what so many carry, shrunk towards nothing. */
export function meanCarried(sum: number, payers: number): number {
  return sum / (payers + THOUGHT_OF);
}
