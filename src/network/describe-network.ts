import type { Engine } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { type CapCounts, noCaps } from './caps.ts';
import { type Pairs, type PayerPayeeGraph, payerPayeeGraph } from './graph.ts';
import type { KnownSubjects } from './known.ts';
import { measurePassThrough } from './pass-through.ts';
import { sharedIdentifiers } from './shared-identifiers.ts';
import { tiesOfRows } from './ties.ts';
import { emptyTotals, payerTraits } from './traits.ts';
import { walkNetwork } from './walk.ts';

export interface Network {
  readonly graph: PayerPayeeGraph;
  readonly caps: CapCounts;
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
): Promise<Network> {
  const caps = noCaps();
  const graph = payerPayeeGraph(pairs, payerFacts.count, payeeFacts.count);
  const payers = corridors.start.length - 1;
  const payerTies = tiesOfRows(await sharedIdentifiers(engine, 'payer', payers, caps), corridors);
  const payeeTies = await sharedIdentifiers(engine, 'payee', payeeFacts.count, caps);
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
  const countries = await countriesOfPayers(engine, corridors);
  if (saysNothing(countries)) {
    countries.fill(-1);
    factColumn(payeeFacts, 'payer_countries').fill(Number.NaN);
  }
  await walkNetwork(around, countries);
  return { graph, caps };
}

/** Nearly all payers in one country is how the records were made: that those of one payee are all from there tells nothing. */
const ONE_COUNTRY_SHARE = 0.97;

/** Whether the number of countries that payers come from has no meaning in these records: see ONE_COUNTRY_SHARE. */
export function saysNothing(countries: Int16Array): boolean {
  const payers = new Map<number, number>();
  let known = 0;
  for (const country of countries)
    if (country >= 0) {
      known++;
      payers.set(country, (payers.get(country) ?? 0) + 1);
    }
  return known > 0 && Math.max(...payers.values()) >= ONE_COUNTRY_SHARE * known;
}

/** A small number for the country of the payer of each row, -1 when unknown. */
async function countriesOfPayers(engine: Engine, { start, payerOf }: Corridors): Promise<Int16Array> {
  const countries = new Int16Array(start.length - 1).fill(-1);
  const sql = `SELECT code, (CASE WHEN country IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY country) % 32767 END)::SMALLINT FROM ${LEDGER_TABLES.payers}`;
  for await (const batch of engine.columns(sql, ['int32', 'int16'], 1 << 17)) {
    const [codes, values] = batch.columns;
    for (let i = 0; i < batch.count; i++) countries[codes?.[i] ?? 0] = values?.[i] ?? -1;
  }
  return Int16Array.from(payerOf, (payer) => countries[payer] ?? -1);
}
