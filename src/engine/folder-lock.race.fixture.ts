import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse, FolderLock } from './folder-lock.ts';

/**
 * One of several processes that take one lock again and again until the time is over. Whoever has it must be alone. Then the lock is
 * made stale, as if the process had died, so that the others race for it. Prints how often it had the lock.
 */
const [folder = '', dead = '', until = ''] = process.argv.slice(2);
const inside = join(folder, 'inside');
const own = join(folder, `own-${process.pid}`);
writeFileSync(own, '');
let taken = 0;
while (Date.now() < Number(until)) {
  try {
    FolderLock.take(folder);
  } catch (error) {
    if (error instanceof FolderInUse) continue;
    throw error;
  }
  // Fails when another process is inside.
  linkSync(own, inside);
  taken += 1;
  if (taken % 3 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  rmSync(inside);
  writeFileSync(`${own}-stale`, dead);
  renameSync(`${own}-stale`, join(folder, 'lock'));
}
rmSync(own);
console.log(taken);
