import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../engine/engine.ts';
import type { SourceFile } from '../reader.ts';
import { openTabular, type TabularFormat, type TabularOptions } from './open-tabular.ts';
import type { RawTable } from './raw-table.ts';

/** What a table gave, read to the end. */
export interface TableRead {
  readonly rows: Record<string, unknown>[];
  readonly unreadable: Record<string, unknown>[];
  readonly inFileOrder: Record<string, unknown>[] | null;
  readonly table: RawTable;
}

/** A place on disk and an engine for tests of tables. */
export class TabularFixture {
  readonly engine: Engine;
  readonly dir: string;
  readonly #tempDir: string;
  #inputs = 0;

  private constructor(engine: Engine, dir: string) {
    this.engine = engine;
    this.dir = dir;
    this.#tempDir = mkdtempSync(join(dir, 'temp-'));
  }

  static async open(): Promise<TabularFixture> {
    const dir = mkdtempSync(join(tmpdir(), 'vigie-tabular-'));
    return new TabularFixture(
      await Engine.open({ memory: '500MB', threads: 2, spillDirectory: join(dir, 'spill') }),
      dir,
    );
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  /** Reads the whole table; fails when records are lost or temporary files stay behind. */
  async read(
    content: string | Buffer,
    format: TabularFormat,
    options: Omit<TabularOptions, 'tempDir'> = {},
  ): Promise<TableRead> {
    const bytes = Buffer.from(content);
    // A name of its own for each: DuckDB keeps what it read of a file that looks the same by name, size and time.
    this.#inputs += 1;
    const path = this.path(`input-${this.#inputs}`);
    writeFileSync(path, bytes);
    const source = { label: 'input', path, sha256: '', bytes: bytes.length };
    const outcome = await this.#readOpen(source, format, { ...options, tempDir: this.#tempDir }).catch(
      (error: unknown) => ({ error }),
    );
    const left = readdirSync(this.#tempDir);
    if (left.length > 0) throw new Error(`temporary files were left: ${left.join(', ')}`);
    if ('error' in outcome) throw outcome.error;
    return outcome;
  }

  async #readOpen(source: SourceFile, format: TabularFormat, options: TabularOptions): Promise<TableRead> {
    const table = await openTabular(this.engine.connection, source, format, options);
    try {
      const rows = await this.engine.rows(`SELECT * FROM ${table.relation} ORDER BY source_row`);
      const unreadable = await this.engine.rows(`SELECT * FROM ${table.unreadable} ORDER BY "row"`);
      const inFileOrder =
        table.inFileOrder === null ? null : await this.engine.rows(`SELECT * FROM ${table.inFileOrder}`);
      const records = await table.records();
      if (records !== rows.length + unreadable.length) {
        throw new Error(`${records} records, ${rows.length} + ${unreadable.length} read`);
      }
      return { rows, unreadable, inFileOrder, table };
    } finally {
      await table.close();
    }
  }

  /** The message with which the input was refused. */
  async refusal(
    content: string | Buffer,
    format: TabularFormat,
    options: Omit<TabularOptions, 'tempDir'> = {},
  ): Promise<string> {
    const error: unknown = await this.read(content, format, options).then(
      () => null,
      (caught: unknown) => caught,
    );
    if (!(error instanceof Error) || error.name !== 'UnusableInput')
      throw new Error(`not refused but: ${String(error)}`);
    return error.message;
  }

  close(): void {
    this.engine.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
