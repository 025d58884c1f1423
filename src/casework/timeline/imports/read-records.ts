import { readCsvRecord } from '../../../transfers/tabular/csv-record.ts';
import { detectDialect } from '../../../transfers/tabular/detect-dialect.ts';
import { normaliseHeader } from '../../../transfers/tabular/header-key.ts';
import { FIELDS, type Field, HEADERS, type ImportKind, ImportRefused, type RowReason } from './import-words.ts';

/** What of a record has a name that is known. */
export type Cells = ReadonlyMap<Field, readonly string[]>;
type SourceRecord = { readonly row: number } & (
  | { readonly cells: Cells }
  | { readonly reason: Extract<RowReason, 'unreadable' | 'wrong_width' | 'not_a_record' | 'too_much'> }
);

/** The records of a file, and what was left at the door. */
export interface SourceRecords {
  /** Names of columns, and as what each was taken. */
  readonly columns: readonly { readonly column: string; readonly field: Field }[];
  /** Names of columns of which nothing was taken, and of how many values. Filled while the records are read. */
  readonly stripped: Map<string, number>;
  readonly records: Iterable<SourceRecord>;
}

const MOST_ROWS = 50_000;
const MOST_COLUMNS = 500;
const MOST_DEPTH = 32;
/** Of a record: more is not metadata. */
const DEEPEST = 8;
const MOST_VALUES = 2000;

/** Reads a table or JSON. Of what has no name that is known nothing comes out but how much there was. Throws ImportRefused. */
export function readRecords(text: string, kind: ImportKind): SourceRecords {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') throw new ImportRefused('empty');
  return /^[[{]/.test(start) ? jsonRecords(start, kind) : csvRecords(start, kind);
}

/** Which field a header names, and how surely: less is surer. */
function fieldOf(header: string, kind: ImportKind): { field: Field; rank: number } | null {
  // Without its accent it would be a letter like another.
  const key = /^à$/i.test(header.trim()) ? 'vers' : normaliseHeader(header);
  for (const field of FIELDS) {
    const rank = HEADERS[kind][field]?.indexOf(key) ?? -1;
    if (rank >= 0) return { field, rank };
  }
  return null;
}

/** A header is told again only when it looks like one: it could be a cell of a table without headers. */
function columnName(header: string, index: number): string {
  const name = header.trim().normalize('NFC');
  const plain = /^[\p{L}\p{N}_$@#-][\p{L}\p{M}\p{N}_.()/#°'’$@-]*(?: [\p{L}\p{M}\p{N}_.()/#°'’-]+){0,3}$/u;
  return name.length <= 40 && plain.test(name) ? name : `#${index + 1}`;
}

function csvRecords(text: string, kind: ImportKind): SourceRecords {
  const bytes = Buffer.from(text);
  const head = bytes.subarray(0, 1 << 20);
  const { dialect } = detectDialect(
    head,
    head.length === bytes.length,
    (record) => record.filter((header) => fieldOf(header, kind) !== null).length,
  );
  let first: readonly string[] | null = null;
  let at = 0;
  while (at < bytes.length && first === null) {
    const step = readCsvRecord(bytes, at, true, dialect);
    if (step.kind === 'more' || step.kind === 'endless' || step.kind === 'bad') throw new ImportRefused('not_a_table');
    if (step.kind === 'record') first = step.fields;
    at = step.next;
  }
  if (first === null || first.length > MOST_COLUMNS)
    throw new ImportRefused(first === null ? 'empty' : 'too_many_columns');
  const taken = takenColumns(first, kind);
  const names = first.map((header, index) => columnName(header, index));
  const stripped = new Map<string, number>();
  const width = first.length;
  const begin = at;
  function* records(): Generator<SourceRecord> {
    let row = 0;
    for (let next = begin; next < bytes.length; ) {
      const step = readCsvRecord(bytes, next, true, dialect);
      if (step.kind !== 'blank') row += 1;
      if (row > MOST_ROWS) throw new ImportRefused('too_many_rows');
      if (step.kind === 'more' || step.kind === 'endless') {
        yield { row, reason: 'unreadable' };
        return;
      }
      next = step.next;
      if (step.kind === 'blank') continue;
      if (step.kind === 'bad') yield { row, reason: 'unreadable' };
      else if (step.fields.length !== width) yield { row, reason: 'wrong_width' };
      else yield { row, cells: cellsOf(step.fields) };
    }
  }
  function cellsOf(fields: readonly string[]): Cells {
    const cells = new Map<Field, string[]>();
    for (const [index, value] of fields.entries()) {
      const field = taken.get(index);
      if (value.trim() === '') continue;
      if (field === undefined) stripped.set(names[index] ?? '', (stripped.get(names[index] ?? '') ?? 0) + 1);
      else cells.set(field, [...(cells.get(field) ?? []), value]);
    }
    return cells;
  }
  const columns = [...taken].map(([index, field]) => ({ column: names[index] ?? '', field }));
  for (const [index, name] of names.entries()) if (!taken.has(index)) stripped.set(name, 0);
  return { columns, stripped, records: records() };
}

/** Each field from the column whose header is surest; identifiers from all that have one. */
function takenColumns(headers: readonly string[], kind: ImportKind): Map<number, Field> {
  const best = new Map<Field, { index: number; rank: number }>();
  const taken = new Map<number, Field>();
  for (const [index, header] of headers.entries()) {
    const found = fieldOf(header, kind);
    if (found === null) continue;
    if (found.field === 'identifiers') taken.set(index, 'identifiers');
    else if (found.rank < (best.get(found.field)?.rank ?? Number.POSITIVE_INFINITY))
      best.set(found.field, { index, rank: found.rank });
  }
  for (const [field, { index }] of best) taken.set(index, field);
  requireMeaning(new Set(taken.values()), kind);
  return new Map([...taken].sort(([a], [b]) => a - b));
}

function requireMeaning(fields: ReadonlySet<Field>, kind: ImportKind): void {
  const needed: readonly Field[] =
    kind === 'contact' ? ['identifier', 'otherIdentifier', 'identifiers'] : ['reference'];
  if (!needed.some((field) => fields.has(field))) throw new ImportRefused('no_columns');
}

function jsonRecords(text: string, kind: ImportKind): SourceRecords {
  if (depthOf(text) > MOST_DEPTH) throw new ImportRefused('too_deep');
  const found = listOf(text);
  if (found.length > MOST_ROWS) throw new ImportRefused('too_many_rows');
  const stripped = new Map<string, number>();
  const columns = new Map<string, Field>();
  const placeOf = placesOf(kind);
  const root = placeOf([]);
  const rows = found.map((record, index): SourceRecord => {
    const row = index + 1;
    if (record === null || typeof record !== 'object' || Array.isArray(record)) return { row, reason: 'not_a_record' };
    const cells = flattened(record, root, placeOf, stripped, columns);
    return cells === null ? { row, reason: 'too_much' } : { row, cells };
  });
  if (columns.size + stripped.size > MOST_COLUMNS) throw new ImportRefused('too_many_columns');
  requireMeaning(new Set(columns.values()), kind);
  return { columns: [...columns].map(([column, field]) => ({ column, field })), stripped, records: rows };
}

/** How deep brackets stand within each other, without making anything of them. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === 92) at += 1;
      else if (sign === 34) quoted = false;
    } else if (sign === 34) quoted = true;
    else if (sign === 91 || sign === 123) deepest = Math.max(deepest, ++depth);
    else if (sign === 93 || sign === 125) depth -= 1;
  }
  return deepest;
}

/** An array, the array that an object holds under one of these names, one record, or a record a line. */
function listOf(text: string): readonly unknown[] {
  const whole = parsed(text);
  if (whole === undefined) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    if (lines.length > MOST_ROWS) throw new ImportRefused('too_many_rows');
    const records = lines.map(parsed);
    if (records.every((record) => record === undefined)) throw new ImportRefused('not_a_table');
    return records;
  }
  if (Array.isArray(whole)) return whole;
  if (whole === null || typeof whole !== 'object') throw new ImportRefused('not_a_table');
  const lists = Object.entries(whole).filter(([key]) => LISTS.has(normaliseHeader(key)));
  const list = lists.find(([, value]) => Array.isArray(value))?.[1];
  return (list as readonly unknown[] | undefined) ?? [whole];
}

const LISTS = new Set([
  'reports',
  'records',
  'data',
  'items',
  'contacts',
  'events',
  'calls',
  'messages',
  'signalements',
  'enregistrements',
  'rows',
  'results',
]);

function parsed(text: string): unknown {
  try {
    // A number of more digits than a float keeps is an identifier: as it is written.
    if (!/\d{16}/.test(text)) return JSON.parse(text);
    const asWritten = (_: string, value: unknown, context?: { source?: string }): unknown =>
      typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
    return JSON.parse(text, asWritten as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

/** A place in records, as all records have it: by the keys that lead to it. */
interface Place {
  readonly name: string;
  readonly field: Field | null;
  readonly path: readonly string[];
  readonly within: Map<string, Place>;
}

/** Whatever stands in thousands of records is looked up once. Throws ImportRefused for more places than a table has columns. */
function placesOf(kind: ImportKind): (path: readonly string[], within?: Map<string, Place>) => Place {
  let known = 0;
  return (path, within) => {
    const key = path.at(-1) ?? '';
    const before = within?.get(key);
    if (before !== undefined) return before;
    if (++known > MOST_COLUMNS * 2) throw new ImportRefused('too_many_columns');
    const field = path.length === 0 ? null : fieldOfPath(path, kind);
    const place = { name: safePath(path), field, path, within: new Map<string, Place>() };
    within?.set(key, place);
    return place;
  };
}

/** Null: more values than a record of metadata has. */
function flattened(
  record: object,
  root: Place,
  placeOf: ReturnType<typeof placesOf>,
  stripped: Map<string, number>,
  columns: Map<string, Field>,
): Cells | null {
  const cells = new Map<Field, string[]>();
  let values = 0;
  const leave = (path: string, count: number): void => {
    if (stripped.size <= MOST_COLUMNS && count > 0) stripped.set(path, (stripped.get(path) ?? 0) + count);
  };
  const take = (path: string, field: Field, value: string): void => {
    if (columns.size <= MOST_COLUMNS) columns.set(path, field);
    const taken = cells.get(field);
    if (taken === undefined) cells.set(field, [value]);
    else taken.push(value);
  };
  const walk = (value: unknown, place: Place): void => {
    const { name, field, path, within } = place;
    values += 1;
    if (values > MOST_VALUES || value === null || value === undefined || value === '') return;
    if (field === 'files' && Array.isArray(value)) {
      // What lies in the list is left at the door; how long it is, is taken.
      take(name, 'files', String(value.length));
      leave(name, value.length);
    } else if (typeof value === 'object') {
      const inner = Array.isArray(value) ? value.map((each) => ['', each] as const) : Object.entries(value);
      if (path.length >= DEEPEST) leave(name, inner.length);
      else
        for (const [key, each] of inner) {
          // Nothing is looked up any more of a record that is not taken.
          if (values > MOST_VALUES) return;
          walk(each, key === '' ? place : placeOf([...path, key], within));
        }
    } else if (field === null || typeof value === 'boolean') leave(name, 1);
    else take(name, field, String(value));
  };
  walk(record, root);
  return values > MOST_VALUES ? null : cells;
}

/** By its own name, or by that with the one above it, as in `incident.date`. */
function fieldOfPath(path: readonly string[], kind: ImportKind): Field | null {
  const own = path.at(-1) ?? '';
  const above = path.at(-2);
  const pair = above === undefined ? null : fieldOf(`${above} ${own}`, kind);
  return (pair ?? fieldOf(own, kind))?.field ?? null;
}

function safePath(path: readonly string[]): string {
  return path.map((key, index) => columnName(key, index)).join('.');
}
