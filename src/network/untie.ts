import type { Engine } from '../engine/engine.ts';
import { identifierHashSql, LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS } from './caps.ts';
import { HOLDERS_IN_RECORDS, type TieHolders } from './shared-identifiers.ts';
import { TYING_IDENTIFIERS } from './tying-identifiers.ts';
import { UNTIE_TABLE, type UntieRow } from './untie-list.ts';

/** What a list of ties to undo did to these records. */
export interface Untied {
  readonly rows: readonly UntieRow[];
  /** Lines of rows that name nobody of these records who holds the value. */
  readonly unmatched: readonly number[];
  /** People who hold an identifier that no longer ties them. */
  readonly payers: number;
  readonly payees: number;
}

/** A row of the list as it bears on one person. */
export interface UndoneTie extends Omit<UntieRow, 'kind' | 'id'> {
  /** Whom the row is about: this person, another one who holds the same value, or everybody. */
  readonly about: 'subject' | 'other' | 'everybody';
  /** Code of the other one. */
  readonly other: number | null;
}

/** Who holds the values of the list in the records: (kind, identifier, value, id). */
const HELD_TABLE = 'untie_held';
const KINDS = ['payer', 'payee'] as const;

/**
 * Takes the identifiers of the list from their holders, for ties only: as if the records did not have them. Everything else that rests on an
 * identifier, such as a list of known subjects, still does.
 * @param transfers relation of the transfers of the ledger
 */
export async function untie(
  engine: Engine,
  transfers: string,
  rows: readonly UntieRow[],
): Promise<{ readonly holders: TieHolders; readonly untied: Untied }> {
  const held = KINDS.flatMap((kind) =>
    TYING_IDENTIFIERS.filter((each) => rows.some((row) => row.kind === kind && row.identifier === each)).map(
      (
        each,
      ) => `SELECT DISTINCT '${kind}' AS kind, '${each}' AS identifier, ${kind}_${each} AS value, ${kind}_id AS id FROM ${transfers} t
        WHERE ${kind}_${each} IN (SELECT value FROM ${UNTIE_TABLE} WHERE kind = '${kind}' AND identifier = '${each}')`,
    ),
  );
  const nobody = "SELECT '' AS kind, '' AS identifier, '' AS value, '' AS id WHERE false";
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${HELD_TABLE} AS ${[nobody, ...held].join(' UNION ALL ')}`);
  const matched = new Set(
    (await engine.rows(`SELECT DISTINCT line FROM (${MATCHES})`)).map(({ line }) => Number(line)),
  );
  const holders = {
    payer: await holdersWithout(engine, transfers, 'payer'),
    payee: await holdersWithout(engine, transfers, 'payee'),
  };
  const people = await engine.row(`SELECT count(DISTINCT id) FILTER (kind = 'payer')::DOUBLE AS payers,
    count(DISTINCT id) FILTER (kind = 'payee')::DOUBLE AS payees FROM (${MATCHES})`);
  return {
    holders,
    untied: {
      rows,
      unmatched: rows.map(({ line }) => line).filter((line) => !matched.has(line)),
      payers: Number(people.payers),
      payees: Number(people.payees),
    },
  };
}

/** Which rows take which value from whom. */
const MATCHES = `SELECT r.line, h.* FROM ${HELD_TABLE} h JOIN ${UNTIE_TABLE} r USING (kind, identifier, value) WHERE r.id IS NULL OR r.id = h.id`;

/** Whoever loses a value is looked up in the records again: the ledger keeps two of each identifier, and a third may take its place. */
async function holdersWithout(engine: Engine, transfers: string, kind: 'payer' | 'payee'): Promise<string> {
  const [table, view] = [`untied_${kind}s`, `${kind}_tie_holders`];
  const given = (each: string): string => `SELECT ${kind}_id AS id, '${each}' AS identifier, ${kind}_${each} AS value`;
  const columns = TYING_IDENTIFIERS.flatMap((each) => [each, `${each}_2`]);
  const values = TYING_IDENTIFIERS.flatMap((each) =>
    ['min', 'max'].map((pick) => `${pick}(${identifierHashSql('l.value')}) FILTER (l.identifier = '${each}')`),
  );
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS
    WITH losing AS (SELECT DISTINCT id FROM (${MATCHES}) WHERE kind = '${kind}'),
    own AS (SELECT DISTINCT ${[`${kind}_id`, ...TYING_IDENTIFIERS.map((each) => `${kind}_${each}`)].join(', ')} FROM ${transfers} t
      WHERE ${kind}_id IN (SELECT id FROM losing)),
    given AS (${TYING_IDENTIFIERS.map((each) => `${given(each)} FROM own WHERE ${kind}_${each} IS NOT NULL`).join(' UNION ')}),
    left_over AS (SELECT * FROM given ANTI JOIN (SELECT * FROM (${MATCHES}) WHERE kind = '${kind}') USING (identifier, value, id))
    SELECT c.code, ${columns.map((column, index) => `${values[index]} AS ${column}`).join(', ')}
    FROM ${LEDGER_TABLES[`${kind}s`]} c SEMI JOIN losing USING (id) LEFT JOIN left_over l ON l.id = c.id GROUP BY c.code`);
  const all = ['code', ...columns].join(', ');
  await engine.run(`CREATE OR REPLACE TEMP VIEW ${view} AS
    SELECT ${all} FROM ${HOLDERS_IN_RECORDS[kind]} ANTI JOIN ${table} USING (code) UNION ALL SELECT ${all} FROM ${table}`);
  return view;
}

/** The rows of the list that undid a tie of these people, by code: those about a value that they hold in the records and that would tie. */
export async function undoneTies(
  engine: Engine,
  { rows }: Untied,
  kind: 'payer' | 'payee',
  codes: readonly number[],
): Promise<ReadonlyMap<number, readonly UndoneTie[]>> {
  if (codes.length === 0) return new Map();
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const table = LEDGER_TABLES[`${kind}s`];
  const found = await engine.rows(`WITH tying AS (SELECT identifier, value FROM ${HELD_TABLE} WHERE kind = '${kind}'
      GROUP BY ALL HAVING count(*) BETWEEN 2 AND ${CAPS.sharedIdentifier})
    SELECT c.code, r.line, o.code AS other FROM ${HELD_TABLE} h SEMI JOIN tying USING (identifier, value)
    JOIN ${table} c ON c.id = h.id AND c.code IN (${codes.join(', ')})
    JOIN ${UNTIE_TABLE} r ON r.kind = h.kind AND r.identifier = h.identifier AND r.value = h.value
    LEFT JOIN ${HELD_TABLE} g ON g.kind = r.kind AND g.identifier = r.identifier AND g.value = r.value AND g.id = r.id
    LEFT JOIN ${table} o ON o.id = g.id
    WHERE h.kind = '${kind}' AND (r.id IS NULL OR g.id IS NOT NULL) ORDER BY c.code, r.line`);
  const undone = found.flatMap(({ code, line, other }) => {
    const row = byLine.get(Number(line));
    if (row === undefined) return [];
    const about = other === null ? 'everybody' : Number(other) === Number(code) ? 'subject' : 'other';
    const { identifier, source, date } = row;
    const told: UndoneTie = {
      ...{ line: row.line, identifier, source, date, about },
      other: about === 'other' ? Number(other) : null,
    };
    return [{ code: Number(code), told }];
  });
  const byCode = Map.groupBy(undone, ({ code }) => code);
  return new Map([...byCode].map(([code, all]) => [code, all.map(({ told }) => told)]));
}
