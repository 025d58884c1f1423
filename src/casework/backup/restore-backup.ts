import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { syncPath } from '../../engine/sync-path.ts';
import { CaseworkError } from '../casework-error.ts';
import { whileConnected } from '../connection.ts';
import type { DatabaseServer } from '../database-server.ts';
import { alone, asOwner, prepareDatabase } from '../migrate.ts';
import { type Migration, migrationFiles } from '../migration-files.ts';
import { LOGIN_ROLES, OWNER } from '../roles.ts';
import { secretsFile, secretsOf } from '../secrets.ts';
import { Archive } from './archive.ts';
import { columnList, quoted, storedTables, type TableName, TEXT_FORM } from './database-content.ts';
import { type Manifest, memberOfFile, memberOfTable, SECRETS, type StoredFile } from './manifest.ts';
import { tellBackup } from './tell-backup.ts';

/** What was put back. */
export interface Restored {
  readonly manifest: Manifest;
  /** Files that stand in the data folder with another content: those were kept. */
  readonly filesKept: readonly string[];
  readonly secrets: 'restored' | 'kept' | 'new';
}

/**
 * Puts a backup into an empty database, in one transaction, after every byte of it was checked. Its files come before that: done
 * again after it was killed, it goes on where it was.
 *
 * @throws CaseworkError with what to do
 */
export function restoreBackup(
  archiveFile: string,
  dataFolder: string,
  start: () => Promise<DatabaseServer>,
): Promise<Restored> {
  return Archive.whileOpen(archiveFile, async (archive) => {
    const steps = stepsOf(archive.manifest);
    const server = await start();
    const database = { ...server.admin, database: server.database };
    try {
      await checkUnused(server, steps);
      const secrets = await restoreSecrets(archive, dataFolder);
      await prepareDatabase(server, secretsOf(dataFolder), steps);
      const filesKept = await restoreFiles(archive, dataFolder);
      await whileConnected(database, 'vigie restore', (client) =>
        alone(client, async () => {
          await asOwner(client, () => load(client, archive, basename(archiveFile)));
          await client.query('analyze');
        }),
      );
      await prepareDatabase(server, secretsOf(dataFolder));
      return { manifest: archive.manifest, filesKept, secrets };
    } finally {
      await server.stop();
    }
  });
}

/** The steps of this program that the database of the backup had: its first ones, perhaps all. */
function stepsOf({ migrations }: Manifest): readonly Migration[] {
  const steps = migrationFiles();
  const other = migrations.find(
    ({ file, checksum }, at) => steps[at]?.file !== file || steps[at].checksum !== checksum,
  );
  if (other === undefined) return steps.slice(0, migrations.length);
  throw new CaseworkError(
    `The backup is of another version of Vigie: this one does not have the step ${other.file} as it had it. Nothing was done. Restore it with the version that made it, or a later one.`,
    `La sauvegarde est d’une autre version de Vigie : celle-ci n’a pas l’étape ${other.file} telle qu’elle l’avait. Rien n’a été fait. La restaurer avec la version qui l’a faite, ou une suivante.`,
  );
}

/** A database that is not there yet, or one in which nobody did anything, and which nobody uses. */
async function checkUnused(server: DatabaseServer, steps: readonly Migration[]): Promise<void> {
  const there = await whileConnected(server.admin, 'vigie restore', (client) =>
    client.query('select from pg_database where datname = $1', [server.database]),
  );
  if (there.rowCount === 0) return;
  await whileConnected({ ...server.admin, database: server.database }, 'vigie restore', async (client) => {
    const others = await client.query(
      'select from pg_stat_activity where datname = current_database() and usename = any($1)',
      [LOGIN_ROLES],
    );
    if (others.rowCount !== 0) throw inUse(server.database);
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('vigie_meta.migration') is not null there`,
    );
    if (rows[0]?.there !== true) return;
    await asOwner(client, async () => {
      const applied = await client.query('select from vigie_meta.migration');
      if ((applied.rowCount ?? 0) > steps.length || (await usedTable(client)) !== null) throw notEmpty(server);
    });
  });
}

/** Name of a table with a row that no migration wrote: each one notes itself in the transaction that it is. */
async function usedTable(client: pg.Client): Promise<string | null> {
  for (const table of await storedTables(client)) {
    const { rowCount } = await client.query(
      `select from ${quoted(table)} where xmin::text not in (select xmin::text from vigie_meta.migration) limit 1`,
    );
    if (rowCount !== 0) return quoted(table);
  }
  return null;
}

async function restoreSecrets(archive: Archive, dataFolder: string): Promise<Restored['secrets']> {
  const file = secretsFile(dataFolder);
  if (existsSync(file)) return 'kept';
  if (archive.manifest.secrets === null) return 'new';
  await placeFile(archive, SECRETS, file);
  return 'restored';
}

/** @returns those that were there with another content, and stay */
async function restoreFiles(archive: Archive, dataFolder: string): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const file of archive.manifest.files) {
    const target = join(dataFolder, file.path);
    if (!existsSync(target)) await placeFile(archive, memberOfFile(file), target);
    else if (!(await isSame(target, file))) kept.push(file.path);
  }
  return kept;
}

async function placeFile(archive: Archive, member: string, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const making = `${target}.restoring`;
  rmSync(making, { force: true });
  await pipeline(await archive.open(member), createWriteStream(making, { flags: 'wx', mode: 0o600 }));
  syncPath(making);
  renameSync(making, target);
  syncPath(dirname(target));
}

async function isSame(target: string, { bytes, sha256 }: StoredFile): Promise<boolean> {
  if (statSync(target).size !== bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(target), hash);
  return hash.digest('hex') === sha256;
}

/** All or nothing: whatever fails, the transaction around it is undone. */
async function load(client: pg.Client, archive: Archive, archiveName: string): Promise<void> {
  const { manifest } = archive;
  const tables = await storedTables(client);
  checkForm(tables, manifest);
  await client.query(`${TEXT_FORM}; set local statement_timeout = 0`);
  const names = tables.map(quoted);
  await client.query(`lock table ${names.join(', ')} in access exclusive mode`);
  const used = await usedTable(client);
  if (used !== null) throw new Error(`${used} was written while the restore began`);
  const guards = await withoutGuards(client, names);
  // Rows that the migrations wrote are in the backup too, as they were when it was made.
  await client.query(`truncate ${names.join(', ')}`);
  for (const table of manifest.tables) {
    const into = client.query(copyFrom(`copy ${quoted(table)} (${columnList(table)}) from stdin`));
    await pipeline(await archive.open(memberOfTable(table)), into);
    if (into.rowCount !== table.rows) throw new Error(`${quoted(table)} took ${into.rowCount} of ${table.rows} rows`);
  }
  // Not setval, which no rollback undoes.
  for (const sequence of manifest.sequences)
    await client.query(`alter sequence ${quoted(sequence)} restart with ${sequence.next}`);
  for (const statement of guards) await client.query(statement);
  await tellBackup(client, 'backup.restore', archiveName, { madeAt: manifest.madeAt });
}

/**
 * Takes away, until the end of the transaction, what rows are checked against one by one: triggers, foreign keys and row-level
 * security, under which nothing can be copied in.
 *
 * @returns what puts it back; foreign keys are then checked as a whole
 */
async function withoutGuards(client: pg.Client, names: readonly string[]): Promise<readonly string[]> {
  const { rows: keys } = await client.query<{
    table: string;
    name: string;
    definition: string;
    comment: string | null;
  }>(`
    select conrelid::regclass::text "table", quote_ident(conname) "name", pg_get_constraintdef(c.oid) "definition",
      quote_literal(obj_description(c.oid, 'pg_constraint')) "comment"
    from pg_constraint c join pg_class t on t.oid = conrelid
    where contype = 'f' and conparentid = 0 and relowner = '${OWNER}'::regrole`);
  const { rows: forced } = await client.query<{ table: string }>(`
    select oid::regclass::text "table" from pg_class
    where relowner = '${OWNER}'::regrole and relkind = 'r' and relforcerowsecurity`);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { table } of forced) await client.query(`alter table ${table} no force row level security`);
  for (const table of names) await client.query(`alter table ${table} disable trigger user`);
  return [
    ...keys.flatMap(({ table, name, definition, comment }) => [
      `alter table ${table} add constraint ${name} ${definition}`,
      ...(comment === null ? [] : [`comment on constraint ${name} on ${table} is ${comment}`]),
    ]),
    ...names.map((table) => `alter table ${table} enable trigger user`),
    ...forced.map(({ table }) => `alter table ${table} force row level security`),
  ];
}

/** The same steps make the same tables, unless somebody changed one by hand. */
function checkForm(tables: readonly TableName[], manifest: Manifest): void {
  const form = (all: readonly TableName[]): string =>
    JSON.stringify(all.map(({ schema, name, columns }) => [schema, name, [...columns].sort()]));
  if (form(tables) === form(manifest.tables)) return;
  throw new CaseworkError(
    'The tables of the backup are not those that its steps make: somebody changed them by hand. Nothing was done.',
    'Les tables de la sauvegarde ne sont pas celles que font ses étapes : quelqu’un les a changées à la main. Rien n’a été fait.',
  );
}

function inUse(database: string): CaseworkError {
  return new CaseworkError(
    `The database ${database} is in use. Nothing was done. Stop vigie serve, then run the command again.`,
    `La base ${database} est utilisée. Rien n’a été fait. Arrêter vigie serve, puis relancer la commande.`,
  );
}

function notEmpty({ database, embedded }: DatabaseServer): CaseworkError {
  return embedded
    ? new CaseworkError(
        'The data folder holds a database that was worked with. Nothing was done. A backup is restored into an empty one: set VIGIE_DATA to a new folder, or move this one away, then run the command again.',
        'Le dossier de données contient une base avec laquelle on a travaillé. Rien n’a été fait. Une sauvegarde se restaure dans une base vide : donner un nouveau dossier dans VIGIE_DATA, ou écarter celui-ci, puis relancer la commande.',
      )
    : new CaseworkError(
        `The database ${database} was worked with. Nothing was done. A backup is restored into an empty one: name another in DATABASE_URL, then run the command again.`,
        `On a travaillé avec la base ${database}. Rien n’a été fait. Une sauvegarde se restaure dans une base vide : en nommer une autre dans DATABASE_URL, puis relancer la commande.`,
      );
}
