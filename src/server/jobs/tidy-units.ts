import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { UnitFolder } from '../../casework/imports/unit-folder.ts';
import { filesToKeep, importsToKeep } from '../../casework/imports/work-on-import.ts';
import type { Tables } from '../../casework/tables.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What is younger may belong to another server that is at work. */
const OLD_MS = 24 * 3_600_000;

/** Removes what servers that died left in the folders of units: files half received or given up, and work of imports that are over. */
export async function tidyUnits(db: Kysely<Tables>, dataFolder: string): Promise<void> {
  for (const unit of await namesIn(join(dataFolder, 'units'))) {
    if (!UUID.test(unit)) continue;
    const folder = new UnitFolder(dataFolder, unit);
    const [files, imports] = [await filesToKeep(db, unit), await importsToKeep(db, unit)];
    await removeOthers(folder.inbox, files.kept, files.removed);
    await removeOthers(join(folder.path, 'work'), imports.waiting, imports.over);
    await removeOthers(join(folder.path, 'runs'), imports.withResults, imports.cancelled);
  }
}

/** What is to be kept stays; what is known to be over goes; what nobody knows goes when it is old. */
async function removeOthers(folder: string, keep: ReadonlySet<string>, over: ReadonlySet<string>): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (keep.has(name)) continue;
    const path = join(folder, name);
    if (over.has(name) || (await isOld(path))) await rm(path, { recursive: true, force: true });
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > OLD_MS;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
