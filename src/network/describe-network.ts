import type { Engine } from '../engine/engine.ts';
import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { type CapCounts, noCaps } from './caps.ts';
import { type Pairs, type PayerPayeeGraph, payerPayeeGraph } from './graph.ts';
import type { KnownSubjects } from './known.ts';
import { measurePassThrough } from './pass-through.ts';
import { sharedIdentifiers } from './shared-identifiers.ts';
import { emptyTotals, payerTraits } from './traits.ts';
import { walkNetwork } from './walk.ts';

export interface Network {
  readonly graph: PayerPayeeGraph;
  readonly caps: CapCounts;
}

/** Fills the order-2 facts of both tables: who else is paid, who else pays, and what they are like. */
export async function describeNetwork(
  engine: Engine,
  payerFacts: FactTable,
  payeeFacts: FactTable,
  pairs: Pairs,
  known: KnownSubjects | null,
): Promise<Network> {
  const caps = noCaps();
  const graph = payerPayeeGraph(pairs, payerFacts.count, payeeFacts.count);
  const payerTies = await sharedIdentifiers(engine, 'payer', payerFacts.count, caps);
  const payeeTies = await sharedIdentifiers(engine, 'payee', payeeFacts.count, caps);
  await measurePassThrough(engine, factColumn(payeeFacts, 'pass_through_48h'));
  const described = { payerTraits: payerTraits(payerFacts), payeeTotals: emptyTotals(payeeFacts.count) };
  const around = { graph, payerFacts, payeeFacts, ...described, payerTies, payeeTies, known, caps };
  await walkNetwork(around, await countriesOfPayers(engine, payerFacts.count));
  return { graph, caps };
}

/** A small number for the country of each payer, -1 when unknown. */
async function countriesOfPayers(engine: Engine, count: number): Promise<Int16Array> {
  const countries = new Int16Array(count).fill(-1);
  const sql = `SELECT code, (CASE WHEN country IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY country) % 32767 END)::SMALLINT FROM ${LEDGER_TABLES.payers}`;
  for await (const batch of engine.columns(sql, ['int32', 'int16'], 1 << 17)) {
    const [codes, values] = batch.columns;
    for (let i = 0; i < batch.count; i++) countries[codes?.[i] ?? 0] = values?.[i] ?? -1;
  }
  return countries;
}
