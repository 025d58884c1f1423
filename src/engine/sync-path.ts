import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Has the disk hold a file, or the names in a folder: a rename may outlive a power cut that what was written before it does not. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
