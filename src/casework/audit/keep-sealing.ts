import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { checkpointNote, readCheckpoint } from './checkpoint.ts';
import { noteKeyOf } from './signed-note.ts';

/** A checkpoint is made at most this often while the server runs. */
const EVERY_MS = 5 * 60_000;
/** Name under which the checkpoints of an installation are signed. */
export const SIGNER = 'vigie.audit';

/** File of the checkpoints beside the database: whoever rewrites the database has not rewritten it. */
export function checkpointsFile(dataFolder: string): string {
  return join(dataFolder, 'audit', 'checkpoints.txt');
}

interface Sealing {
  /** Seals what is there, and ends. */
  stop(): Promise<void>;
}

/** Makes a checkpoint of the audit log now, from time to time, and at the end. Two servers may both do it. */
export async function keepSealing(worker: pg.Pool, signingKey: string, dataFolder: string): Promise<Sealing> {
  // A database that is away or a disk that is full is tried again at the next turn; the health of the server tells how old the last one is.
  const seal = (): Promise<void> => sealNow(worker, signingKey, dataFolder).catch(() => undefined);
  await seal();
  const timer = setInterval(() => void seal(), EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await seal();
    },
  };
}

/** Makes a checkpoint of the audit log unless its end has one: in the database and in its file, or in neither. */
export async function sealNow(worker: pg.Pool, signingKey: string, dataFolder: string): Promise<void> {
  const client = await worker.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ seq: string; hash: Buffer; notes: readonly string[] }>(
      `select seq, hash, array(select note from audit.checkpoint c where c.seq = head.seq) notes from audit.head where seq > 0`,
    );
    const [end] = rows;
    const key = noteKeyOf(signingKey, SIGNER);
    // What stands beside the entry and is not signed with this key vouches for nothing.
    if (end && !end.notes.some((note) => readCheckpoint(note, key)?.hash.equals(end.hash))) {
      const note = checkpointNote({ seq: Number(end.seq), hash: end.hash }, signingKey, key);
      const { rowCount } = await client.query(
        'insert into audit.checkpoint (seq, note) values ($1, $2) on conflict do nothing',
        [end.seq, note],
      );
      if (rowCount === 1) await appendWhole(dataFolder, `${note}\n`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** All of the text comes to the end of the file, or nothing: half a note would hide the one that follows it. */
async function appendWhole(dataFolder: string, text: string): Promise<void> {
  await mkdir(join(dataFolder, 'audit'), { recursive: true, mode: 0o700 });
  const file = await open(checkpointsFile(dataFolder), 'a', 0o600);
  try {
    const { size } = await file.stat();
    try {
      await file.appendFile(text);
      await file.sync();
    } catch (error) {
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}
