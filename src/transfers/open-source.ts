import type { DuckDBConnection } from '@duckdb/node-api';
import { readIso20022Json } from './iso20022/json.ts';
import { readIso20022Xml } from './iso20022/xml.ts';
import type { RawRelation } from './raw-relation.ts';
import {
  NORMAL_FORMATS,
  type PaymentReferences,
  type ReaderEvent,
  type SourceFile,
  type SourceFormat,
  type TimesRead,
} from './reader.ts';
import { readSwiftMt } from './swift-mt/read-swift-mt.ts';
import type { Mapping } from './tabular/mapping.ts';
import { openTabular } from './tabular/open-tabular.ts';
import type { FieldSource } from './tabular/raw-table.ts';
import { StagedTable } from './tabular/staged-table.ts';
import { RAW_FIELDS } from './transfer.ts';

export interface OpenOptions {
  readonly tempDir: string;
  readonly mapping?: Mapping;
  readonly presets: readonly Mapping[];
}

/** A file of any format, opened: its records as an SQL relation of raw fields, and what could not be read. */
export interface OpenedSource extends RawRelation {
  readonly label: string;
  readonly bytes: number;
  readonly format: SourceFormat;
  /** How the columns were understood; empty for standards. */
  readonly fields: readonly FieldSource[];
  readonly ignored: readonly string[];
  /** How times of day were taken; null for standards, which say it. */
  readonly times: TimesRead | null;
  /** The same records without source_row, in file order, read by all threads; null when there is no such form. */
  readonly inFileOrder: string | null;
  /** True when the relation may be read again and again at no cost worth a copy: a Parquet file, the given one or one made of a CSV. */
  readonly readInPlace: boolean;
  /** Relation ("row", "column", reason). */
  readonly unreadable: string;
  records(): Promise<number>;
  readonly warnings: readonly string[];
  /** Relation ("row", message, key, returned_at) of what each record is known by in other messages; null in tables. */
  readonly references: string | null;
  close(): Promise<void>;
}

const REFERENCES = ['message', 'key', 'returned_at'];

type StandardReader = (source: SourceFile) => AsyncIterable<ReaderEvent>;
const STANDARDS: Readonly<Partial<Record<SourceFormat, StandardReader>>> = {
  'iso20022-xml': readIso20022Xml,
  'iso20022-json': readIso20022Json,
  'swift-mt': readSwiftMt,
};

/** Opens a file with the reader of its format. @throws UnusableInput when nothing of it can be read */
export async function openSource(
  connection: DuckDBConnection,
  source: SourceFile,
  format: SourceFormat,
  options: OpenOptions,
): Promise<OpenedSource> {
  switch (format) {
    case 'csv':
    case 'parquet':
    case 'jsonl':
    case 'xlsx': {
      const table = await openTabular(connection, source, format, options);
      const { label, sha256, bytes } = source;
      return {
        ...table,
        label,
        sha256,
        bytes,
        format,
        present: new Set(table.fields.map(({ field }) => field)),
        references: null,
      };
    }
    default: {
      return openStandard(source, format, readerOf(format), options.tempDir);
    }
  }
}

/** The reader of a standard. */
export function readerOf(format: SourceFormat): StandardReader {
  const read = STANDARDS[format];
  if (!read) throw new Error(`There is no reader for ${format}`);
  return read;
}

/** Messages of a standard, staged as a table: their texts are in normal form already. */
async function openStandard(
  source: SourceFile,
  format: SourceFormat,
  read: StandardReader,
  tempDir: string,
): Promise<OpenedSource> {
  const staged = new StagedTable(tempDir, RAW_FIELDS.length);
  const known = new StagedTable(tempDir, REFERENCES.length);
  const keep = async (row: number, references: PaymentReferences | undefined): Promise<void> => {
    if (!references) return;
    const { message, keys, returnedAt = null } = references;
    for (const key of keys) await known.add(row, [message, key, returnedAt]);
  };
  const warnings: string[] = [];
  try {
    for await (const event of read(source)) {
      if (event.kind === 'record') {
        const { row, fields, references } = event.record;
        await staged.add(
          row,
          RAW_FIELDS.map((field) => fields[field] ?? null),
        );
        await keep(row, references);
      } else if (event.kind === 'unreadable') {
        const { row, column, reason, references } = event.unreadable;
        await staged.addUnreadable(row, column, reason);
        await keep(row, references);
      } else
        warnings.push(
          event.warning.row === null
            ? event.warning.message
            : `Transfer ${event.warning.row}: ${event.warning.message}`,
        );
    }
  } catch (error) {
    await Promise.all([staged.abandon(), known.abandon()]);
    throw error;
  }
  const table = await staged.finish(RAW_FIELDS, warnings);
  const keys = await known.finish(REFERENCES, []);
  return {
    ...{
      label: source.label,
      sha256: source.sha256,
      bytes: source.bytes,
      format,
      fields: [],
      ignored: [],
      times: null,
      warnings,
    },
    relation: `(SELECT source_row, ${RAW_FIELDS.map((field, index) => `c${index} AS ${field}`).join(', ')} FROM ${table.numbered})`,
    inFileOrder: null,
    readInPlace: false,
    present: new Set(RAW_FIELDS),
    nativeTypes: {},
    formats: NORMAL_FORMATS,
    unreadable: `(SELECT * FROM ${table.unreadable})`,
    records: async () => table.readable + table.unreadableCount,
    references:
      keys.readable === 0
        ? null
        : `(SELECT source_row AS "row", ${REFERENCES.map((name, index) => `c${index} AS ${name}`).join(', ')} FROM ${keys.numbered})`,
    close: async () => {
      await Promise.all([table.close(), keys.close()]);
    },
  };
}
