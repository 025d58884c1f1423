// The client over a fake API, for who works on the client alone: `node scripts/vigie.mjs --run web/dev/serve.ts`.
// It answers from the leads of the demonstration that `npm start` has made.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lead } from '../src/api/schema.ts';
import { fakeApi } from './fake-api.ts';
import { fakeServer } from './fake-server.ts';

const root = join(import.meta.dirname, '..', '..');
const linesOf = (name: string) =>
  readFileSync(join(root, 'demo', 'leads', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const leads: Lead[] = linesOf('leads.jsonl');
const { address } = await fakeServer(
  fakeApi(leads, undefined, linesOf('groups.jsonl')),
  join(root, 'web', 'dist'),
  Number(process.env.PORT ?? 4181),
);
console.log(`${leads.length} synthetic leads on ${address}`);
