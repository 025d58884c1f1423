import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { z } from 'zod';
import { CaseworkError } from '../casework-error.ts';
import { OWNER } from '../roles.ts';
import { checkpointNotes } from './checkpoint.ts';
import type { ChainEntry } from './verify-chain.ts';

/** Entries that come from the database in one answer. */
const AT_ONCE = 5_000;

/** What the database holds of the log, in one snapshot that cannot write. */
export async function whileReadingLog<T>(client: pg.Client, work: (log: StoredLog) => Promise<T>): Promise<T> {
  await client.query(`begin isolation level repeatable read read only; set local role ${OWNER}`);
  try {
    const head = await client.query<{ seq: string }>('select seq from audit.head');
    const notes = await client.query<{ note: string }>('select note from audit.checkpoint order by seq');
    return await work({
      entries: entriesOf(client),
      notes: notes.rows.map(({ note }) => note),
      end: Number(head.rows[0]?.seq ?? 0),
    });
  } finally {
    await client.query('rollback');
  }
}

export interface StoredLog {
  readonly entries: AsyncIterable<ChainEntry>;
  readonly notes: readonly string[];
  /** Entries there should be; null when nobody says. */
  readonly end: number | null;
}

async function* entriesOf(client: pg.Client): AsyncIterable<ChainEntry> {
  for (let after = '-9223372036854775808'; ; ) {
    const { rows } = await client.query<{ seq: string; content: string; hash: string }>(
      `select seq, content, encode(hash, 'hex') as hash from audit.entry where seq > $1 order by seq limit ${AT_ONCE}`,
      [after],
    );
    for (const { seq, content, hash } of rows) yield { seq: Number(seq), content, hash };
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

const exportedSchema = z.object({ seq: z.number().int(), content: z.string(), hash: z.string() });

/** Entries of an export, a line each, in the order in which they stand. Throws CaseworkError naming the line. */
export async function* exportedEntries(file: string): AsyncIterable<ChainEntry> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line++;
    const read = parse(text);
    if (read === null)
      throw new CaseworkError(
        `${file}:${line}: this is no entry of an exported audit log. Export it again with "vigie audit export".`,
        `${file}:${line} : ceci n’est pas une entrée d’un journal d’audit exporté. L’exporter à nouveau avec « vigie audit export ».`,
      );
    yield read;
  }
}

function parse(text: string): ChainEntry | null {
  try {
    return exportedSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Checkpoints of a file; none when there is no such file. */
export async function notesOfFile(file: string): Promise<readonly string[]> {
  try {
    return checkpointNotes(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
