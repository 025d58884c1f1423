import type { Corridors } from '../facts/corridors.ts';
import type { Network } from '../network/describe-network.ts';
import type { Sent } from './assemble-group.ts';
import { decimalEur } from './decimal-eur.ts';
import type { SubjectLookup } from './gather-contexts.ts';
import type { Group } from './group.ts';
import { MAY_GO_ON_DAYS } from './recency.ts';

const DAY = 86_400;

export interface VicinitySource extends Pick<Network, 'graph' | 'payeeTies'> {
  readonly corridors: Corridors;
  /** Seconds UTC. */
  readonly asOf: number;
}

/** Counts who is near some payees without being a member. */
export class Vicinity {
  readonly #source: VicinitySource;
  readonly #lookup: Pick<SubjectLookup, 'role' | 'totals'>;
  readonly #isVictim = new Map<number, boolean>();

  constructor(source: VicinitySource, lookup: Pick<SubjectLookup, 'role' | 'totals'>) {
    this.#source = source;
    this.#lookup = lookup;
  }

  shareOfVictims(payees: readonly number[]): number {
    const payers = new Set(payees.flatMap((payee) => this.#payersOf(payee).map(({ payer }) => payer)));
    return [...payers].filter((payer) => this.#maybeVictim(payer)).length / payers.size;
  }

  /** @param within what the payers, as members, sent to the payees */
  of(payees: readonly number[], payers: ReadonlySet<number>, within: Sent): Group['around'] {
    const { payeeTies, asOf } = this.#source;
    const others = new Set<number>();
    const active = new Set<number>();
    for (const { payer, lastAt } of payees.flatMap((payee) => this.#payersOf(payee))) {
      if (payers.has(payer)) continue;
      others.add(payer);
      if (asOf - lastAt <= MAY_GO_ON_DAYS * DAY) active.add(payer);
    }
    const received = payees.map((payee) => this.#lookup.totals('payee', payee));
    const transfers = received.reduce((sum, all) => sum + all.transfers, -within.transfers);
    const cents = received.reduce(
      (sum, all) => sum + BigInt((all.amountEur ?? '0.00').replace('.', '')),
      -within.cents,
    );
    const households = new Set(payees.map((payee) => payeeTies.group[payee] ?? payee));
    const people = [...households].reduce((sum, household) => sum + (payeeTies.size[household] ?? 1), 0);
    return {
      payers: others.size,
      possibleVictims: [...others].filter((payer) => this.#maybeVictim(payer)).length,
      active: active.size,
      transfers,
      amountEur: cents > 0n ? decimalEur(cents) : null,
      payees: people - payees.length,
    };
  }

  /** No member is a hub: at most `CAPS.payersOfPayee`. */
  #payersOf(payee: number): { readonly payer: number; readonly lastAt: number }[] {
    const { graph, corridors } = this.#source;
    const [from = 0, to = 0] = graph.payeeStart.subarray(payee, payee + 2);
    return Array.from(graph.pairOfPayee.subarray(from, to), (pair) => ({
      payer: corridors.payerOf[graph.pairs.payer[pair] as number] as number,
      lastAt: graph.pairs.lastAt[pair] as number,
    }));
  }

  #maybeVictim(payer: number): boolean {
    const known = this.#isVictim.get(payer);
    if (known !== undefined) return known;
    const victim = this.#lookup.role('payer', payer) === 'possible_victim';
    this.#isVictim.set(payer, victim);
    return victim;
  }
}
