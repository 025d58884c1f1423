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

/** Whether the file system said that the disk, a quota or a limit on the size of files is reached. */
export function isNoRoom(error: unknown): boolean {
  return NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '');
}

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** Without this much beside the files, the disk is as good as full: the database lives there, too, and writes a gigabyte ahead. */
const SPARE_BYTES = 1 << 30;
/** How often it is looked again how much room is left: others write, too, and a file need not be as long as was said. */
const LOOK_EVERY_BYTES = 16 << 20;
/** Who sends less in a minute has gone, or keeps a place for nothing: 8 kB a second is a slow telephone line. */
const LEAST_IN_A_MINUTE = 480_000;
const MINUTE_MS = 60_000;

/** Bytes that were announced and are still to come, of all files that are being received. */
let promised = 0;

/** Bytes that are free where a folder lies. */
type Free = (folder: string) => Promise<number>;

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

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
 * @param free for tests, how much room there is
 * @throws FileRefused, NoRoom or CutOff
 */
export async function receiveFile(
  from: Readable,
  dataFolder: string,
  unitId: string,
  name: string,
  announced: number | null,
  free: Free = freeBytes,
): Promise<KeptFile> {
  const folder = new UnitFolder(dataFolder, unitId);
  await folder.make();
  const id = randomUUID();
  const part = join(folder.inbox, `.${id}.part`);
  let bytes = 0;
  const pace = keepPace(from, () => bytes);
  let toCome = announced ?? 0;
  let lookedAt = 0;
  promised += toCome;
  let file: FileHandle | null = null;
  let kept = false;
  try {
    await requireRoom(folder.inbox, free);
    const hash = createHash('sha256');
    let head: Buffer | null = Buffer.alloc(0);
    const write = async (chunk: Buffer): Promise<void> => {
      file ??= await open(part, 'wx', 0o600);
      hash.update(chunk);
      bytes += chunk.length;
      const come = Math.min(toCome, chunk.length);
      toCome -= come;
      promised -= come;
      if (bytes - lookedAt >= LOOK_EVERY_BYTES) {
        await requireRoom(folder.inbox, free);
        lookedAt = bytes;
      }
      await file.writeFile(chunk);
    };
    // What is not read to its end stays open: whoever sends it is to hear why.
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
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
    hearOut(from);
    throw meaningOf(error);
  } finally {
    clearInterval(pace);
    promised -= toCome;
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

async function requireRoom(folder: string, free: Free): Promise<void> {
  if ((await free(folder)) < promised + SPARE_BYTES) throw new NoRoom();
}

/** What is still being sent is read for a while and kept nowhere: who sends it hears why only after that. */
function hearOut(from: Readable): void {
  from.resume();
  const enough = setTimeout(() => from.destroy(), MINUTE_MS).unref();
  from.once('close', () => clearTimeout(enough));
}

/** Ends what comes too slowly. */
function keepPace(from: Readable, received: () => number): NodeJS.Timeout {
  let before = 0;
  return setInterval(() => {
    if (received() - before < LEAST_IN_A_MINUTE) from.destroy(new CutOff());
    before = received();
  }, MINUTE_MS);
}

function meaningOf(error: unknown): unknown {
  if (isNoRoom(error)) return new NoRoom();
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return new CutOff();
  return error;
}
