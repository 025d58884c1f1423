import { literal } from '../../engine/engine.ts';
import { shapeIsSql, unsignedSql } from '../money/dressed-amounts.ts';
import { UnusableInput } from '../reader.ts';
import { RAW_FIELDS, type RawField } from '../transfer.ts';
import { normaliseHeader } from './header-key.ts';
import { columnsOfMapping, columnsOfSource, fieldsOfMapping, type MappedSource, type Mapping } from './mapping.ts';
import type { Certainty } from './raw-table.ts';
import { recogniseHeaders } from './recognise-headers.ts';
import { missingFields } from './required-fields.ts';

/** One field of the relation: the SQL over c0, c1, … that gives its text. */
export interface PlannedField {
  readonly field: RawField;
  readonly sql: string;
  /** The single column that it is, when it is one and nothing is done to it; otherwise null. */
  readonly column: number | null;
  readonly header: string;
  readonly certainty: Certainty;
}

export interface TablePlan {
  readonly fields: readonly PlannedField[];
  readonly ignored: readonly string[];
  /** Records to leave out: SQL condition, the column it is about, and what to tell the person. */
  readonly leftOut: readonly { readonly when: string; readonly column: string; readonly reason: string }[];
}

/** What each column of a file means: by recognising its headers. @throws UnusableInput when that is not clear enough */
export function planByHeaders(label: string, headers: readonly string[]): TablePlan {
  refuseDuplicates(label, headers);
  const { fields, units, ambiguous } = recogniseHeaders(headers);
  const seen = seenSentence(headers);
  if (ambiguous.length > 0) {
    const lines = ambiguous.map(
      ({ field, columns }) => `${field} could be ${columns.map((column) => shown(headers[column] ?? '')).join(' or ')}`,
    );
    throw new UnusableInput(
      label,
      `two columns fit one field equally well: ${lines.join('; ')}. ${seen} ${howToMap(fields)}`,
    );
  }
  const inHeaders = Object.entries(units) as [keyof typeof units, string][];
  const missing = missingFields(new Set([...fields.map(({ field }) => field), ...inHeaders.map(([field]) => field)]));
  if (missing.length > 0) {
    throw new UnusableInput(label, `no column was recognised for ${missing.join(', ')}. ${seen} ${howToMap(fields)}`);
  }
  const unitHeader = (field: keyof typeof units): string =>
    fields
      .filter((each) => each.field === (field === 'currency' ? 'amount' : 'payout_amount'))
      .flatMap(({ columns }) => columns.map((column) => headers[column] ?? ''))
      .join('');
  const used = new Set(fields.flatMap(({ columns }) => columns));
  return {
    fields: [
      ...fields.map(({ field, columns, certainty }) => ({
        field: field === 'executed_at' && hasOwnTime(fields, columns, headers) ? ('executed_date' as const) : field,
        sql: joinedSql(columns, ' '),
        column: columns.length === 1 ? (columns[0] ?? null) : null,
        header: columns.map((column) => headers[column] ?? '').join(' + '),
        certainty,
      })),
      ...inHeaders.map(([field, code]) => ({
        ...{ field, sql: literal(code), column: null, header: unitHeader(field), certainty: 'likely' as const },
      })),
    ],
    ignored: namesOf(headers, (_, column) => !used.has(column)),
    leftOut: [],
  };
}

/** A column of bare dates beside a column of times: the two together are the instant. */
function hasOwnTime(
  fields: ReturnType<typeof recogniseHeaders>['fields'],
  columns: readonly number[],
  headers: readonly string[],
): boolean {
  const header = normaliseHeader(columns.map((column) => headers[column] ?? '').join(' '));
  return (
    fields.some(({ field }) => field === 'executed_time') &&
    /\b(date|jour|day)\b/.test(header) &&
    !/\b(heure|time|at|horodatage|timestamp)\b/.test(header)
  );
}

/** What each column means: as the mapping says. @throws UnusableInput when it names a column that is not there */
export function planByMapping(label: string, headers: readonly string[], mapping: Mapping): TablePlan {
  const named = columnsOfMapping(mapping);
  const columnOf = new Map(named.map((name) => [name, headers.indexOf(name)]));
  const absent = named.filter((name) => (columnOf.get(name) ?? -1) < 0);
  if (absent.length > 0) {
    throw new UnusableInput(
      label,
      `the mapping names ${absent.map(shown).join(', ')}, which the file does not have. ${seenSentence(headers)}`,
    );
  }
  refuseDuplicates(
    label,
    headers.filter((header) => columnOf.has(header)),
  );
  const missing = missingFields(new Set(fieldsOfMapping(mapping)));
  if (missing.length > 0) throw new UnusableInput(label, `the mapping says nothing of ${missing.join(', ')}.`);
  const sqlOf = (name: string): string => `c${columnOf.get(name) ?? 0}`;
  const fields = RAW_FIELDS.flatMap((field): PlannedField[] => {
    const sql = mappedSql(field, mapping, sqlOf);
    if (sql === null) return [];
    const source = mapping.columns[field];
    const plain = typeof source === 'string' && sql === sqlOf(source);
    return [
      {
        field,
        sql,
        column: plain ? (columnOf.get(source) ?? null) : null,
        header: sourceShown(field, mapping),
        certainty: 'given',
      },
    ];
  });
  return {
    fields,
    ignored: namesOf(headers, (header) => !columnOf.has(header)),
    leftOut: [...leftOutByRows(mapping, sqlOf), ...leftOutByDirection(mapping, sqlOf)],
  };
}

/** Columns by their headers; one without a header by its number. */
function namesOf(headers: readonly string[], keep: (header: string, column: number) => boolean): string[] {
  return headers.flatMap((header, column) => {
    if (!keep(header, column)) return [];
    return [header.trim() === '' ? `(column ${column + 1})` : header];
  });
}

type SqlOf = (column: string) => string;

function mappedSql(field: RawField, mapping: Mapping, sqlOf: SqlOf): string | null {
  const source = mapping.columns[field];
  if (field === 'source_system' && source === undefined && mapping.source_system !== undefined) {
    return literal(mapping.source_system);
  }
  if (field === 'source_ref' && source !== undefined && mapping.parts) {
    return partSql(sourceSql(source, sqlOf), mapping.parts.distinguished_by.map(sqlOf));
  }
  if (field === 'status' && source !== undefined) return statusSql(sourceSql(source, sqlOf), mapping);
  const { direction } = mapping;
  if (field === 'amount' && source !== undefined && direction?.sign_of !== undefined && direction.sign_of === source) {
    return unsignedSql(`${sqlOf(source)}::VARCHAR`);
  }
  return sidedSql(field, mapping, sqlOf) ?? (source === undefined ? null : sourceSql(source, sqlOf));
}

/** A person's field when `direction` says who paid: the owner's or the other party's. */
function sidedSql(field: RawField, mapping: Mapping, sqlOf: SqlOf): string | null {
  const { direction } = mapping;
  const person = /^(payer|payee)_(\w+)$/.exec(field);
  if (!direction || !person) return null;
  const [, side, attribute] = person as unknown as [
    string,
    'payer' | 'payee',
    keyof NonNullable<typeof direction.owner>,
  ];
  const when = directionSql(mapping, sqlOf);
  if (direction.owner === undefined || direction.counterparty === undefined) {
    // Payer and payee stand in columns of their own; money moved between own accounts has the payer on both sides.
    const payer = mapping.columns[`payer_${attribute}`];
    const given = mapping.columns[field];
    if (side === 'payer' || payer === undefined || when.self === null) return null;
    return `CASE WHEN ${when.self} THEN ${sourceSql(payer, sqlOf)} ELSE ${given === undefined ? 'NULL' : sourceSql(given, sqlOf)} END`;
  }
  const owner = direction.owner[attribute];
  const other = direction.counterparty[attribute];
  if (owner === undefined && other === undefined) return null;
  const ownerSql = owner === undefined ? 'NULL' : sourceSql(owner, sqlOf);
  const otherSql = other === undefined ? 'NULL' : sourceSql(other, sqlOf);
  const [ifOut, ifIn] = side === 'payer' ? [ownerSql, otherSql] : [otherSql, ownerSql];
  return `CASE ${when.self === null ? '' : `WHEN ${when.self} THEN ${ownerSql}`} WHEN ${when.out} THEN ${ifOut} ELSE ${ifIn} END`;
}

/** Conditions over c0, c1, … that say who paid. */
function directionSql(mapping: Mapping, sqlOf: SqlOf): { out: string; in: string; self: string | null } {
  const { direction } = mapping;
  if (direction?.sign_of !== undefined) {
    const negative = shapeIsSql(`${sqlOf(direction.sign_of)}::VARCHAR`, 'negative');
    return { out: negative, in: `NOT ${negative}`, self: null };
  }
  const column = direction?.column === undefined ? 'NULL' : sqlOf(direction.column);
  return {
    out: oneOfSql(column, direction?.out ?? []),
    in: oneOfSql(column, direction?.in ?? []),
    self: direction?.self ? oneOfSql(column, direction.self) : null,
  };
}

/** Words are compared without regard to case and spaces around; a missing value is the word ''. */
function oneOfSql(column: string, words: readonly string[]): string {
  if (words.length === 0) return 'false';
  return `coalesce(lower(trim(${column}::VARCHAR)), '') IN (${words.map((word) => literal(word.trim().toLowerCase())).join(', ')})`;
}

function statusSql(given: string, mapping: Mapping): string {
  const cases = Object.entries(mapping.status).map(
    ([status, words]) => `WHEN ${oneOfSql(given, words)} THEN ${literal(status)}`,
  );
  return cases.length === 0 ? given : `CASE ${cases.join(' ')} ELSE ${given} END`;
}

/**
 * One payment may be several records with one reference. The content of the part enters the reference, so that equal records stay
 * duplicates of each other, different parts are all kept, and the result depends neither on the order of the records nor on
 * which other parts stand in the same file.
 */
function partSql(reference: string, content: readonly string[]): string {
  const whole = content.map((column) => `coalesce(trim(${column}::VARCHAR), '')`).join(', ');
  return `${reference} || '#part-' || left(md5(concat_ws(chr(31), ${whole})), 12)`;
}

function leftOutByRows(mapping: Mapping, sqlOf: SqlOf): TablePlan['leftOut'] {
  return mapping.rows.flatMap((row) => {
    const reason = 'Left out as the mapping says ("rows"): change the mapping if the record is a transfer.';
    const column = row.column;
    return [
      ...(row.in ? [{ when: `NOT ${oneOfSql(sqlOf(column), row.in)}`, column, reason }] : []),
      ...(row.not_in ? [{ when: oneOfSql(sqlOf(column), row.not_in), column, reason }] : []),
    ];
  });
}

function leftOutByDirection(mapping: Mapping, sqlOf: SqlOf): TablePlan['leftOut'] {
  const { direction } = mapping;
  if (direction?.column === undefined) return [];
  const known = [...(direction.out ?? []), ...(direction.in ?? []), ...(direction.self ?? [])];
  const reason = 'The column does not say who paid in a word that the mapping knows: add it to "out", "in" or "self".';
  return [{ when: `NOT ${oneOfSql(sqlOf(direction.column), known)}`, column: direction.column, reason }];
}

function sourceSql(source: MappedSource, sqlOf: SqlOf): string {
  if (typeof source === 'string') return sqlOf(source);
  if ('constant' in source) return literal(source.constant);
  return joinedTextSql(source.columns.map(sqlOf), source.join);
}

function joinedSql(columns: readonly number[], separator: string): string {
  const names = columns.map((column) => `c${column}`);
  return names.length === 1 ? (names[0] ?? 'NULL') : joinedTextSql(names, separator);
}

function joinedTextSql(names: readonly string[], separator: string): string {
  const texts = names.map((name) => `nullif(trim(${name}::VARCHAR), '')`);
  return `nullif(concat_ws(${literal(separator)}, ${texts.join(', ')}), '')`;
}

function sourceShown(field: RawField, mapping: Mapping): string {
  const source = mapping.columns[field];
  if (source === undefined) return field === 'source_system' ? `= ${mapping.source_system ?? ''}` : 'by direction';
  return typeof source === 'object' && 'constant' in source
    ? `= ${source.constant}`
    : columnsOfSource(source).join(' + ');
}

function refuseDuplicates(label: string, headers: readonly string[]): void {
  const seen = new Set<string>();
  for (const header of headers) {
    const key = header.trim().toLowerCase();
    if (key !== '' && seen.has(key)) {
      throw new UnusableInput(
        label,
        isRecord(headers)
          ? `one header stands twice. ${seenSentence(headers)}`
          : `the header ${shown(header)} stands twice: rename one of the two columns in the source.`,
      );
    }
    seen.add(key);
  }
}

function howToMap(fields: readonly { readonly field: RawField }[]): string {
  const known =
    fields.length === 0 ? 'None was recognised.' : `Recognised: ${fields.map(({ field }) => field).join(', ')}.`;
  return `${known} Write a mapping file and give it with --mapping, one line per field under "columns:", for example "  amount: <header>" or "  currency: { constant: EUR }".`;
}

function seenSentence(headers: readonly string[]): string {
  return isRecord(headers)
    ? 'The first line looks like a record, so it is not repeated here: if the file has no header, write "header: false" in the mapping file.'
    : `Headers seen: ${headers.map(shown).join(', ')}.`;
}

/** A number, a date, a phone or an account number on its own. */
const VALUE = /^(\+?\d[\d .,:/TZ+-]+|[A-Z]{2}\d{2}[\dA-Z ]{10,})$/i;

/** Without a header the first transfer is taken for one: names and accounts of people must not reach messages and logs. */
function isRecord(headers: readonly string[]): boolean {
  return headers.some((header) => VALUE.test(header.trim()));
}

/** A header in a message: short, and on one line. */
function shown(header: string): string {
  const text = header.replaceAll(/\s+/g, ' ').trim();
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
