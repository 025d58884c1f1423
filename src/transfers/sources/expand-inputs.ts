import { createReadStream, type Stats } from 'node:fs';
import { glob, lstat, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { SourceFile } from '../reader.ts';
import { readHead } from './file-head.ts';
import { hashedFile, plainCopy } from './plain-copy.ts';
import { foreignKind, refusalOf, SIGNATURE_BYTES } from './signatures.ts';
import { reasonOf, SourceTrouble, type UnreadableSource } from './source-error.ts';
import { DEFAULT_LIMITS, type UnpackLimits, unpackGuard } from './unpack-limits.ts';
import { zipKind, zipMembers } from './zip-members.ts';

export interface ExpandOptions {
  /** Where unpacked copies go; made when missing. They stay until the caller removes the directory. */
  readonly tempDir: string;
  readonly limits?: UnpackLimits;
}

type Found = SourceFile | UnreadableSource;

/**
 * The files behind what was given on the command line, in the order given, directories by name: plain files as they lie,
 * members of .gz and .zip unpacked one at a time (an archive is known by its bytes, whatever its name). An archive in an
 * archive is refused. What cannot be used is reported and the rest goes on. Hidden files in directories are left out.
 */
export async function* expandInputs(paths: readonly string[], options: ExpandOptions): AsyncGenerator<Found> {
  await mkdir(options.tempDir, { recursive: true });
  for (const path of paths) {
    for await (const entry of walk(path)) {
      if ('reason' in entry) yield entry;
      else yield* opened(entry.path, options);
    }
  }
}

/** True for what cannot be read, with its reason. */
export function isUnreadable(found: Found): found is UnreadableSource {
  return 'reason' in found;
}

type Walked = { readonly path: string } | UnreadableSource;

async function* walk(path: string): AsyncGenerator<Walked> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && /[*?[{]/.test(path)) yield* matching(path);
    else yield { label: path, reason: await missingReason(path, error) };
    return;
  }
  if (found.isDirectory()) yield* directory(path, new Set());
  else if (found.isFile()) yield { path };
  else
    yield {
      label: path,
      reason: 'it is neither a file nor a directory (a pipe or a device): save the data to a file first',
    };
}

async function missingReason(path: string, error: unknown): Promise<string> {
  const link = await lstat(path).catch(() => null);
  const dangling = link?.isSymbolicLink() && (error as NodeJS.ErrnoException).code === 'ENOENT';
  return dangling ? 'it is a symbolic link to a file that is not there: give the real path' : reasonOf(error);
}

async function* matching(pattern: string): AsyncGenerator<Walked> {
  const paths: string[] = [];
  try {
    for await (const path of glob(pattern)) paths.push(path);
  } catch (error) {
    yield { label: pattern, reason: reasonOf(error) };
    return;
  }
  if (paths.length === 0) yield { label: pattern, reason: 'no file matches the pattern: check it' };
  for (const path of paths.sort(byName)) yield* walk(path);
}

/** @param parents real paths of the directories on the way down, to see a link that leads back up */
async function* directory(path: string, parents: ReadonlySet<string>): AsyncGenerator<Walked> {
  let names: string[];
  let real: string;
  try {
    real = await realpath(path);
    names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort(byName);
  } catch (error) {
    yield { label: path, reason: reasonOf(error) };
    return;
  }
  if (parents.has(real)) {
    yield { label: path, reason: 'symbolic links lead in a circle: this one was not followed' };
    return;
  }
  if (names.length === 0) {
    yield { label: path, reason: 'the directory holds no file: give the one with the exports' };
    return;
  }
  for (const name of names) {
    const child = join(path, name);
    const isDirectory = await stat(child).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isDirectory) yield* directory(child, new Set([...parents, real]));
    else yield* walk(child);
  }
}

async function* opened(path: string, options: ExpandOptions): AsyncGenerator<Found> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  try {
    const head = await headOf(path);
    if (isGzip(head)) yield await gunzipped(path, options.tempDir, limits);
    else if (!isZip(head)) yield await plain(path, head);
    else {
      const kind = await zipKind(path);
      if (kind === 'office')
        throw new SourceTrouble('it is an Office document but not an .xlsx workbook: save it as .xlsx or CSV');
      if (kind === 'workbook') yield await hashedFile(path, path);
      else for await (const member of zipMembers(path, path, options.tempDir, limits)) yield await notNested(member);
    }
  } catch (error) {
    yield { label: path, reason: reasonOf(error) };
  }
}

async function plain(path: string, head: Buffer): Promise<SourceFile> {
  refuseForeign(head);
  return hashedFile(path, path);
}

async function gunzipped(path: string, tempDir: string, limits: UnpackLimits): Promise<Found> {
  const { size } = await stat(path);
  const copy = await plainCopy(path, tempDir, createReadStream(path, { highWaterMark: 1 << 20 }), [
    createGunzip({ chunkSize: 1 << 18 }),
    unpackGuard(size, limits),
  ]);
  return notNested(copy);
}

/** What came out of an archive must be a file that can be read, not another archive. */
async function notNested(found: Found): Promise<Found> {
  if ('reason' in found) return found;
  try {
    const head = await headOf(found.path);
    const isArchive = isGzip(head) || (isZip(head) && (await zipKind(found.path)) !== 'workbook');
    if (isArchive) throw new SourceTrouble('it is an archive inside an archive: unpack the outer one yourself');
    refuseForeign(head);
    return found;
  } catch (error) {
    await rm(found.path, { force: true });
    return { label: found.label, reason: reasonOf(error) };
  }
}

function refuseForeign(head: Buffer): void {
  const foreign = foreignKind(head);
  if (foreign) throw new SourceTrouble(refusalOf(foreign));
}

async function headOf(path: string): Promise<Buffer> {
  return (await readHead(path, SIGNATURE_BYTES)).bytes;
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function isZip(head: Buffer): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    (head[2] === 0x03 || head[2] === 0x05) &&
    (head[3] === 0x04 || head[3] === 0x06)
  );
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
