import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { checkpointNote } from './checkpoint.ts';
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
  const seal = async (): Promise<void> => sealNow(worker, signingKey, dataFolder);
  await seal();
  // A database that is away is asked again at the next turn.
  const timer = setInterval(() => void seal().catch(() => undefined), EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await seal().catch(() => undefined);
    },
  };
}

/** Makes a checkpoint of the audit log unless its end has one. */
export async function sealNow(worker: pg.Pool, signingKey: string, dataFolder: string): Promise<void> {
  const { rows } = await worker.query<{ seq: string; hash: Buffer }>(
    'select seq, hash from audit.head where seq > 0 and not exists (select from audit.checkpoint c where c.seq = head.seq)',
  );
  const [end] = rows;
  if (!end) return;
  const note = checkpointNote({ seq: Number(end.seq), hash: end.hash }, signingKey, noteKeyOf(signingKey, SIGNER));
  const { rowCount } = await worker.query(
    'insert into audit.checkpoint (seq, note) values ($1, $2) on conflict do nothing',
    [end.seq, note],
  );
  if (rowCount !== 1) return;
  const file = checkpointsFile(dataFolder);
  await mkdir(join(dataFolder, 'audit'), { recursive: true, mode: 0o700 });
  await appendFile(file, `${note}\n`, { mode: 0o600 });
}
