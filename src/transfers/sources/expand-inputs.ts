import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { SourceFile } from '../reader.ts';
import { isGzip, isZip } from './archive-signs.ts';
import { readHead } from './file-head.ts';
import { hashedFile, plainCopy } from './plain-copy.ts';
import type { NamedPath } from './raw-names.ts';
import { foreignKind, refusalOf, SIGNATURE_BYTES } from './signatures.ts';
import { reasonOf, SourceTrouble, type UnreadableSource } from './source-error.ts';
import { DEFAULT_LIMITS, type UnpackLimits, unpackGuard } from './unpack-limits.ts';
import { walkInput } from './walk-input.ts';
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
 * archive is refused. What cannot be used is reported and the rest goes on. Hidden files in directories are left out, and so are a
 * lake and the results of an earlier scan, which is reported.
 */
export async function* expandInputs(paths: readonly string[], options: ExpandOptions): AsyncGenerator<Found> {
  await mkdir(options.tempDir, { recursive: true });
  for (const path of paths) {
    for await (const entry of walkInput(path, options.tempDir)) {
      if ('reason' in entry) yield entry;
      else yield* opened(entry, options);
    }
  }
}

/** True for what cannot be read, with its reason. */
export function isUnreadable(found: Found): found is UnreadableSource {
  return 'reason' in found;
}

async function* opened({ path, label }: NamedPath, options: ExpandOptions): AsyncGenerator<Found> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  try {
    const head = await headOf(path);
    if (isGzip(head)) yield await gunzipped({ path, label }, options.tempDir, limits);
    else if (!isZip(head)) yield await plain({ path, label }, head);
    else {
      const kind = await zipKind(path);
      if (kind === 'office')
        throw new SourceTrouble('it is an Office document but not an .xlsx workbook: save it as .xlsx or CSV');
      if (kind === 'workbook') yield await hashedFile(label, path);
      else for await (const member of zipMembers(label, path, options.tempDir, limits)) yield await notNested(member);
    }
  } catch (error) {
    yield { label, reason: reasonOf(error) };
  }
}

async function plain({ path, label }: NamedPath, head: Buffer): Promise<SourceFile> {
  refuseForeign(head);
  return hashedFile(label, path);
}

async function gunzipped({ path, label }: NamedPath, tempDir: string, limits: UnpackLimits): Promise<Found> {
  const { size } = await stat(path);
  const copy = await plainCopy(label, tempDir, createReadStream(path, { highWaterMark: 1 << 20 }), [
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
