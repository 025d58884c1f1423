import type { Engine } from '../engine/engine.ts';
import { channelKindSql, declaredTieSql, purposeKindSql } from './kinds.ts';

/** Columns of a transfer whose texts repeat, with the SQL that turns one text into a code. */
const CODED = {
  channel: channelKindSql,
  relationship: declaredTieSql,
  purpose: purposeKindSql,
  currency: lettersSql,
  payout_currency: lettersSql,
} as const satisfies Record<string, (expression: string) => string>;

type CodedColumn = keyof typeof CODED;

const COLUMNS = Object.keys(CODED) as CodedColumn[];
const tableOf = (column: CodedColumn): string => `codes_of_${column}`;

/**
 * Reads each different text of these columns once, and leaves its code in a table: one look-up a row then takes the place of comparing
 * every row with every known word, a third of the time of encoding.
 */
export async function registerTextCodes(engine: Engine, transfers: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE texts AS
    SELECT ${COLUMNS.join(', ')}, ${COLUMNS.map((column) => `grouping(${column}) AS without_${column}`).join(', ')}
    FROM ${transfers} GROUP BY GROUPING SETS (${COLUMNS.map((column) => `(${column})`).join(', ')})`);
  for (const column of COLUMNS)
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${tableOf(column)} AS
      SELECT ${column} AS given, ${CODED[column](column)} AS code FROM texts WHERE without_${column} = 0 AND ${column} IS NOT NULL`);
  await engine.run('DROP TABLE texts');
}

/** The joins that `textCodeSql` needs; `transfer` is the alias of the transfers. */
export function textCodeJoinsSql(transfer: string): string {
  return COLUMNS.map(
    (column) => `LEFT JOIN ${tableOf(column)} ${column}_code ON ${column}_code.given = ${transfer}.${column}`,
  ).join('\n    ');
}

/** SQL for the code of the text in a column of the transfer; that of a missing text when there is none. */
export function textCodeSql(column: CodedColumn): string {
  return `coalesce(${column}_code.code, ${CODED[column]('(NULL::VARCHAR)')})`;
}

/** Two or three letters as a number below 18,954: the same letters give the same number in any column; -1 = missing. */
export function lettersSql(expression: string): string {
  return `(CASE WHEN ${expression} IS NULL THEN -1
    ELSE (unicode(${expression}[1:1]) - 65) * 26 + (unicode(${expression}[2:2]) - 65)
      + (CASE WHEN length(${expression}) > 2 THEN 676 * (unicode(${expression}[3:3]) - 64) ELSE 0 END) END)::SMALLINT`;
}
