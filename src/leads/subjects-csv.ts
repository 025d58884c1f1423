import { literal } from '../engine/engine.ts';
import { spelledOut } from '../engine/spelled-out.ts';

/** Columns of subjects.csv, in order. */
export const SUBJECTS_CSV_COLUMNS = [
  'rank',
  'subject_kind',
  'subject_id',
  'subject_name',
  'queue',
  'role',
  'score',
  'tier',
  'indicators',
  'reasons_against',
  'unknown',
  'transfers',
  'amount_eur',
  'first_transfer_at',
  'last_transfer_at',
  'lead_id',
] as const;

/** SQL for the text of each column. Missing is empty; lists of ids are separated by spaces. */
export type SubjectCells = Readonly<Record<(typeof SUBJECTS_CSV_COLUMNS)[number], string>>;

/** SQL that gives the lines of subjects.csv as one column whose name is the header. */
export function subjectsCsvSql(cells: SubjectCells, source: string): string {
  const line = SUBJECTS_CSV_COLUMNS.map((column) => cells[column]).join(', ');
  return `SELECT concat_ws(',', ${line}) AS "${SUBJECTS_CSV_COLUMNS.join(',')}" FROM ${source}`;
}

/** Quotes a cell where CSV needs it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** SQL for the same. */
export function csvCellSql(text: string): string {
  return `(CASE WHEN ${['"', ',', '\n', '\r'].map((mark) => `contains(${text}, ${literal(mark)})`).join(' OR ')}
    THEN '"' || replace(${text}, '"', '""') || '"' ELSE ${text} END)`;
}

/** What a spreadsheet takes for the start of a formula, also in the wide forms that East Asian ones know. */
const FORMULA = /^[\s']*[=+\-@＝＋－＠﹦﹢﹣﹫]/;

/**
 * Free text as a spreadsheet or a terminal may show it: hidden characters are spelled out, and an apostrophe stands before what
 * could be run as a formula. Plain numbers stay as they are.
 */
export function safeText(text: string): string {
  const shown = spelledOut(text);
  return FORMULA.test(shown) && !/^[+-]?\d+([.,]\d+)?$/.test(shown) ? `'${shown}` : shown;
}

/**
 * An identifier must still join with the input, and identifiers such as +33612… or -1 are common: a spreadsheet reads
 * those as numbers or text, not as formulas. Neutralised like text are only ids that could be run: those that begin with
 * = or @, and those that begin with + or - and hold more than digits, spaces, dots and hyphens.
 */
export function safeId(id: string): string {
  const shown = spelledOut(id);
  return FORMULA.test(shown) && !/^[+-][\d .-]*$/.test(shown) ? `'${shown}` : shown;
}

/** Letters and a symbol that show as nothing: `spelledOut` writes them out. */
const BLANKS = '\\x{115f}\\x{1160}\\x{3164}\\x{ffa0}\\x{2800}';

/**
 * SQL for whether a text could be other than it stands after `safeText` or `safeId`: true for some that are as they should be, never false
 * for one that is not. Most names and identifiers are letters and digits and what stands between them.
 */
export function needsCareSql(text: string): string {
  const plain = '[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]*';
  return `(NOT regexp_full_match(${text}, '${plain}') OR regexp_matches(${text}, '[${BLANKS}]'))`;
}
