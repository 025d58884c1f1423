import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverAccount } from '../src/casework/postgres/account.ts';
import { freePort } from './support/free-port.ts';
import {
  arrive,
  firstAdministrator,
  type SignInWorkbench,
  signInWorkbench,
  tokenOf,
} from './support/sign-in-workbench.ts';
import { addLeads } from './support/workbench.ts';

/** Programs of an older PostgreSQL, where Debian puts them; the oldest that Vigie supports first. */
const OLDER = [15, 16, 17]
  .map((version) => ({ version, bin: `/usr/lib/postgresql/${version}/bin` }))
  .find(({ bin }) => existsSync(join(bin, 'initdb')));
if (OLDER === undefined)
  it.skip('skipped: no PostgreSQL 15, 16 or 17 is installed beside the one that Vigie brings', () => {});

describe.skipIf(OLDER === undefined)(`a PostgreSQL ${OLDER?.version ?? ''} of one’s own`, () => {
  const account = serverAccount();
  let above: string;
  let workbench: SignInWorkbench;

  /** Runs a program of the server under an account that is not root. */
  const run = (program: string, ...args: readonly string[]): void => {
    const as = account.other ? { uid: account.uid, gid: account.gid } : {};
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
    const ended = spawnSync(join(OLDER?.bin ?? '', program), args, { cwd: '/', env, stdio: 'ignore', ...as });
    if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status}`);
  };

  beforeAll(async () => {
    above = mkdtempSync(join(tmpdir(), 'vigie-own-postgres-'));
    chmodSync(above, 0o711);
    const home = join(above, 'home');
    mkdirSync(home, { mode: 0o700 });
    if (account.other) chownSync(home, account.uid, account.gid);
    const [data, port] = [join(home, 'data'), await freePort()];
    run('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync');
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
    run('pg_ctl', 'start', '--wait', '-D', data, '-l', join(home, 'log'), '-o', settings);
    process.env.VIGIE_TEST_DATABASE_URL = `postgres://postgres@127.0.0.1:${port}/postgres`;
    workbench = await signInWorkbench();
  });
  afterAll(async () => {
    await workbench?.close();
    run('pg_ctl', 'stop', '--mode=immediate', '-D', join(above, 'home', 'data'));
    rmSync(above, { recursive: true, force: true });
  });

  it('takes every migration, lets people in by their links, and keeps what they decide and undo', async () => {
    const [server] = await workbench.database.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    );
    expect(server?.version).toBe(OLDER?.version);
    const administrator = await firstAdministrator(workbench);
    const unit = (await administrator.browser.get('/api/admin/units')).json.items[0].id;
    const invited = await administrator.browser.post('/api/admin/invitations', {
      ...{ name: 'Synthetic Analyst', email: 'analyst@example.org', unitId: unit, role: 'analyst' },
    });
    const { browser } = await arrive(workbench, tokenOf(invited.json.link));
    const [lead] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 1 }]);
    const decided = await browser.post(`/api/leads/${lead}/decisions`, { kind: 'follow_up' });
    const undone = await browser.post(`/api/leads/${lead}/undo`);
    const listed = await browser.get(`/api/leads/counts?unit=${unit}&queue=investigation`);
    expect([decided.status, undone.status, listed.json.total]).toEqual([200, 200, 1]);
  });
});
