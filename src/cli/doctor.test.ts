import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startVigie } from '../../test/support/vigie.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/workbench-database.ts';
import { secretsFile } from '../casework/secrets.ts';
import { examine, type Finding } from './doctor.ts';

let above: string;
let database: TestDatabase;
let url: string;

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-doctor-'));
  database = await freshDatabase();
  const { host, port, user, password } = database.admin;
  url = `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${database.name}`;
});
afterAll(async () => {
  await database.drop();
  rmSync(above, { recursive: true, force: true });
});

function dataFolderOf(name: string): string {
  const folder = join(above, name);
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(secretsFile(folder), JSON.stringify(database.secrets), { mode: 0o600 });
  return folder;
}

const stateOf = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find((each) => each.check === check);

it('A machine on which nothing was made yet is in order, and nothing is made by looking', async () => {
  const path = join(above, 'nothing');
  const findings = await examine({ path, moved: false }, {});
  expect(findings.filter(({ state }) => state === 'not_ok')).toEqual([]);
  expect(stateOf(findings, 'database')?.found.en).toBe('made at the first start');
  expect(existsSync(path)).toBe(false);
});

it('A port that another program holds is told as taken by it, with what to do', async () => {
  const path = join(above, 'port');
  const found = async () => stateOf(await examine({ path, moved: false }, {}), 'port');
  const other = createServer((socket) => socket.destroy());
  const held = await new Promise<boolean>((resolve) => {
    other.once('error', () => resolve(false)).listen(4180, '127.0.0.1', () => resolve(true));
  });
  // Where something else has it already, a workbench perhaps, that is what is told.
  if (held) {
    expect(await found()).toMatchObject({
      state: 'attention',
      found: { en: 'taken by another program' },
      next: { fr: expect.stringMatching(/autre port/) },
    });
    await new Promise((resolve) => other.close(resolve));
    expect(await found()).toMatchObject({ state: 'ok', found: { en: 'free' } });
  } else expect((await found())?.found.en).not.toBe('free');
});

it('A database in order is told with its steps, and that no backup was made', async () => {
  const path = dataFolderOf('whole');
  const findings = await examine({ path, moved: false }, { DATABASE_URL: url });
  expect(findings.filter(({ state }) => state === 'not_ok')).toEqual([]);
  expect(stateOf(findings, 'migrations')?.found.en).toMatch(/steps, none missing/);
  expect(stateOf(findings, 'backup')).toMatchObject({
    state: 'attention',
    next: { en: expect.stringMatching(/vigie backup/) },
  });
  expect(readdirSync(path)).toEqual(['secrets.json']);
});

it('A database out of a backup is not told as one that never had any', async () => {
  const path = dataFolderOf('restored');
  await database.query(`select audit.append('backup.restore', 'database', 'kept.zip', null, null, null, '{}')`);
  const findings = await examine({ path, moved: false }, { DATABASE_URL: url });
  expect(stateOf(findings, 'backup')).toMatchObject({
    state: 'attention',
    found: { en: expect.stringMatching(/^none since this was restored from one \(\d{4}-/) },
  });
});

it('What is wrong is told with what to do, in both languages, and the command ends with 2', async () => {
  const path = dataFolderOf('open');
  chmodSync(secretsFile(path), 0o644);
  const environment = { VIGIE_DATA: path, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' };
  const english = await startVigie(['doctor', '--json'], 'C', environment).ended;
  expect(english.code).toBe(2);
  const findings = JSON.parse(english.stdout) as readonly { check: string; state: string; next: string | null }[];
  expect(findings.filter(({ state }) => state === 'not_ok').map(({ check }) => check)).toEqual(['secrets', 'database']);
  const french = await startVigie(['doctor', '--lang', 'fr'], 'C', environment).ended;
  expect(french.code).toBe(2);
  expect(french.stdout).toMatch(/À RÉGLER/);
  expect(french.stdout).not.toMatch(/NOT OK|does not let/);
});

it('A clock that was set back is told by the audit log', async () => {
  const path = dataFolderOf('clock');
  await database.query(
    `insert into audit.entry (seq, content, hash) values (1000, '{"at": "2999-01-01T00:00:00Z"}', '')`,
  );
  const findings = await examine({ path, moved: false }, { DATABASE_URL: url });
  expect(stateOf(findings, 'clock')).toMatchObject({
    state: 'not_ok',
    found: { en: expect.stringMatching(/earlier than/) },
  });
});

it('A database without its secrets is told', async () => {
  const path = join(above, 'lost');
  mkdirSync(path);
  const findings = await examine({ path, moved: false }, { DATABASE_URL: url });
  expect(stateOf(findings, 'lost_secrets')?.state).toBe('not_ok');
});
