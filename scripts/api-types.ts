// Writes the types of the HTTP API for the web client, from the server's own OpenAPI document. They lie in no commit: they cannot grow stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildApp } from '../src/server/app.ts';
import { makeSignIn } from '../src/server/sign-in/make-sign-in.ts';

const PLACE = join(import.meta.dirname, '..', 'web', 'src', 'api', 'types.ts');

// Routes are described without a database and without anybody signed in.
const app = await buildApp({
  db: {} as never,
  dataFolder: '',
  signIn: await makeSignIn({
    ...{
      pool: {} as never,
      origin: 'http://127.0.0.1',
      secret: 'for nothing but this description',
      breachedPasswords: null,
    },
    singleSignOn: {
      ...{ issuer: 'http://127.0.0.1', clientId: '', clientSecret: '', name: '' },
      ...{ strongWhen: [], trustAddresses: false },
    },
    warn: () => undefined,
  }),
  origin: 'http://127.0.0.1',
  requestsPerMinute: 1,
});
await app.ready();
const described = JSON.parse(JSON.stringify(app.swagger()));
await app.close();
const types = `// Written by scripts/api-types.ts. Change the routes of the server, not this file.\n\n${astToString(await openapiTS(described))}`;
if (!existsSync(PLACE) || readFileSync(PLACE, 'utf8') !== types) writeFileSync(PLACE, types);
