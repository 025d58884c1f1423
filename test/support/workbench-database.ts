import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Connection, whileConnected } from '../../src/casework/connection.ts';
import { type DatabaseServer, databaseServer } from '../../src/casework/database-server.ts';
import { prepareDatabase } from '../../src/casework/migrate.ts';
import { openPools, type Pools } from '../../src/casework/pools.ts';
import { inTurn } from '../../src/casework/postgres/in-turn.ts';
import { startPostgres } from '../../src/casework/postgres/start-postgres.ts';
import { admitRoles } from '../../src/casework/roles.ts';
import { type Secrets, secretsOf } from '../../src/casework/secrets.ts';

const TEMPLATE = 'vigie_template';

/** A case database of one's own, on the server that all tests of a run share. */
export interface TestDatabase {
  readonly name: string;
  /** The superuser, in this database. */
  readonly admin: Connection;
  readonly server: DatabaseServer;
  readonly secrets: Secrets;
  readonly pools: Pools;
  /** As the superuser, past row-level security: to put things in place and to look at them. */
  query<R extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly R[]>;
  drop(): Promise<void>;
}

/** With every migration applied and no row in it. Starts the server when this is the first test that needs it. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { server, secrets } = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await whileConnected(server.admin, 'vigie test', async (admin) => {
    await admin.query(`create database ${name} template ${TEMPLATE} owner vigie_owner strategy file_copy`);
    await admitRoles(admin, name);
  });
  const admin = { ...server.admin, database: name };
  const pools = openPools(server.admin, name, secrets);
  const own = new pg.Pool({ ...admin, max: 2, application_name: 'vigie test' });
  own.on('error', () => undefined);
  return {
    ...{ name, admin, secrets, pools, server: { ...server, admin, database: name } },
    query: async <R extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await own.query<R>(sql, [...values])).rows,
    drop: async () => {
      await Promise.all([pools.close(), own.end()]);
      await whileConnected(server.admin, 'vigie test', (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** The shared server, or an empty one of one's own that VIGIE_TEST_DATABASE_URL names; stopping it is left to the end of the run. */
async function testServer(): Promise<{ readonly server: DatabaseServer; readonly secrets: Secrets }> {
  const folder = join(inject('workbenchCluster'), 'data');
  const own = process.env.VIGIE_TEST_DATABASE_URL;
  const connection =
    own === undefined
      ? (await startPostgres(folder, { durable: false })).connection
      : (await databaseServer(folder, { DATABASE_URL: own })).admin;
  const secrets = secretsOf(folder);
  const server = { admin: connection, database: TEMPLATE, embedded: true, stop: async () => undefined };
  // Nobody may be in a database while it is copied: whoever comes second finds it made, and does not go in.
  await inTurn(inject('workbenchCluster'), async () => {
    const made = await whileConnected(connection, 'vigie test', (admin) =>
      admin.query(`select from pg_database where datname = $1 and datistemplate`, [TEMPLATE]),
    );
    if (made.rowCount) return;
    await prepareDatabase(server, secrets);
    await whileConnected(connection, 'vigie test', (admin) =>
      admin.query(`alter database ${TEMPLATE} is_template true`),
    );
  });
  return { server, secrets };
}
