import type { Engine } from '../engine/engine.ts';
import { readerOf } from './open-source.ts';
import { type SourceFile, type SourceFormat, UnusableInput } from './reader.ts';
import { detectFormat } from './sources/detect-format.ts';
import { firstBytes } from './sources/first-bytes.ts';
import { loadPresets } from './tabular/load-mapping.ts';
import { lookAtTable, type TableLook } from './tabular/look-at-table.ts';
import type { Mapping } from './tabular/mapping.ts';
import { PRESETS, STANDARDS } from './take-in.ts';
import { RAW_FIELDS } from './transfer.ts';

/** Of a text file, so much is looked at. */
const FIRST_BYTES = 1 << 20;
/** Messages of a standard that are shown. */
const SAMPLE_RECORDS = 20;

export interface FileLook extends TableLook {
  /** What was looked at: of an archive, its first file. */
  readonly label: string;
  readonly format: SourceFormat;
  /** False when only the beginning was looked at: what the columns mean, and how dates are written, may turn out otherwise in the whole. */
  readonly complete: boolean;
}

/**
 * What a file looks like, from its beginning alone: in little time and memory, whatever its size.
 *
 * @param mapping what the columns mean; null = they are recognised
 * @throws UnusableInput when nothing of it can be read
 */
export async function lookAtFile(
  engine: Engine,
  given: { readonly path: string; readonly label: string; readonly mapping: Mapping | null },
  tempDir: string,
): Promise<FileLook> {
  const { source, complete } = await firstBytes(given.path, given.label, tempDir, FIRST_BYTES);
  const format = await detectFormat(source, STANDARDS);
  const { label } = source;
  switch (format) {
    case 'csv':
    case 'parquet':
    case 'jsonl':
    case 'xlsx': {
      const { mapping } = given;
      const presets = await loadPresets(PRESETS);
      const options = { tempDir, presets, ...(mapping === null ? {} : { mapping }) };
      return { label, format, complete, ...(await lookAtTable(engine.connection, source, format, options)) };
    }
    default:
      return { label, format, complete, ...(await lookAtMessages(source, format, complete)) };
  }
}

/** The first messages of a standard, whose fields need no saying. */
async function lookAtMessages(source: SourceFile, format: SourceFormat, complete: boolean): Promise<TableLook> {
  const records: Readonly<Record<string, string>>[] = [];
  const warnings: string[] = [];
  try {
    for await (const event of readerOf(format)(source)) {
      if (event.kind === 'record') records.push(event.record.fields as Record<string, string>);
      if (event.kind === 'warning') warnings.push(event.warning.message);
      if (records.length === SAMPLE_RECORDS) break;
    }
  } catch (error) {
    // Of a file that was cut off, the end is missing.
    if (complete || records.length === 0 || !(error instanceof UnusableInput)) throw error;
  }
  const headers = RAW_FIELDS.filter((field) => records.some((record) => record[field] !== undefined));
  return {
    headers,
    sample: records.map((record) => headers.map((field) => record[field] ?? null)),
    fields: headers.map((field) => ({ field, header: field, certainty: 'given' as const })),
    ...{
      ambiguous: [],
      missing: [],
      ignored: [],
      formats: null,
      times: null,
      understood: null,
      trouble: null,
      warnings,
    },
  };
}
