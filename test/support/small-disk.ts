import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const NO_MOUNT = 'skipped: this account may not mount a small disk';

/** Whether this machine lets a test have a disk of its own. */
export function maySmallDisk(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-mount-'));
  const may = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
  if (may) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return may;
}

/** A disk so small that a test can fill it. */
export class SmallDisk {
  readonly folder: string;

  constructor(megabytes: number) {
    this.folder = mkdtempSync(join(tmpdir(), 'vigie-small-disk-'));
    // Accounts that are not this one have to come through.
    const options = `size=${megabytes}m,mode=0711`;
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', this.folder]).status !== 0)
      throw new Error('The small disk could not be mounted.');
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** Leaves so many bytes free. */
  fill(free: number): void {
    const file = openSync(this.path('ballast'), 'a');
    try {
      const chunk = randomBytes(1 << 16);
      // Looked at again each time: others may write and free meanwhile.
      for (let left = this.#room() - free; left > 0; left = this.#room() - free)
        writeSync(file, chunk.subarray(0, Math.min(chunk.length, left)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Bytes. */
  #room(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** There is room again. */
  free(): void {
    rmSync(this.path('ballast'), { force: true });
  }

  remove(): void {
    spawnSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** While the temporary files of this process lie on this disk. */
  async whileTemporary<T>(work: () => Promise<T>): Promise<T> {
    const before = process.env.TMPDIR;
    mkdirSync(this.path('tmp'), { recursive: true });
    process.env.TMPDIR = this.path('tmp');
    try {
      return await work();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  }
}
