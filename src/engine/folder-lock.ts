import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { identityOf } from './process-identity.ts';

/** A folder is in use by a process that lives. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** Another process is about to write its number, or to take a lock over: a moment later it is known. */
const MOMENT_MS = 20;
const ATTEMPTS = 50;
/** A lock without a number that is older was left by a process that died while it wrote, on a disk without second names. */
const BEING_WRITTEN_MS = 200;

/**
 * One process at a time in a folder. The file `lock` holds the number of the process, and what tells it from a later one with that
 * number, so that the lock of a dead one is taken over; it appears with its content or not at all. Only one process may take over a given lock: the one that makes the file
 * named after it, `lock.over.…`. So a lock that lives is never moved, however many processes saw a dead one in its place.
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
    try {
      // In here: on a full disk the file is made, and its number does not fit.
      writeFileSync(own, ownName());
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const held = lockIn(file);
        if (held === null) {
          if (!appears(own, file)) continue;
        } else if (held.holder !== process.pid && held.isAlive)
          throw new FolderInUse(
            `${folder} is in use by process ${held.holder}: wait until it has finished, or name another folder. If that process is not Vigie, remove ${file}.`,
          );
        else if (held.beingWritten || !takesOver(own, file, held)) {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT_MS);
          continue;
        }
        removeOfDead(file);
        return new FolderLock(file);
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

interface HeldLock {
  /** 0 when it says no number. */
  readonly holder: number;
  /** Whether that process is the one that took the lock, and has not ended. */
  readonly isAlive: boolean;
  /** What no other lock has, not even a later one of the same process. */
  readonly identity: string;
  readonly beingWritten: boolean;
}

/** The lock as it stands; null when there is none. */
function lockIn(file: string): HeldLock | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    const { ino, mtimeNs, mtimeMs, size } = fstatSync(descriptor, { bigint: true });
    const [number = '', identity] = readFileSync(descriptor, 'utf8').split('\n');
    const holder = Number(number) || 0;
    return {
      holder,
      isAlive: isAlive(holder, identity || null),
      identity: `${ino}-${mtimeNs}-${size}`,
      beingWritten: size === 0n && Math.abs(Date.now() - Number(mtimeMs)) < BEING_WRITTEN_MS,
    };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Puts the own lock in the place of that of a dead process, unless another process may do so. The right to it goes to who makes
 * the first file named after that lock; to who makes the second when the first one died before it was done, and so on.
 */
function takesOver(own: string, file: string, dead: HeldLock): boolean {
  const rights: string[] = [];
  for (;;) {
    const right = `${file}.over.${dead.identity}.${rights.length + 1}`;
    rights.push(right);
    if (appears(own, right)) break;
    const other = lockIn(right);
    if (other === null || other.beingWritten || (other.holder !== process.pid && other.isAlive)) return false;
  }
  const stillDead = lockIn(file)?.identity === dead.identity;
  if (stillDead) renameSync(own, file);
  for (const right of rights) rmSync(right, { force: true });
  return stillDead;
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

/** What processes that died while they took the lock left beside it. */
function removeOfDead(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const path = join(dirname(file), name);
    const [, pid, right] = new RegExp(`^${RegExp.escape(basename(file))}\\.(?:(\\d+)|(over\\..+))$`).exec(name) ?? [];
    if (pid === undefined && right === undefined) continue;
    const left = lockIn(path);
    const isLeft = right === undefined ? !isAlive(Number(pid), null) : left !== null && !left.isAlive;
    if (isLeft && Number(pid) !== process.pid && left?.holder !== process.pid) rmSync(path, { force: true });
  }
}

/** The first line is the number; the second, where the system says it, names the process for ever. */
function ownName(): string {
  const identity = identityOf(process.pid);
  return identity === null ? String(process.pid) : `${process.pid}\n${identity}`;
}

/** @param identity null = not known: then a later process with its number is taken for it */
function isAlive(pid: number, identity: string | null): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (identity !== null) return identityOf(pid) === identity;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
