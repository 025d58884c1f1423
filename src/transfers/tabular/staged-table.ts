import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { literal } from '../../engine/engine.ts';
import { fileLiteral, IN_PLACE } from '../../engine/file-literal.ts';
import { MAX_RECORD_BYTES } from './dialect.ts';
import type { PlainTable } from './plain-table.ts';

const FLUSH_AT = 1 << 18;

/**
 * A table that DuckDB could not read as it stood, written again by Vigie in a form that it reads without fail: UTF-8,
 * comma, RFC 4180, first column the record number. Records that cannot be read go to a second file with their reason.
 * Both are temporary and removed by `close()` of the table.
 */
export class StagedTable {
  readonly #rows: TextFile;
  readonly #unreadable: TextFile;
  readonly #columns: number;
  #readable = 0;
  #unreadableCount = 0;

  constructor(tempDir: string, columns: number) {
    const name = join(tempDir, `staged-${randomUUID()}`);
    this.#rows = new TextFile(`${name}.csv`);
    this.#unreadable = new TextFile(`${name}-unreadable.csv`);
    this.#columns = columns;
  }

  /** @param fields one per column; null or '' when missing */
  async add(row: number, fields: readonly (string | null)[]): Promise<void> {
    this.#readable += 1;
    await this.#rows.write(`${row},${fields.map(cell).join(',')}\n`);
  }

  async addUnreadable(row: number, column: string | null, reason: string): Promise<void> {
    this.#unreadableCount += 1;
    await this.#unreadable.write(`${row},${cell(column)},${cell(reason)}\n`);
  }

  async abandon(): Promise<void> {
    await Promise.all([this.#rows.remove(), this.#unreadable.remove()]);
  }

  async finish(headers: readonly string[], warnings: readonly string[], continental = false): Promise<PlainTable> {
    await Promise.all([this.#rows.end(), this.#unreadable.end()]);
    const names = Array.from({ length: this.#columns }, (_, index) => `c${index}`);
    return {
      headers,
      types: names.map(() => 'VARCHAR'),
      numbered: stagedScan(this.#rows.path, [
        ['source_row', 'BIGINT'],
        ...names.map((name) => [name, 'VARCHAR'] as const),
      ]),
      inFileOrder: null,
      readInPlace: false,
      readable: this.#readable,
      unreadable: stagedScan(this.#unreadable.path, [
        ['row', 'BIGINT'],
        ['column', 'VARCHAR'],
        ['reason', 'VARCHAR'],
      ]),
      unreadableCount: this.#unreadableCount,
      continental,
      warnings,
      close: () => this.abandon(),
    };
  }
}

function stagedScan(path: string, columns: readonly (readonly [string, string])[]): string {
  const types = columns.map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(', ');
  return `read_csv(${fileLiteral(path)}, ${IN_PLACE}, delim = ',', quote = '"', escape = '"', header = false, auto_detect = false, new_line = '\\n', max_line_size = ${4 * MAX_RECORD_BYTES}, columns = {${types}})`;
}

function cell(text: string | null): string {
  if (text === null || text === '') return '';
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Text appended in large pieces, with back-pressure; an error of the disk surfaces at the next write or at the end. */
class TextFile {
  readonly path: string;
  readonly #stream: WriteStream;
  #failure: Error | null = null;
  #pending = '';

  constructor(path: string) {
    this.path = path;
    this.#stream = createWriteStream(path, { mode: 0o600 });
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  async write(text: string): Promise<void> {
    this.#pending += text;
    if (this.#pending.length >= FLUSH_AT) await this.#flush();
  }

  async end(): Promise<void> {
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
  }

  async remove(): Promise<void> {
    this.#stream.destroy();
    await rm(this.path, { force: true });
  }

  #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }
}
