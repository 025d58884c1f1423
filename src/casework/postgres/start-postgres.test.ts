import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whileConnected } from '../connection.ts';
import { serverProcesses } from './processes.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

let above: string;
let folder: string;
const running = new Set<PostgresServer>();

beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'vigie-postgres-'));
  // For root the server runs as another account, which has to come through.
  chmodSync(above, 0o711);
  folder = join(above, 'data');
});
afterEach(async () => {
  for (const server of running) await server.stop();
  running.clear();
  rmSync(above, { recursive: true, force: true });
});

const cluster = (): string => join(folder, 'postgres', 'cluster');

async function start(): Promise<PostgresServer> {
  const server = await startPostgres(folder);
  running.add(server);
  return server;
}

async function stop(server: PostgresServer): Promise<void> {
  running.delete(server);
  await server.stop();
}

const ask = async (server: PostgresServer, sql: string): Promise<unknown> =>
  (await whileConnected(server.connection, 'test', (client) => client.query(sql))).rows[0];

function postmaster(): number {
  return Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);
}

it('A new folder gets a server that keeps what it is told, orders texts by their bytes and listens on no network', async () => {
  const server = await start();
  expect(server.tookOver).toBe(false);
  const settings = ['fsync', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'server_encoding', 'TimeZone'];
  const shown = await ask(
    server,
    `select ${settings.map((name) => `current_setting('${name}') "${name}"`).join(', ')}`,
  );
  expect(shown).toEqual({
    ...{ fsync: 'on', synchronous_commit: 'on', data_checksums: 'on' },
    ...{ listen_addresses: '', server_encoding: 'UTF8', TimeZone: 'UTC' },
  });
  expect(await ask(server, `select datlocprovider p, datlocale l from pg_database where datname = 'postgres'`)).toEqual(
    {
      ...{ p: 'b', l: 'C.UTF-8' },
    },
  );
  expect(statSync(folder).mode & 0o007).toBe(0);
  expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700);
  await stop(server);
  expect(serverProcesses(cluster())).toEqual([]);
});

it('A wrong password is refused', async () => {
  const server = await start();
  const wrong = { ...server.connection, password: 'x' };
  await expect(whileConnected(wrong, 'test', (client) => client.query('select 1'))).rejects.toThrow(/password/);
});

it('Who comes second uses the same server, and the last one to leave ends it', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect([first?.tookOver, second?.tookOver].sort()).toEqual([false, true]);
  if (first !== undefined) await stop(first);
  if (second === undefined) throw new Error('no second server');
  expect(await ask(second, 'select 1 one')).toEqual({ one: 1 });
  await stop(second);
  expect(serverProcesses(cluster())).toEqual([]);
});

it('After its server was killed the next start recovers, even when the number in its file is that of another process', async () => {
  const server = await start();
  await ask(server, 'create table kept as select 1 a');
  const pidFile = readFileSync(join(cluster(), 'postmaster.pid'), 'utf8');
  process.kill(postmaster(), 'SIGKILL');
  while (serverProcesses(cluster()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(join(cluster(), 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));
  const again = await start();
  expect(again.tookOver).toBe(false);
  expect(await ask(again, 'select a from kept')).toEqual({ a: 1 });
});

it('A long path is no hindrance', async () => {
  folder = join(above, 'a-folder-with-a-long-name'.repeat(6), 'data');
  const server = await start();
  expect(await ask(server, 'select 1 one')).toEqual({ one: 1 });
});

it('A start that was killed half-way is begun again', async () => {
  mkdirSync(join(folder, 'postgres.making', 'cluster'), { recursive: true });
  const server = await start();
  expect(await ask(server, 'select 1 one')).toEqual({ one: 1 });
});

it('Data of another PostgreSQL is refused with what to do', async () => {
  await stop(await start());
  writeFileSync(join(cluster(), 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow(/is of PostgreSQL 17.*vigie backup/);
});

it('What was committed is there after the server was killed under writes', async () => {
  const server = await start();
  await ask(server, 'create table written (n integer primary key)');
  const committed: number[] = [];
  const writer = whileConnected(server.connection, 'test', async (client) => {
    for (let n = 0; ; n++) {
      await client.query('insert into written values ($1)', [n]);
      committed.push(n);
    }
  });
  const broken = expect(writer).rejects.toThrow();
  await expect.poll(() => committed.length).toBeGreaterThan(10);
  process.kill(postmaster(), 'SIGKILL');
  await broken;
  // Those that are left end by themselves too.
  for (const pid of serverProcesses(cluster()))
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  const again = await start();
  // The one under way when the server went may be there; none that was acknowledged may be missing.
  const { rows } = await whileConnected(again.connection, 'test', (client) =>
    client.query<{ n: number }>('select n from written order by n'),
  );
  const there = rows.map(({ n }) => n);
  expect(there.slice(0, committed.length)).toEqual(committed);
  expect(there.length - committed.length).toBeLessThanOrEqual(1);
});
