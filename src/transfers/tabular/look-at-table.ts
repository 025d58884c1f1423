import type { DuckDBConnection } from '@duckdb/node-api';
import { understoodSql } from '../canonical.ts';
import { type SourceFile, type TimesRead, UnusableInput, type ValueFormats } from '../reader.ts';
import type { RawField } from '../transfer.ts';
import { openUnread, readAs, type TabularFormat, type TabularOptions } from './open-tabular.ts';
import type { PlainTable } from './plain-table.ts';
import type { FieldSource, RawTable } from './raw-table.ts';
import { recogniseHeaders } from './recognise-headers.ts';
import { missingParts } from './required-fields.ts';

/** Rows that are shown beside what their columns were taken for. */
const SAMPLE_ROWS = 20;
/** Of so many it is shown how their date and amount are understood. */
const UNDERSTOOD_ROWS = 4;
/** A text in a sample is cut here. */
const MOST_CHARACTERS = 200;

/** What a table looks like to a person who is to say what its columns mean. */
export interface TableLook {
  readonly headers: readonly string[];
  /** Texts of the first records by column; null when missing. */
  readonly sample: readonly (readonly (string | null)[])[];
  readonly fields: readonly FieldSource[];
  /** Fields that several columns fit equally well. */
  readonly ambiguous: readonly { readonly field: RawField; readonly headers: readonly string[] }[];
  /** What is still to be said: one of the fields of each. */
  readonly missing: readonly { readonly what: string; readonly oneOf: readonly RawField[] }[];
  readonly ignored: readonly string[];
  /** How dates and amounts are written; null until the columns are clear. */
  readonly formats: ValueFormats | null;
  readonly times: TimesRead | null;
  /** The first dates and amounts as they are understood; null until the columns are clear. */
  readonly understood: Understood | null;
  readonly warnings: readonly string[];
  /** Why the scan would not read it as it is; null when it would. */
  readonly trouble: string | null;
}

interface Understood {
  /** `at` is null when the text is no date; without `utc` it is local. */
  readonly dates: readonly { readonly text: string; readonly at: string | null; readonly utc: boolean }[];
  readonly amounts: readonly { readonly text: string; readonly value: string | null }[];
}

/** @throws UnusableInput when nothing of it can be read, whatever the columns mean */
export async function lookAtTable(
  connection: DuckDBConnection,
  source: SourceFile,
  format: TabularFormat,
  options: TabularOptions,
): Promise<TableLook> {
  const plain = await openUnread(connection, source, format, { ...options, mostRows: SAMPLE_ROWS * 10 });
  try {
    const { headers } = plain;
    const sample = await sampleOf(connection, plain);
    try {
      const read = await readAs(connection, source.label, plain, options);
      const { fields, ignored, formats, times, warnings } = read;
      const understood = await understoodOf(connection, read);
      const clear = { ambiguous: [], missing: [], trouble: null };
      return { headers, sample, fields, ...clear, ignored, formats, times, understood, warnings };
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      const trouble = error.message.slice(source.label.length + 2);
      return {
        headers,
        sample,
        ...guessed(headers),
        formats: null,
        times: null,
        understood: null,
        warnings: plain.warnings,
        trouble,
      };
    }
  } finally {
    await plain.close();
  }
}

async function understoodOf(connection: DuckDBConnection, read: RawTable): Promise<Understood> {
  const { relation, formats, nativeTypes, fields } = read;
  const present = new Set(fields.map(({ field }) => field));
  const sql = understoodSql({ relation, formats, nativeTypes, present, sha256: '' }, UNDERSTOOD_ROWS);
  const rows = (await connection.runAndReadAll(sql))
    .getRows()
    .map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  return {
    dates: rows.flatMap(([text, at = null, utc]) =>
      text ? [{ text: text.slice(0, MOST_CHARACTERS), at, utc: utc === 'true' }] : [],
    ),
    amounts: rows.flatMap(([, , , text, value = null]) =>
      text ? [{ text: text.slice(0, MOST_CHARACTERS), value }] : [],
    ),
  };
}

async function sampleOf(connection: DuckDBConnection, plain: PlainTable): Promise<(string | null)[][]> {
  const texts = plain.headers.map((_, index) => `left(c${index}::VARCHAR, ${MOST_CHARACTERS})`);
  const reader = await connection.runAndReadAll(
    `SELECT ${texts.join(', ')} FROM ${plain.inFileOrder ?? plain.numbered} LIMIT ${SAMPLE_ROWS}`,
  );
  return reader.getRows().map((row) => row.map((text) => (text === null ? null : String(text))));
}

/** What can be said of the columns though it is not enough. */
function guessed(headers: readonly string[]): Pick<TableLook, 'fields' | 'ambiguous' | 'missing' | 'ignored'> {
  const { fields, units, ambiguous } = recogniseHeaders(headers);
  const named = (columns: readonly number[]): string[] => columns.map((column) => headers[column] ?? '');
  const present = new Set([...fields, ...ambiguous].map(({ field }) => field));
  for (const field of Object.keys(units) as (keyof typeof units)[]) present.add(field);
  const used = new Set(fields.flatMap(({ columns }) => columns));
  return {
    fields: fields.map(({ field, columns, certainty }) => ({ field, header: named(columns).join(' + '), certainty })),
    ambiguous: ambiguous.map(({ field, columns }) => ({ field, headers: named(columns) })),
    missing: missingParts(present),
    ignored: headers.filter((_, column) => !used.has(column)),
  };
}
