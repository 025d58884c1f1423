// The jobs of a workbench in a process of their own, so that a test can kill it. Settings come as JSON in the first argument.
import { Kysely, PostgresDialect } from 'kysely';
import type { Connection } from '../../src/casework/connection.ts';
import { openPools } from '../../src/casework/pools.ts';
import type { Secrets } from '../../src/casework/secrets.ts';
import type { Tables } from '../../src/casework/tables.ts';
import { startJobs } from '../../src/server/jobs/start-jobs.ts';

interface Given {
  readonly admin: Connection;
  readonly name: string;
  readonly secrets: Secrets;
  readonly dataFolder: string;
}

const given = JSON.parse(process.argv[2] ?? '') as Given;
const pools = openPools(given.admin, given.name, given.secrets);
const jobs = await startJobs({
  pool: pools.worker,
  db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pools.worker }) }),
  dataFolder: given.dataFolder,
  settings: { memory: '1GB', threads: 1, atOnce: 2 },
  log: (text) => console.error(text),
});
console.log('ready');
process.once('SIGTERM', async () => {
  await jobs.stop();
  await pools.close();
});
