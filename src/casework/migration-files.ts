import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The migrations of this program. */
const MIGRATIONS = join(import.meta.dirname, 'migrations');

/** One step of the schema, as its file says it. */
export interface Migration {
  readonly number: number;
  /** `0001-name.sql` */
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the file. */
  readonly checksum: string;
}

/** In their order. Numbers may be left out, and none stands twice. */
export function migrationFiles(folder: string = MIGRATIONS): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  let last = -1;
  return files.map((file) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
    if (!(number > last))
      throw new Error(`${join(folder, file)} must be called NNNN-name.sql, with a number of its own.`);
    last = number;
    const bytes = readFileSync(join(folder, file));
    return { number, file, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
  });
}
