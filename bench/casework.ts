/**
 * How long the server takes for a list of cases, a case, a child, a timeline, the board of requests, what waits for a member and a search of people, with many cases of many people: an embedded PostgreSQL
 * that keeps what it is told, and HTTP over loopback. One member works on a fiftieth of the cases, one heads all of them. Usage:
 *   npm run bench:casework -- [--cases N] [--people N] [--events N] [--asked N] [--requests N] [--folder DIR]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { Kysely, PostgresDialect } from 'kysely';
import { whileConnected } from '../src/casework/connection.ts';
import { openCasework } from '../src/casework/open-casework.ts';
import { shippedName } from '../src/casework/requests/rules-in-force.ts';
import type { Tables } from '../src/casework/tables.ts';
import { buildApp } from '../src/server/app.ts';

const LIMIT_MS = 200;
const MEMBERS = 50;
const MEMBER = 'x-bench-member';

const flags = new Command()
  .option('--cases <n>', 'cases of the unit', '20000')
  .option('--people <n>', 'people of all cases; every fifth is a child', '200000')
  .option('--events <n>', 'events of all timelines, of which one case has 20,000', '2000000')
  .option('--asked <n>', 'requests to others of all cases', '60000')
  .option('--requests <n>', 'requests of each kind and member', '100')
  .option('--folder <dir>', 'where the database is kept, to be measured again as it is; left out: nothing is kept')
  .parse()
  .opts<{ cases: string; people: string; events: string; asked: string; requests: string; folder?: string }>();

const folder = flags.folder ?? mkdtempSync(join(tmpdir(), 'vigie-bench-casework-'));
const filledBefore = join(folder, 'filled.json');
const casework = await openCasework(folder, {});
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: casework.pools.app }) });
const app = await buildApp({
  ...{ db, dataFolder: folder, origin: 'http://127.0.0.1', requestsPerMinute: 1e9 },
  signIn: {
    routes: async () => undefined,
    session: async ({ headers }) => {
      const memberId = headers[MEMBER];
      return typeof memberId === 'string' ? { id: '', memberId, strong: true, fresh: true } : null;
    },
  },
});
try {
  const filled: Filled = existsSync(filledBefore)
    ? JSON.parse(readFileSync(filledBefore, 'utf8'))
    : await fill(Number(flags.cases), Number(flags.people), Number(flags.events), Number(flags.asked));
  writeFileSync(filledBefore, JSON.stringify(filled));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
  console.log(
    `${flags.cases} cases, ${flags.people} people, ${flags.events} events, ${flags.asked} requests; load of the machine before: ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const [who, member] of [
    ['on a fiftieth of the cases', 'member-7'],
    ['head of all', 'head'],
  ] as const)
    await measure(url, filled, who, member);
} finally {
  await app.close();
  await casework.close();
  if (flags.folder === undefined) rmSync(folder, { recursive: true, force: true });
}

async function measure(url: string, filled: Filled, who: string, member: string): Promise<void> {
  const took = new Map<string, number[]>();
  const ask = async (what: string, path: string): Promise<unknown> => {
    const began = performance.now();
    const answer = await fetch(`${url}/api${path}`, { headers: { [MEMBER]: member, 'x-vigie-purpose': 'inquiry' } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${text}`);
    const times = took.get(what) ?? [];
    times.push(performance.now() - began);
    took.set(what, times);
    return JSON.parse(text);
  };
  let next: string | null = null;
  for (let i = 0; i < Number(flags.requests); i++) {
    const from = next === null ? '' : `&cursor=${next}`;
    const page = (await ask('list of cases', `/cases?unit=${filled.unit}${from}`)) as {
      items: { id: string }[];
      next: string | null;
    };
    next = page.next;
    const id = page.items[i % page.items.length]?.id;
    const read = (await ask('case', `/cases/${id}`)) as { children: { id: string }[] };
    await ask('board', `/requests?unit=${filled.unit}&open=true`);
    await ask('what waits for me', '/me/work');
    await ask('timeline', `/cases/${id}/timeline`);
    await ask('a month of it', `/cases/${id}/timeline?from=2025-06-01T00:00:00Z&to=2025-07-01T00:00:00Z`);
    if (i % 10 === 0 && member === 'head') await ask('timeline of 20,000', `/cases/${filled.largest}/timeline`);
    const [child] = read.children;
    if (child) await ask('child', `/children/${child.id}`);
    await ask('search of people', `/people?text=Person ${i * 17}`);
    await ask('search by surname', `/people?text=Surname${15000 + i * 17} Given`);
    await ask('search of nobody', `/people?text=Nobody${i} Nowhere`);
  }
  for (const [what, times] of took)
    console.log(
      `${who}: ${what.padEnd(18)} p50 ${at(times, 0.5)} ms · p95 ${at(times, 0.95)} ms (<= ${LIMIT_MS}) · most ${at(times, 1)} ms`,
    );
}

function at(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
}

interface Filled {
  readonly unit: string;
  /** The case with most events. */
  readonly largest: string;
}

/** A unit with cases of made-up people, of whom each has ten statements. */
async function fill(cases: number, people: number, events: number, asked: number): Promise<Filled> {
  const database = { ...casework.server.admin, database: casework.server.database };
  return whileConnected(database, 'vigie bench', async (client) => {
    const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
    const first = async (sql: string, values: unknown[] = []): Promise<string> =>
      String(((await run(sql, values)).rows[0] as { id: unknown } | undefined)?.id);
    await run('begin');
    // A million rows are put in as if they had been checked one by one.
    await run(`set local session_replication_role = replica`);
    const organisation = await first(`insert into vigie.organisation (name) values ('Bench') returning id`);
    const unit = await first(`insert into vigie.unit (organisation_id, name) values ($1, 'Bench') returning id`, [
      organisation,
    ]);
    await run(
      `insert into vigie.member (id, organisation_id, name, email)
       select id, $1, id, id || '@example.org' from (select 'member-' || n as id from generate_series(0, $2::int - 1) n union select 'head') m`,
      [organisation, MEMBERS],
    );
    await run(
      `insert into vigie.membership (member_id, unit_id, role) select id, $1, 'investigator' from vigie.member`,
      [unit],
    );
    await run(
      `create temp table cases as select n, gen_random_uuid() as id, 'member-' || (n % $2::int) as member from generate_series(1, $1::int) n`,
      [cases, MEMBERS],
    );
    await run(
      `create temp table people as select n, gen_random_uuid() as id, n % $2::int + 1 as of_case, case when n % 5 = 0 then 'child' else 'concerned' end as population
       from generate_series(1, $1::int) n`,
      [people, cases],
    );
    await run(
      `insert into casework.case_file (id, unit_id, reference, title, country, opened_by, opened_at)
       select id, $1, translate(upper(lpad(to_hex(n), 4, '0')), 'ILOU', '1100') || '-0000', 'Case ' || n, 'FR', member, now() - make_interval(mins => n) from cases`,
      [unit],
    );
    await run(
      `insert into casework.case_member (case_id, member_id, role, added_by) select id, member, 'responsible', member from cases union all select id, 'head', 'head', member from cases`,
    );
    await run(
      `insert into casework.live_part (member_id, case_id, role, barred) select member_id, case_id, role, false from casework.case_member`,
    );
    await run(
      `insert into casework.child_search (case_id, holder_id, next_step, next_on, made_by) select id, member, 'Look', '2027-01-01', member from cases`,
    );
    await run(
      `insert into casework.person (id, organisation_id, population, working_name, made_by) select id, $1, population, 'Person ' || n, 'head' from people`,
      [organisation],
    );
    await run(
      `insert into casework.person_in_case (case_id, person_id, population, capacity, added_by)
       select c.id, p.id, p.population, case population when 'child' then 'possible_victim' else 'payer' end, 'head' from people p join cases c on c.n = p.of_case`,
    );
    await run(
      `insert into casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by)
       select p.id, track, state, c.member, 'Look', '2027-01-01', c.member from people p join cases c on c.n = p.of_case,
         (values ('identification', 'not_identified'), ('protection', 'not_assessed'), ('care', 'not_referred')) s (track, state) where p.population = 'child'`,
    );
    await run(
      `insert into casework.statement (id, case_id, person_id, population, field, value, basis, source_kind, source, entered_by, sealed)
       select gen_random_uuid(), c.id, p.id, p.population, field,
         jsonb_build_object('text', case field when 'name' then concat_ws(' ', 'Given' || p.n % 997, 'Second' || p.n % 4999, 'Surname' || p.n % 20011) else field || ' ' || p.n end),
         '', 'other', 'Bench', 'head', p.population = 'child' and field not in ('note', 'language')
       from people p join cases c on c.n = p.of_case, unnest($1::text[]) field`,
      [['name', 'note', 'note', 'language', 'address', 'phone', 'phone', 'account', 'document', 'identifier']],
    );
    await run(
      `insert into casework.person_word (case_id, person_id, working, word)
       select c.case_id, p.id, true, word from casework.person_in_case c join casework.person p on p.id = c.person_id, casework.words_of(p.working_name, true) word
       union all select s.case_id, s.person_id, false, word from casework.statement s, casework.words_of(s.value ->> 'text', s.field = 'name') word where not s.sealed`,
    );
    const largest = await first(`select id from cases order by n limit 1`);
    await run(
      `insert into casework.event (case_id, kind, precision, begins_at, said_at, zone, identifier, other_identifier, service, means, source, entered_by)
       select c.id, 'contact', 'exact', at, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), 'UTC', 'SYN-' || (e.n % 977), 'SYN-' || (e.n % 991),
         'Example Chat', 'message', 'Bench', 'head'
       from (select n, case when n <= 20000 then 1 else n % $2::int + 1 end as of_case, timestamptz '2024-01-01 00:00Z' + make_interval(secs => n::bigint * 7919 % 63072000) as at
         from generate_series(1, $1::int) n) e
       join cases c on c.n = e.of_case`,
      [events, cases],
    );
    await run(
      `create temp table asked as select n, gen_random_uuid() as id, n % $2::int + 1 as of_case, case n % 4 when 0 then 'FR' when 1 then 'IE' when 2 then 'PH' else 'US' end as country
       from generate_series(1, $1::int) n`,
      [asked, cases],
    );
    await run(
      `insert into casework.request (id, case_id, unit_id, reference, kind, addressee_kind, addressee, country, own_country, legal_basis, asked, language, urgent, holder_id, next_on, rules, made_by)
       select a.id, c.id, $1, regexp_replace(upper(lpad(to_hex(a.n), 8, '0')), '(....)(....)', '\\1-\\2'), 'preservation', 'provider', 'Example Chat', a.country, 'FR', 'Article', 'Keep', 'en', false,
         c.member, date '2027-01-01' + a.n % 400, $2, c.member from asked a join cases c on c.n = a.of_case`,
      [unit, shippedName()],
    );
    await run(
      `insert into casework.request_event (request_id, case_id, kind, at_date, entered_by) select a.id, c.id, 'sent', '2026-01-10', c.member from asked a join cases c on c.n = a.of_case`,
    );
    await run(
      `insert into casework.request_standing (request_id, case_id, standing, next_on, because, silent_since, overdue, look_at, rules, reckoned_at, unit_id, country, abroad, holder_id)
       select a.id, c.id, case a.n % 5 when 0 then 'overdue' when 1 then 'due' else 'silent' end, date '2027-01-01' + a.n % 400, 'own_date',
         case when a.n % 5 > 1 then date '2025-10-01' + a.n % 365 end, a.n % 5 in (0, 2, 3), 'infinity', $1, '2020-01-01',
         $2, a.country, a.country <> 'FR', c.member from asked a join cases c on c.n = a.of_case`,
      [shippedName(), unit],
    );
    await run(`select audit.append('run.load', 'bench', null, null, null, null, null)`);
    await run('commit');
    await run('analyze');
    return { unit, largest };
  });
}
