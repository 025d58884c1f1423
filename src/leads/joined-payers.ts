import type { Corridors } from '../facts/corridors.ts';
import type { FactTable } from '../facts/fact-table.ts';
import { conditionStrengths, type SubjectScores } from '../indicators/evaluate-subjects.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Tiers } from '../indicators/tiers.ts';
import { CAPS } from '../network/caps.ts';
import { type PayerPayeeGraph, payersOfCount } from '../network/graph.ts';
import { bestRow } from './standing.ts';
import { rowsOf } from './whole-subject.ts';

interface ScoredNetwork {
  readonly graph: PayerPayeeGraph;
  readonly corridors: Corridors;
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly scores: Readonly<Record<Subject, SubjectScores>>;
}

/**
 * Counts in `joinedPayers` the other payers who are proposed for investigation and joined to each payer and payee by the payees that they share, through
 * any number of them. A circle around abuse that one can read is small; who pays for lawful services shares payees with a crowd whose
 * payments look alike, and the payments do not tell which of it is which. A payee with more payers than are looked at joins nobody. Those of whom the
 * condition holds that lifts the bound keep 0. Nothing is counted where the pack sets no bound.
 */
export function countJoinedPayers({ graph, corridors, facts, scores }: ScoredNetwork, tiers: Tiers): void {
  const bound = tiers.investigation.crowd;
  if (bound === null) return;
  const people = corridors.start.length - 1;
  const crowds = new Crowds(people + graph.payees);
  const proposed: number[] = [];
  const proposedPayersOf = new Map<number, number>();
  for (let payer = 0; payer < people; payer++) {
    const [from, to] = rowsOf(corridors, 'payer', payer);
    if (!isProposed(scores.payer, [from, to], tiers)) continue;
    proposed.push(payer);
    for (let pair = graph.payerStart[from] as number; pair < (graph.payerStart[to] as number); pair++) {
      const payee = graph.pairs.payee[pair] as number;
      if (payersOfCount(graph, payee) <= CAPS.payersOfPayee) crowds.join(payer, people + payee);
      else proposedPayersOf.set(payee, (proposedPayersOf.get(payee) ?? 0) + 1);
    }
  }
  for (const payer of proposed) crowds.count(payer);
  for (const payer of proposed) {
    const [from, to] = rowsOf(corridors, 'payer', payer);
    scores.payer.joinedPayers.fill(crowds.sizeOf(payer) - 1, from, to);
  }
  for (let payee = 0; payee < graph.payees; payee++)
    scores.payee.joinedPayers[payee] = proposedPayersOf.get(payee) ?? crowds.sizeOf(people + payee);
  for (const kind of SUBJECTS) liftBound(scores[kind], conditionStrengths(bound.unless[kind], facts[kind]));
}

function isProposed(payers: SubjectScores, rows: readonly [from: number, to: number], tiers: Tiers): boolean {
  const { score } = payers.investigation;
  for (let row = rows[0]; row < rows[1]; row++) {
    if ((score[row] as number) < tiers.investigation.second.score) continue;
    const { standing } = bestRow('payer', payers, rows, tiers);
    return standing.queue === 'investigation' && standing.tier !== 'context';
  }
  return false;
}

function liftBound({ joinedPayers }: SubjectScores, lifted: Float64Array): void {
  for (let row = 0; row < joinedPayers.length; row++) if ((lifted[row] as number) > 0) joinedPayers[row] = 0;
}

/** Who is joined to whom, through any number of others (union by halving paths). */
class Crowds {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;

  constructor(count: number) {
    this.#parent = new Int32Array(count);
    for (let one = 0; one < count; one++) this.#parent[one] = one;
    this.#size = new Int32Array(count);
  }

  join(one: number, other: number): void {
    this.#parent[this.#headOf(one)] = this.#headOf(other);
  }

  /** Adds one to the size of the crowd of somebody, once all are joined. */
  count(one: number): void {
    const head = this.#headOf(one);
    this.#size[head] = (this.#size[head] as number) + 1;
  }

  sizeOf(one: number): number {
    return this.#size[this.#headOf(one)] as number;
  }

  #headOf(one: number): number {
    let head = one;
    for (let parent = this.#parent[head] as number; parent !== head; parent = this.#parent[head] as number) {
      this.#parent[head] = this.#parent[parent] as number;
      head = this.#parent[head] as number;
    }
    return head;
  }
}
