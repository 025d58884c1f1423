import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../../engine/file-literal.ts';
import { type SourceFile, UnusableInput } from '../reader.ts';
import { readHead } from '../sources/file-head.ts';
import { csvRecords } from './csv-records.ts';
import { detectDialect, type HeadRecord } from './detect-dialect.ts';
import { type Dialect, LINES_DIALECT, MAX_RECORD_BYTES } from './dialect.ts';
import { detectEncoding, type Encoding, transcode } from './encoding.ts';
import { NONE_UNREADABLE, type PlainTable } from './plain-table.ts';
import { StagedTable } from './staged-table.ts';

export interface CsvOptions {
  /** Where transcoded and staged copies go; removed by `close()`. */
  readonly tempDir: string;
  /** How many known columns a record names, if it is the header. */
  readonly headerScore: (record: readonly string[]) => number;
  /** false: the first record is data and columns are called column1, column2, … */
  readonly header: boolean;
  /** Of a workbook, rows after which no more are read: for a look at its beginning. */
  readonly mostRows?: number;
}

/** What was found out about a delimited file before reading it. */
interface CsvShape {
  readonly path: string;
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** Byte at which the header (or the first record, when there is none) starts. */
  readonly start: number;
  readonly hasHeader: boolean;
  /** A line end inside a header in quotes, as spreadsheets write it: DuckDB can then find no record at all, and no fault. */
  readonly brokenHeader: boolean;
  readonly warnings: readonly string[];
}

const HEAD_BYTES = 1 << 20;
const BOM_BYTES = 3;
/** As of the keys of JSON Lines: no export of transfers comes near it, and each column takes memory of its own. */
const MOST_COLUMNS = 2000;

/**
 * Opens a CSV, TSV, semicolon or bar separated file. DuckDB reads it once, strictly and on all threads, into a Parquet file of its texts, which
 * it then reads again and again at little cost: texts that repeat stand there once. Where it finds anything wrong every record is read again by `csvRecords`, the good ones are staged and the bad ones
 * listed; so a damaged file costs more, and gives the same result on any number of threads.
 *
 * @throws UnusableInput when the file is empty or not text
 */
export async function openCsv(
  connection: DuckDBConnection,
  source: SourceFile,
  options: CsvOptions,
): Promise<PlainTable> {
  return openShaped(
    source,
    options.tempDir,
    (path, encoding) => shapeOf(source.label, path, encoding, options),
    (shape) => copiedTable(connection, shape, options.tempDir),
  );
}

/** Opens a text file as a table of one column, `line`; lines over the limit or not UTF-8 are unreadable. Throws as `openCsv`. */
export async function openLines(
  connection: DuckDBConnection,
  source: SourceFile,
  tempDir: string,
): Promise<PlainTable> {
  const shapeFrom = async (path: string, encoding: Encoding): Promise<CsvShape> => {
    const { bytes } = await readHead(path, HEAD_BYTES);
    refuseBinary(source.label, bytes);
    const start = bomLength(bytes);
    const warnings = encoding === 'utf-8' ? [] : [encodingWarning(encoding)];
    return {
      ...{ path, encoding, dialect: LINES_DIALECT, headers: ['line'], start, warnings },
      ...{ hasHeader: false, brokenHeader: false },
    };
  };
  return openShaped(source, tempDir, shapeFrom, (shape) => directTable(connection, shape));
}

/** @param sound the table of a file in which nothing is wrong; null when there is */
async function openShaped(
  source: SourceFile,
  tempDir: string,
  shapeFrom: (path: string, encoding: Encoding) => Promise<CsvShape>,
  sound: (shape: CsvShape) => Promise<PlainTable | null>,
): Promise<PlainTable> {
  if (source.bytes === 0) throw new UnusableInput(source.label, 'the file is empty: export it again.');
  const encoding = await detectEncoding(source.path);
  const copy = encoding === 'utf-8' || encoding === 'mixed' ? null : await transcode(source.path, encoding, tempDir);
  try {
    const shape = await shapeFrom(copy?.path ?? source.path, encoding);
    const table = (isPlain(shape) ? await sound(shape) : null) ?? (await stagedTable(shape, tempDir));
    const close = async (): Promise<void> => {
      await table.close();
      await copy?.remove();
    };
    return { ...table, close };
  } catch (error) {
    await copy?.remove();
    throw error;
  }
}

function bomLength(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? BOM_BYTES : 0;
}

async function shapeOf(label: string, path: string, encoding: Encoding, options: CsvOptions): Promise<CsvShape> {
  const { bytes, complete } = await readHead(path, HEAD_BYTES);
  const bom = bomLength(bytes);
  const head = bytes.subarray(bom);
  refuseBinary(label, head);
  const score = options.header ? options.headerScore : () => 0;
  const { dialect, records } = detectDialect(head, complete, score);
  const first = records[0];
  if (first === undefined) throw new UnusableInput(label, 'no record could be read: is it a table in text form?');
  const header = options.header ? headerRecord(records, options.headerScore) : first;
  if (header.fields.length > MOST_COLUMNS)
    throw new UnusableInput(
      label,
      `it has more than ${MOST_COLUMNS} columns: export the transfers with a row for each, and without the columns that hold nothing of them.`,
    );
  const preamble = records.indexOf(header);
  return {
    path,
    encoding,
    dialect,
    headers: header.fields.map((text, index) => (options.header ? text.trim() : `column${index + 1}`)),
    start: bom + header.at,
    hasHeader: options.header,
    brokenHeader: header.fields.some((text) => /[\r\n]/.test(text)),
    warnings: [
      ...(encoding === 'utf-8' ? [] : [encodingWarning(encoding)]),
      ...(preamble > 0 ? [`The header was found after ${preamble} other line(s), which were left out.`] : []),
    ],
  };
}

/** The record of the head that names most known columns; the first one when none does. */
function headerRecord(records: readonly HeadRecord[], score: CsvOptions['headerScore']): HeadRecord {
  const [first, ...others] = records.slice(0, 30);
  if (first === undefined) throw new Error('headerRecord needs at least one record');
  let best = { record: first, score: score(first.fields) };
  for (const record of others) {
    const points = score(record.fields);
    if (points > best.score) best = { record, score: points };
  }
  return best.record;
}

function encodingWarning(encoding: Exclude<Encoding, 'utf-8'>): string {
  switch (encoding) {
    case 'windows-1252':
      return 'The file is not UTF-8; it was read as Windows-1252.';
    case 'mixed':
      return 'The file is UTF-8 with some bytes that are not; the records that hold them go to the quarantine.';
    case 'utf-16le':
    case 'utf-16be':
      return 'The file was read as UTF-16.';
  }
}

function refuseBinary(label: string, head: Buffer): void {
  let controls = 0;
  for (const byte of head.subarray(0, 1 << 16)) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls += 1;
  }
  if (controls > Math.min(head.length, 1 << 16) * 0.01) {
    throw new UnusableInput(
      label,
      'the bytes are not those of a text table: give a CSV, Parquet, JSON Lines or XLSX export.',
    );
  }
}

/** Whether DuckDB may read the file. Bytes that are not UTF-8 are kept from it: DuckDB 1.5 can lose its whole database over them. */
function isPlain(shape: CsvShape): boolean {
  const atTop = shape.start === 0 || (shape.start === BOM_BYTES && shape.encoding === 'utf-8');
  return shape.encoding !== 'mixed' && atTop && !shape.brokenHeader;
}

/** A Parquet file of the texts, or null when DuckDB finds anything wrong with any of them. */
async function copiedTable(connection: DuckDBConnection, shape: CsvShape, tempDir: string): Promise<PlainTable | null> {
  const names = shape.headers.map((_, index) => `c${index}`);
  const copy = join(tempDir, `texts-${randomUUID()}.parquet`);
  const close = (): Promise<void> => rm(copy, { force: true });
  try {
    // It lives no longer than the scan: to pack it takes a sixth of writing, and to unpack it a twentieth of each pass.
    await connection.run(
      `COPY (FROM ${scanSql(shape, names)}) TO ${literal(copy)} (FORMAT parquet, COMPRESSION uncompressed)`,
    );
  } catch (error) {
    await close();
    if (isInterrupted(error)) throw error;
    return null;
  }
  const texts = `read_parquet(${fileLiteral(copy)}, ${IN_PLACE})`;
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${texts}`);
  return {
    ...soundTable(shape, names),
    numbered: `(SELECT file_row_number + 1 AS source_row, ${names.join(', ')} FROM ${texts})`,
    inFileOrder: texts,
    readInPlace: true,
    readable: Number(counted.getRows()[0]?.[0] ?? 0),
    close,
  };
}

/** A person asked to stop: to read the file again, slowly, would make that person wait. */
function isInterrupted(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('INTERRUPT');
}

/**
 * The file as DuckDB reads it, or null when DuckDB finds anything wrong with it. Every column is touched in the check, so that
 * no error can appear later, whichever columns are used.
 */
async function directTable(connection: DuckDBConnection, shape: CsvShape): Promise<PlainTable | null> {
  const names = shape.headers.map((_, index) => `c${index}`);
  const scan = scanSql(shape, names);
  const readable = await countStrictly(connection, scan, names);
  if (readable === null) return null;
  return {
    ...soundTable(shape, names),
    numbered: `(SELECT row_number() OVER () AS source_row, ${names.join(', ')} FROM ${scan})`,
    inFileOrder: scan,
    readInPlace: false,
    readable,
    close: async () => {},
  };
}

function soundTable(shape: CsvShape, names: readonly string[]) {
  return {
    headers: shape.headers,
    types: names.map(() => 'VARCHAR'),
    unreadable: NONE_UNREADABLE,
    unreadableCount: 0,
    continental: shape.dialect.delimiter === ';',
    warnings: shape.warnings,
  };
}

async function countStrictly(
  connection: DuckDBConnection,
  scan: string,
  names: readonly string[],
): Promise<number | null> {
  try {
    const counts = names.map((name) => `count(${name})`).join(', ');
    const reader = await connection.runAndReadAll(`SELECT count(*), ${counts} FROM ${scan}`);
    return Number(reader.getRows()[0]?.[0] ?? 0);
  } catch {
    return null;
  }
}

function scanSql(shape: CsvShape, names: readonly string[]): string {
  const { delimiter, quote, escape: escaping } = shape.dialect;
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${fileLiteral(shape.path)}, ${IN_PLACE}, delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(escaping)}, header = ${shape.hasHeader}, auto_detect = false, max_line_size = ${MAX_RECORD_BYTES}, columns = {${columns}})`;
}

async function stagedTable(shape: CsvShape, tempDir: string): Promise<PlainTable> {
  const width = shape.headers.length;
  const staged = new StagedTable(tempDir, width);
  try {
    let skip = shape.hasHeader ? 1 : 0;
    for await (const record of csvRecords(shape.path, shape.dialect, shape.start)) {
      const row = record.row - (shape.hasHeader ? 1 : 0);
      if (skip > 0) skip -= 1;
      else if (record.kind === 'bad') await staged.addUnreadable(row, null, record.reason);
      else if (fits(record.fields, width)) await staged.add(row, record.fields.slice(0, width));
      else await staged.addUnreadable(row, null, widthReason(record.fields.length, width));
    }
    return await staged.finish(shape.headers, shape.warnings, shape.dialect.delimiter === ';');
  } catch (error) {
    await staged.abandon();
    throw error;
  }
}

/** One empty column too many is a separator at the end of the line: nothing is lost with it. */
function fits(fields: readonly string[], width: number): boolean {
  return fields.length === width || (fields.length === width + 1 && fields[width] === '');
}

function widthReason(found: number, expected: number): string {
  return `The record has ${found} column(s) where the header has ${expected}: a separator inside a value must stand in quotes.`;
}
