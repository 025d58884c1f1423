import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { actForUnit } from '../../casework/act.ts';
import { askImport } from '../../casework/imports/ask-import.ts';
import { discardFile, receiveFile } from '../../casework/imports/receive-file.ts';
import { recordFile } from '../../casework/imports/received-files.ts';
import { UnitFolder } from '../../casework/imports/unit-folder.ts';
import { hasImports } from '../../casework/imports/work-on-import.ts';
import type { Tables } from '../../casework/tables.ts';
import { plainEnvironment } from './scan-process.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const FILE = 'transfers.csv';

/**
 * Makes the unit of the demonstration and asks for the import of its synthetic world, through the same job as any other import; does
 * nothing when it has one. Gives the unit.
 *
 * @param db as vigie_worker
 */
export async function ensureDemo(db: Kysely<Tables>, dataFolder: string): Promise<string> {
  const { rows } = await sql<{ unit: string }>`select vigie.demonstration_unit() as unit`.execute(db);
  const unit = rows[0]?.unit;
  if (unit === undefined) throw new Error('There is no unit for the demonstration.');
  if (await hasImports(db, unit)) return unit;
  const folder = new UnitFolder(dataFolder, unit);
  await folder.make();
  const world = await mkdtemp(join(folder.path, 'work', 'demo-'));
  try {
    await makeWorld(world);
    await copyFile(join(world, 'places.csv'), folder.setting('places.csv'));
    const { size } = await stat(join(world, FILE));
    const kept = await receiveFile(createReadStream(join(world, FILE)), dataFolder, unit, FILE, size);
    if (!(await askOnce(db, unit, kept))) await discardFile(dataFolder, unit, kept.id);
  } finally {
    await rm(world, { recursive: true, force: true });
  }
  return unit;
}

/** False when another server was faster. */
async function askOnce(
  db: Kysely<Tables>,
  unitId: string,
  kept: Awaited<ReturnType<typeof receiveFile>>,
): Promise<boolean> {
  try {
    await actForUnit(db, unitId, async (transaction, tell) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('vigie demonstration import', 4))`.execute(transaction);
      const before = await transaction.selectFrom('vigie.import').select('id').limit(1).executeTakeFirst();
      if (before) throw new AskedBefore();
      await recordFile(transaction, tell, { ...kept, name: FILE, unitId, memberId: null });
      const { id, bytes, sha256 } = kept;
      const files = [{ name: FILE, bytes, sha256, from: { received: id } }];
      await askImport(transaction, tell, { unitId, files, mapping: null, options: {}, requestedBy: null });
    });
    return true;
  } catch (error) {
    if (error instanceof AskedBefore) return false;
    throw error;
  }
}

class AskedBefore extends Error {}

/** In a process of its own: the server answers meanwhile. */
async function makeWorld(folder: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'synth', '--preset', 'demo', '--out', folder, '--quiet'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: plainEnvironment() },
  );
  const said = text(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The demonstration could not be made: ${await said}`);
}
