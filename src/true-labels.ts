import { join } from 'node:path';
import { type Engine, literal } from './engine/engine.ts';
import { fileLiteral, IN_PLACE } from './engine/file-literal.ts';
import { LEDGER_TABLES } from './facts/ledger-store.ts';
import type { Queue } from './indicators/queue.ts';
import type { Measured } from './measure.ts';
import type { PayerPayeeGraph } from './network/graph.ts';

export const HARMFUL = 1;
/** What else a harmful payer does is neither what is looked for nor somebody ordinary. */
export const NO_SAY = 2;

/** The labels of payers as labels of their corridors: harmful where somebody harmful is paid. */
export function labelsOfRows(
  payers: Uint8Array,
  { corridors, graph, harmfulPayees }: Pick<Measured, 'corridors' | 'graph'> & { readonly harmfulPayees: Uint8Array },
): Uint8Array {
  return Uint8Array.from(corridors.payerOf, (payer, row) => {
    if (payers[payer] !== HARMFUL) return 0;
    return paysAny(graph, row, harmfulPayees) ? HARMFUL : NO_SAY;
  });
}

function paysAny({ pairs, payerStart }: PayerPayeeGraph, row: number, payees: Uint8Array): boolean {
  for (let pair = payerStart[row] as number; pair < (payerStart[row + 1] as number); pair++)
    if (payees[pairs.payee[pair] as number] === HARMFUL) return true;
  return false;
}

/** By code, HARMFUL for the subjects that the truth.csv of a world puts into one of the queues, 0 for the others. */
export async function labelsOf(
  engine: Engine,
  world: string,
  kind: 'payer' | 'payee',
  queues: readonly Queue[],
  count: number,
): Promise<Uint8Array> {
  const labels = new Uint8Array(count);
  const sql = `SELECT c.code FROM ${LEDGER_TABLES[`${kind}s`]} c JOIN read_csv(${fileLiteral(join(world, 'truth.csv'))}, ${IN_PLACE}, all_varchar = true, header = true) t
    ON t.kind = '${kind}' AND t.id = c.id WHERE lower(t.harmful) IN ('true', '1') AND t.queue IN (${queues.map(literal).join(', ')})`;
  for await (const { columns } of engine.columns(sql, ['int32'], 1 << 12))
    for (const code of columns[0] ?? []) labels[code] = HARMFUL;
  return labels;
}
