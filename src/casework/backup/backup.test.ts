import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tableHashes as hashes } from '../../../test/support/table-hashes.ts';
import { type Running, startVigie, vigieUnder } from '../../../test/support/vigie.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/workbench-database.ts';
import type { DatabaseServer } from '../database-server.ts';
import { secretsFile } from '../secrets.ts';
import { Archive } from './archive.ts';
import { manifestSchema } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

let source: TestDatabase;
let above: string;
let archive: string;
let count = 0;

/** Every kind of value that a text form could lose, a reference to itself, a number that is given, and guards that bite. */
const ODD_TABLE = `
  create table vigie_test.odd (
    n bigint generated always as identity primary key,
    above bigint references vigie_test.odd,
    said text, bytes bytea, share double precision, exact numeric, at timestamptz, span interval, words text[], body jsonb,
    twice bigint generated always as (n * 2) stored
  );
  alter table vigie_test.odd enable row level security, force row level security;
  create policy owner on vigie_test.odd to vigie_owner using (true) with check (true);
  create function vigie_test.refuse() returns trigger language plpgsql as $$ begin raise exception 'guarded'; end $$;
  comment on constraint odd_above_fkey on vigie_test.odd is 'Of itself.';
`;
const GUARD = 'create trigger guard before insert or truncate on vigie_test.odd execute function vigie_test.refuse()';

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-backup-'));
  source = await freshDatabase();
  await addOddTable(source);
  await source.query(`
    insert into vigie_test.odd (above, said, bytes, share, exact, at, span, words, body) values
      (null, E'tab\\tline\\nback\\\\slash \\\\. é 漢 \\u202e', '\\x00ff0a', 0.1, 'NaN', 'infinity', '1 mon -2 days', '{a,NULL,"b,c"}', '{"a": [1.10]}'),
      (1, '', '', '-infinity', 1e-20, '2026-03-29 01:30:00.123456+00', null, '{}', 'null'),
      (1, '\\N', null, 5e-324, null, null, null, null, null)`);
  await source.query('alter sequence vigie_test.odd_n_seq restart with 1000');
  await source.query(GUARD);
  await source.query(
    `with told as (select audit.append('unit.add', 'unit', 'x', null, null, null, null)), organisation as (
       insert into vigie.organisation (name) select 'Made-up office' from told returning id)
     insert into vigie.unit (organisation_id, name) select id, 'Made-up unit' from organisation`,
  );
  archive = join(above, 'first.zip');
  const data = dataFolderOf();
  mkdirSync(join(data, 'lakes', 'one'), { recursive: true });
  mkdirSync(join(data, 'inbox'));
  for (const path of [
    'lakes/one/manifest.json',
    'lakes/one/a.parquet',
    'lakes/one/b.incoming',
    'lakes/one/lock',
    'inbox/new.csv',
  ])
    writeFileSync(join(data, path), path);
  await writeBackup(source.server, { dataFolder: data, out: archive, withSecrets: false, databaseOnly: false });
});
afterAll(async () => {
  await source.drop();
  rmSync(above, { recursive: true, force: true });
});

async function addOddTable(database: TestDatabase): Promise<void> {
  await database.query(
    `create schema vigie_test authorization vigie_owner; set role vigie_owner; ${ODD_TABLE}; reset role`,
  );
}

/** A new data folder with the secrets of the shared server: its roles have one password. */
function dataFolderOf(): string {
  const folder = join(above, `data-${++count}`);
  mkdirSync(folder);
  writeFileSync(secretsFile(folder), JSON.stringify(source.secrets), { mode: 0o600 });
  return folder;
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase();
  await addOddTable(database);
  await database.query(GUARD);
  return database;
}

const restore = (database: TestDatabase, file = archive, dataFolder = dataFolderOf()) =>
  restoreBackup(file, dataFolder, async (): Promise<DatabaseServer> => {
    // Open connections are those of a server that runs.
    return database.server;
  });

async function restoredInto(use: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await emptyDatabase();
  try {
    await use(database);
  } finally {
    await database.drop();
  }
}

it('A backup restored into an empty database gives the same tables, guards and next numbers, and the log goes on', () =>
  restoredInto(async (database) => {
    const restored = await restore(database);
    expect(await hashes(database)).toEqual(await hashes(source));
    expect(restored.manifest.tables.find(({ name }) => name === 'odd')?.rows).toBe(3);
    const log = await database.query<{ act: string }>('select act from audit.entry order by seq');
    expect(log.map(({ act }) => act)).toEqual(['unit.add', 'backup.restore']);
    const [first] = await source.query<{ hash: Buffer }>('select hash from audit.entry where seq = 1');
    expect(await database.query('select hash from audit.entry where seq = 1')).toEqual([first]);
    await expect(database.query(`insert into vigie_test.odd (said) values ('x')`)).rejects.toThrow(/guarded/);
    await database.query('alter table vigie_test.odd disable trigger guard');
    await expect(database.query('insert into vigie_test.odd (above) values (77)')).rejects.toThrow(/foreign key/);
    expect(await database.query('insert into vigie_test.odd (said) values (null) returning n')).toEqual([
      { n: '1001' },
    ]);
    const form = `select relforcerowsecurity f, obj_description(c.oid, 'pg_constraint') comment
      from pg_constraint c join pg_class t on t.oid = conrelid where conname = 'odd_above_fkey'`;
    expect(await database.query(form)).toEqual([{ f: true, comment: 'Of itself.' }]);
  }));

it('A backup is for its owner alone, tells of itself in the log before it has its name, and never replaces a file', async () => {
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  expect(await source.query(`select count(*)::int n from audit.entry where act = 'backup.make'`)).toEqual([{ n: 1 }]);
  const request = { dataFolder: dataFolderOf(), out: archive, withSecrets: false, databaseOnly: true };
  await expect(writeBackup(source.server, request)).rejects.toThrow(/is there already/);
});

it('Files of the data folder come back, without the inbox and what a program leaves while it works; what stands there is kept', () =>
  restoredInto(async (database) => {
    const data = dataFolderOf();
    mkdirSync(join(data, 'lakes', 'one'), { recursive: true });
    writeFileSync(join(data, 'lakes/one/manifest.json'), 'newer');
    const { filesKept, secrets } = await restore(database, archive, data);
    expect(filesKept).toEqual(['lakes/one/manifest.json']);
    expect(secrets).toBe('kept');
    expect(readdirSync(data, { recursive: true }).sort()).toEqual(
      ['lakes', 'lakes/one', 'lakes/one/a.parquet', 'lakes/one/manifest.json', 'secrets.json'].sort(),
    );
    expect(readFileSync(join(data, 'lakes/one/manifest.json'), 'utf8')).toBe('newer');
  }));

it('Secrets go along only when asked for, and come back only where there are none', () =>
  restoredInto(async (database) => {
    const out = join(above, 'with-secrets.zip');
    const request = { dataFolder: dataFolderOf(), withSecrets: true, databaseOnly: true };
    const { secrets, files } = await writeBackup(source.server, { ...request, out });
    expect(secrets).not.toBeNull();
    expect(files).toEqual([]);
    const data = dataFolderOf();
    rmSync(secretsFile(data));
    expect((await restore(database, out, data)).secrets).toBe('restored');
    expect(JSON.parse(readFileSync(secretsFile(data), 'utf8'))).toEqual(source.secrets);
    expect(statSync(secretsFile(data)).mode & 0o777).toBe(0o600);
  }));

it('A changed byte is found wherever it changes what is restored', async () => {
  const whole = readFileSync(archive);
  const broken = join(above, 'broken.zip');
  let refused = 0;
  const spots = Array.from({ length: 60 }, (_, part) => Math.floor((whole.length * (part + 0.5)) / 60));
  for (const spot of spots) {
    const bytes = Buffer.from(whole);
    bytes[spot] = (bytes[spot] ?? 0) ^ 0xff;
    writeFileSync(broken, bytes);
    // Some bytes of a zip, such as the hour of a member, change nothing: then all else was found to be as it was.
    await Archive.whileOpen(broken, async () => undefined).catch((error: Error) => {
      expect(`${spot}: ${error.message}`).toMatch(/cannot be restored: .*Nothing was done/);
      refused++;
    });
  }
  // Half of so small a zip are the heads of members of empty tables.
  expect(refused).toBeGreaterThan(spots.length / 3);
});

it('A backup that names secrets, the server’s own files or a way out of the data folder is refused before anything is placed', async () => {
  const manifest = await Archive.whileOpen(archive, async ({ manifest }) => manifest);
  const withFile = (path: string) =>
    manifestSchema.safeParse({ ...manifest, files: [...manifest.files, { path, bytes: 1, sha256: '0'.repeat(64) }] });
  expect(withFile('lakes/one/other.parquet').success).toBe(true);
  for (const path of [
    ...['secrets.json', 'Secrets.JSON', 'postgres/cluster/pg_hba.conf', 'Postgres/x', 'in-use/1', 'inbox/x.csv'],
    ...['lakes\\..\\secrets.json', '../x', '/etc/x', 'lakes/../secrets.json', 'Units/x/Work/y'],
  ])
    expect(withFile(path).success, path).toBe(false);
});

it('A damaged archive, or one that was cut off, leaves database and data folder as they were', () =>
  restoredInto(async (database) => {
    const before = await hashes(database);
    const whole = readFileSync(archive);
    const broken = join(above, 'cut.zip');
    for (const length of [0, 100, Math.floor(whole.length / 2), whole.length - 30]) {
      writeFileSync(broken, whole.subarray(0, length));
      const data = dataFolderOf();
      await expect(restore(database, broken, data)).rejects.toThrow(/Nothing was done/);
      expect(readdirSync(data)).toEqual(['secrets.json']);
    }
    expect(await hashes(database)).toEqual(before);
  }));

it('A database that was worked with, or is in use, is not restored into', () =>
  restoredInto(async (database) => {
    const client = await database.pools.app.connect();
    await expect(restore(database)).rejects.toThrow(/is in use.*Nothing was done/);
    client.release(true);
    await expect
      .poll(() => restore(database).catch(({ message }: Error) => message))
      .toMatchObject({ secrets: 'kept' });
    await expect(restore(database)).rejects.toThrow(/that was worked with/);
  }));

it('A disk without room is told, and nothing stays on it', async () => {
  const data = dataFolderOf();
  mkdirSync(join(data, 'lakes'));
  writeFileSync(join(data, 'lakes', 'a.parquet'), randomBytes(2_000_000));
  const out = join(above, 'full.zip');
  const { host, port, user, password } = source.admin;
  const url = `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${source.name}`;
  // The archive may grow to a thousand blocks of 512 or 1024 bytes, whichever the shell counts in.
  const limit = `export DATABASE_URL='${url}' VIGIE_DATA='${data}'; ulimit -f 1000`;
  const ended = await vigieUnder(limit, 'backup', '--out', out, '--quiet');
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/no room for the backup/) });
  expect(readdirSync(above).filter((name) => name.startsWith('full'))).toEqual([]);
});

/** Enough rows that a process can be killed on its way. */
async function fill(database: TestDatabase): Promise<void> {
  await database.query('alter table vigie_test.odd disable trigger guard');
  await database.query(
    `insert into vigie_test.odd (said) select sha256(n::text::bytea)::text from generate_series(1, 300000) n`,
  );
}

function cli(database: TestDatabase, data: string, ...args: readonly string[]): Running {
  const { host, port, user, password } = database.admin;
  const url = `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${database.name}`;
  return startVigie(args, 'C', { DATABASE_URL: url, VIGIE_DATA: data });
}

it('A backup that is killed leaves nothing under its name, and the next one clears away what it left', async () => {
  const database = await emptyDatabase();
  try {
    await fill(database);
    const out = join(above, 'killed.zip');
    const data = dataFolderOf();
    const running = cli(database, data, 'backup', '--out', out);
    const left = (): string[] => readdirSync(above).filter((name) => name.startsWith('killed.zip'));
    await expect.poll(() => left().some((name) => statSync(join(above, name)).size > 100_000)).toBe(true);
    running.kill('SIGKILL');
    await running.ended;
    expect(left()).toEqual([expect.stringMatching(/^killed\.zip\.making-/)]);
    const again = await cli(database, data, 'backup', '--out', out).ended;
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/300001 rows|3000\d\d rows/) });
    expect(left()).toEqual(['killed.zip']);

    const target = await emptyDatabase();
    try {
      const before = await hashes(target);
      const restoring = cli(target, data, 'restore', out);
      const copying = async (): Promise<number> => {
        const rows = await target.query<{ bytes: string }>(
          `select bytes_processed bytes from pg_stat_progress_copy where relid = 'vigie_test.odd'::regclass`,
        );
        return Number(rows[0]?.bytes ?? 0);
      };
      await expect.poll(copying, { interval: 5 }).toBeGreaterThan(1_000_000);
      restoring.kill('SIGKILL');
      await restoring.ended;
      expect(await hashes(target)).toEqual(before);
      const whole = await cli(target, data, 'restore', out).ended;
      expect(whole).toMatchObject({ code: 0, stderr: '' });
      expect(await hashes(target)).toEqual(await hashes(database));
    } finally {
      await target.drop();
    }
  } finally {
    await database.drop();
  }
});
