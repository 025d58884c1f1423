import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/workbench-database.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { whileConnected } from './connection.ts';
import { migrationState, prepareDatabase } from './migrate.ts';
import { type Migration, migrationFiles } from './migration-files.ts';
import { LOGIN_ROLES } from './roles.ts';

let database: TestDatabase;
const shipped = migrationFiles();

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** The shipped steps and further ones. */
function withSteps(...texts: readonly string[]): readonly Migration[] {
  const further = texts.map((sql, index) => {
    const number = 9000 + index;
    return { number, file: `${number}-made-up.sql`, sql, checksum: sql };
  });
  return [...shipped, ...further];
}

const apply = (steps: readonly Migration[]): Promise<void> => prepareDatabase(database.server, database.secrets, steps);

it('No role that logs in is a superuser, passes row-level security, may make roles or owns anything', async () => {
  const rows = await database.query(
    `select rolname from pg_roles where rolname ~ '^vigie_' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`,
  );
  expect(rows).toEqual([]);
  const login = await database.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname ~ '^vigie_' and rolcanlogin order by 1`,
  );
  expect(login.map(({ rolname }) => rolname)).toEqual([...LOGIN_ROLES].sort());
  const owned = await database.query(
    `select objid from pg_shdepend d join pg_roles r on r.oid = refobjid where deptype = 'o' and rolname = any($1)`,
    [LOGIN_ROLES],
  );
  expect(owned).toEqual([]);
  const member = await database.query(
    `select 1 from pg_auth_members join pg_roles r on r.oid = member where rolname ~ '^vigie_'`,
  );
  expect(member).toEqual([]);
});

it('Only the roles of Vigie may enter the database, and nothing in it is open by default', async () => {
  const entry = await database.query(
    `select 1 from pg_database, aclexplode(datacl) where datname = current_database() and grantee = 0`,
  );
  expect(entry).toEqual([]);
  await expect(database.pools.app.query('select * from vigie_meta.migration')).rejects.toThrow(/permission denied/);
  await apply(withSteps('create function vigie_meta.one() returns integer return 1;'));
  await expect(database.pools.app.query('select vigie_meta.one()')).rejects.toThrow(/permission denied/);
});

it('A step that fails is undone whole, said with its line, and applied when it is mended', async () => {
  const before = withSteps('create function vigie_meta.one() returns integer return 1;');
  const broken = withSteps(before.at(-1)?.sql ?? '', 'create table vigie_meta.kept (a integer);\n\nselect nothing;');
  await expect(apply(broken)).rejects.toThrow('9001-made-up.sql:3: column "nothing"');
  expect(await database.query(`select to_regclass('vigie_meta.kept') kept`)).toEqual([{ kept: null }]);
  await apply(withSteps(before.at(-1)?.sql ?? '', 'create table vigie_meta.kept (a integer);'));
  expect(await database.query('select count(*)::int n from vigie_meta.migration')).toEqual([{ n: before.length + 1 }]);
});

it('Two programs that start at once apply each step once', async () => {
  const other = await freshDatabase();
  try {
    const steps = withSteps('create table vigie_meta.once (a integer); select pg_sleep(0.2);');
    await Promise.all([1, 2, 3].map(() => prepareDatabase(other.server, other.secrets, steps)));
    expect(await other.query('select count(*)::int n from vigie_meta.migration')).toEqual([{ n: steps.length }]);
  } finally {
    await other.drop();
  }
});

it('A changed step, a missing one and a database newer than the program are refused', async () => {
  const other = await freshDatabase();
  try {
    const steps = withSteps('select 1;', 'select 2;');
    const run = (each: readonly Migration[]): Promise<void> => prepareDatabase(other.server, other.secrets, each);
    await run(steps);
    await run(steps);
    await expect(run(withSteps('select 3;', 'select 2;'))).rejects.toThrow(/has another text of it/);
    await expect(run(steps.slice(0, -1))).rejects.toThrow(/newer than this program/);
    const renamed = steps.map((step) => (step.sql === 'select 2;' ? { ...step, file: '0009-other.sql' } : step));
    await expect(run(renamed)).rejects.toThrow(/0009-other\.sql in its place/);
    const state = await whileConnected(other.admin, 'test', (client) =>
      migrationState(client, withSteps('select 1;', 'select 2;', 'select 3;')),
    );
    expect(state).toMatchObject({ applied: steps.length, pending: [expect.stringMatching(/made-up/)] });
  } finally {
    await other.drop();
  }
});

it('Every table with row-level security is bound by it even for its owner, who reads all of it for a backup', async () => {
  const rows = await database.query(
    `select oid::regclass::text "table" from pg_class
     where relowner = 'vigie_owner'::regrole and relkind in ('r', 'p') and relrowsecurity and not (relforcerowsecurity and exists (
       select from pg_policy where polrelid = pg_class.oid and polroles = array['vigie_owner'::regrole::oid]
         and polpermissive and polcmd = '*' and pg_get_expr(polqual, polrelid) = 'true'))`,
  );
  expect(rows).toEqual([]);
});

it('A database that holds something else is refused and left as it is', async () => {
  const other = await freshDatabase();
  try {
    await other.query('drop schema vigie_meta cascade; create table public.theirs (a integer)');
    await expect(prepareDatabase(other.server, other.secrets)).rejects.toThrow(/holds tables that are not Vigie's/);
    expect(await other.query(`select to_regclass('vigie_meta.migration') there`)).toEqual([{ there: null }]);
  } finally {
    await other.drop();
  }
});

it('Two steps of one number are refused', () =>
  inTemporaryFolder(async (folder) => {
    writeFileSync(join(folder, '0001-a.sql'), '');
    writeFileSync(join(folder, '0010-b.sql'), '');
    expect(migrationFiles(folder).map(({ number }) => number)).toEqual([1, 10]);
    writeFileSync(join(folder, '0010-c.sql'), '');
    expect(() => migrationFiles(folder)).toThrow(/0010-c\.sql must be called/);
  }));
