import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from './engine/engine.ts';
import { FolderLock } from './engine/folder-lock.ts';
import { makeFolder } from './engine/make-folder.ts';
import { engineMemory } from './engine/memory.ts';
import type { ScanOptions } from './scan-options.ts';
import { Lake } from './transfers/lake.ts';

/** Where a scan keeps what is not finished, inside its output folder: on the same disk, so that a rename makes it a result. */
export const WORK_FOLDER = '.vigie-work';
/** Both names are Vigie’s own: what a scan empties or takes over must not be anything that a person may have called so. */
const LOCK = '.vigie-lock';

type RoomOptions = Pick<ScanOptions, 'out' | 'lake' | 'memory' | 'threads'>;

/** What a scan holds while it runs: the output folder for itself, a work folder in it, the engine, the lake. */
export class ScanRoom {
  readonly engine: Engine;
  readonly lake: Lake | null;
  readonly work: string;
  /** Whether the next scan of the lake is to find the facts of this one. */
  readonly keeps: boolean;
  readonly #lock: FolderLock;
  readonly #files: number[] = [];

  private constructor(engine: Engine, lake: Lake | null, work: string, lock: FolderLock, keeps: boolean) {
    this.keeps = keeps;
    this.engine = engine;
    this.lake = lake;
    this.work = work;
    this.#lock = lock;
  }

  /** @throws FolderInUse when another process has the output folder or the lake; LakeError; the error of the file system when it cannot be written to */
  static async open({ out, lake: directory, memory, threads }: RoomOptions, keeps = true): Promise<ScanRoom> {
    makeFolder(out);
    const lock = FolderLock.take(out, LOCK);
    const work = join(out, WORK_FOLDER);
    let lake: Lake | null = null;
    try {
      lake = directory === null ? null : Lake.open(directory);
      rmSync(work, { recursive: true, force: true });
      const engine = await Engine.open({ memory: engineMemory(memory), threads, spillDirectory: join(work, 'spill') });
      return new ScanRoom(engine, lake, work, lock, keeps);
    } catch (error) {
      lake?.close();
      leave(work, lock);
      throw error;
    }
  }

  /** An empty file in the work folder, open for as long as the room. */
  readonly openFile = (name: string): number => {
    const file = openSync(join(this.work, name), 'w+');
    this.#files.push(file);
    return file;
  };

  close(): void {
    this.engine.close();
    for (const file of this.#files) closeSync(file);
    this.lake?.close();
    leave(this.work, this.#lock);
  }
}

/** The lock goes last, and whatever happens: the folder may hold what others may not remove. */
function leave(work: string, lock: FolderLock): void {
  try {
    rmSync(work, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
