import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import {
  appendRows,
  type ColumnBatch,
  type ColumnType,
  columnBatches,
  columnsSql,
  type NumberColumn,
} from './columns.ts';
import { makeFolder } from './make-folder.ts';
import { PartTaker, type TakePart } from './part-taker.ts';

export interface EngineOptions {
  /** DuckDB's own memory limit, e.g. '2GB'; see `engineMemory`. What does not fit is spilled to `spillDirectory`. */
  readonly memory: string;
  readonly threads: number;
  readonly spillDirectory: string;
}

/**
 * DuckDB in process: scans, cleans, sorts, spills. Never the place where meaning is computed. Opened with a memory limit,
 * without any extension download, and in UTC, so that no figure depends on the machine.
 */
export class Engine {
  readonly connection: DuckDBConnection;
  readonly threads: number;
  readonly #instance: DuckDBInstance;
  /** By the types of the columns that they take. */
  readonly #takers = new Map<string, PartTaker>();

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, threads: number) {
    this.#instance = instance;
    this.connection = connection;
    this.threads = threads;
  }

  static async open(options: EngineOptions): Promise<Engine> {
    makeFolder(options.spillDirectory);
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: options.memory,
      threads: String(options.threads),
      temp_directory: options.spillDirectory,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Else what the engine has freed stays with its allocator: at 1 M transfers a fifth of the whole process.
      allocator_background_threads: 'true',
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    // So much of a streamed result waits for its reader: with the engine's own megabyte its threads would wait for ours at every turn.
    await connection.run("SET streaming_buffer_size = '64MB'");
    return new Engine(instance, connection, options.threads);
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  /** Rows of a small result as JSON values: decimals, instants and 64-bit integers as text. */
  async rows(sql: string): Promise<Record<string, Json>[]> {
    const reader = await this.connection.runAndReadAll(sql);
    return reader.getRowObjectsJson();
  }

  /** The single row of a query that has exactly one. */
  async row(sql: string): Promise<Record<string, Json>> {
    const [first] = await this.rows(sql);
    if (!first) throw new Error('The query gave no row where one was expected');
    return first;
  }

  /** A large result as typed arrays of up to `batchRows` rows, none of them NULL. `types` says what each column is. */
  async *columns(sql: string, types: readonly ColumnType[], batchRows: number): AsyncGenerator<ColumnBatch> {
    yield* columnBatches(await this.connection.stream(sql), types, batchRows);
  }

  /** Hands over a large result in parts and in no order, none of the values NULL: whoever needs no order has it in half the time. One at a time. */
  async eachPart(sql: string, types: readonly ColumnType[], take: TakePart): Promise<void> {
    const key = types.join('_');
    const taker = this.#takers.get(key) ?? new PartTaker(this.connection, types, `take_${key}`);
    this.#takers.set(key, taker);
    await taker.take(sql, take);
  }

  /** A large result row by row, bounded memory, JSON values. */
  async *stream(sql: string): AsyncGenerator<Record<string, Json>> {
    const result = await this.connection.stream(sql);
    for await (const rows of result.yieldRowObjectJson()) yield* rows;
  }

  /** Makes a temporary table of numbers with so many rows. */
  async tabulate(table: string, columns: readonly NumberColumn[], rows: number): Promise<void> {
    await this.run(`CREATE OR REPLACE TEMP TABLE ${table} (${columnsSql(columns)})`);
    const appender = await this.connection.createAppender(table);
    appendRows(appender, columns, rows);
    appender.closeSync();
  }

  /** Sets another limit of memory, such as `500MB`; what does not fit is spilled. */
  async limitMemory(memory: string): Promise<void> {
    await this.run(`SET memory_limit = ${literal(memory)}`);
  }

  interrupt(): void {
    this.connection.interrupt();
  }

  close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Two threads where there are two cores; never more than the machine has. */
export function defaultThreads(): number {
  return Math.max(1, Math.min(8, availableParallelism()));
}

/** Text as an SQL literal. The engine takes a NUL for the end of the statement, so that one is spelled out. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
