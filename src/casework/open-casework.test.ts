import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restoreBackup } from './backup/restore-backup.ts';
import { writeBackup } from './backup/write-backup.ts';
import { whileConnected } from './connection.ts';
import { databaseServer } from './database-server.ts';
import { type Casework, openCasework } from './open-casework.ts';
import { type PostgresServer, startPostgres } from './postgres/start-postgres.ts';

// A server of its own: roles are those of a whole server, and these tests make them.
let above: string;
let server: PostgresServer;
/** May make roles and databases, and nothing more. */
let url: string;

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-casework-'));
  chmodSync(above, 0o711);
  server = await startPostgres(join(above, 'theirs'), { durable: false });
  await whileConnected(server.connection, 'test', (client) =>
    client.query(`create role clerk login createrole createdb password 'a b/c'`),
  );
  url = urlOf('clerk', 'a b/c', 'postgres');
});
afterAll(async () => {
  await server.stop();
  rmSync(above, { recursive: true, force: true });
});

function urlOf(user: string, password: string, database: string): string {
  const host = encodeURIComponent(server.connection.host);
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${server.connection.port}/${database}`;
}

async function opened(
  folder: string,
  environment: NodeJS.ProcessEnv,
  use: (casework: Casework) => Promise<void>,
): Promise<void> {
  mkdirSync(join(above, folder), { recursive: true });
  const casework = await openCasework(join(above, folder), environment);
  try {
    await use(casework);
  } finally {
    await casework.close();
  }
}

const asked = async (casework: Casework, sql: string): Promise<unknown> =>
  (await casework.pools.app.query(sql)).rows[0];

it('An empty folder becomes a case database of the project, and stays it', async () => {
  const whoAmI = async (casework: Casework): Promise<void> => {
    expect(await asked(casework, 'select current_user me, current_database() db')).toEqual({
      me: 'vigie_app',
      db: 'vigie',
    });
  };
  await opened('own', {}, whoAmI);
  await opened('own', {}, whoAmI);
});

it('A role that has changed its own password keeps nobody out: the next start sets that of the installation', async () => {
  await opened('own', {}, async (casework) => {
    await casework.pools.app.query(`alter role vigie_app password 'another'`);
  });
  await opened('own', {}, async (casework) => {
    expect(await asked(casework, 'select 1 one')).toEqual({ one: 1 });
  });
});

it('A PostgreSQL of one’s own is used with an account that may make roles and databases and no more', async () => {
  await opened('first', { DATABASE_URL: url }, async (casework) => {
    expect(casework.server.embedded).toBe(false);
    expect(await asked(casework, 'select current_user me, current_database() db')).toEqual({
      me: 'vigie_app',
      db: 'vigie',
    });
    const owner = await casework.pools.app.query(
      `select pg_get_userbyid(datdba) owner from pg_database where datname = 'vigie'`,
    );
    expect(owner.rows).toEqual([{ owner: 'vigie_owner' }]);
  });
});

it('A second data folder with other secrets does not undo the first', async () => {
  await expect(opened('second', { DATABASE_URL: url }, async () => undefined)).rejects.toThrow(/other secrets/);
  await opened('first', { DATABASE_URL: url }, async (casework) => {
    expect(await asked(casework, 'select 1 one')).toEqual({ one: 1 });
  });
});

it('A database that the address names is made when it is missing', async () => {
  await opened('first', { DATABASE_URL: urlOf('clerk', 'a b/c', 'cases') }, async (casework) => {
    expect(await asked(casework, 'select current_database() db')).toEqual({ db: 'cases' });
  });
});

it('A backup of it is made and restored with that account', async () => {
  const out = join(above, 'theirs.zip');
  const dataFolder = join(above, 'first');
  await opened('first', { DATABASE_URL: url }, async ({ server: theirs }) => {
    const { tables } = await writeBackup(theirs, { dataFolder, out, withSecrets: false, databaseOnly: false });
    expect(tables.length).toBeGreaterThan(5);
  });
  const restored = await restoreBackup(out, dataFolder, () =>
    databaseServer(dataFolder, { DATABASE_URL: urlOf('clerk', 'a b/c', 'restored') }),
  );
  expect(restored.secrets).toBe('kept');
});

it('What stands in the way of a PostgreSQL of one’s own is said with what to do, without the password', async () => {
  const refusal = (environment: NodeJS.ProcessEnv): Promise<void> =>
    opened('third', environment, async () => undefined);
  await expect(refusal({ DATABASE_URL: 'mysql://localhost/x' })).rejects.toThrow(/write it as postgres:/);
  await expect(refusal({ DATABASE_URL: 'postgres://nobody:s3cret@127.0.0.1:1/x' })).rejects.toThrow(
    /does not let Vigie in.*Check the address/,
  );
  await expect(refusal({ DATABASE_URL: 'postgres://nobody:s3cret@127.0.0.1:1/x' })).rejects.not.toThrow(/s3cret/);
  await expect(refusal({ DATABASE_URL: urlOf('clerk', 'wrong', 'postgres') })).rejects.toThrow(
    /password authentication failed/,
  );
  await whileConnected(server.connection, 'test', (client) => client.query(`create role guest login password 'guest'`));
  await expect(refusal({ DATABASE_URL: urlOf('guest', 'guest', 'postgres') })).rejects.toThrow(
    /CREATEROLE and CREATEDB/,
  );
});
