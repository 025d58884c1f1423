import type { Engine } from '../engine/engine.ts';
import type { RawRelation } from './raw-relation.ts';
import type { RawField } from './transfer.ts';

/** Fields whose text is another in nearly every row: worth a look before it is copied. Texts that repeat are read once a value anyway. */
const OWN_TEXTS = [
  'source_ref',
  ...(['payer', 'payee'] as const).flatMap(
    (side) => [`${side}_id`, `${side}_name`, `${side}_phone`, `${side}_account`, `${side}_device`] as const,
  ),
] as const satisfies readonly RawField[];

export type OwnText = (typeof OWN_TEXTS)[number];

/** Marks that people put between the digits of a phone. */
const MARKS = [' ', '-', '.', '(', ')', '/'];

/** SQL for the text of such a field as it is kept: trimmed, a phone without marks, an account in capitals without blanks; NULL when empty. */
export function ownTextSql(field: OwnText, raw: Pick<RawRelation, 'present' | 'tidy'>): string {
  if (!raw.present.has(field)) return 'NULL::VARCHAR';
  const column = `r.${field}`;
  if (raw.tidy?.has(field)) return column;
  const trimmed = `(CASE WHEN ${mayNeedTrim(column)} THEN nullif(trim(${column}), '') ELSE ${column} END)`;
  if (field.endsWith('_phone'))
    return `(CASE WHEN ${hasMark(trimmed)} THEN nullif(translate(${trimmed}, '${MARKS.join('')}', ''), '') ELSE ${trimmed} END)`;
  if (field.endsWith('_account'))
    return `(CASE WHEN ${isSpread(trimmed)} THEN nullif(upper(replace(${trimmed}, ' ', '')), '') ELSE ${trimmed} END)`;
  return trimmed;
}

/**
 * The fields of which every text stands as it is kept already: in most exports all of them. One look at each text here saves several
 * in every later pass over the records.
 */
export async function tidyTexts(engine: Engine, raw: RawRelation): Promise<ReadonlySet<RawField>> {
  const fields = OWN_TEXTS.filter((field) => raw.present.has(field));
  if (fields.length === 0) return new Set();
  const untidy = fields.map((field) => `count(*) FILTER (${isUntidy(field)})::DOUBLE AS ${field}`);
  const counts = await engine.row(`SELECT ${untidy.join(', ')} FROM ${raw.relation} r`);
  return new Set(fields.filter((field) => counts[field] === 0));
}

function isUntidy(field: OwnText): string {
  const column = `r.${field}`;
  const trim = `CASE WHEN ${mayNeedTrim(column)} THEN ${column} = '' OR trim(${column}) <> ${column} ELSE false END`;
  if (field.endsWith('_phone')) return `${trim} OR ${hasMark(column)}`;
  return field.endsWith('_account') ? `${trim} OR ${isSpread(column)}` : trim;
}

/** Trimming looks at every character and copies. A look at both ends, and at whether all is ASCII, costs a tenth and mostly says no. */
function mayNeedTrim(text: string): string {
  return `${text} < '!' OR ${text} >= chr(127) OR ends_with(${text}, ' ') OR strlen(${text}) <> length(${text})`;
}

function hasMark(text: string): string {
  return MARKS.map((mark) => `contains(${text}, '${mark}')`).join(' OR ');
}

function isSpread(text: string): string {
  return `contains(${text}, ' ') OR ${text} <> upper(${text})`;
}
