import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { foreignKind, refusalOf, SIGNATURE_BYTES } from '../../transfers/sources/signatures.ts';
import { UnitFolder } from './unit-folder.ts';

/** A file that nothing is kept of. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}
/** The disk cannot hold it. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}
/** Whoever sent it stopped before its end. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** Without this much beside the file, the disk is as good as full: the database lives there, too. */
const SPARE_BYTES = 64 << 20;
/** Who sends nothing for so long has gone. */
const SILENT_MS = 60_000;

export interface KeptFile {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes what comes into the inbox of the unit: beside its place first, then moved there. All of it is there afterwards, or nothing. What is
 * an image, a video or something else that Vigie never opens is known by its first bytes, before any are written.
 *
 * @param name as `safeFileName` gives it
 * @param announced bytes that were said to come; null = not said
 * @throws FileRefused, NoRoom or CutOff
 */
export async function receiveFile(
  from: Readable,
  dataFolder: string,
  unitId: string,
  name: string,
  announced: number | null,
): Promise<KeptFile> {
  const folder = new UnitFolder(dataFolder, unitId);
  await folder.make();
  const id = randomUUID();
  const part = join(folder.inbox, `.${id}.part`);
  const patience = setTimeout(() => from.destroy(new CutOff()), SILENT_MS);
  let file: FileHandle | null = null;
  let kept = false;
  try {
    await requireRoom(folder.inbox, announced ?? 0);
    const hash = createHash('sha256');
    let bytes = 0;
    let head: Buffer | null = Buffer.alloc(0);
    const write = async (chunk: Buffer): Promise<void> => {
      file ??= await open(part, 'wx', 0o600);
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    };
    // What is not read to its end stays open: whoever sends it is to hear why.
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      patience.refresh();
      if (head === null) await write(chunk);
      else {
        head = Buffer.concat([head, chunk]);
        if (head.length < SIGNATURE_BYTES) continue;
        refuseForeign(head);
        await write(head);
        head = null;
      }
    }
    if (head !== null) {
      refuseForeign(head);
      if (head.length > 0) await write(head);
    }
    if (bytes === 0) throw new FileRefused('the file is empty: export it again.');
    if (announced !== null && bytes !== announced) throw new CutOff();
    const whole = file as FileHandle | null;
    await whole?.sync();
    await whole?.close();
    file = null;
    await mkdir(join(folder.inbox, id), { mode: 0o700 });
    await rename(part, folder.received(id, name));
    kept = true;
    return { id, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    from.resume();
    throw meaningOf(error);
  } finally {
    clearTimeout(patience);
    await (file as FileHandle | null)?.close();
    if (!kept) {
      await rm(part, { force: true });
      await rm(join(folder.inbox, id), { recursive: true, force: true });
    }
  }
}

/** Removes a file that was received. */
export async function discardFile(dataFolder: string, unitId: string, id: string): Promise<void> {
  await rm(join(new UnitFolder(dataFolder, unitId).inbox, id), { recursive: true, force: true });
}

function refuseForeign(head: Buffer): void {
  const foreign = foreignKind(head.subarray(0, SIGNATURE_BYTES));
  if (foreign) throw new FileRefused(`${refusalOf(foreign)}.`);
}

async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes + SPARE_BYTES) throw new NoRoom();
}

function meaningOf(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (NO_ROOM.has(code ?? '')) return new NoRoom();
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return new CutOff();
  return error;
}
