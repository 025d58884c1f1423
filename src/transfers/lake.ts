import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FolderLock } from '../engine/folder-lock.ts';
import { makeFolder } from '../engine/make-folder.ts';

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
/** Folders of a lake. */
const KINDS = ['batches', 'quarantine', 'messages'] as const;

/** Files of batches that were not committed. Nothing else in the folder is touched: it is not ours. */
const LEFTOVER = /^[0-9a-f]{64}\.(parquet|incoming)$/;
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
  readonly #lock: FolderLock;
  #batches: LakeBatch[];

  private constructor(directory: string, lock: FolderLock, batches: LakeBatch[]) {
    this.directory = directory;
    this.#lock = lock;
    this.#batches = batches;
  }

  /** @throws FolderInUse, LakeError */
  static open(directory: string): Lake {
    for (const kind of KINDS) makeFolder(join(directory, kind));
    const lock = FolderLock.take(directory);
    try {
      const lake = new Lake(directory, lock, readManifest(directory));
      lake.#removeLeftovers();
      // From the first moment on, whoever reads the folder above sees that this is a lake.
      if (!existsSync(join(directory, 'manifest.json'))) lake.#writeManifest([]);
      return lake;
    } catch (error) {
      lock.release();
      throw error;
    }
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

  /** What the messages of a batch are known by in others; null for a batch of another format. */
  messagesFile(id: string): string | null {
    const file = join(this.directory, 'messages', `${id}.parquet`);
    return existsSync(file) ? file : null;
  }

  /** Where a batch is written before it is committed. */
  incomingFile(id: string, kind: (typeof KINDS)[number]): string {
    return join(this.directory, kind, `${id}.incoming`);
  }

  /** Makes an incoming batch part of the lake: its files reach the disk, then their names, then the manifest. */
  commit(batch: LakeBatch): void {
    for (const kind of KINDS) {
      const incoming = this.incomingFile(batch.id, kind);
      if (kind === 'messages' && !existsSync(incoming)) continue;
      syncPath(incoming);
      renameSync(incoming, join(this.directory, kind, `${batch.id}.parquet`));
      syncPath(join(this.directory, kind));
    }
    this.#writeManifest([...this.#batches, batch]);
  }

  close(): void {
    this.#lock.release();
  }

  #writeManifest(batches: LakeBatch[]): void {
    const manifest = join(this.directory, 'manifest.json');
    writeFileSync(`${manifest}.incoming`, `${JSON.stringify({ version: 1, batches }, null, 2)}\n`);
    syncPath(`${manifest}.incoming`);
    renameSync(`${manifest}.incoming`, manifest);
    syncPath(this.directory);
    this.#batches = batches;
  }

  #removeLeftovers(): void {
    for (const { id, file } of this.#batches)
      for (const path of [this.transfersFile(id), this.quarantineFile(id)])
        if (!existsSync(path))
          throw new LakeError(
            `${path} is gone, though the manifest says that it holds what was read from ${file}: restore it from a copy, or start a new lake.`,
          );
    const whole = new Set(this.#batches.map((batch) => `${batch.id}.parquet`));
    for (const kind of KINDS)
      for (const name of readdirSync(join(this.directory, kind)))
        if (!whole.has(name) && LEFTOVER.test(name)) rmSync(join(this.directory, kind, name), { force: true });
    rmSync(join(this.directory, 'manifest.json.incoming'), { force: true });
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

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
