// A server with its own sign-in in a process of its own, on a database that another made. Settings come as JSON in the first argument.
import { Kysely, PostgresDialect } from 'kysely';
import type { Connection } from '../../src/casework/connection.ts';
import { openPools } from '../../src/casework/pools.ts';
import type { Secrets } from '../../src/casework/secrets.ts';
import type { Tables } from '../../src/casework/tables.ts';
import { buildApp } from '../../src/server/app.ts';
import { makeSignIn } from '../../src/server/sign-in/make-sign-in.ts';

interface Given {
  readonly admin: Connection;
  readonly name: string;
  readonly secrets: Secrets;
  readonly origin: string;
}

const { admin, name, secrets, origin } = JSON.parse(process.argv[2] ?? '') as Given;
const pools = openPools(admin, name, secrets);
const signIn = await makeSignIn({
  ...{ pool: pools.signIn, origin, secret: secrets.signIn, warn: () => undefined },
  ...{ singleSignOn: null, breachedPasswords: null, stepsPerMinute: 1e9 },
});
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pools.app }) });
const app = await buildApp({ db, signIn, dataFolder: '', origin, requestsPerMinute: 1e9 });
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', async () => {
  await app.close();
  await pools.close();
});
