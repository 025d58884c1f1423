import { existsSync, linkSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse, FolderLock } from './folder-lock.ts';

/**
 * One of several processes that take one lock again and again until there is a file that says that the race is over. Whoever has it
 * must be alone. Then the lock is made stale, as if the process had died, so that the others race for it. Prints a point each time.
 */
const [folder = '', dead = ''] = process.argv.slice(2);
const inside = join(folder, 'inside');
const own = join(folder, `own-${process.pid}`);
writeFileSync(own, '');
let taken = 0;
while (!existsSync(join(folder, 'over'))) {
  try {
    FolderLock.take(folder);
  } catch (error) {
    if (error instanceof FolderInUse) continue;
    throw error;
  }
  // Fails when another process is inside.
  linkSync(own, inside);
  taken += 1;
  writeSync(1, '.');
  if (taken % 3 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  rmSync(inside);
  writeFileSync(`${own}-stale`, dead);
  renameSync(`${own}-stale`, join(folder, 'lock'));
}
rmSync(own);
