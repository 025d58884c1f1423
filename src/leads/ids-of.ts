import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import type { Subject } from '../indicators/indicator.ts';

/** Identifiers in the records of people of one kind, by code. */
export async function idsOf(
  engine: Engine,
  kind: Subject,
  codes: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const rows = await engine.rows(
    `SELECT code, id FROM ${LEDGER_TABLES[`${kind}s`]} WHERE code IN (${wanted.join(', ')})`,
  );
  return new Map(rows.map(({ code, id }) => [Number(code), String(id)]));
}
