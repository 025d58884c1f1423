import { type Engine, literal } from './engine/engine.ts';
import { fileLiteral, IN_PLACE } from './engine/file-literal.ts';
import { LEDGER_TABLES } from './facts/ledger-store.ts';
import type { Queue } from './indicators/queue.ts';
import type { Measured } from './measure.ts';
import type { PayerPayeeGraph } from './network/graph.ts';
import { HARMFUL_WORDS } from './synthetic/evaluation/subjects.ts';

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

/**
 * The labels of rows of which some people's outcome is known: all rows of a person have that one, and who is not listed has no say.
 *
 * @param personOf the person of each row; null: a row is a person
 */
export function labelsOfListed(
  personOf: Int32Array | Uint32Array | null,
  harmful: Uint8Array,
  listed: Uint8Array,
): Uint8Array {
  const label = (person: number): number => (listed[person] === 0 ? NO_SAY : (harmful[person] ?? 0));
  return personOf === null
    ? harmful.map((_, person) => label(person))
    : Uint8Array.from(personOf, (person) => label(person));
}

/** By code, HARMFUL for the subjects that a list (kind,id,class,harmful,queue) puts into one of the queues, 0 for the others. */
export async function labelsOf(
  engine: Engine,
  list: string,
  kind: 'payer' | 'payee',
  queues: readonly Queue[],
  count: number,
): Promise<Uint8Array> {
  return marked(
    engine,
    list,
    kind,
    `lower(t.harmful) IN (${[...HARMFUL_WORDS].map(literal).join(', ')}) AND t.queue IN (${queues.map(literal).join(', ')})`,
    count,
  );
}

/** By code, 1 for who stands in such a list, whatever it says of them. */
export function listedIn(engine: Engine, list: string, kind: 'payer' | 'payee', count: number): Promise<Uint8Array> {
  return marked(engine, list, kind, 'true', count);
}

async function marked(
  engine: Engine,
  list: string,
  kind: 'payer' | 'payee',
  condition: string,
  count: number,
): Promise<Uint8Array> {
  const labels = new Uint8Array(count);
  const sql = `SELECT c.code FROM ${LEDGER_TABLES[`${kind}s`]} c JOIN read_csv(${fileLiteral(list)}, ${IN_PLACE}, all_varchar = true, header = true) t
    ON t.kind = '${kind}' AND t.id = c.id WHERE ${condition}`;
  for await (const { columns } of engine.columns(sql, ['int32'], 1 << 12))
    for (const code of columns[0] ?? []) labels[code] = 1;
  return labels;
}
