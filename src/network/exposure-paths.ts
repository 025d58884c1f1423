import { CAPS } from './caps.ts';
import { meanCarried, type Surroundings } from './exposure.ts';
import { payersOfCount } from './graph.ts';
import { membersByGroup } from './ties.ts';

/** One path of an exposure: somebody who pays the same household, and the score that is carried from there. */
export interface ExposurePath {
  /** Row of the payer; of related payers the one from whom most is carried. */
  readonly row: number;
  /** Those of the household whom this payer, or one related to it who carries anything too, pays. */
  readonly payees: readonly number[];
  readonly carried: number;
}

/** All paths of one exposure, which is the sum of what they carry, divided by their number and those thought of. */
export interface WalkedExposure {
  /** Payers who pay the household; of related ones, one. */
  readonly total: number;
  /** Over whom anything is carried: who carries most first, then the first row. */
  readonly paths: readonly ExposurePath[];
}

const NOBODY: WalkedExposure = { total: 0, paths: [] };

/** Walks back what `spread` carried, household by household. */
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
  ofPayer(row: number): WalkedExposure {
    const { graph, payerTies, payeeTies } = this.#around;
    const paid = graph.pairs.payee.subarray(graph.payerStart[row], graph.payerStart[row + 1]);
    const households = new Set(
      [...paid]
        .filter((payee) => payersOfCount(graph, payee) <= CAPS.payersOfPayee)
        .map((payee) => payeeTies.group[payee] as number),
    );
    let nearest = NOBODY;
    for (const household of [...households].sort((a, b) => a - b)) {
      const strangers = this.#through(household, payerTies.group[row] as number);
      const further = meanOf(strangers) - meanOf(nearest);
      if (further > 0 || (further === 0 && strangers.total > nearest.total)) nearest = strangers;
    }
    return nearest;
  }

  /** All who pay the household of a payee. */
  ofPayee(payee: number): WalkedExposure {
    return this.#through(this.#around.payeeTies.group[payee] as number, null);
  }

  /** Those of one group of related payers are left out. */
  #through(household: number, leftOut: number | null): WalkedExposure {
    const { graph, payerTies } = this.#around;
    const groups = new Set<number>();
    const paths = new Map<number, { row: number; payees: Set<number>; carried: number }>();
    for (const payee of this.#households.get(household) ?? [household]) {
      if (payersOfCount(graph, payee) > CAPS.payersOfPayee) continue;
      for (let slot = graph.payeeStart[payee] as number; slot < (graph.payeeStart[payee + 1] as number); slot++) {
        const row = graph.payerOfPayee[slot] as number;
        const group = payerTies.group[row] as number;
        if (group === leftOut) continue;
        groups.add(group);
        const carried = this.#carried[row] as number;
        if (!(carried > 0)) continue;
        const path = paths.get(group);
        if (path === undefined) paths.set(group, { row, payees: new Set([payee]), carried });
        else {
          path.payees.add(payee);
          if (carried > path.carried) Object.assign(path, { row, carried });
        }
      }
    }
    const inOrder = [...paths.values()].sort((a, b) => b.carried - a.carried || a.row - b.row);
    return { total: groups.size, paths: inOrder.map((path) => ({ ...path, payees: [...path.payees] })) };
  }
}

function meanOf({ total, paths }: WalkedExposure): number {
  return meanCarried(
    paths.reduce((sum, { carried }) => sum + carried, 0),
    total,
  );
}
