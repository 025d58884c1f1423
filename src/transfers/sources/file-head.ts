import { constants, type FileHandle, open } from 'node:fs/promises';
import { SourceTrouble } from './source-error.ts';

interface FileHead {
  readonly bytes: Buffer;
  /** They are all of the file. */
  readonly complete: boolean;
}

/** The first bytes of a file. */
export async function readHead(path: string, limit: number): Promise<FileHead> {
  // Opened for waiting, a pipe that was put in the place of the file would hold this process for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return await headOf(file, limit);
  } finally {
    await file.close();
  }
}

/** The first bytes of a file that is open. */
export async function headOf(file: FileHandle, limit: number): Promise<FileHead> {
  const found = await file.stat();
  if (!found.isFile())
    throw new SourceTrouble('it is neither a file nor a directory (a pipe or a device): save the data to a file first');
  const buffer = Buffer.alloc(Math.min(limit, found.size));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return { bytes: buffer.subarray(0, filled), complete: filled >= found.size };
}
