/**
 * How long the server takes for a page of a queue and for a lead, with many leads and many people at once, and how long a browser that never
 * was here takes until its first page can be used: an embedded PostgreSQL that keeps what it is told, and HTTP over loopback. Usage:
 *   npm run bench:server -- [--leads N] [--people N] [--requests N] [--think MS] [--starts N]
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { Kysely, PostgresDialect } from 'kysely';
import { whileConnected } from '../src/casework/connection.ts';
import { openCasework } from '../src/casework/open-casework.ts';
import type { Tables } from '../src/casework/tables.ts';
import { buildApp } from '../src/server/app.ts';
import { makeSignIn } from '../src/server/sign-in/make-sign-in.ts';
import { serveWebClient } from '../src/server/web-client.ts';
import { type ColdPage, coldStarts } from './cold-start.ts';

const LIMIT_MS = 150;
/** Of any route, be it asked rarely. */
const SLOWEST_MS = 1000;
const COLD_LIMIT_MS = 1500;
const MEMBER = 'x-bench-member';
const COMPARISON = 'comparison of two runs';
/** One person in ten looks at what a new run brought, once in so many requests, while the others work. */
const COMPARES_EVERY = 20;

const flags = new Command()
  .option('--leads <n>', 'leads of the unit', '100000')
  .option('--people <n>', 'people at once', '50')
  .option('--requests <n>', 'requests of each person', '40')
  .option('--think <ms>', 'between two requests of one person; 0: none, the server as full as it gets', '1000')
  .option('--starts <n>', 'cold starts of a browser for each page', '7')
  .parse()
  .opts<{ leads: string; people: string; requests: string; think: string; starts: string }>();

const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-server-'));
const casework = await openCasework(folder, {});
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: casework.pools.app }) });
const built = spawnSync(process.execPath, [join(import.meta.dirname, '../scripts/build-web.mjs')], {
  encoding: 'utf8',
});
if (built.status !== 0) throw new Error(built.stderr);
const origin = 'http://127.0.0.1';
const signIn = await makeSignIn({
  ...{ pool: casework.pools.signIn, origin, secret: casework.secrets.signIn, warn: () => undefined },
  ...{ singleSignOn: null, breachedPasswords: null },
});
const app = await buildApp({
  ...{ db, dataFolder: folder, origin },
  signIn: {
    routes: signIn.routes,
    session: async ({ headers }) => {
      const memberId = headers[MEMBER];
      return typeof memberId === 'string' ? { id: '', memberId, strong: true, fresh: true } : null;
    },
  },
  requestsPerMinute: 1e9,
});
await serveWebClient(app);
try {
  const filled = await fill(Number(flags.leads), Number(flags.people));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
  console.log(`${flags.leads} leads; load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  const first = { [MEMBER]: 'member-0' };
  const list = `${url}/leads/investigation?unit=${filled.unit}`;
  await cold({ what: 'sign-in page', url: `${url}/sign-in`, headers: {}, usable: 'input[type=password]' });
  await cold({ what: 'list of leads', url: list, headers: first, usable: 'a[data-lead]' });
  console.log(`${flags.people} people, a request each ${flags.think} ms`);
  const took = new Map<string, number[]>();
  await Promise.all(Array.from({ length: Number(flags.people) }, (_, person) => work(url, filled, person, took)));
  for (const [what, times] of took)
    console.log(
      `${what.padEnd(28)} p50 ${at(times, 0.5)} ms · p95 ${at(times, 0.95)} ms (<= ${limitOf(what)}) · most ${at(times, 1)} ms · ${times.length} requests`,
    );
} finally {
  await app.close();
  await casework.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Tells how long a page takes to be usable in a browser that never was here. */
async function cold(page: ColdPage): Promise<void> {
  const times = await coldStarts(page, Number(flags.starts));
  if (times !== null)
    console.log(
      `cold: ${page.what.padEnd(22)} median ${at(times, 0.5)} ms (<= ${COLD_LIMIT_MS}) · most ${at(times, 1)} ms · ${times.length} starts`,
    );
}

function at(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
}

function limitOf(what: string): number {
  return what === COMPARISON ? SLOWEST_MS : LIMIT_MS;
}

/** What a person does: the first page, a filter, the next page, a lead, how many there are; now and then two runs compared. */
async function work(url: string, { unit, run }: Filled, person: number, took: Map<string, number[]>): Promise<void> {
  const queue = `unit=${unit}&queue=investigation`;
  const think = Number(flags.think);
  await pause(Math.random() * think);
  let ids: string[] = [];
  let next = '';
  for (let i = 0; i < Number(flags.requests); i++) {
    const ask = async (what: string, path: string) => {
      const began = performance.now();
      const answer = await fetch(`${url}/api${path}`, {
        headers: { [MEMBER]: `member-${person}`, 'x-vigie-purpose': 'triage' },
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${text}`);
      const times = took.get(what) ?? [];
      times.push(performance.now() - began);
      took.set(what, times);
      return text;
    };
    if (person % 10 === 0 && i % COMPARES_EVERY === COMPARES_EVERY - 1)
      await ask(COMPARISON, `/runs/${run}/compare?queue=investigation&change=moved`);
    switch (i % 5) {
      case 0: {
        const page = JSON.parse(await ask('first page', `/leads?${queue}`)) as {
          items: { id: string }[];
          next: string;
        };
        ids = page.items.map(({ id }) => id);
        next = page.next;
        break;
      }
      case 1:
        await ask('next page', `/leads?${queue}&cursor=${next}`);
        break;
      case 2:
        // As the page does: the list and its counts at once.
        await Promise.all([
          ask('filtered, ordered by amount', `/leads?${queue}&state=new&country=PH&sort=amount&descending=true`),
          ask('counts of the filtered', `/leads/counts?${queue}&state=new&country=PH`),
        ]);
        break;
      case 3:
        await ask('lead', `/leads/${ids[person % ids.length]}`);
        break;
      default:
        await ask('counts', `/leads/counts?${queue}`);
    }
    await pause(think * (0.5 + Math.random()));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

interface Filled {
  readonly unit: string;
  /** The newer of two runs. */
  readonly run: string;
}

/** A unit with leads of no meaning and bodies of a usual size, which two runs found, and people who may read them. */
async function fill(leads: number, people: number): Promise<Filled> {
  const body = JSON.stringify({ leadId: 'L', noise: randomBytes(9_000).toString('base64') });
  return whileConnected(
    { ...casework.server.admin, database: casework.server.database },
    'vigie bench',
    async (client) => {
      await client.query('begin');
      const first = async (sql: string, values: unknown[] = []): Promise<string> =>
        String(((await client.query(sql, values)).rows[0] as { id: unknown } | undefined)?.id);
      const organisation = await first(`insert into vigie.organisation (name) values ('Bench') returning id`);
      const unit = await first(`insert into vigie.unit (organisation_id, name) values ($1, 'Bench') returning id`, [
        organisation,
      ]);
      await client.query(
        `insert into vigie.member (id, organisation_id, name, email) select 'member-' || n, $1, 'Member ' || n, n || '@example.org' from generate_series(0, $2::int - 1) n`,
        [organisation, people],
      );
      await client.query(
        `insert into vigie.membership (member_id, unit_id, role) select 'member-' || n, $1, 'analyst' from generate_series(0, $2::int - 1) n`,
        [unit, people],
      );
      const newRun = `insert into vigie.scan_run (unit_id, as_of, summary) values ($1, '2026-01-01', '{}') returning id`;
      const before = await first(newRun, [unit]);
      const run = await first(newRun, [unit]);
      await client.query(
        `insert into vigie.lead (unit_id, lead_id, run_id, first_run_id, queue, tier, rank_in_queue, score, role, subject_kind, subject_id, subject_name,
         transfers, amount_eur, first_transfer_at, last_transfer_at, last_active_at, urgency, as_of, payee_countries, indicators, headline, facts)
       select $1, 'L-' || n, $2, $2, case when n % 10 = 0 then 'safeguarding' else 'investigation' end,
         case when n < 100 then 'first' when n < 2000 then 'second' else 'context' end, n, 10.0 / n, 'payer', 'payer', 'SP-' || n,
         'Synthetic Payer ' || n, n % 40 + 1, n % 997 + 0.5, '2024-01-01', timestamp '2025-12-31' - make_interval(hours => n % 9000),
         timestamp '2025-12-31' - make_interval(hours => n % 9000), case when n % 10 = 0 then 'week' end, '2026-01-01',
         case when n % 3 = 0 then '{PH}' else '{KE,RO}' end::text[], '{P04,P02}', '{"en":"At night","fr":"La nuit"}',
         '{"transfers":4,"lastTransferAt":"2025-06-01T00:00:00Z","reasons":{"P04":1}}'
       from generate_series(1, $3::int) n`,
        [unit, run, leads],
      );
      await client.query(`insert into vigie.lead_body select id, $1 from vigie.lead`, [body]);
      for (const [place, each] of [before, run].entries())
        await client.query(
          `insert into vigie.lead_in_run (run_id, lead_id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, reasons)
           select $1, id, unit_id, queue, restricted, tier, rank_in_queue, case when rank_in_queue % 3 = 0 then score + $2::int else score end, transfers,
             '{"P04":1,"P02":0.5}' from vigie.lead where rank_in_queue % 20 <> $2::int`,
          [each, place],
        );
      await client.query(`select audit.append('run.load', 'run', null, null, null, null, null)`);
      await client.query('commit');
      // As autovacuum does within the minute after a load: counting then needs the index alone.
      await client.query('vacuum analyze vigie.lead, vigie.lead_in_run');
      return { unit, run };
    },
  );
}
