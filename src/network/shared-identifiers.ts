import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS, type CapCounts } from './caps.ts';
import { type Ties, tiesFrom, withoutLargeGroups } from './ties.ts';

/** Identifiers that tie people. Their place in this list keeps a phone from matching an account. */
const KINDS = ['phone', 'account', 'device'] as const;
export type SharedIdentifier = (typeof KINDS)[number];

/**
 * Who of one kind shares a phone, an account or a device with whom. An identifier held by more than `CAPS.sharedIdentifier`
 * subjects is a placeholder or a shop's: it ties nobody and is counted. So does a chain of more than `CAPS.chained`.
 */
export async function sharedIdentifiers(
  engine: Engine,
  kind: 'payer' | 'payee',
  count: number,
  caps: CapCounts,
): Promise<Ties> {
  const values = valuesSql(kind);
  await engine.run(`CREATE OR REPLACE TEMP TABLE shared_by AS
    SELECT kind, value, min(code)::INTEGER AS first, count(*) AS holders FROM (${values}) GROUP BY kind, value HAVING count(*) > 1`);
  const common = await engine.row(
    `SELECT count(*)::DOUBLE AS n FROM shared_by WHERE holders > ${CAPS.sharedIdentifier}`,
  );
  caps.identifiersTooCommon += Number(common.n);
  const a: number[] = [];
  const b: number[] = [];
  const pairs = `SELECT DISTINCT s.first, v.code FROM (${values}) v
    JOIN shared_by s USING (kind, value) WHERE s.holders <= ${CAPS.sharedIdentifier} AND v.code <> s.first ORDER BY ALL`;
  for await (const batch of engine.columns(pairs, ['int32', 'int32'], 1 << 16)) {
    for (const code of batch.columns[0] ?? []) a.push(code);
    for (const code of batch.columns[1] ?? []) b.push(code);
  }
  await engine.run('DROP TABLE shared_by');
  const { ties, untied } = withoutLargeGroups(tiesFrom(count, Int32Array.from(a), Int32Array.from(b)), CAPS.chained);
  caps.groupsTooLarge += untied;
  return ties;
}

/** Kind (its place in KINDS), value and holder of every identifier. */
function valuesSql(kind: 'payer' | 'payee'): string {
  const table = LEDGER_TABLES[`${kind}s`];
  return KINDS.flatMap((identifier, place) => [
    `SELECT ${place}::TINYINT AS kind, ${identifier} AS value, code FROM ${table} WHERE ${identifier} IS NOT NULL`,
    `SELECT ${place}::TINYINT, ${identifier}_2, code FROM ${table} WHERE ${identifier}_2 IS NOT NULL AND ${identifier}_2 IS DISTINCT FROM ${identifier}`,
  ]).join(' UNION ALL ');
}

/** Identifiers that tie, by which two or more of these subjects hold the same one. */
export async function sharedAmong(
  engine: Engine,
  kind: 'payer' | 'payee',
  codes: readonly number[],
): Promise<{ readonly identifier: SharedIdentifier; readonly codes: readonly number[] }[]> {
  if (codes.length < 2) return [];
  const values = valuesSql(kind);
  const rows =
    await engine.rows(`WITH held AS (SELECT kind, value, list(code ORDER BY code) AS codes FROM (${values}) WHERE code IN (${codes.join(', ')})
      GROUP BY kind, value HAVING count(*) > 1),
    holders AS (SELECT kind, value, count(*) AS n FROM (${values}) SEMI JOIN held USING (kind, value) GROUP BY kind, value)
    SELECT kind, array_to_string(codes, ' ') AS codes FROM held JOIN holders USING (kind, value) WHERE n <= ${CAPS.sharedIdentifier} ORDER BY ALL`);
  return rows.flatMap(({ kind: place, codes }) => {
    const identifier = KINDS[Number(place)];
    return identifier === undefined ? [] : [{ identifier, codes: String(codes).split(' ').map(Number) }];
  });
}
