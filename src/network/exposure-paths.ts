import { CAPS } from './caps.ts';
import { meanCarried, type Surroundings } from './exposure.ts';
import { payersOfCount } from './graph.ts';
import { membersByGroup } from './ties.ts';

/** One path of an exposure: somebody who pays the same household, and the score that is carried from there. */
export interface ExposurePath {
  /** Row of the payer; of related payers the one from whom most is carried. */
  readonly row: number;
  /** Those of the household whom this payer, or one related to it, pays. */
  readonly payees: readonly number[];
  readonly carried: number;
}

/** Walks back what `spread` carried: every exposure is the mean over its paths, each over one household. */
export class ExposurePaths {
  readonly #around: Surroundings;
  readonly #carried: Float64Array;
  readonly #households: ReadonlyMap<number, readonly number[]>;

  /** @param carried by row of a payer, as it was given to `spread` */
  constructor(around: Surroundings, carried: Float64Array) {
    this.#around = around;
    this.#carried = carried;
    this.#households = membersByGroup(around.payeeTies, around.graph.payees);
  }

  /** The strangers who pay the household where the exposure of this row is highest; none when nobody else pays any of its payees. */
  ofPayer(row: number): ExposurePath[] {
    const { graph, payerTies, payeeTies } = this.#around;
    const paid = graph.pairs.payee.subarray(graph.payerStart[row], graph.payerStart[row + 1]);
    const households = new Set(
      [...paid]
        .filter((payee) => payersOfCount(graph, payee) <= CAPS.payersOfPayee)
        .map((payee) => payeeTies.group[payee] as number),
    );
    let nearest: ExposurePath[] = [];
    for (const household of [...households].sort((a, b) => a - b)) {
      const strangers = this.#pathsThrough(household).filter(
        (path) => payerTies.group[path.row] !== payerTies.group[row],
      );
      const further = meanOf(strangers) - meanOf(nearest);
      if (further > 0 || (further === 0 && strangers.length > nearest.length)) nearest = strangers;
    }
    return nearest;
  }

  /** All who pay the household of a payee. */
  ofPayee(payee: number): ExposurePath[] {
    return this.#pathsThrough(this.#around.payeeTies.group[payee] as number);
  }

  /** One for each group of related payers: who carries most first, then the first row. */
  #pathsThrough(household: number): ExposurePath[] {
    const { graph, payerTies } = this.#around;
    const paths = new Map<number, { row: number; payees: number[]; carried: number }>();
    for (const payee of this.#households.get(household) ?? [household]) {
      if (payersOfCount(graph, payee) > CAPS.payersOfPayee) continue;
      for (let slot = graph.payeeStart[payee] as number; slot < (graph.payeeStart[payee + 1] as number); slot++) {
        const row = graph.pairs.payer[graph.pairOfPayee[slot] as number] as number;
        const carried = Math.max(0, this.#carried[row] as number);
        const group = payerTies.group[row] as number;
        const path = paths.get(group);
        if (path === undefined) paths.set(group, { row, payees: [payee], carried });
        else {
          if (path.payees.at(-1) !== payee) path.payees.push(payee);
          if (carried > path.carried) Object.assign(path, { row, carried });
        }
      }
    }
    return [...paths.values()].sort((a, b) => b.carried - a.carried || a.row - b.row);
  }
}

function meanOf(paths: readonly ExposurePath[]): number {
  return meanCarried(
    paths.reduce((sum, { carried }) => sum + carried, 0),
    paths.length,
  );
}
