import { readFileSync } from 'node:fs';
import { type Engine, literal } from '../engine/engine.ts';
import { parseSmallCsv } from '../transfers/geography/small-csv.ts';
import { withOwnTexts } from '../transfers/own-texts.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { reasonOf } from '../transfers/sources/source-error.ts';
import { LINKED_TABLE, plainId } from './linkage/linked-people.ts';
import { TYING_IDENTIFIERS, type TyingIdentifier } from './tying-identifiers.ts';

/** One row of a list of ties to undo. Its `id` is a person’s; null = nobody of that kind is tied by the value. */
export interface UntieRow {
  /** As an editor counts it. */
  readonly line: number;
  readonly kind: 'payer' | 'payee';
  readonly identifier: TyingIdentifier;
  readonly id: string | null;
  readonly source: string | null;
  /** YYYY-MM-DD. A note for the reader: a correction holds whenever it was made. */
  readonly date: string | null;
}

/** The rows with their values, written as the records have them: (line, kind, identifier, value, id). */
export const UNTIE_TABLE = 'untie_rows';

const COLUMNS = ['kind', 'identifier', 'value', 'id', 'source', 'date'] as const;
/** Also `id`, though its cells may be empty: a header that is spelled otherwise would make a rule about one person one about everybody. */
const NEEDED = COLUMNS.slice(0, 4);
const KINDS = ['payer', 'payee'] as const;

/**
 * Reads a list of ties to undo (CSV: kind,identifier,value,id,source,date) into `UNTIE_TABLE`; before the transfers, so that a mistake in it is
 * told at once. With links, an id stands for the person who has it. Throws UnusableInput that says which line and column are wrong.
 */
export async function readUntieList(engine: Engine, file: string, hasLinks = false): Promise<readonly UntieRow[]> {
  const given = givenRows(file);
  const values = given.map(
    ({ line, kind, identifier, id, value }) =>
      `(${line}, ${[kind, identifier, id ?? '', value].map((text) => `${literal(text)}::VARCHAR`).join(', ')})`,
  );
  const fields = TYING_IDENTIFIERS.map((each) => `payer_${each}` as const);
  const rules = `(SELECT line, kind, identifier, id AS payer_id, ${fields.map((field) => `value AS ${field}`).join(', ')}
      FROM (VALUES ${values.length > 0 ? values.join(', ') : "(-1, '', '', '', '')"}) v(line, kind, identifier, id, value) WHERE line > 0)`;
  const value = TYING_IDENTIFIERS.map((each) => `WHEN '${each}' THEN r.payer_${each}`).join(' ');
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${UNTIE_TABLE} AS
    SELECT r.line, r.kind, r.identifier, CASE r.identifier ${value} END AS value, ${plainId('r.payer_id')} AS id
    FROM ${withOwnTexts(rules, ['payer_id', ...fields])} r`);
  const [empty] = await engine.rows(`SELECT line FROM ${UNTIE_TABLE} WHERE value IS NULL ORDER BY line LIMIT 1`);
  if (empty !== undefined)
    throw wrong(
      file,
      Number(empty.line),
      'value',
      'is empty; write the phone, account or device as the records give it',
    );
  if (hasLinks)
    await engine.run(
      `UPDATE ${UNTIE_TABLE} SET id = l.person FROM ${LINKED_TABLE} l WHERE ${UNTIE_TABLE}.id = l.record`,
    );
  return given.map(({ value: _, ...row }) => row);
}

type GivenRow = UntieRow & { readonly value: string };

function givenRows(file: string): GivenRow[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableInput(file, `the list of ties to undo cannot be read: ${reasonOf(error)}.`);
  }
  const { header, rows } = parseSmallCsv(text);
  const missing = NEEDED.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new UnusableInput(
      file,
      `the list of ties to undo lacks the column ${missing.join(' and ')}; its header must be ${COLUMNS.join(',')}.`,
    );
  return rows.map(({ line, cells }) => {
    const cell = (column: (typeof COLUMNS)[number]): string => cells[header.indexOf(column)] ?? '';
    if (cells.length !== header.length)
      throw new UnusableInput(
        file,
        `line ${line} of the list of ties to undo has ${cells.length} cells, not ${header.length}; put a text with commas in quotes.`,
      );
    const kind = KINDS.find((each) => each === cell('kind').toLowerCase());
    if (kind === undefined) throw wrong(file, line, 'kind', `is none of ${KINDS.join(', ')}`);
    const identifier = TYING_IDENTIFIERS.find((each) => each === cell('identifier').toLowerCase());
    if (identifier === undefined) throw wrong(file, line, 'identifier', `is none of ${TYING_IDENTIFIERS.join(', ')}`);
    const date = cell('date') === '' ? null : cell('date');
    if (date !== null && !isDay(date)) throw wrong(file, line, 'date', 'is not YYYY-MM-DD');
    const [id, source] = [cell('id'), cell('source')].map((text) => (text === '' ? null : text));
    return { line, kind, identifier, id: id ?? null, source: source ?? null, date, value: cell('value') };
  });
}

function wrong(file: string, line: number, column: (typeof COLUMNS)[number], trouble: string): UnusableInput {
  return new UnusableInput(file, `line ${line} of the list of ties to undo, column ${column}: ${trouble}; correct it.`);
}

/** JavaScript takes 31 February for 3 March. */
function isDay(text: string): boolean {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
