import type { Engine } from '../engine/engine.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS, type CapCounts } from './caps.ts';
import { type Ties, tiesFrom, withoutLargeGroups } from './ties.ts';
import { TYING_IDENTIFIERS, type TyingIdentifier } from './tying-identifiers.ts';

/** Relations of who holds what: `code`, and two columns of each identifier, as in LEDGER_TABLES. */
export type TieHolders = Readonly<Record<'payer' | 'payee', string>>;

/** Whoever holds an identifier in the records. */
export const HOLDERS_IN_RECORDS: TieHolders = { payer: LEDGER_TABLES.payers, payee: LEDGER_TABLES.payees };

/** One phone, account or device, and who of the people asked for hold it. */
export interface SharedValue {
  readonly identifier: TyingIdentifier;
  /** What stands for it within this run: see `identifierHashSql`. */
  readonly value: string;
  readonly codes: readonly number[];
}

/**
 * Who of one kind shares a phone, an account or a device with whom. An identifier held by more than `CAPS.sharedIdentifier`
 * subjects is a placeholder or a shop's: it ties nobody and is counted. So does a chain of more than `CAPS.chained`.
 * @param holders one of TieHolders
 */
export async function sharedIdentifiers(
  engine: Engine,
  holders: string,
  count: number,
  caps: CapCounts,
): Promise<Ties> {
  const values = valuesSql(holders);
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

/** Of these payees, with which payers each shares an identifier that no more than `CAPS.sharedIdentifier` payers hold. */
export async function payersWithIdentifierOf(
  engine: Engine,
  holders: TieHolders,
  payees: readonly number[],
): Promise<{ readonly payee: number; readonly payer: number }[]> {
  if (payees.length === 0) return [];
  const rows =
    await engine.rows(`WITH held AS (FROM (${valuesSql(holders.payee)}) WHERE code IN (${payees.join(', ')})),
    holding AS (FROM (${valuesSql(holders.payer)}) SEMI JOIN held USING (kind, value)),
    few AS (SELECT kind, value FROM holding GROUP BY ALL HAVING count(*) <= ${CAPS.sharedIdentifier})
    SELECT DISTINCT held.code AS payee, holding.code AS payer FROM held JOIN few USING (kind, value) JOIN holding USING (kind, value) ORDER BY ALL`);
  return rows.map(({ payee, payer }) => ({ payee: Number(payee), payer: Number(payer) }));
}

/** Kind (its place in TYING_IDENTIFIERS, which keeps a phone from matching an account), value and holder of every identifier. */
function valuesSql(holders: string): string {
  return TYING_IDENTIFIERS.flatMap((identifier, place) => [
    `SELECT ${place}::TINYINT AS kind, ${identifier} AS value, code FROM ${holders} WHERE ${identifier} IS NOT NULL`,
    `SELECT ${place}::TINYINT, ${identifier}_2, code FROM ${holders} WHERE ${identifier}_2 IS NOT NULL AND ${identifier}_2 IS DISTINCT FROM ${identifier}`,
  ]).join(' UNION ALL ');
}

/** Identifiers that tie and that two or more of these people hold. */
export async function sharedAmong(engine: Engine, holders: string, codes: readonly number[]): Promise<SharedValue[]> {
  if (codes.length < 2) return [];
  const values = valuesSql(holders);
  const rows =
    await engine.rows(`WITH held AS (SELECT kind, value, list(code ORDER BY code) AS codes FROM (${values}) WHERE code IN (${codes.join(', ')})
      GROUP BY kind, value HAVING count(*) > 1),
    holders AS (SELECT kind, value, count(*) AS n FROM (${values}) SEMI JOIN held USING (kind, value) GROUP BY kind, value)
    SELECT kind, value::VARCHAR AS value, array_to_string(codes, ' ') AS codes FROM held JOIN holders USING (kind, value)
    WHERE n <= ${CAPS.sharedIdentifier} ORDER BY ALL`);
  return rows.flatMap(({ kind, value, codes }) => {
    const identifier = TYING_IDENTIFIERS[Number(kind)];
    return identifier === undefined
      ? []
      : [{ identifier, value: String(value), codes: String(codes).split(' ').map(Number) }];
  });
}
