import type { Engine } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { type CapCounts, noCaps } from './caps.ts';
import { describeLikeness, describeNearKnown } from './describe-exposure.ts';
import type { Surroundings } from './exposure.ts';
import { type Pairs, type PayerPayeeGraph, payerPayeeGraph } from './graph.ts';
import type { KnownSubjects } from './known.ts';
import { measurePassThrough } from './pass-through.ts';
import { countriesOfPayers } from './payer-countries.ts';
import { sharedIdentifiers, type TieHolders } from './shared-identifiers.ts';
import { tiesOfRows } from './ties.ts';
import { emptyTotals, payerTraits } from './traits.ts';
import { walkNetwork } from './walk.ts';

export interface Network extends Surroundings {
  readonly graph: PayerPayeeGraph;
  readonly caps: CapCounts;
  /** Who holds what ties. */
  readonly holders: TieHolders;
}

/**
 * Fills the order-2 facts of both tables: who else is paid, who else pays, and what they are like. In the graph each corridor of a payer stands for
 * itself; all of one payer are tied, and each of them is known where the payer is.
 */
export async function describeNetwork(
  engine: Engine,
  corridors: Corridors,
  payerFacts: FactTable,
  payeeFacts: FactTable,
  pairs: Pairs,
  known: KnownSubjects | null,
  holders: TieHolders,
): Promise<Network> {
  const caps = noCaps();
  const graph = payerPayeeGraph(pairs, payerFacts.count, payeeFacts.count);
  const payers = corridors.start.length - 1;
  const payerTies = tiesOfRows(await sharedIdentifiers(engine, holders.payer, payers, caps), corridors);
  const payeeTies = await sharedIdentifiers(engine, holders.payee, payeeFacts.count, caps);
  await measurePassThrough(engine, factColumn(payeeFacts, 'pass_through_48h'));
  const described = { payerTraits: payerTraits(payerFacts), payeeTotals: emptyTotals(payeeFacts.count) };
  const knownRows = known && {
    ...known,
    payers: Uint8Array.from(corridors.payerOf, (payer) => known.payers[payer] ?? 0),
  };
  const around = {
    graph,
    payerOf: corridors.payerOf,
    payerFacts,
    payeeFacts,
    ...described,
    payerTies,
    payeeTies,
    known: knownRows,
    caps,
  };
  const countries = countriesOfPayers(corridors);
  if (countries === null) factColumn(payeeFacts, 'payer_countries').fill(Number.NaN);
  await walkNetwork(around, countries ?? new Int16Array(corridors.count).fill(-1));
  const network = { graph, payerTies, payeeTies, caps, holders };
  describeLikeness(network, payerFacts, payeeFacts);
  if (knownRows) describeNearKnown(network, knownRows, payerFacts);
  return network;
}
