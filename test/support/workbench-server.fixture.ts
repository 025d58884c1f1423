// A server of the workbench in a process of its own, so that a test can kill it. Whoever a header names is signed in.
import { Kysely, PostgresDialect } from 'kysely';
import { openCasework } from '../../src/casework/open-casework.ts';
import type { Tables } from '../../src/casework/tables.ts';
import { buildApp } from '../../src/server/app.ts';
import { signedInByHeader } from './signed-in-by-header.ts';

const [dataFolder = ''] = process.argv.slice(2);
const casework = await openCasework(dataFolder, {});
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: casework.pools.app }) });
const app = await buildApp({
  db,
  dataFolder,
  signIn: signedInByHeader,
  origin: 'http://127.0.0.1',
  requestsPerMinute: 1e9,
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', async () => {
  await app.close();
  await casework.close();
});
