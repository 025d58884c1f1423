import type { Stats } from 'node:fs';
import { glob, lstat, realpath, stat } from 'node:fs/promises';
import { ownFiles, ownFileTest } from './own-files.ts';
import { child, type NamedPath, namesIn, withDamagedName } from './raw-names.ts';
import { reasonOf, type UnreadableSource } from './source-error.ts';

type Walked = NamedPath | UnreadableSource;

/** The files behind one name of the command line: the file itself, those in a folder by name, or those that match a pattern. */
export async function* walkInput(given: string, tempDir: string): AsyncGenerator<Walked> {
  yield* walk({ path: given, label: given }, tempDir, true);
}

/** @param asGiven the name stands on the command line: it may be a pattern */
async function* walk(entry: NamedPath, tempDir: string, asGiven: boolean): AsyncGenerator<Walked> {
  const { path, label } = entry;
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    const missing = asGiven && (error as NodeJS.ErrnoException).code === 'ENOENT';
    let named: NamedPath | null = null;
    try {
      named = missing ? withDamagedName(path, tempDir) : null;
    } catch (trouble) {
      yield { label, reason: reasonOf(trouble) };
      return;
    }
    if (named) yield* walk(named, tempDir, false);
    else if (missing && /[*?[{]/.test(path)) yield* matching(path, tempDir);
    else yield { label, reason: await missingReason(path, error) };
    return;
  }
  if (found.isDirectory()) yield* directory(entry, new Set(), tempDir);
  else if (found.isFile()) yield entry;
  else
    yield {
      label,
      reason: 'it is neither a file nor a directory (a pipe or a device): save the data to a file first',
    };
}

async function missingReason(path: string, error: unknown): Promise<string> {
  const link = await lstat(path).catch(() => null);
  const dangling = link?.isSymbolicLink() && (error as NodeJS.ErrnoException).code === 'ENOENT';
  return dangling ? 'it is a symbolic link to a file that is not there: give the real path' : reasonOf(error);
}

async function* matching(pattern: string, tempDir: string): AsyncGenerator<Walked> {
  const paths: string[] = [];
  try {
    for await (const path of glob(pattern)) paths.push(path);
  } catch (error) {
    yield { label: pattern, reason: reasonOf(error) };
    return;
  }
  const isOwn = ownFileTest();
  const others = paths.filter((path) => !isOwn(path));
  if (paths.length === 0) yield { label: pattern, reason: 'no file matches the pattern: check it' };
  else if (others.length < paths.length)
    yield { label: pattern, reason: 'it matches files of a lake or of earlier results: they were passed over' };
  for (const path of others.sort(byName)) yield* walk({ path, label: path }, tempDir, true);
}

/** @param parents real paths of the directories on the way down, to see a link that leads back up */
async function* directory(entry: NamedPath, parents: ReadonlySet<string>, tempDir: string): AsyncGenerator<Walked> {
  const { path, label } = entry;
  let names: Buffer[];
  let real: string;
  try {
    real = (await realpath(path, 'buffer')).toString('latin1');
    names = namesIn(path);
  } catch (error) {
    yield { label, reason: reasonOf(error) };
    return;
  }
  if (parents.has(real)) {
    yield { label, reason: 'symbolic links lead in a circle: this one was not followed' };
    return;
  }
  const own = ownFiles(path);
  if (own) yield { label, reason: own.reason };
  const others = names.filter((name) => !own?.names.has(name.toString()));
  if (names.length === 0) yield { label, reason: 'the directory holds no file: give the one with the exports' };
  for (const name of others) {
    const next = child(entry, name, tempDir);
    const isDirectory = await stat(next.path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isDirectory) yield* directory(next, new Set([...parents, real]), tempDir);
    else yield* walk(next, tempDir, false);
  }
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
