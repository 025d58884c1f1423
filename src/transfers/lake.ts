import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FolderLock } from '../engine/folder-lock.ts';
import { makeFolder } from '../engine/make-folder.ts';
import { syncPath } from '../engine/sync-path.ts';
import { hashedFile } from './sources/plain-copy.ts';

/** Folders of a lake. */
const KINDS = ['batches', 'quarantine', 'messages'] as const;
type Kind = (typeof KINDS)[number];

const writtenSchema = z.object({ sha256: z.string(), bytes: z.number() });
const batchSchema = z.object({
  id: z.string().describe('SHA-256 of the file: one file is one batch.'),
  file: z.string(),
  bytes: z.number(),
  format: z.string(),
  read: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  quarantined: z.number().int(),
  /** What each file of the batch was when it was written; not in manifests of before. */
  files: z.partialRecord(z.enum(KINDS), writtenSchema).optional(),
});

/** Folder with what the next scan need not compute again. It can be removed at any time. */
const KEPT = 'kept';

/** Files of batches that were not committed. Nothing else in the folder is touched: it is not ours. */
const LEFTOVER = /^[0-9a-f]{64}\.(parquet|incoming)$/;
const manifestSchema = z.object({ version: z.literal(1), batches: z.array(batchSchema) });

export type LakeBatch = z.infer<typeof batchSchema>;
type WrittenFiles = NonNullable<LakeBatch['files']>;

/** The lake cannot be used as it is; says what to do. */
export class LakeError extends Error {
  override readonly name = 'LakeError';
}

/**
 * Accepted transfers in Parquet, one file an ingest batch, and `manifest.json` that says which batches there are. The rename of the manifest
 * is the commit: before it a batch does not exist, after it the batch is whole, and its files are known by their SHA-256. What a crash
 * left behind is removed when the lake is opened next. One process at a time.
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
    for (const kind of [...KINDS, KEPT]) {
      makeFolder(join(directory, kind));
      accessSync(join(directory, kind), constants.W_OK);
    }
    const lock = FolderLock.take(directory);
    try {
      const lake = new Lake(directory, lock, readManifest(directory));
      lake.#expectFiles();
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
    return this.#file(id, 'batches');
  }

  quarantineFile(id: string): string {
    return this.#file(id, 'quarantine');
  }

  /** What the messages of a batch are known by in others; null for a batch of another format. */
  messagesFile(id: string): string | null {
    const file = this.#file(id, 'messages');
    return existsSync(file) ? file : null;
  }

  /** Where the facts of payers or payees are kept. */
  keptFile(side: 'payer' | 'payee'): string {
    return join(this.directory, KEPT, `${side}-facts`);
  }

  /** Where a batch is written before it is committed. */
  incomingFile(id: string, kind: Kind): string {
    return join(this.directory, kind, `${id}.incoming`);
  }

  /** Makes an incoming batch part of the lake: its files reach the disk, then their names, then the manifest. */
  async commit(batch: Omit<LakeBatch, 'files'>): Promise<void> {
    const files: WrittenFiles = {};
    for (const kind of KINDS) {
      const incoming = this.incomingFile(batch.id, kind);
      if (kind === 'messages' && !existsSync(incoming)) continue;
      files[kind] = await written(incoming);
      syncPath(incoming);
      renameSync(incoming, this.#file(batch.id, kind));
      syncPath(join(this.directory, kind));
    }
    this.#writeManifest([...this.#batches, { ...batch, files }]);
  }

  /**
   * Reads every file of a batch once, before the engine does: it may fail in any way, or never end, over one byte that changed.
   * @throws LakeError naming the file that is not what was written; false when nobody noted what was
   */
  async isAsWritten({ id, file, files }: LakeBatch): Promise<boolean> {
    if (!files) return false;
    for (const kind of KINDS) {
      const expected = files[kind];
      if (!expected) continue;
      const path = this.#file(id, kind);
      let same: boolean;
      try {
        // A look at the size is free, and tells most damage.
        same = statSync(path).size === expected.bytes && (await written(path)).sha256 === expected.sha256;
      } catch (error) {
        throw unreadable(path, error);
      }
      if (!same) throw damaged(path, file);
    }
    return true;
  }

  /** Notes what the files of a batch are, where a manifest of before does not say it. They were read through and are sound. */
  async note(batch: LakeBatch): Promise<void> {
    const files: WrittenFiles = {};
    for (const kind of KINDS)
      if (existsSync(this.#file(batch.id, kind))) files[kind] = await written(this.#file(batch.id, kind));
    this.#writeManifest(this.#batches.map((other) => (other.id === batch.id ? { ...batch, files } : other)));
  }

  /** What is not committed goes at once: on a full disk every byte counts. What cannot go now goes when the lake is opened next. */
  close(): void {
    try {
      this.#removeLeftovers();
    } catch {}
    this.#lock.release();
  }

  #file(id: string, kind: Kind): string {
    return join(this.directory, kind, `${id}.parquet`);
  }

  #writeManifest(batches: LakeBatch[]): void {
    const manifest = join(this.directory, 'manifest.json');
    writeFileSync(`${manifest}.incoming`, `${JSON.stringify({ version: 1, batches }, null, 2)}\n`);
    syncPath(`${manifest}.incoming`);
    renameSync(`${manifest}.incoming`, manifest);
    syncPath(this.directory);
    this.#batches = batches;
  }

  #expectFiles(): void {
    for (const { id, file, files } of this.#batches)
      for (const kind of KINDS) {
        const path = this.#file(id, kind);
        if ((kind !== 'messages' || files?.messages) && !existsSync(path))
          throw new LakeError(
            `${path} is gone, though the manifest says that it holds what was read from ${file}: restore it from a copy, or start a new lake.`,
          );
      }
  }

  #removeLeftovers(): void {
    const whole = new Set(this.#batches.map((batch) => `${batch.id}.parquet`));
    for (const kind of KINDS)
      for (const name of readdirSync(join(this.directory, kind)))
        if (!whole.has(name) && LEFTOVER.test(name)) rmSync(join(this.directory, kind, name), { force: true });
    for (const side of ['payer', 'payee'] as const) rmSync(`${this.keptFile(side)}.incoming`, { force: true });
    rmSync(join(this.directory, 'manifest.json.incoming'), { force: true });
  }
}

function readManifest(directory: string): LakeBatch[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) return [];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    return manifestSchema.parse(JSON.parse(text)).batches;
  } catch {
    throw new LakeError(
      `${file} is not a manifest that this version understands; restore it from a copy, or start a new lake.`,
    );
  }
}

/** A file of a batch cannot be used. @param file what it was read from */
export function damaged(path: string, file: string): LakeError {
  return new LakeError(
    `${path} is damaged: it is not as Vigie wrote it when it read ${file}. Restore it from a copy, or start a new lake from the exports.`,
  );
}

function unreadable(path: string, error: unknown): LakeError {
  const { code } = error as NodeJS.ErrnoException;
  return new LakeError(`${path} cannot be read (${code}): get the right to read it, or restore it from a copy.`);
}

async function written(path: string): Promise<z.infer<typeof writtenSchema>> {
  const { sha256, bytes } = await hashedFile(path, path);
  return { sha256, bytes };
}
