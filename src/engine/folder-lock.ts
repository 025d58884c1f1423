import {
  constants,
  copyFileSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A folder is in use by a process that lives. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * One process at a time in a folder. The file `lock` holds the number of the process, so that the lock of a dead one is taken
 * over; it appears with its content or not at all.
 */
export class FolderLock {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** @throws FolderInUse with what to do */
  static take(folder: string, name = 'lock'): FolderLock {
    const file = join(folder, name);
    const own = `${file}.${process.pid}`;
    writeFileSync(own, String(process.pid));
    try {
      for (let attempt = 0; attempt < 5; attempt++) {
        if (appears(own, file)) {
          removeOfDead(file);
          return new FolderLock(file);
        }
        const holder = holderOf(file);
        if (holder !== process.pid && isAlive(holder))
          throw new FolderInUse(
            `${folder} is in use by process ${holder}: wait until it has finished, or name another folder. If that process is not Vigie, remove ${file}.`,
          );
        putAside(file, holder);
      }
    } finally {
      rmSync(own, { force: true });
    }
    throw new FolderInUse(`${folder} was taken by another process: try again.`);
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }
}

/** Gives a whole file a second name unless that exists; copies where the disk knows no second names. */
function appears(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
  }
  try {
    copyFileSync(own, file, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** 0 when the lock is gone meanwhile or says nothing. */
function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** Takes the lock of a dead process away. Another one may have done so meanwhile and hold it: then it gets it back. */
function putAside(file: string, dead: number): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (holderOf(aside) !== dead) appears(aside, file);
  rmSync(aside, { force: true });
}

/** What processes that died while they took the lock left beside it. */
function removeOfDead(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const pid = new RegExp(`^${RegExp.escape(basename(file))}\\.(\\d+)(\\.stale)?$`).exec(name)?.[1];
    if (pid && Number(pid) !== process.pid && !isAlive(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
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
