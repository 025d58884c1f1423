import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder that a person named, and those above it. Not `mkdirSync` with `recursive`: that one tries again for ever
 * where the folder above is there but nothing can be made in it because "there is no such file", as in /proc.
 */
export function makeFolder(folder: string): void {
  const above = dirname(folder);
  if (made(folder) || above === folder) return;
  makeFolder(above);
  if (!made(folder)) mkdirSync(folder);
}

/** Whether the folder is there now; false when the one above is missing. */
function made(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    // Already there, perhaps made by another process a moment ago, perhaps on a disk where nothing can be made.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return true;
    throw error;
  }
}
