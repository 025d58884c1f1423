// Writes the types of the HTTP API for the web client, from the server's own OpenAPI document. They lie in no commit: they cannot grow stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildApp } from '../src/server/app.ts';

const PLACE = join(import.meta.dirname, '..', 'web', 'src', 'api', 'types.ts');

// Routes are described without a database and without anybody signed in.
const app = await buildApp({
  db: {} as never,
  signIn: { routes: async () => {}, session: async () => null },
  origin: 'http://127.0.0.1',
  requestsPerMinute: 1,
});
await app.ready();
const described = JSON.parse(JSON.stringify(app.swagger()));
await app.close();
const types = `// Written by scripts/api-types.ts. Change the routes of the server, not this file.\n\n${astToString(await openapiTS(described))}`;
if (!existsSync(PLACE) || readFileSync(PLACE, 'utf8') !== types) writeFileSync(PLACE, types);
