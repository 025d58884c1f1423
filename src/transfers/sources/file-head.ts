import { open } from 'node:fs/promises';

/** The first bytes of a file; `complete` when they are all of it. */
export async function readHead(path: string, limit: number): Promise<{ bytes: Buffer; complete: boolean }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(limit, size));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return { bytes: buffer.subarray(0, filled), complete: filled >= size };
  } finally {
    await file.close();
  }
}
