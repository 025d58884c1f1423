import { setTimeout as pause } from 'node:timers/promises';
import { FolderInUse, FolderLock } from '../../engine/folder-lock.ts';

/** Longer than a start after a crash may take. */
const PATIENCE_MS = 320_000;
const MOMENT_MS = 50;

const queues = new Map<string, Promise<unknown>>();

/**
 * Does the work while no other process, and nothing else in this one, does such work in the folder.
 *
 * @throws FolderInUse when another process does not end its own
 */
export function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(folder) ?? Promise.resolve()).then(() => whileLocked(folder, work));
  queues.set(
    folder,
    turn.catch(() => undefined),
  );
  return turn;
}

async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await taken(folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function taken(folder: string): Promise<FolderLock> {
  const began = performance.now();
  for (;;) {
    try {
      return FolderLock.take(folder);
    } catch (error) {
      if (!(error instanceof FolderInUse) || performance.now() - began > PATIENCE_MS) throw error;
      await pause(MOMENT_MS);
    }
  }
}
