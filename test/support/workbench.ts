import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Kysely, PostgresDialect } from 'kysely';
import type { StaffRole } from '../../src/casework/staff-roles.ts';
import type { Tables } from '../../src/casework/tables.ts';
import type { Urgency } from '../../src/leads/recency.ts';
import { type AppOptions, buildApp } from '../../src/server/app.ts';
import { MEMBER_HEADER, signedInByHeader } from './signed-in-by-header.ts';
import { freshDatabase, type TestDatabase } from './workbench-database.ts';

/** A workbench on a database of its own, in which whoever a test names is signed in. */
export interface TestWorkbench {
  readonly database: TestDatabase;
  readonly app: FastifyInstance;
  readonly db: Kysely<Tables>;
  readonly worker: Kysely<Tables>;
  readonly dataFolder: string;
  /** Whose session is revoked. */
  readonly signedOut: Set<string>;
  /** Asks as a member; null: signed out. The purpose is triage unless headers say otherwise. */
  ask(member: string | null, method: Method, url: string, options?: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

type Method = 'GET' | 'POST' | 'DELETE' | 'PUT';

interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer as a test looks into it.
  readonly json: () => any;
}

export async function testWorkbench(
  origin = 'http://127.0.0.1',
  options: Pick<AppOptions, 'comesWithinMs'> = {},
  given: TestDatabase | null = null,
): Promise<TestWorkbench> {
  const database = given ?? (await freshDatabase());
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: database.pools.app }) });
  const worker = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: database.pools.worker }) });
  const dataFolder = mkdtempSync(join(tmpdir(), 'vigie-test-data-'));
  const signedOut = new Set<string>();
  const app = await buildApp({
    ...{ db, dataFolder },
    signIn: {
      ...signedInByHeader,
      session: async (request) =>
        signedOut.has(String(request.headers[MEMBER_HEADER])) ? null : signedInByHeader.session(request),
    },
    origin,
    requestsPerMinute: 1e9,
    ...options,
  });
  return {
    ...{ database, app, db, worker, dataFolder, signedOut },
    ask: async (member, method, url, { body, headers } = {}) => {
      const signedIn = member === null ? {} : { [MEMBER_HEADER]: member };
      const answer = await app.inject({
        ...{ method, url },
        ...(body === undefined ? {} : { payload: body as object }),
        headers: { 'accept-language': 'en', 'x-vigie-purpose': 'triage', ...signedIn, ...headers },
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body, json: () => answer.json() };
    },
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What puts things into a database: of a test, or of the superuser. */
export type Query = Pick<TestDatabase, 'query'>;

export async function addOrganisation({ query }: Query, name = 'Synthetic organisation'): Promise<string> {
  return onlyId(await told(query, `insert into vigie.organisation (name) values ($1) returning id`, [name]));
}

export async function addUnit({ query }: Query, organisation: string, name = 'Unit'): Promise<string> {
  return onlyId(
    await told(query, `insert into vigie.unit (organisation_id, name) values ($1, $2) returning id`, [
      organisation,
      name,
    ]),
  );
}

export async function addMember(
  { query }: Query,
  organisation: string,
  id: string,
  roles: readonly { readonly unit: string; readonly role: StaffRole }[],
): Promise<string> {
  await told(query, `insert into vigie.member (id, organisation_id, name, email) values ($1, $2, $3, $4)`, [
    ...[id, organisation, `Synthetic ${id}`, `${id}@example.org`],
  ]);
  for (const { unit, role } of roles)
    await told(query, `insert into vigie.membership (member_id, unit_id, role) values ($1, $2, $3)`, [id, unit, role]);
  return id;
}

/** A unit of an organisation of its own, with these members of staff, each in one role; gives the unit. */
export async function addStaffedUnit(database: Query, staff: Readonly<Record<string, StaffRole>>): Promise<string> {
  const organisation = await addOrganisation(database);
  const unit = await addUnit(database, organisation);
  for (const [member, role] of Object.entries(staff)) await addMember(database, organisation, member, [{ unit, role }]);
  return unit;
}

export interface NewLead {
  readonly queue: 'investigation' | 'safeguarding';
  readonly rank: number;
  readonly subject?: string;
  /** Of the safeguarding queue. */
  readonly urgency?: Urgency;
}

/** Leads as a scan would have left them, with bodies of no meaning; gives their ids in order. */
export async function addLeads(database: Query, unit: string, leads: readonly NewLead[]): Promise<string[]> {
  const run = onlyId(
    await told(
      database.query,
      `insert into vigie.scan_run (unit_id, as_of, summary) values ($1, '2026-01-01', '{}') returning id`,
      [unit],
    ),
  );
  const ids: string[] = [];
  for (const { queue, rank, subject = `SP-${randomUUID().slice(0, 8)}`, urgency = 'week' } of leads) {
    const id = onlyId(
      await told(
        database.query,
        `insert into vigie.lead (unit_id, lead_id, run_id, first_run_id, queue, tier, rank_in_queue, score, role, subject_kind, subject_id,
           subject_name, transfers, amount_eur, first_transfer_at, last_transfer_at, last_active_at, urgency, as_of, payee_countries, indicators, headline, facts)
         values ($1, $2, $3, $3, $4, 'first', $5, 3, 'payer', 'payer', $6, $7, 4, 120.50, '2025-03-01', '2025-06-01', '2025-06-01', $8, '2026-01-01', '{PH}',
           '{P04}', '{"en":"At night","fr":"La nuit"}', '{"transfers":4,"lastTransferAt":"2025-06-01T00:00:00Z","reasons":{"P04":1}}')
         returning id`,
        [
          ...[unit, `L-${randomUUID().slice(0, 16)}`, run, queue, rank, subject, `Synthetic ${subject}`],
          queue === 'safeguarding' ? urgency : null,
        ],
      ),
    );
    await told(database.query, `insert into vigie.lead_body values ($1, '{"reasons":[],"reasonsAgainst":[]}')`, [id]);
    await told(database.query, `insert into vigie.lead_person values ($1, 'payer', $2, $3, 'payer')`, [
      ...[id, subject, `Synthetic ${subject}`],
    ]);
    ids.push(id);
  }
  return ids;
}

/** One statement and an audit entry in one transaction: without the entry it would not commit. */
export async function told(
  query: TestDatabase['query'],
  sql: string,
  values: readonly unknown[],
): Promise<readonly Record<string, unknown>[]> {
  return query(withEntry(sql), values);
}

function withEntry(sql: string): string {
  const [statement, returning] = sql.split(/\sreturning\s/);
  return `with told as materialized (select audit.append('run.load', 'test', null, null, null, null, null)),
    done as (${statement} returning ${returning ?? '1 as done'}) select done.* from done, told`;
}

function onlyId(rows: readonly Record<string, unknown>[]): string {
  return String(rows[0]?.id);
}
