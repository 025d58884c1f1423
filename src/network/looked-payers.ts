import { CAPS } from './caps.ts';
import { type PayerPayeeGraph, payerOfPayee, payersOfCount } from './graph.ts';
import type { Ties } from './ties.ts';

/** The payers of one payee that are looked at. Those of a payee with few payers are good until the next payee is asked for. */
export interface LookedAt {
  readonly count: number;
  readonly payer: Int32Array;
  readonly group: Int32Array;
  readonly country: Int16Array;
}

/** Payers from which a payee is remembered: it is asked for once for each of them. */
const MANY = 50;
/** Payers that are remembered at most: ten bytes each. */
const REMEMBERED = 1 << 22;

/**
 * What the walk asks of the payers of a payee, side by side: they lie anywhere in memory, and a hub would be gone through there once for each of
 * its payers.
 */
export class LookedPayers {
  readonly #graph: PayerPayeeGraph;
  readonly #ties: Ties;
  readonly #countries: Int16Array;
  readonly #few = room(MANY);
  /** Whose payers stand in `#few`: mostly it is asked for twice, once to walk and once as the nearest. */
  #payee = -1;
  #kept: LookedAt = this.#few;
  readonly #many = new Map<number, LookedAt>();
  readonly #crowd = room(CAPS.payersOfPayee);
  #remembered = 0;

  constructor(graph: PayerPayeeGraph, ties: Ties, countries: Int16Array) {
    this.#graph = graph;
    this.#ties = ties;
    this.#countries = countries;
  }

  of(payee: number): LookedAt {
    const count = Math.min(payersOfCount(this.#graph, payee), CAPS.payersOfPayee);
    if (count <= MANY) return this.#ofFew(payee, count);
    const known = this.#many.get(payee);
    if (known) return known;
    if (this.#remembered + count > REMEMBERED) return this.#fill(this.#crowd, payee, count);
    const looked = this.#fill(room(count), payee, count);
    this.#many.set(payee, looked);
    this.#remembered += count;
    return looked;
  }

  #ofFew(payee: number, count: number): LookedAt {
    if (payee !== this.#payee) this.#kept = this.#fill(this.#few, payee, count);
    this.#payee = payee;
    return this.#kept;
  }

  #fill(into: LookedAt, payee: number, count: number): LookedAt {
    const { payer, group, country } = into;
    for (let i = 0; i < count; i++) {
      const code = payerOfPayee(this.#graph, payee, i, count);
      payer[i] = code;
      group[i] = this.#ties.group[code] ?? code;
      country[i] = this.#countries[code] ?? -1;
    }
    return { payer, group, country, count };
  }
}

function room(count: number): LookedAt {
  return { count, payer: new Int32Array(count), group: new Int32Array(count), country: new Int16Array(count) };
}
