import { literal } from '../engine/engine.ts';
import type { RawRelation } from './raw-relation.ts';
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

/** SQL for the text of such a field as it is kept: trimmed, a phone without marks, an account in capitals without blanks; NULL when it says nothing. */
export function ownTextSql(field: OwnText, raw: Pick<RawRelation, 'present' | 'seen'>): string {
  if (!raw.present.has(field)) return 'NULL::VARCHAR';
  const column = `r.${field}`;
  if (raw.seen?.tidy.has(field)) return column;
  const given = `(CASE WHEN ${mayNeedTrim(column)} THEN nullif(trim(${column}), '') ELSE ${column} END)`;
  if (field === 'source_ref') return given;
  const trimmed = `(CASE WHEN ${saysNothing(given)} THEN NULL ELSE ${given} END)`;
  if (field.endsWith('_phone'))
    return `(CASE WHEN ${hasMark(trimmed)} THEN nullif(translate(${trimmed}, '${MARKS.join('')}', ''), '') ELSE ${trimmed} END)`;
  if (field.endsWith('_account'))
    return `(CASE WHEN ${isSpread(trimmed)} THEN nullif(upper(replace(${trimmed}, ' ', '')), '') ELSE ${trimmed} END)`;
  return trimmed;
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
