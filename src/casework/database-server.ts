import pg from 'pg';
import { CaseworkError } from './casework-error.ts';
import type { Connection } from './connection.ts';
import { startPostgres } from './postgres/start-postgres.ts';

/** The oldest PostgreSQL of one's own that is supported. */
const OLDEST_MAJOR_VERSION = 15;

/** A running PostgreSQL and where on it the case database is, or is to be. */
export interface DatabaseServer {
  /** Somebody who may make roles and databases, in a database that is there. */
  readonly admin: Connection;
  readonly database: string;
  /** True for the project's own server. */
  readonly embedded: boolean;
  /** Ends the project's own server unless another process uses it. */
  stop(): Promise<void>;
}

const DEFAULT_NAME = 'vigie';
/** A URL that names one of these names no place for the case database, only a way in. */
const MAINTENANCE: readonly string[] = ['postgres', 'template1', ''];

/** The server that `DATABASE_URL` names; without it the project's own, in the data folder. */
export async function databaseServer(
  dataFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<DatabaseServer> {
  const url = environment.DATABASE_URL;
  if (url) return { ...(await ownServer(url)), embedded: false, stop: async () => undefined };
  const { connection, stop } = await startPostgres(dataFolder);
  return { admin: connection, database: DEFAULT_NAME, embedded: true, stop };
}

/** @throws CaseworkError when it does not answer or is too old */
async function ownServer(url: string): Promise<{ readonly admin: Connection; readonly database: string }> {
  const named = connectionOf(url);
  const database = MAINTENANCE.includes(named.database) ? DEFAULT_NAME : named.database;
  try {
    await checkVersion(named);
    return { admin: named, database };
  } catch (error) {
    // The database is still to be made.
    if ((error as pg.DatabaseError).code !== '3D000') throw unreachable(named, error);
  }
  const admin = { ...named, database: 'postgres' };
  try {
    await checkVersion(admin);
  } catch (error) {
    throw unreachable(admin, error);
  }
  return { admin, database };
}

function connectionOf(url: string): Connection {
  try {
    const { protocol, pathname } = new URL(url);
    if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new TypeError(`not of PostgreSQL: ${protocol}`);
    const { host, port, user, password, ssl } = new pg.Client({ connectionString: url });
    return {
      ...{ host, port, user: user ?? '', password: password ?? '' },
      database: decodeURIComponent(pathname.slice(1)),
      ...(ssl ? { ssl } : {}),
    };
  } catch (cause) {
    throw new CaseworkError(
      'DATABASE_URL is not the address of a PostgreSQL: write it as postgres://name:password@host:5432/vigie.',
      'DATABASE_URL n’est pas l’adresse d’un PostgreSQL : l’écrire sous la forme postgres://nom:motdepasse@hote:5432/vigie.',
      { cause },
    );
  }
}

async function checkVersion(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: 'vigie check', connectionTimeoutMillis: 15_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string }>(`select current_setting('server_version_num') number`);
    const major = Math.floor(Number(rows[0]?.number) / 10_000);
    if (major < OLDEST_MAJOR_VERSION)
      throw new CaseworkError(
        `The PostgreSQL of DATABASE_URL is version ${major}; Vigie needs ${OLDEST_MAJOR_VERSION} or later. Upgrade it, or unset DATABASE_URL to use the one that Vigie brings.`,
        `Le PostgreSQL de DATABASE_URL est de version ${major} ; Vigie demande la ${OLDEST_MAJOR_VERSION} ou une suivante. Le mettre à niveau, ou retirer DATABASE_URL pour utiliser celui que Vigie apporte.`,
      );
  } finally {
    await client.end();
  }
}

function unreachable({ host, port, user, database }: Connection, error: unknown): unknown {
  if (error instanceof CaseworkError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  const why = message || code;
  return new CaseworkError(
    `The PostgreSQL of DATABASE_URL (${user} at ${host}:${port}, database ${database || 'postgres'}) does not let Vigie in: ${why}. Check the address, the password and that the server runs.`,
    `Le PostgreSQL de DATABASE_URL (${user} à ${host}:${port}, base ${database || 'postgres'}) ne laisse pas entrer Vigie : ${why}. Vérifier l’adresse, le mot de passe, et que le serveur fonctionne.`,
    { cause: error },
  );
}
