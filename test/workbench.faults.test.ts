import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../src/casework/postgres/start-postgres.ts';
import { ServedWorkbench } from './support/served-workbench.ts';

const PEOPLE = 6;

let above: string;
let workbench: ServedWorkbench;

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
  // For root the database server runs as another account, which has to come through.
  chmodSync(above, 0o711);
  workbench = await ServedWorkbench.open(join(above, 'data'), PEOPLE);
});
afterAll(async () => {
  await workbench.close();
  rmSync(above, { recursive: true, force: true });
});

describe('a fault of the machine', () => {
  it('of PostgreSQL, killed under load and started again, loses nothing that was acknowledged', async () => {
    const { url, server } = await workbench.startServer();
    const acknowledged = new Set<string>();
    let running = true;
    const load = Array.from({ length: PEOPLE }, async (_, person) => {
      for (let i = 0; running; i++) {
        const words = `load-${person}-${i}`;
        const answer = await workbench.decide(url, person, words);
        if (answer?.status === 200) acknowledged.add(words);
        else await pause(20);
      }
    });
    for (let round = 0; round < 3; round++) {
      const before = acknowledged.size;
      for (let waits = 0; acknowledged.size < before + 20 && waits < 1200; waits++) await pause(50);
      const file = join(workbench.dataFolder, 'postgres', 'cluster', 'postmaster.pid');
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      await pause(100);
      const again = await startPostgres(workbench.dataFolder);
      await again.stop();
    }
    const before = acknowledged.size;
    for (let waits = 0; acknowledged.size < before + 20 && waits < 1200; waits++) await pause(50);
    running = false;
    await Promise.all(load);
    await workbench.kill(server);

    const times = await workbench.timesDecided();
    expect(acknowledged.size).toBeGreaterThanOrEqual(80);
    expect([...acknowledged].filter((words) => times.get(words) !== 1)).toEqual([]);
    expect([...times.values()].every((count) => count === 1)).toBe(true);
    expect(await workbench.agrees()).toBe(true);
    expect(await workbench.findingsOfLog()).toEqual([]);
  });

  it('of the server, killed between effect and answer, is mended by sending again: done once', async () => {
    for (let round = 0; round < 6; round++) {
      const first = await workbench.startServer();
      const words = `killed-${round}`;
      const sent = workbench.decide(first.url, 0, words);
      await pause(round * 4);
      await workbench.kill(first.server);
      await sent;
      const second = await workbench.startServer();
      expect((await workbench.decide(second.url, 0, words))?.status).toBe(200);
      await workbench.kill(second.server);
      expect((await workbench.timesDecided()).get(words)).toBe(1);
    }
    expect(await workbench.agrees()).toBe(true);
    expect(await workbench.findingsOfLog()).toEqual([]);
  });

  it('of the clock, set back, leaves the log in its order', async () => {
    const client = new pg.Client(workbench.where);
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
    expect(await workbench.findingsOfLog()).toEqual([]);
  });
});
