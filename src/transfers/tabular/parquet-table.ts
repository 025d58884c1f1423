import { open } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../../engine/file-literal.ts';
import { type SourceFile, UnusableInput } from '../reader.ts';
import { NONE_UNREADABLE, type PlainTable } from './plain-table.ts';

const MAGIC = 'PAR1';
const ENCRYPTED_MAGIC = 'PARE';
const TAIL_BYTES = 8;
/** The footer of a file with thousands of row groups takes a few MiB. */
const MAX_FOOTER_BYTES = 256 << 20;
/** Up to this size every column is decoded once before the file is trusted; above, the narrowest ones. */
const CHECK_WHOLE_BYTES = 64 << 20;

/**
 * Opens a Parquet file after checking what its footer claims against what the file holds: lengths, offsets, and numbers of
 * rows; a claim that does not hold is refused before anything is allocated for it. Types are kept.
 *
 * @throws UnusableInput when the file is truncated, encrypted, or its footer lies
 */
export async function openParquet(connection: DuckDBConnection, source: SourceFile): Promise<PlainTable> {
  await checkTail(source);
  try {
    return await openChecked(connection, source);
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw new UnusableInput(source.label, `the Parquet file cannot be read (${firstLine(error)}): write it again.`);
  }
}

async function openChecked(connection: DuckDBConnection, source: SourceFile): Promise<PlainTable> {
  const rows = await checkFooter(connection, source);
  const scan = `read_parquet(${fileLiteral(source.path)}, ${IN_PLACE}, binary_as_string = true)`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${scan}`);
  const columns = described.getRows().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
  const nested = columns.filter(({ type }) => isNested(type));
  const flat = columns.filter(({ type }) => !isNested(type));
  if (flat.length === 0)
    throw new UnusableInput(
      source.label,
      `every column is nested: write payer, payee, amount and date as plain columns.`,
    );
  const selected = flat.map(({ name }, index) => `${identifier(name)} AS c${index}`).join(', ');
  await decodeOnce(
    connection,
    source,
    `(SELECT ${selected} FROM ${scan})`,
    flat.map(({ type }) => type),
  );
  return {
    headers: flat.map(({ name }) => name.trim()),
    types: flat.map(({ type }) => type),
    numbered: `(SELECT ${rowNumberSql(columns)} AS source_row, ${selected} FROM ${scan})`,
    inFileOrder: `(SELECT ${selected} FROM ${scan})`,
    readInPlace: true,
    readable: rows,
    unreadable: NONE_UNREADABLE,
    unreadableCount: 0,
    continental: false,
    warnings: nested.map(({ name, type }) => `Column "${name}" is nested (${type.slice(0, 40)}) and was not read.`),
    close: async () => {},
  };
}

/** The engine's own count of rows, unless a column of the file has its name: then rows are counted as they come, which is slower. */
function rowNumberSql(columns: readonly { readonly name: string }[]): string {
  const taken = columns.some(({ name }) => name.toLowerCase() === 'file_row_number');
  return taken ? 'row_number() OVER ()' : 'file_row_number + 1';
}

/** The last bytes: the length of the footer and the mark of the format. */
async function checkTail(source: SourceFile): Promise<void> {
  const refuse = (why: string): never => {
    throw new UnusableInput(source.label, `${why}: copy or write the Parquet file again.`);
  };
  if (source.bytes < 12) refuse('the file is too short to be Parquet');
  const tail = Buffer.alloc(TAIL_BYTES);
  const file = await open(source.path);
  try {
    await file.read(tail, 0, TAIL_BYTES, source.bytes - TAIL_BYTES);
  } finally {
    await file.close();
  }
  const magic = tail.toString('latin1', 4);
  if (magic === ENCRYPTED_MAGIC)
    throw new UnusableInput(source.label, 'the Parquet file is encrypted: write it without encryption.');
  if (magic !== MAGIC) refuse('the file does not end as Parquet does, so it was cut off');
  const footer = tail.readUInt32LE(0);
  if (footer > source.bytes - 12 || footer > MAX_FOOTER_BYTES)
    refuse('the footer claims a length that the file does not have');
}

/** Rows as the footer claims them, once the claims agree with each other and with the size of the file. */
async function checkFooter(connection: DuckDBConnection, source: SourceFile): Promise<number> {
  const path = fileLiteral(source.path);
  const claimed = await connection.runAndReadAll(`SELECT num_rows::DOUBLE FROM parquet_file_metadata(${path})`);
  const rows = Number(claimed.getRows()[0]?.[0] ?? -1);
  const groups = await connection.runAndReadAll(`
    WITH chunks AS (
      SELECT row_group_id, row_group_num_rows::HUGEINT AS group_rows, num_values::HUGEINT AS num_values,
        coalesce(dictionary_page_offset, data_page_offset)::HUGEINT AS first_byte, data_page_offset::HUGEINT AS data_byte,
        total_compressed_size::HUGEINT AS size
      FROM parquet_metadata(${path}))
    SELECT
      coalesce((SELECT sum(group_rows) FROM (SELECT DISTINCT row_group_id, group_rows FROM chunks)), 0)::DOUBLE,
      count(*) FILTER (WHERE group_rows < 0 OR num_values < 0 OR size < 0 OR first_byte < 0 OR data_byte < 0
        OR least(first_byte, data_byte) + size > ${source.bytes} OR data_byte > ${source.bytes})
    FROM chunks`);
  const [sum, outside] = (groups.getRows()[0] ?? []).map(Number);
  if (rows < 0 || sum !== rows) {
    throw new UnusableInput(
      source.label,
      `the Parquet footer claims ${rows} rows where its row groups hold ${sum}: write the file again.`,
    );
  }
  if (outside !== 0) {
    throw new UnusableInput(source.label, 'the Parquet footer points outside the file: copy or write the file again.');
  }
  return rows;
}

/** Decodes columns once, so that a page that does not hold what the footer claims is found now and not in the middle of a scan. */
async function decodeOnce(
  connection: DuckDBConnection,
  source: SourceFile,
  scan: string,
  types: readonly string[],
): Promise<void> {
  const all = types.map((_, index) => index);
  const narrow = all.filter((index) => types[index] !== 'VARCHAR').slice(0, 1);
  const checked = source.bytes <= CHECK_WHOLE_BYTES ? all : narrow;
  if (checked.length === 0) return;
  await connection.run(`SELECT ${checked.map((index) => `max(c${index})`).join(', ')} FROM ${scan}`);
}

function isNested(type: string): boolean {
  return /^(STRUCT|MAP|UNION|LIST)\b|\[\d*\]$/.test(type);
}

function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
