import { literal } from '../engine/engine.ts';
import type { RawField } from './transfer.ts';

/** Fields whose text is another in nearly every row: worth a look before it is copied. Texts that repeat are read once a value anyway. */
export const OWN_TEXTS = [
  'source_ref',
  ...(['payer', 'payee'] as const).flatMap(
    (side) => [`${side}_id`, `${side}_name`, `${side}_phone`, `${side}_account`, `${side}_device`] as const,
  ),
] as const satisfies readonly RawField[];

export type OwnText = (typeof OWN_TEXTS)[number];

/** Marks that people put between the digits of a phone. */
const MARKS = [' ', '-', '.', '(', ')', '/'];

/** What exports write where nothing is known. Read as text, it would be one person who pays or is paid by everybody. Each is shorter than `LONGER`. */
const NOTHING_GIVEN = [
  'null',
  '(null)',
  'n/a',
  '#n/a',
  'none',
  'nil',
  'nan',
  'unknown',
  'inconnu',
  '-',
  '--',
  '?',
].flatMap((word) => [...new Set([word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)])]);
/** Bytes from which on no text has to be compared. */
const LONGER = 8;

/**
 * A relation in which the texts of these fields stand as they are kept: trimmed, a phone without marks, an account in capitals without blanks; NULL
 * where they say nothing. Step by step, for a step names its text several times: in one expression they would take longer to plan than a small
 * file to read.
 */
export function withOwnTexts(relation: string, fields: readonly OwnText[]): string {
  return [trimmedSql, saidSql, unmarkedSql].reduce((from, step) => {
    const columns = fields.flatMap((field) => step(field) ?? []).join(', ');
    return columns === '' ? from : `(SELECT * REPLACE (${columns}) FROM ${from})`;
  }, relation);
}

const trimmedSql = (field: OwnText): string =>
  `CASE WHEN ${mayNeedTrim(field)} THEN nullif(trim(${field}), '') ELSE ${field} END AS ${field}`;

const saidSql = (field: OwnText): string | null =>
  field === 'source_ref' ? null : `CASE WHEN ${saysNothing(field)} THEN NULL ELSE ${field} END AS ${field}`;

function unmarkedSql(field: OwnText): string | null {
  if (field.endsWith('_phone'))
    return `CASE WHEN ${hasMark(field)} THEN nullif(translate(${field}, '${MARKS.join('')}', ''), '') ELSE ${field} END AS ${field}`;
  if (field.endsWith('_account'))
    return `CASE WHEN ${isSpread(field)} THEN nullif(upper(replace(${field}, ' ', '')), '') ELSE ${field} END AS ${field}`;
  return null;
}

/** SQL for whether the text of such a field would be kept otherwise than it stands. */
export function isUntidySql(field: OwnText): string {
  const column = `r.${field}`;
  const trim = `CASE WHEN ${mayNeedTrim(column)} THEN ${column} = '' OR trim(${column}) <> ${column} ELSE false END`;
  if (field === 'source_ref') return trim;
  const untidy = `${trim} OR ${saysNothing(column)}`;
  if (field.endsWith('_phone')) return `${untidy} OR ${hasMark(column)}`;
  return field.endsWith('_account') ? `${untidy} OR ${isSpread(column)}` : untidy;
}

/** Trimming looks at every character and copies. A look at both ends, and at whether all is ASCII, costs a tenth and mostly says no. */
function mayNeedTrim(text: string): string {
  return `${text} < '!' OR ${text} >= chr(127) OR ends_with(${text}, ' ') OR strlen(${text}) <> length(${text})`;
}

function saysNothing(text: string): string {
  // Not IN, which the engine makes a join of: every text of the file would go through it, also the long ones.
  return `(CASE WHEN strlen(${text}) < ${LONGER} THEN list_contains([${NOTHING_GIVEN.map(literal).join(', ')}], ${text}) ELSE false END)`;
}

function hasMark(text: string): string {
  return MARKS.map((mark) => `contains(${text}, '${mark}')`).join(' OR ');
}

function isSpread(text: string): string {
  return `contains(${text}, ' ') OR ${text} <> upper(${text})`;
}
