import { closeSync, openSync, statSync } from 'node:fs';
import { type Engine, literal } from '../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../engine/file-literal.ts';
import { identifierHashSql, LEDGER_TABLES } from '../facts/ledger-store.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { reasonOf } from '../transfers/sources/source-error.ts';
import { LINKED_TABLE } from './linkage/linked-people.ts';

/** Subjects already known to the lawful user, by dense code: themselves, or their phone, account or device. 1 = yes. */
export interface KnownSubjects {
  readonly payers: Uint8Array;
  readonly payees: Uint8Array;
  /** Entries of the list that were in force at the as-of instant. */
  readonly entries: number;
}

const COLUMNS = ['kind', 'id', 'role', 'source', 'date'] as const;
const KINDS = ['payer', 'payee', 'phone', 'account', 'device'] as const;

/**
 * Reads a list of known subjects (CSV: kind,id,role,source,date) for `findKnown`; before the transfers, so that a mistake in it is
 * told at once. With links, an entry stands for the person who has that identifier. Throws UnusableInput that says which line is wrong.
 */
export async function readKnown(engine: Engine, file: string, hasLinks = false): Promise<void> {
  await readList(engine, file);
  await refuseUnusableLines(engine, file);
  if (hasLinks)
    await engine.run(
      `UPDATE known_list SET id = l.person FROM ${LINKED_TABLE} l WHERE known_list.kind IN ('payer', 'payee') AND known_list.id = l.record`,
    );
}

/**
 * Finds the subjects of the list among the payers and payees of the ledger. An entry becomes known on its day: with an `asOf`
 * (seconds UTC) at the start of that day or before, it is left out. An undated entry counts as known.
 */
export async function findKnown(
  engine: Engine,
  asOf: number,
  sizes: { payers: number; payees: number },
): Promise<KnownSubjects> {
  const inForce = `day IS NULL OR epoch(day) < ${asOf}`;
  const codes = async (kind: 'payer' | 'payee', count: number): Promise<Uint8Array> => {
    const found = new Uint8Array(count);
    const sql = `SELECT DISTINCT code FROM (${entriesOfSql(kind)}) WHERE ${inForce}`;
    for await (const batch of engine.columns(sql, ['int32'], 1 << 12))
      for (const code of batch.columns[0] ?? []) found[code] = 1;
    return found;
  };
  const { n } = await engine.row(`SELECT count(*)::DOUBLE AS n FROM known_list WHERE ${inForce}`);
  const known = {
    payers: await codes('payer', sizes.payers),
    payees: await codes('payee', sizes.payees),
    entries: Number(n),
  };
  await engine.run('DROP TABLE known_list');
  return known;
}

/** From when on each payee of the list is known, by code, in seconds UTC; -Infinity where no day is given. As `findKnown`, it uses up the list. */
export async function payeesKnownFrom(engine: Engine): Promise<ReadonlyMap<number, number>> {
  const rows = await engine.rows(
    `SELECT code, min(coalesce(epoch(day), '-infinity'::DOUBLE))::VARCHAR AS "from" FROM (${entriesOfSql('payee')}) GROUP BY code`,
  );
  await engine.run('DROP TABLE known_list');
  return new Map(
    rows.map(({ code, from }) => [Number(code), from === '-inf' ? Number.NEGATIVE_INFINITY : Number(from)]),
  );
}

/** SQL for the entries that stand for each payer or payee of the ledger: code and day. */
function entriesOfSql(kind: 'payer' | 'payee'): string {
  const named = (entries: string, condition: string): string =>
    `SELECT c.code, k.day FROM ${LEDGER_TABLES[`${kind}s`]} c JOIN known_list k ON k.kind = '${entries}' AND ${condition}`;
  const identified = (entries: 'phone' | 'account' | 'device', text: string): string[] =>
    [entries, `${entries}_2`].map((column) => named(entries, `c.${column} = ${identifierHashSql(text)}`));
  return [
    named(kind, 'c.id = k.id'),
    ...identified('phone', 'k.plain'),
    ...identified('account', 'upper(k.plain)'),
    ...identified('device', 'k.id'),
  ].join(' UNION ');
}

async function readList(engine: Engine, file: string): Promise<void> {
  try {
    closeSync(openSync(file, 'r'));
    if (statSync(file).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (error) {
    throw new UnusableInput(file, `the list of known subjects cannot be read: ${reasonOf(error)}.`);
  }
  try {
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE known_text AS SELECT row_number() OVER () AS line, * FROM read_csv(${fileLiteral(file)}, ${IN_PLACE}, all_varchar = true, header = true)`,
    );
  } catch {
    // What the engine says may repeat the text of the list.
    throw new UnusableInput(
      file,
      `the list of known subjects is not a table in text form. Give a CSV file with the header ${COLUMNS.join(',')}.`,
    );
  }
  const found = (await engine.rows('DESCRIBE known_text')).map((column) => String(column.column_name));
  const missing = COLUMNS.slice(0, 2).filter((column) => !found.includes(column));
  if (missing.length > 0)
    throw new UnusableInput(
      file,
      `the list of known subjects lacks the column ${missing.join(' and ')}; its header must be ${COLUMNS.join(',')}.`,
    );
  const day = found.includes('date') ? 'date' : 'NULL::VARCHAR';
  await engine.run(`CREATE OR REPLACE TEMP TABLE known_list AS
    SELECT line, lower(trim(kind)) AS kind, trim(id) AS id, translate(trim(id), ' -.()/', '') AS plain, nullif(trim(${day}), '') AS given_day, try_cast(${day} AS DATE) AS day
    FROM known_text`);
}

async function refuseUnusableLines(engine: Engine, file: string): Promise<void> {
  const [wrong] =
    await engine.rows(`SELECT line, kind IN (${KINDS.map(literal).join(', ')}) AS right_kind, coalesce(id, '') = '' AS no_id FROM known_list
    WHERE kind IS NULL OR kind NOT IN (${KINDS.map(literal).join(', ')}) OR coalesce(id, '') = '' OR (given_day IS NOT NULL AND day IS NULL) ORDER BY line LIMIT 1`);
  if (!wrong) return;
  const trouble = wrong.no_id
    ? 'has no id'
    : wrong.right_kind
      ? 'has a date that is not YYYY-MM-DD'
      : `has a kind that is none of ${KINDS.join(', ')}`;
  throw new UnusableInput(file, `line ${Number(wrong.line) + 1} of the list of known subjects ${trouble}; correct it.`);
}
