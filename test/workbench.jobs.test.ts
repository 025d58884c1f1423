import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../src/casework/imports/import-row.ts';
import { identityOf } from '../src/engine/process-identity.ts';
import { ensureDemo } from '../src/server/jobs/ensure-demo.ts';
import { type ImportingUnit, importingUnit, isOver } from './support/imports.ts';
import { Place, smallWorld } from './support/place.ts';

const FIXTURE = join(import.meta.dirname, 'support', 'jobs-server.fixture.ts');
const place = new Place();
let unit: ImportingUnit;
let transfers: Buffer;
const servers: ChildProcess[] = [];

beforeAll(async () => {
  transfers = readFileSync((await smallWorld(place)).transfers);
  unit = await importingUnit();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => ended(server, 'SIGTERM')));
  await unit.close();
});

/** A server of jobs in a process of its own. */
async function startServer(): Promise<ChildProcess> {
  const { database, dataFolder } = unit.workbench;
  const { admin, name, secrets } = database;
  const server = spawn(process.execPath, [FIXTURE, JSON.stringify({ admin, name, secrets, dataFolder })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(server);
  if (server.stdout) await once(server.stdout, 'data');
  return server;
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'close');
  server.kill(signal);
  await gone;
}

async function processOf(id: string): Promise<string> {
  const [row] = await unit.workbench.database.query<{ process: string }>(
    'select process from vigie.import_progress where import_id = $1',
    [id],
  );
  if (!row?.process) throw new Error('no process');
  return row.process;
}

async function countOf(act: string, id: string): Promise<number> {
  const [row] = await unit.workbench.database.query<{ n: number }>(
    'select count(*)::int as n from audit.entry where act = $1 and object_id = $2',
    [act, id],
  );
  return row?.n ?? -1;
}

async function runsOf(id: string): Promise<number> {
  const [row] = await unit.workbench.database.query<{ n: number }>(
    'select count(*)::int as n from vigie.scan_run where import_id = $1',
    [id],
  );
  return row?.n ?? -1;
}

const reads = ({ progress }: Job): boolean => progress !== null && progress.stage !== null;

describe('an import whose server dies', () => {
  it('is done by the next one, once, and its scan is not left behind', async () => {
    const first = await startServer();
    const id = await unit.ask([await unit.send('killed.csv', transfers)]);
    await unit.reaches(id, reads);
    const scan = await processOf(id);
    const pid = Number(/ (\d+)-/.exec(scan)?.[1]);
    expect(identityOf(pid)).toBe(scan);
    // A scan that cannot notice that its server is gone.
    process.kill(pid, 'SIGSTOP');
    await ended(first, 'SIGKILL');
    const second = await startServer();
    const job = await unit.reaches(id, isOver, 200_000);
    expect(job).toMatchObject({ state: 'done', error: null });
    expect(identityOf(pid)).not.toBe(scan);
    expect([await countOf('import.run', id), await countOf('import.end', id), await runsOf(id)]).toEqual([2, 1, 1]);
    await ended(second, 'SIGTERM');
  });

  it('stops by itself when it can, and goes on where a server that stops in order left it', async () => {
    const first = await startServer();
    const id = await unit.ask([
      await unit.send('stopped.csv', transfers.subarray(0, transfers.lastIndexOf('\n', 600_000) + 1)),
    ]);
    await unit.reaches(id, reads);
    const scan = await processOf(id);
    const pid = Number(/ (\d+)-/.exec(scan)?.[1]);
    await ended(first, 'SIGTERM');
    expect(identityOf(pid)).not.toBe(scan);
    expect((await unit.job(id)).state).toBe('running');
    const second = await startServer();
    expect(await unit.reaches(id, isOver, 200_000)).toMatchObject({ state: 'done' });
    expect([await countOf('import.end', id), await runsOf(id)]).toEqual([1, 1]);
    await ended(second, 'SIGKILL');
  });
});

describe('two servers on one database', () => {
  it('share the imports, do none twice, and no two of one unit at once', async () => {
    const asked: string[] = [];
    const lines = transfers.toString('utf8').split('\n');
    for (let part = 0; part < 4; part++) {
      const content = [lines[0], ...lines.slice(1 + part * 100, 101 + part * 100)].join('\n');
      asked.push(await unit.ask([await unit.send(`part-${part}.csv`, content)]));
    }
    await Promise.all([startServer(), startServer()]);
    const jobs: Job[] = [];
    for (const id of asked) jobs.push(await unit.reaches(id, isOver, 200_000));
    expect(jobs.map(({ state }) => state)).toEqual(asked.map(() => 'done'));
    for (const id of asked)
      expect([await countOf('import.run', id), await countOf('import.end', id), await runsOf(id)]).toEqual([1, 1, 1]);
    const spans = jobs
      .map(({ startedAt, endedAt }) => [Date.parse(startedAt ?? ''), Date.parse(endedAt ?? '')] as const)
      .toSorted(([a], [b]) => a - b);
    for (const [index, [start]] of spans.entries()) expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
  });
});

describe('the demonstration', () => {
  it('comes once, through the same job, to a unit of its own', async () => {
    const { worker, dataFolder, database } = unit.workbench;
    const [one, two] = await Promise.all([ensureDemo(worker, dataFolder), ensureDemo(worker, dataFolder)]);
    expect(two).toBe(one);
    expect(await ensureDemo(worker, dataFolder)).toBe(one);
    const imports = await database.query<{ id: string }>('select id from vigie.import where unit_id = $1', [one]);
    expect(imports).toHaveLength(1);
    const state = async () => {
      const [row] = await database.query<{ state: string }>('select state from vigie.import where unit_id = $1', [one]);
      return row?.state;
    };
    for (let tries = 0; tries < 2000 && !['done', 'failed'].includes((await state()) ?? ''); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await state()).toBe('done');
    const [leads] = await database.query<{ n: number }>(
      'select count(*)::int as n from vigie.lead where unit_id = $1',
      [one],
    );
    expect(leads?.n).toBeGreaterThan(50);
    const units = await database.query('select name, demonstration from vigie.unit where id = $1', [one]);
    expect(units).toEqual([{ name: 'Démonstration', demonstration: true }]);
  });
});
