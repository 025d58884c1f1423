import { constants, type FileHandle, open } from 'node:fs/promises';

/** A file that is open: what is read of it is of this very file, whatever takes its name meanwhile. */
export interface PlainFile {
  readonly file: FileHandle;
  readonly bytes: number;
}

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Opens a file and nothing else: no link is followed, a pipe keeps nobody waiting, and what has a second name may be somebody
 * else's. Null when there is no such file. Whoever asks closes it.
 */
export async function openPlainFile(path: string): Promise<PlainFile | null> {
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
  if (file === null) return null;
  const found = await file.stat();
  if (found.isFile() && found.nlink === 1) return { file, bytes: found.size };
  await file.close();
  return null;
}

/** Path by which a process of ours opens the file that it was given as this descriptor. */
export function inheritedPath(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}
