import type pg from 'pg';
import { programVersion } from '../program-version.ts';
import { CaseworkError } from './casework-error.ts';
import { whileConnected } from './connection.ts';
import type { DatabaseServer } from './database-server.ts';
import { type Migration, migrationFiles } from './migration-files.ts';
import { admitRoles, closeLargeObjects, makeRoles, OWNER } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** Of advisory locks, any number that nobody else uses: "vigi" in ASCII. */
const LOCK = 0x76696769;
const NOT_ALLOWED = '42501';

/** Brings roles, database and schema to the state of this program. Two programs at once do it once. */
export async function prepareDatabase(
  server: DatabaseServer,
  secrets: Secrets,
  migrations: readonly Migration[] = migrationFiles(),
): Promise<void> {
  try {
    await whileConnected(server.admin, 'vigie roles', (admin) =>
      alone(admin, async () => {
        await makeRoles(admin, secrets, server.embedded);
        await makeDatabase(admin, server.database);
      }),
    );
    await whileConnected({ ...server.admin, database: server.database }, 'vigie migrate', (admin) =>
      alone(admin, async () => {
        await takeOwnership(admin, server.database);
        await closeLargeObjects(admin);
        await migrate(admin, migrations);
      }),
    );
  } catch (error) {
    throw (error as pg.DatabaseError).code === NOT_ALLOWED ? mayNot(error as pg.DatabaseError) : error;
  }
}

/** What was applied to the database, and what this program has beyond that. */
export interface MigrationState {
  readonly applied: number;
  readonly pending: readonly string[];
}

/** @throws CaseworkError when this program must not touch the database */
export async function migrationState(
  client: pg.Client,
  migrations: readonly Migration[] = migrationFiles(),
): Promise<MigrationState> {
  const applied = await appliedTo(client);
  checkHistory(applied, migrations);
  return { applied: applied.length, pending: migrations.slice(applied.length).map(({ file }) => file) };
}

/** While no other program prepares or restores this database. */
export async function alone<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  // Not given back by hand: it ends with the connection, and must not outlive a failure.
  return work();
}

async function makeDatabase(admin: pg.Client, database: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0) {
    const { rows } = await admin.query<{ number: number }>(`select current_setting('server_version_num')::int number`);
    // One order of texts on every machine, that of their bytes.
    const locale =
      (rows[0]?.number ?? 0) >= 170_000 ? "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'" : "locale 'C'";
    await admin.query(
      `create database ${admin.escapeIdentifier(database)} owner ${OWNER} template template0 encoding 'UTF8' ${locale}`,
    );
  }
}

/** A database that was there before is taken when it is empty or Vigie's. */
async function takeOwnership(admin: pg.Client, database: string): Promise<void> {
  const { rows } = await admin.query<{ owner: string; foreign: boolean }>(
    `select pg_get_userbyid(datdba) owner,
       to_regclass('vigie_meta.migration') is null and exists (
         select from pg_class c join pg_namespace n on n.oid = relnamespace
         where nspname !~ '^pg_' and nspname <> 'information_schema') "foreign"
     from pg_database where datname = current_database()`,
  );
  const [state] = rows;
  if (state?.foreign)
    throw new CaseworkError(
      `The database ${database} holds tables that are not Vigie's. Name an empty one, or one that is not there yet, in DATABASE_URL.`,
      `La base ${database} contient des tables qui ne sont pas celles de Vigie. Nommer dans DATABASE_URL une base vide, ou une qui n’existe pas encore.`,
    );
  if (state?.owner !== OWNER) await admin.query(`alter database ${admin.escapeIdentifier(database)} owner to ${OWNER}`);
  await admitRoles(admin, database);
}

async function migrate(admin: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const applied = await appliedTo(admin);
  checkHistory(applied, migrations);
  if (applied.length === 0)
    await asOwner(admin, async () => {
      await admin.query(`
        create schema if not exists vigie_meta;
        comment on schema vigie_meta is 'What Vigie knows of its own database.';
        create table if not exists vigie_meta.migration (
          number integer primary key,
          file text not null,
          checksum text not null,
          program_version text not null,
          applied_at timestamptz not null default now()
        );
        comment on table vigie_meta.migration is 'Steps of the schema that were applied, each with the SHA-256 of its file.';
      `);
    });
  for (const migration of migrations.slice(applied.length)) await apply(admin, migration);
}

async function apply(admin: pg.Client, { number, file, sql, checksum }: Migration): Promise<void> {
  await asOwner(admin, async () => {
    try {
      await admin.query(sql);
    } catch (error) {
      const { message, position } = error as pg.DatabaseError;
      const line = position === undefined ? '' : `:${sql.slice(0, Number(position)).split('\n').length}`;
      throw new Error(`${file}${line}: ${message}`, { cause: error });
    }
    await admin.query(
      'insert into vigie_meta.migration (number, file, checksum, program_version) values ($1, $2, $3, $4)',
      [number, file, checksum, programVersion()],
    );
  });
}

/** In one transaction, with the rights of the owner and no more. */
export async function asOwner(admin: pg.Client, work: () => Promise<void>): Promise<void> {
  await admin.query(`begin; set local role ${OWNER}`);
  try {
    await work();
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
}

interface Applied {
  readonly number: number;
  readonly file: string;
  readonly checksum: string;
}

async function appliedTo(client: pg.Client): Promise<readonly Applied[]> {
  const there = await client.query(`select from pg_class where oid = to_regclass('vigie_meta.migration')`);
  if (there.rowCount === 0) return [];
  const { rows } = await client.query<Applied>(
    'select number, file, checksum from vigie_meta.migration order by number',
  );
  return rows;
}

/** What was applied must be what this program has, as it has it. */
function checkHistory(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const last = applied.at(-1);
  if (last !== undefined && applied.length > migrations.length)
    throw new CaseworkError(
      `The database is newer than this program: ${last.file} was applied to it, and this program ends with ${migrations.at(-1)?.file ?? 'nothing'}. Use the version of Vigie that made it, or a later one.`,
      `La base de données est plus récente que ce programme : ${last.file} y a été appliqué, et ce programme s’arrête à ${migrations.at(-1)?.file ?? 'rien'}. Utiliser la version de Vigie qui l’a faite, ou une suivante.`,
    );
  for (const [index, { file, checksum }] of applied.entries()) {
    const migration = migrations[index];
    if (migration?.file === file && migration.checksum === checksum) continue;
    throw new CaseworkError(
      `The step ${file} was applied to the database, and this program has ${migration?.file === file ? 'another text of it' : `${migration?.file} in its place`}. Put back the program as it was released: a step that was applied is never changed.`,
      `L’étape ${file} a été appliquée à la base de données, et ce programme ${migration?.file === file ? 'en a un autre texte' : `a ${migration?.file} à sa place`}. Remettre le programme tel qu’il a été publié : une étape appliquée ne change jamais.`,
    );
  }
}

function mayNot(error: pg.DatabaseError): CaseworkError {
  return new CaseworkError(
    `The account of DATABASE_URL may not prepare the database (${error.message}). It needs CREATEROLE and CREATEDB, and must own the database when that is already there.`,
    `Le compte de DATABASE_URL n’a pas le droit de préparer la base (${error.message}). Il lui faut CREATEROLE et CREATEDB, et il doit posséder la base si elle existe déjà.`,
    { cause: error },
  );
}
