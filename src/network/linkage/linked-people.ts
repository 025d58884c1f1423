import { type Engine, literal } from '../../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../../engine/file-literal.ts';
import { UnusableInput } from '../../transfers/reader.ts';

/** Records that stand for somebody else, and for whom: (record, person). */
export const LINKED_TABLE = 'linked_people';

/** What a list of linked people did to the transfers. */
export interface Links {
  /** Identifiers of the transfers that were taken for those of another one's person. */
  readonly identifiers: number;
  /** People who came to have several identifiers by that. */
  readonly people: number;
  /** Transfers in which a payer or payee stands under another identifier now. */
  readonly transfers: number;
}

/**
 * Reads the `people.csv` of `vigie link` into `LINKED_TABLE`. Whoever stands alone in it keeps the own number, so only the others are kept.
 *
 * @throws UnusableInput when it is no such list, or names two people for one record
 */
export async function readLinks(engine: Engine, file: string): Promise<void> {
  try {
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${LINKED_TABLE} AS
      SELECT DISTINCT ${plainId('record')} AS record, ${plainId('person')} AS person
      FROM read_csv(${fileLiteral(file)}, ${IN_PLACE}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"') WHERE record <> person`);
  } catch (error) {
    throw new UnusableInput(
      file,
      `the linked people cannot be read (${(error as Error).message.split('\n')[0]}). Give the people.csv that vigie link wrote.`,
    );
  }
  const { twice } = await engine.row(`SELECT count(*)::DOUBLE AS twice FROM (
    SELECT record FROM ${LINKED_TABLE} GROUP BY record HAVING count(*) > 1
    UNION ALL SELECT l.record FROM ${LINKED_TABLE} l JOIN ${LINKED_TABLE} p ON p.record = l.person)`);
  if (twice !== 0)
    throw new UnusableInput(
      file,
      `${twice} record(s) of the linked people have two people: give the people.csv that vigie link wrote.`,
    );
}

/** Counts what the list will change in these transfers. */
export async function countLinks(engine: Engine, transfers: string): Promise<Links> {
  const changed = `SELECT record, person, transfer FROM (
      SELECT payer_id AS record, transfer_id AS transfer FROM ${transfers} UNION ALL SELECT payee_id, transfer_id FROM ${transfers})
    JOIN ${LINKED_TABLE} USING (record)`;
  const { identifiers, people, changedTransfers } = await engine.row(
    `SELECT count(DISTINCT record)::DOUBLE AS identifiers, count(DISTINCT person)::DOUBLE AS people, count(DISTINCT transfer)::DOUBLE AS "changedTransfers" FROM (${changed})`,
  );
  return { identifiers: Number(identifiers), people: Number(people), transfers: Number(changedTransfers) };
}

/** Further identifiers of a person, by the one under which the person stands. */
export async function otherIdsOf(engine: Engine): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await engine.rows(`SELECT person, record FROM ${LINKED_TABLE} ORDER BY person, record`);
  const found = Map.groupBy(rows, ({ person }) => String(person));
  return new Map([...found].map(([person, all]) => [person, all.map(({ record }) => String(record))]));
}

/** A relation of transfers in which each payer and payee stands under the one identifier of the person. */
export function linkedTransfers(transfers: string): string {
  const person = (side: 'payer' | 'payee'): string => `coalesce(${side}_link.person, t.${side}_id) AS ${side}_id`;
  const join = (side: 'payer' | 'payee'): string =>
    `LEFT JOIN ${LINKED_TABLE} ${side}_link ON ${side}_link.record = t.${side}_id`;
  return `(SELECT t.* REPLACE (${person('payer')}, ${person('payee')}) FROM ${transfers} t ${join('payer')} ${join('payee')})`;
}

/** SQL: an identifier without the apostrophe that `safeId` put before what a spreadsheet could run. */
export function plainId(column: string): string {
  return `regexp_replace(${column}, ${literal("^'([=+@-])")}, '\\1')`;
}
