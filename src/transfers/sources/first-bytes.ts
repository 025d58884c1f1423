import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type SourceFile, UnusableInput } from '../reader.ts';
import { isGzip, isZip } from './archive-signs.ts';
import { readHead } from './file-head.ts';
import { foreignKind, refusalOf, SIGNATURE_BYTES } from './signatures.ts';
import { reasonOf, SourceTrouble } from './source-error.ts';
import { DEFAULT_LIMITS } from './unpack-limits.ts';
import { firstMember, zipKind } from './zip-members.ts';

/** The beginning of a file, or of the first one in an archive. */
export interface FirstBytes {
  /** Without a SHA-256: that would take reading all of it. */
  readonly source: SourceFile;
  /** Nothing was cut off. */
  readonly complete: boolean;
}

/**
 * A file that can be looked at in little time, whatever its size: a workbook and a Parquet file as they lie, since they are read in parts;
 * of all others a copy of the first whole lines.
 *
 * @throws UnusableInput when it is nothing that Vigie opens
 */
export async function firstBytes(path: string, label: string, tempDir: string, limit: number): Promise<FirstBytes> {
  try {
    const { bytes: head } = await readHead(path, SIGNATURE_BYTES);
    if (isGzip(head)) return await copied(label, createReadStream(path).pipe(createGunzip()), tempDir, limit);
    if (isZip(head)) {
      const kind = await zipKind(path);
      if (kind === 'office')
        throw new SourceTrouble('it is an Office document but not an .xlsx workbook: save it as .xlsx or CSV');
      if (kind === 'workbook') return await whole(label, path);
      const member = await firstMember(path, DEFAULT_LIMITS);
      try {
        return await copied(`${label}!${member.name}`, member.unpacked, tempDir, limit);
      } finally {
        member.close();
      }
    }
    refuseForeign(head);
    if (head.toString('latin1', 0, 4) === 'PAR1') return await whole(label, path);
    return await copied(label, createReadStream(path, { end: limit }), tempDir, limit);
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw new UnusableInput(label, `${reasonOf(error)}.`);
  }
}

async function whole(label: string, path: string): Promise<FirstBytes> {
  return { source: { label, path, sha256: '', bytes: (await stat(path)).size }, complete: true };
}

async function copied(label: string, from: Readable, tempDir: string, limit: number): Promise<FirstBytes> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) break;
    }
  } finally {
    from.destroy();
  }
  const given = Buffer.concat(chunks);
  refuseForeign(given);
  const complete = length <= limit;
  const bytes = complete ? given : given.subarray(0, endOfLines(given.subarray(0, limit)));
  const path = join(tempDir, `beginning-${randomUUID()}`);
  await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
  return { source: { label, path, sha256: '', bytes: bytes.length }, complete };
}

/** After the last line that is whole; of UTF-16 with the low byte first, its line feed has a second byte. */
function endOfLines(bytes: Buffer): number {
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end === 0) return bytes.length;
  return bytes[0] === 0xff && bytes[1] === 0xfe ? end + 1 : end;
}

function refuseForeign(head: Buffer): void {
  const foreign = foreignKind(head.subarray(0, SIGNATURE_BYTES));
  if (foreign) throw new SourceTrouble(refusalOf(foreign));
}
