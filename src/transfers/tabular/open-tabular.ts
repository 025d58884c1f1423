import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../engine/engine.ts';
import type { SourceFile } from '../reader.ts';
import type { RawField } from '../transfer.ts';
import { type CsvOptions, openCsv } from './csv-table.ts';
import { normaliseHeader } from './header-key.ts';
import { inferFormats } from './infer-formats.ts';
import { openJsonl } from './jsonl-table.ts';
import { columnsOfMapping, type Mapping } from './mapping.ts';
import { openParquet } from './parquet-table.ts';
import type { PlainTable } from './plain-table.ts';
import type { NativeType, RawTable } from './raw-table.ts';
import { recogniseHeaders } from './recognise-headers.ts';
import { type PlannedField, planByHeaders, planByMapping, type TablePlan } from './table-plan.ts';
import { openXlsx } from './xlsx-table.ts';

/** Formats that are tables: rows under a header. */
export type TabularFormat = 'csv' | 'parquet' | 'jsonl' | 'xlsx';

export interface TabularOptions {
  /** Where transcoded and staged copies go; `close()` of the table removes them. */
  readonly tempDir: string;
  /** What the columns mean, as the person said with --mapping. Without it presets, then headers, are recognised. */
  readonly mapping?: Mapping;
  readonly presets?: readonly Mapping[];
}

/**
 * Opens a table as a relation of raw fields. A mapping wins over a preset, a preset over the recognition of headers.
 *
 * @param connection with a memory limit and without extension downloads; lives as long as the table
 * @throws UnusableInput when the file cannot be read at all or its columns are not clear enough
 */
export async function openTabular(
  connection: DuckDBConnection,
  source: SourceFile,
  format: TabularFormat,
  options: TabularOptions,
): Promise<RawTable> {
  const plain = await openUnread(connection, source, format, options);
  try {
    return await readAs(connection, source.label, plain, options);
  } catch (error) {
    await plain.close();
    throw error;
  }
}

/** The first half of `openTabular`: its header is found, and nothing is said of what the columns mean. Throws as `openPlain`. */
export function openUnread(
  connection: DuckDBConnection,
  source: SourceFile,
  format: TabularFormat,
  options: TabularOptions & Pick<CsvOptions, 'mostRows'>,
): Promise<PlainTable> {
  return openPlain(connection, source, format, {
    tempDir: options.tempDir,
    headerScore: scoreFor(options),
    header: options.mapping?.header ?? true,
    ...(options.mostRows === undefined ? {} : { mostRows: options.mostRows }),
  });
}

/** The second half. @throws UnusableInput when its columns are not clear enough; the table stays open then */
export function readAs(
  connection: DuckDBConnection,
  label: string,
  plain: PlainTable,
  options: Pick<TabularOptions, 'mapping' | 'presets'>,
): Promise<RawTable> {
  const mapping = options.mapping ?? presetFor(plain.headers, options.presets ?? []);
  const plan = mapping ? planByMapping(label, plain.headers, mapping) : planByHeaders(label, plain.headers);
  return rawTable(connection, plain, plan, mapping ?? null);
}

/**
 * Opens a table before anyone knows what its columns mean. `headerScore` says how many known columns a record names.
 *
 * @throws UnusableInput when the file cannot be read at all
 */
export async function openPlain(
  connection: DuckDBConnection,
  source: SourceFile,
  format: TabularFormat,
  options: CsvOptions,
): Promise<PlainTable> {
  switch (format) {
    case 'csv':
      return openCsv(connection, source, options);
    case 'parquet':
      return openParquet(connection, source);
    case 'jsonl':
      return openJsonl(connection, source, options.tempDir);
    case 'xlsx':
      return openXlsx(source, options);
  }
}

/** How many known columns a record names: those of the mapping, of a preset, or fields that would be recognised. */
function scoreFor(options: TabularOptions): (record: readonly string[]) => number {
  if (options.mapping) {
    const named = new Set(columnsOfMapping(options.mapping));
    return (record) => record.filter((text) => named.has(text.trim())).length;
  }
  const known = new WeakMap<readonly string[], number>();
  return (record) => {
    // The same records are asked for again once it is known how the file is written.
    const score = known.get(record) ?? named(record, options.presets ?? []);
    known.set(record, score);
    return score;
  };
}

/** How many columns of a preset, or fields that would be recognised, a record names. */
function named(record: readonly string[], presets: readonly Mapping[]): number {
  const headers = record.map((text) => text.trim());
  if (presetFor(headers, presets)) return headers.length;
  const { fields, ambiguous } = recogniseHeaders(headers);
  return fields.length + ambiguous.length;
}

/** The preset all of whose columns are there; of several, the one that tells itself by most headers. */
function presetFor(headers: readonly string[], presets: readonly Mapping[]): Mapping | undefined {
  const present = new Set(headers);
  return presets
    .filter((preset) =>
      [...(preset.recognise ?? []), ...columnsOfMapping(preset)].every((header) => present.has(header)),
    )
    .toSorted((a, b) => (b.recognise?.length ?? 0) - (a.recognise?.length ?? 0))[0];
}

async function rawTable(
  connection: DuckDBConnection,
  plain: PlainTable,
  plan: TablePlan,
  mapping: Mapping | null,
): Promise<RawTable> {
  const nativeTypes: Partial<Record<RawField, NativeType>> = {};
  const selected = plan.fields.map((field) => {
    const { sql, type } = typedSql(field, plain.types);
    if (type !== 'VARCHAR') nativeTypes[field.field] = type;
    return `${sql} AS ${field.field}`;
  });
  const accepted =
    plan.leftOut.length === 0 ? '' : ` WHERE NOT (${plan.leftOut.map(({ when }) => `(${when})`).join(' OR ')})`;
  const relation = `(SELECT source_row, ${selected.join(', ')} FROM ${plain.numbered}${accepted})`;
  const inFileOrder =
    plain.inFileOrder === null || accepted !== '' ? null : `(SELECT ${selected.join(', ')} FROM ${plain.inFileOrder})`;
  const { formats, dateCertainty, times, warnings } = await inferFormats(connection, {
    relation: `(SELECT ${selected.join(', ')} FROM ${plain.inFileOrder ?? plain.numbered})`,
    fields: new Set(plan.fields.map(({ field }) => field)),
    nativeTypes,
    dateHeader: dateHeader(plan.fields),
    european: plain.continental || looksEuropean(plain.headers),
    mapping,
  });
  const total = plain.readable + plain.unreadableCount;
  return {
    relation,
    inFileOrder,
    readInPlace: plain.readInPlace,
    fields: plan.fields.map(({ field, header, certainty }) => ({
      field,
      header,
      certainty: certainty === 'sure' && field.startsWith('executed_') ? dateCertainty : certainty,
    })),
    ignored: plan.ignored,
    formats,
    times,
    nativeTypes,
    unreadable: unreadableSql(plain, plan),
    records: async () => total,
    warnings: [
      ...plain.warnings,
      ...(mapping?.recognise ? [`The columns were recognised as ${mapping.name ?? 'a known export'}.`] : []),
      ...(total === 0 ? ['The file has a header and no records.'] : []),
      ...warnings,
    ],
    close: () => plain.close(),
  };
}

function unreadableSql(plain: PlainTable, plan: TablePlan): string {
  if (plan.leftOut.length === 0)
    return plain.unreadable.startsWith('(') ? plain.unreadable : `(SELECT * FROM ${plain.unreadable})`;
  const pick = (what: (rule: TablePlan['leftOut'][number]) => string): string =>
    `CASE ${plan.leftOut.map((rule) => `WHEN ${rule.when} THEN ${literal(what(rule))}`).join(' ')} END`;
  const leftOut = `SELECT source_row, ${pick(({ column }) => column)}, ${pick(({ reason }) => reason)} FROM ${plain.numbered}
    WHERE ${plan.leftOut.map(({ when }) => `(${when})`).join(' OR ')}`;
  return `(SELECT "row", "column", reason FROM ${plain.unreadable} UNION ALL ${leftOut})`;
}

/** Texts are VARCHAR; dates and amounts that have a type keep it. */
function typedSql(field: PlannedField, types: readonly string[]): { sql: string; type: NativeType } {
  const type = field.column === null ? 'VARCHAR' : (types[field.column] ?? 'VARCHAR');
  if (type === 'VARCHAR') return { sql: field.sql, type: 'VARCHAR' };
  const wanted = keptType(field.field, type);
  switch (wanted) {
    case 'TIMESTAMP':
      return { sql: type === 'TIMESTAMP' ? field.sql : `${field.sql}::TIMESTAMP`, type: wanted };
    case 'TIMESTAMPTZ':
    case 'DATE':
    case 'TIME':
    case 'DECIMAL':
    case 'DOUBLE':
    case 'BIGINT':
      return { sql: field.sql, type: wanted };
    case 'VARCHAR':
      return { sql: `${field.sql}::VARCHAR`, type: wanted };
  }
}

function keptType(field: RawField, type: string): NativeType {
  if (field === 'executed_at') {
    if (type.startsWith('TIMESTAMP WITH TIME ZONE')) return 'TIMESTAMPTZ';
    if (type.startsWith('TIMESTAMP')) return 'TIMESTAMP';
    return type === 'DATE' ? 'DATE' : 'VARCHAR';
  }
  if (field === 'amount' || field === 'payout_amount') {
    if (type.startsWith('DECIMAL')) return 'DECIMAL';
    if (type === 'DOUBLE' || type === 'FLOAT') return 'DOUBLE';
    if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'BIGINT';
  }
  return 'VARCHAR';
}

/** Headers of the date and of the time beside it: either may say that it is UTC. */
function dateHeader(fields: readonly PlannedField[]): string {
  return fields
    .filter(({ field }) => field.startsWith('executed_'))
    .map(({ header }) => header)
    .join(' ');
}

const FRENCH_WORDS = new Set([
  'montant',
  'devise',
  'heure',
  'expediteur',
  'beneficiaire',
  'payeur',
  'pays',
  'ville',
  'motif',
  'nom',
  'prenom',
  'compte',
  'statut',
  'envoi',
  'operation',
  'destinataire',
]);

function looksEuropean(headers: readonly string[]): boolean {
  return headers.some((header) =>
    normaliseHeader(header)
      .split(' ')
      .some((word) => FRENCH_WORDS.has(word)),
  );
}
