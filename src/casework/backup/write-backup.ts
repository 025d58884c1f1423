import { createReadStream, createWriteStream, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { syncPath } from '../../engine/sync-path.ts';
import { programVersion } from '../../program-version.ts';
import { CaseworkError } from '../casework-error.ts';
import { whileConnected } from '../connection.ts';
import type { DatabaseServer } from '../database-server.ts';
import { asOwner } from '../migrate.ts';
import { processMark } from '../postgres/processes.ts';
import { OWNER } from '../roles.ts';
import { secretsFile } from '../secrets.ts';
import { dataFiles } from './data-files.ts';
import {
  columnList,
  hiddenFromOwner,
  quoted,
  sequences,
  storedTables,
  type TableName,
  TEXT_FORM,
} from './database-content.ts';
import {
  FORMAT,
  MANIFEST,
  type Manifest,
  memberOfFile,
  memberOfTable,
  SECRETS,
  type StoredFile,
  type StoredTable,
} from './manifest.ts';
import { Metered } from './metered.ts';
import { tellBackup } from './tell-backup.ts';

/** Of a member of the archive: a plain file for its owner alone. */
const OWN_FILE = 0o100600;
/** Of the file system: the disk, a quota or a limit on the size of files is reached. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export interface BackupRequest {
  readonly dataFolder: string;
  /** The archive; nothing may stand there. */
  readonly out: string;
  readonly withSecrets: boolean;
  /** Leaves out lakes, results and all else that lies in the data folder as files. */
  readonly databaseOnly: boolean;
}

/**
 * Writes all of the case database, as it is at one instant, and the files of the data folder into one archive (zip), for this user
 * alone. It appears whole or not at all.
 *
 * @throws CaseworkError with what to do
 */
export async function writeBackup(server: DatabaseServer, request: BackupRequest): Promise<Manifest> {
  const { out } = request;
  if (existsSync(out))
    throw new CaseworkError(
      `${out} is there already. Name another file: a backup never replaces one.`,
      `${out} existe déjà. Nommer un autre fichier : une sauvegarde n’en remplace jamais une.`,
    );
  removeOfDead(out);
  const making = `${out}.making-${processMark(process.pid)}`;
  try {
    const manifest = await writeArchive(server, request, making);
    syncPath(making);
    const { size } = statSync(making);
    await whileConnected({ ...server.admin, database: server.database }, 'vigie backup', (client) =>
      // Before it has its name: nobody has a backup that the log does not tell of.
      asOwner(client, () =>
        tellBackup(client, 'backup.make', basename(out), {
          bytes: size,
          secrets: request.withSecrets,
          files: manifest.files.length,
        }),
      ),
    );
    renameSync(making, out);
    syncPath(dirname(out));
    return manifest;
  } catch (error) {
    throw NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '') ? noRoom(out, error) : error;
  } finally {
    rmSync(making, { force: true });
  }
}

function noRoom(out: string, cause: unknown): CaseworkError {
  return new CaseworkError(
    `There is no room for the backup beside ${out}. Nothing was left there. Free space, or name a file on another disk.`,
    `Il n’y a pas la place pour la sauvegarde près de ${out}. Rien n’y a été laissé. Libérer de l’espace, ou nommer un fichier sur un autre disque.`,
    { cause },
  );
}

/** What a process that was killed left. */
function removeOfDead(out: string): void {
  const prefix = `${basename(out)}.making-`;
  for (const name of existsSync(dirname(out)) ? readdirSync(dirname(out)) : []) {
    const mark = name.slice(prefix.length);
    if (name.startsWith(prefix) && processMark(Number.parseInt(mark, 10)) !== mark)
      rmSync(join(dirname(out), name), { force: true });
  }
}

type Add = (member: string, source: Readable) => Promise<Metered>;

async function writeArchive(server: DatabaseServer, request: BackupRequest, making: string): Promise<Manifest> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const broken = new Promise<never>((_, reject) => zip.on('error', reject));
  const written = Promise.race([pipeline(output, createWriteStream(making, { flags: 'wx', mode: 0o600 })), broken]);
  // Heard where it is waited for; until then it must not end the process.
  written.catch(() => undefined);
  const add: Add = async (member, source) => {
    const metered = new Metered();
    zip.addReadStream(metered, member, { mode: OWN_FILE });
    // Without the race a full disk would leave the source waiting for ever.
    await Promise.race([pipeline(source, metered), written]);
    return metered;
  };
  try {
    const ofDatabase = await whileConnected({ ...server.admin, database: server.database }, 'vigie backup', (client) =>
      storeDatabase(client, add),
    );
    const files = request.databaseOnly ? [] : await storeFiles(request.dataFolder, add);
    const secrets = request.withSecrets ? await storeSecrets(request.dataFolder, add) : null;
    const manifest = { format: FORMAT, programVersion: programVersion(), ...ofDatabase, files, secrets } as const;
    zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), MANIFEST, { mode: OWN_FILE });
    zip.end();
    await written;
    return manifest;
  } finally {
    output.destroy();
  }
}

/** One snapshot, as the owner, which may change nothing. */
async function storeDatabase(
  client: pg.Client,
  add: Add,
): Promise<Pick<Manifest, 'madeAt' | 'serverVersion' | 'migrations' | 'tables' | 'sequences'>> {
  await client.query(`begin isolation level repeatable read read only; set local role ${OWNER}; ${TEXT_FORM}`);
  const names = await storedTables(client);
  // Before the snapshot is taken: from here on nobody changes their form.
  if (names.length > 0) await client.query(`lock table ${names.map(quoted).join(', ')} in access share mode`);
  const hidden = await hiddenFromOwner(client);
  if (hidden !== null)
    throw new Error(`the table ${hidden} does not show its owner every row: it needs the policy "owner"`);
  const { rows } = await client.query<{ now: Date; version: string }>(
    `select now(), current_setting('server_version') "version"`,
  );
  const migrations = await client.query<Manifest['migrations'][number]>(
    'select file, checksum from vigie_meta.migration order by number',
  );
  const tables: StoredTable[] = [];
  for (const name of names) tables.push(await storeTable(client, name, add));
  const [state] = rows;
  return {
    madeAt: (state?.now ?? new Date()).toISOString(),
    serverVersion: state?.version ?? '',
    migrations: migrations.rows,
    tables,
    // Last: no number that a stored row has may be given again.
    sequences: [...(await sequences(client))],
  };
}

async function storeTable(client: pg.Client, name: TableName, add: Add): Promise<StoredTable> {
  const rows = client.query(copyTo(`copy ${quoted(name)} (${columnList(name)}) to stdout`));
  const metered = await add(memberOfTable(name), rows);
  return { ...name, columns: [...name.columns], rows: metered.lines, sha256: metered.sha256() };
}

/** The list of what a folder holds comes first: whatever it names is there before it is, and comes after. */
async function storeFiles(dataFolder: string, add: Add): Promise<StoredFile[]> {
  const stored = new Map<string, StoredFile>();
  const store = async (paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      if (stored.has(path) || !existsSync(join(dataFolder, path))) continue;
      const metered = await add(memberOfFile({ path }), createReadStream(join(dataFolder, path)));
      stored.set(path, { path, bytes: metered.bytes, sha256: metered.sha256() });
    }
  };
  await store(dataFiles(dataFolder).filter((path) => basename(path) === 'manifest.json'));
  await store(dataFiles(dataFolder));
  return [...stored.values()];
}

async function storeSecrets(dataFolder: string, add: Add): Promise<Manifest['secrets']> {
  const metered = await add(SECRETS, createReadStream(secretsFile(dataFolder)));
  return { sha256: metered.sha256() };
}
