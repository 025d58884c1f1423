import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { SourceFile } from '../reader.ts';
import { plainCopy } from './plain-copy.ts';
import { reasonOf, SourceTrouble, type UnreadableSource } from './source-error.ts';
import { checkUnpacked, type UnpackLimits, unpackGuard } from './unpack-limits.ts';

const STORED = 0;
const DEFLATED = 8;
const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * The files in a zip, unpacked one at a time under names of our own, so that no name in the archive reaches the file system.
 * The size that the archive declares is checked before, the size that comes out while unpacking. A member that cannot be
 * unpacked is reported, the others are read.
 */
export async function* zipMembers(
  label: string,
  path: string,
  tempDir: string,
  limits: UnpackLimits,
): AsyncGenerator<SourceFile | UnreadableSource> {
  const zip = await openZip(path);
  try {
    if (zip.entryCount > limits.members) {
      throw new SourceTrouble(`the zip holds ${zip.entryCount} files, more than ${limits.members}: unpack it yourself`);
    }
    let found = 0;
    for await (const entry of entriesOf(zip)) {
      const name = nameOf(entry);
      if (name.endsWith('/') || isSystemFile(name)) continue;
      found += 1;
      yield await member(zip, entry, `${label}!${name}`, tempDir, limits);
    }
    if (found === 0) throw new SourceTrouble('the zip holds no file');
  } finally {
    zip.close();
  }
}

/** True when the zip is a workbook (.xlsx): a format of its own, not a container of files. False for any other Office zip. */
export async function zipKind(path: string): Promise<'workbook' | 'office' | 'container'> {
  const zip = await openZip(path);
  try {
    let office = false;
    for await (const entry of entriesOf(zip)) {
      const name = nameOf(entry);
      if (name === 'xl/workbook.xml' || name === 'xl/workbook.bin') return 'workbook';
      if (name === '[Content_Types].xml' || name === 'META-INF/manifest.xml') office = true;
    }
    return office ? 'office' : 'container';
  } finally {
    zip.close();
  }
}

async function member(
  zip: ZipFile,
  entry: Entry,
  label: string,
  tempDir: string,
  limits: UnpackLimits,
): Promise<SourceFile | UnreadableSource> {
  try {
    const packed = await openMember(zip, entry, limits);
    return await plainCopy(label, tempDir, packed, [unpackGuard(entry.compressedSize, limits)]);
  } catch (error) {
    return { label, reason: memberReason(error) };
  }
}

/** @throws SourceTrouble when it is not to be unpacked */
async function openMember(zip: ZipFile, entry: Entry, limits: UnpackLimits): Promise<Readable> {
  if (entry.isEncrypted()) throw new SourceTrouble('it is protected by a password: unpack it yourself');
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK) {
    throw new SourceTrouble('it is a symbolic link, which is never followed out of a zip');
  }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new SourceTrouble('it is compressed in a way that Vigie does not open: unpack it yourself');
  }
  checkUnpacked(entry.uncompressedSize, entry.compressedSize, limits);
  return zip.openReadStreamPromise(entry);
}

/** The first file in a zip, by stream. The caller closes it. @throws SourceTrouble when there is none, or it is not to be unpacked */
export async function firstMember(
  path: string,
  limits: UnpackLimits,
): Promise<{ readonly name: string; readonly unpacked: Readable; close(): void }> {
  const zip = await openZip(path);
  try {
    for await (const entry of entriesOf(zip)) {
      const name = nameOf(entry);
      if (name.endsWith('/') || isSystemFile(name)) continue;
      return { name, unpacked: await openMember(zip, entry, limits), close: () => zip.close() };
    }
    throw new SourceTrouble('the zip holds no file');
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { decodeStrings: false, autoClose: false, validateEntrySizes: true });
  } catch (error) {
    throw zipTrouble(error);
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw zipTrouble(error);
  }
}

function zipTrouble(error: unknown): Error {
  if (error instanceof Error && 'code' in error) return error;
  return new SourceTrouble('the zip is damaged or cut off: copy or download it again');
}

/** yauzl speaks of "too many bytes in the stream" when a member is larger than it declares. */
function memberReason(error: unknown): string {
  const plain = error instanceof Error && !('code' in error) && !(error instanceof SourceTrouble);
  return plain
    ? 'it is damaged, or does not have the size that the zip declares: copy or download the zip again'
    : reasonOf(error);
}

function nameOf(entry: Entry): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    return printable(utf8.decode(entry.fileName));
  } catch {
    return printable(entry.fileName.toString('latin1'));
  }
}

function printable(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, '?');
}

/** What operating systems leave beside the files of a person. */
function isSystemFile(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name);
}
