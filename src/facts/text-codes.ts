import { valueOfTextSql } from '../engine/coded-texts.ts';
import type { Engine } from '../engine/engine.ts';
import { channelKindSql, declaredTieSql, purposeKindSql } from './kinds.ts';
import { CHANNEL_KINDS, PURPOSE_KINDS } from './ledger.ts';

interface Coding {
  readonly type: 'TINYINT' | 'SMALLINT' | 'INTEGER';
  /** SQL for the code of a text, over a table of all different ones. */
  readonly code: (expression: string) => string;
  /** The same over any rows, where the texts are too many for a table: of the text alone. null = there never are. */
  readonly alone: ((expression: string) => string) | null;
  /** The code of a missing text. */
  readonly missing: number;
}

/** Providers whose codes, of 16 bits, are all different; of more, some have one together by chance. */
const PROVIDER_CODES = 32_767;

const kind = (code: (expression: string) => string, missing: number) =>
  ({ type: 'TINYINT', code, alone: code, missing }) as const;
const letters = { type: 'SMALLINT', code: lettersSql, alone: lettersSql, missing: -1 } as const;

/** Columns of a transfer whose texts repeat. */
const CODED = {
  channel: kind(channelKindSql, CHANNEL_KINDS.indexOf('unknown')),
  relationship: kind(declaredTieSql, -1),
  purpose: kind(purposeKindSql, PURPOSE_KINDS.indexOf('missing')),
  currency: letters,
  payout_currency: letters,
  provider: {
    type: 'SMALLINT',
    code: placeInOrderSql,
    alone: (given) => `(hash(${given}) % ${PROVIDER_CODES})`,
    missing: -1,
  },
  source_file: { type: 'INTEGER', code: placeInOrderSql, alone: null, missing: -1 },
} as const satisfies Record<string, Coding>;

type CodedColumn = keyof typeof CODED;

const COLUMNS = Object.keys(CODED) as CodedColumn[];
/** The different texts of the column at hand. */
const TEXTS = 'texts_of_column';
const tableOf = (column: CodedColumn): string => `codes_of_${column}`;

/** Up to so many different texts are told apart within the query; a table of codes serves more. */
const FEW_TEXTS = 40;
/** More than so many are hardly kinds of anything: tables of them, joined together, would take all the memory there is. */
const MOST_TEXTS = PROVIDER_CODES;

interface TextCode {
  readonly text: string;
  readonly code: number;
}

/** How the texts of some columns become codes in a query over the transfers. */
export interface TextCodes {
  /** The joins that `code` needs; `transfer` is the alias of the transfers. */
  joins(transfer: string): string;
  /** SQL for the code of the text in a column of the transfer; that of a missing text when there is none. */
  code(column: CodedColumn, transfer: string): string;
}

/**
 * Reads each different text of these columns once. The engine keeps a column with few texts as a dictionary, and asks an expression
 * over it once a text instead of once a row; a join would spread the dictionaries of all columns over the rows.
 */
export async function readTextCodes(engine: Engine, transfers: string): Promise<TextCodes> {
  const few = new Map<CodedColumn, readonly TextCode[]>();
  const many = new Map<CodedColumn, (expression: string) => string>();
  for (const column of COLUMNS) {
    const { alone, code } = CODED[column];
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${TEXTS} AS SELECT DISTINCT ${column} AS given FROM ${transfers} WHERE ${column} IS NOT NULL`,
    );
    const { n } = await engine.row(`SELECT count(*)::DOUBLE AS n FROM ${TEXTS}`);
    if (alone && Number(n) > MOST_TEXTS) {
      many.set(column, alone);
      continue;
    }
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${tableOf(column)} AS SELECT given, ${code('given')} AS code FROM ${TEXTS}`,
    );
    if (Number(n) > FEW_TEXTS) continue;
    const codes = await engine.rows(`SELECT given AS text, code FROM ${tableOf(column)} ORDER BY given`);
    few.set(
      column,
      codes.map(({ text, code }) => ({ text: String(text), code: Number(code) })),
    );
  }
  await engine.run(`DROP TABLE ${TEXTS}`);
  return {
    joins: (transfer) =>
      COLUMNS.filter((column) => !few.has(column) && !many.has(column))
        .map((column) => `LEFT JOIN ${tableOf(column)} ${column}_code ON ${column}_code.given = ${transfer}.${column}`)
        .join('\n    '),
    code: (column, transfer) => {
      const { type, missing } = CODED[column];
      const given = `${transfer}.${column}`;
      const alone = many.get(column);
      if (alone) return `(CASE WHEN ${given} IS NULL THEN ${missing} ELSE ${alone(given)} END)::${type}`;
      const codes = few.get(column);
      if (codes === undefined) return `coalesce(${column}_code.code, ${missing})::${type}`;
      const values = codes.map(({ text, code }) => [text, String(code)] as const);
      return valueOfTextSql(given, type, [...values, [null, String(missing)]]);
    },
  };
}

/** The SHA-256 of each file that transfers came from, in the order of their codes. To be asked after `readTextCodes`. */
export async function sourceFiles(engine: Engine): Promise<string[]> {
  const files = await engine.rows(`SELECT given FROM ${tableOf('source_file')} ORDER BY code`);
  return files.map(({ given }) => String(given));
}

/** Two or three letters as a number below 18,954: the same letters give the same number in any column; -1 = missing. */
export function lettersSql(expression: string): string {
  return `(CASE WHEN ${expression} IS NULL THEN -1
    ELSE (unicode(${expression}[1:1]) - 65) * 26 + (unicode(${expression}[2:2]) - 65)
      + (CASE WHEN length(${expression}) > 2 THEN 676 * (unicode(${expression}[3:3]) - 64) ELSE 0 END) END)::SMALLINT`;
}

/** A number for each text, in their order, from 0. */
function placeInOrderSql(expression: string): string {
  return `(row_number() OVER (ORDER BY ${expression}) - 1)::INTEGER`;
}
