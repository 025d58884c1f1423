import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const batchSchema = z.object({
  id: z.string().describe('SHA-256 of the file: one file is one batch.'),
  file: z.string(),
  bytes: z.number(),
  format: z.string(),
  read: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
});
const manifestSchema = z.object({ version: z.literal(1), batches: z.array(batchSchema) });

export type LakeBatch = z.infer<typeof batchSchema>;

/** The lake cannot be used as it is; says what to do. */
export class LakeError extends Error {
  override readonly name = 'LakeError';
}

/**
 * Accepted transfers in Parquet, one file an ingest batch, and `manifest.json` that says which batches there are. The rename of the manifest
 * is the commit: before it a batch does not exist, after it the batch is whole. What a crash left behind is removed when the
 * lake is opened next. One process at a time.
 */
export class Lake {
  readonly directory: string;
  #batches: LakeBatch[];

  private constructor(directory: string, batches: LakeBatch[]) {
    this.directory = directory;
    this.#batches = batches;
  }

  static open(directory: string): Lake {
    mkdirSync(join(directory, 'batches'), { recursive: true });
    mkdirSync(join(directory, 'quarantine'), { recursive: true });
    takeLock(directory);
    const lake = new Lake(directory, readManifest(directory));
    lake.#removeLeftovers();
    return lake;
  }

  get batches(): readonly LakeBatch[] {
    return this.#batches;
  }

  transfersFile(id: string): string {
    return join(this.directory, 'batches', `${id}.parquet`);
  }

  quarantineFile(id: string): string {
    return join(this.directory, 'quarantine', `${id}.parquet`);
  }

  /** Where a batch is written before it is committed. */
  incomingFile(id: string, kind: 'batches' | 'quarantine'): string {
    return join(this.directory, kind, `${id}.incoming`);
  }

  /** Makes an incoming batch part of the lake: both files reach the disk, then their names, then the manifest. */
  commit(batch: LakeBatch): void {
    for (const [kind, file] of [
      ['batches', this.transfersFile(batch.id)],
      ['quarantine', this.quarantineFile(batch.id)],
    ] as const) {
      const incoming = this.incomingFile(batch.id, kind);
      syncPath(incoming);
      renameSync(incoming, file);
      syncPath(join(this.directory, kind));
    }
    const batches = [...this.#batches, batch];
    const manifest = join(this.directory, 'manifest.json');
    writeFileSync(`${manifest}.incoming`, `${JSON.stringify({ version: 1, batches }, null, 2)}\n`);
    syncPath(`${manifest}.incoming`);
    renameSync(`${manifest}.incoming`, manifest);
    syncPath(this.directory);
    this.#batches = batches;
  }

  close(): void {
    rmSync(join(this.directory, 'lock'), { force: true });
  }

  #removeLeftovers(): void {
    const whole = new Set(this.#batches.map((batch) => `${batch.id}.parquet`));
    for (const kind of ['batches', 'quarantine'])
      for (const name of readdirSync(join(this.directory, kind)))
        if (!whole.has(name)) rmSync(join(this.directory, kind, name), { force: true });
    for (const { id } of this.#batches)
      if (!existsSync(this.transfersFile(id)))
        throw new LakeError(
          `${this.directory}: the batch ${id.slice(0, 12)} is in the manifest but its file is gone; restore it from a copy, or start a new lake.`,
        );
  }
}

function readManifest(directory: string): LakeBatch[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) return [];
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).batches;
  } catch {
    throw new LakeError(
      `${file} is not a manifest that this version understands; restore it from a copy, or start a new lake.`,
    );
  }
}

/** One process at a time: the lock holds the number of the process, so that the lock of a dead one is taken over. */
function takeLock(directory: string): void {
  const file = join(directory, 'lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (holder !== process.pid && isAlive(holder))
        throw new LakeError(
          `${directory} is in use by process ${holder}; wait until it has finished, or name another lake.`,
        );
      rmSync(file, { force: true });
    }
  }
  throw new LakeError(`${directory} was taken by another process; try again.`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
