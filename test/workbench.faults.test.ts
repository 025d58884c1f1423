import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteKeyOf } from '../src/casework/audit/signed-note.ts';
import { whileReadingLog } from '../src/casework/audit/stored-log.ts';
import { verifyChain } from '../src/casework/audit/verify-chain.ts';
import { whileConnected } from '../src/casework/connection.ts';
import { type Casework, openCasework } from '../src/casework/open-casework.ts';
import { startPostgres } from '../src/casework/postgres/start-postgres.ts';
import { MEMBER_HEADER } from './support/signed-in-by-header.ts';
import { addLeads, addMember, addOrganisation, addUnit, type Query } from './support/workbench.ts';

const PEOPLE = 6;
const FIXTURE = new URL('./support/workbench-server.fixture.ts', import.meta.url).pathname;

let above: string;
let data: string;
let casework: Casework;
let leads: string[];
const servers = new Set<ChildProcess>();

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
  // For root the database server runs as another account, which has to come through.
  chmodSync(above, 0o711);
  data = join(above, 'data');
  casework = await openCasework(data, {});
  await whileConnected(where(), 'vigie test', async (client) => {
    const database: Query = { query: async (sql, values) => (await client.query(sql, [...(values ?? [])])).rows };
    const organisation = await addOrganisation(database);
    const unit = await addUnit(database, organisation);
    for (let i = 0; i < PEOPLE; i++)
      await addMember(database, organisation, `member-${i}`, [{ unit, role: 'analyst' }]);
    leads = await addLeads(
      database,
      unit,
      Array.from({ length: PEOPLE }, (_, i) => ({ queue: 'investigation', rank: i + 1 }) as const),
    );
  });
});
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await casework.close();
  rmSync(above, { recursive: true, force: true });
});

const where = () => ({ ...casework.server.admin, database: casework.server.database });

async function startServer(): Promise<{ url: string; server: ChildProcess }> {
  const server = spawn(process.execPath, [FIXTURE, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  servers.add(server);
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    server.once('exit', () => reject(new Error('The server ended before it listened.')));
  });
  return { url, server };
}

async function kill(server: ChildProcess): Promise<void> {
  servers.delete(server);
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGKILL');
  await gone;
}

/** Decides about a lead in words that nobody else says; null when no answer came. */
async function decide(url: string, person: number, words: string): Promise<number | null> {
  try {
    const answer = await fetch(`${url}/api/leads/${leads[person]}/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [MEMBER_HEADER]: `member-${person}`, 'idempotency-key': words },
      body: JSON.stringify({ kind: 'follow_up', words }),
    });
    await answer.text();
    return answer.status;
  } catch {
    return null;
  }
}

async function timesDecided(): Promise<Map<string, number>> {
  const { rows } = await whileConnected(where(), 'vigie test', (client) =>
    client.query<{ words: string; times: number }>(
      'select words, count(*)::int as times from vigie.lead_decision group by words',
    ),
  );
  return new Map(rows.map(({ words, times }) => [words, times]));
}

async function findingsOfLog() {
  const key = noteKeyOf(casework.secrets.audit.signingKey, 'vigie.audit');
  const verified = await whileConnected(where(), 'vigie test', (client) =>
    whileReadingLog(client, ({ entries, notes, end }) => verifyChain(entries, notes, key, end)),
  );
  return verified.findings.filter(({ what }) => what !== 'checkpoint_missing');
}

/** Each decision has its entry in the log, and the state of each lead counts them. */
async function agrees(): Promise<boolean> {
  const { rows } = await whileConnected(where(), 'vigie test', (client) =>
    client.query<{ agrees: boolean }>(`select (select count(*) from vigie.lead_decision) =
      (select count(*) from audit.entry where act = 'lead.decide') and not exists (
        select from vigie.lead where version <> 1 + (select count(*) from vigie.lead_decision d where d.lead_id = lead.id)) as agrees`),
  );
  return rows[0]?.agrees ?? false;
}

describe('a fault of the machine', () => {
  it('of PostgreSQL, killed under load and started again, loses nothing that was acknowledged', {
    timeout: 120_000,
  }, async () => {
    const { url, server } = await startServer();
    const acknowledged = new Set<string>();
    let running = true;
    const load = Array.from({ length: PEOPLE }, async (_, person) => {
      for (let i = 0; running; i++) {
        const words = `load-${person}-${i}`;
        const status = await decide(url, person, words);
        if (status === 200) acknowledged.add(words);
        else await pause(20);
      }
    });
    for (let round = 0; round < 3; round++) {
      await pause(700);
      const file = join(data, 'postgres', 'cluster', 'postmaster.pid');
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      await pause(100);
      const again = await startPostgres(data);
      servers.add(server);
      await again.stop();
    }
    await pause(500);
    running = false;
    await Promise.all(load);
    await kill(server);

    const times = await timesDecided();
    expect(acknowledged.size).toBeGreaterThan(20);
    expect([...acknowledged].filter((words) => times.get(words) !== 1)).toEqual([]);
    expect([...times.values()].every((count) => count === 1)).toBe(true);
    expect(await agrees()).toBe(true);
    expect(await findingsOfLog()).toEqual([]);
  });

  it('of the server, killed between effect and answer, is mended by sending again: done once', {
    timeout: 120_000,
  }, async () => {
    for (let round = 0; round < 6; round++) {
      const first = await startServer();
      const words = `killed-${round}`;
      const sent = decide(first.url, 0, words);
      await pause(round * 4);
      await kill(first.server);
      await sent;
      const second = await startServer();
      expect(await decide(second.url, 0, words)).toBe(200);
      await kill(second.server);
      expect((await timesDecided()).get(words)).toBe(1);
    }
    expect(await agrees()).toBe(true);
    expect(await findingsOfLog()).toEqual([]);
  });

  it('of the clock, set back, leaves the log in its order', async () => {
    const client = new pg.Client(where());
    await client.connect();
    // As if the clock had been set back by a year between two entries: the function that tells the time is another one for this session.
    try {
      await client.query(`create schema earlier; create function earlier.clock_timestamp() returns timestamptz language sql as
        $$ select pg_catalog.clock_timestamp() - interval '1 year' $$`);
      await client.query(`alter function audit.append set search_path = earlier, pg_catalog`);
      await client.query(`select audit.append('lead.read', 'lead', 'earlier', null, 'triage', null, null)`);
      await client.query(`alter function audit.append set search_path = pg_catalog`);
      await client.query(`select audit.append('lead.read', 'lead', 'later', null, 'triage', null, null)`);
      const { rows } = await client.query(`select object_id from audit.entry order by seq desc limit 2`);
      expect(rows.map(({ object_id }) => object_id)).toEqual(['later', 'earlier']);
      const { rows: ordered } = await client.query(
        `select object_id from audit.entry where object_id in ('later', 'earlier') order by at`,
      );
      expect(ordered.map(({ object_id }) => object_id)).toEqual(['earlier', 'later']);
    } finally {
      await client.end();
    }
    expect(await findingsOfLog()).toEqual([]);
  });
});
