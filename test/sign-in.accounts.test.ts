import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsFile } from '../src/casework/secrets.ts';
import { administratorLink, firstAdministratorLink } from '../src/server/sign-in/one-time-links.ts';
import { inTemporaryFolder } from '../src/temporary-folder.ts';
import { type Browser, browserOf } from './support/browser.ts';
import {
  arrive,
  enrol,
  firstAdministrator,
  OTHER_PASSWORD,
  PASSWORD,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
  tokenOf,
} from './support/sign-in-workbench.ts';
import { startVigie } from './support/vigie.ts';
import { told } from './support/workbench.ts';

let workbench: SignInWorkbench;
let ada: SignedIn;
let unit: string;
beforeAll(async () => {
  workbench = await signInWorkbench();
  ada = await firstAdministrator(workbench);
  unit = (await ada.browser.get('/api/me')).json.memberships[0].unitId;
});
afterAll(() => workbench.close());

const problem = (name: string) =>
  expect.objectContaining({ type: `urn:vigie:problem:${name}`, next: expect.any(String) });

const invitation = (email: string, role = 'analyst') => ({ name: `Synthetic ${email}`, email, unitId: unit, role });

async function join(email: string, role = 'analyst'): Promise<SignedIn> {
  const invited = await ada.browser.post('/api/admin/invitations', invitation(email, role));
  return arrive(workbench, tokenOf(invited.json.link));
}

/** Lets a session grow old, as the clock would. */
async function age(browser: Browser, minutes: number): Promise<void> {
  const id = (await browser.get('/api/sessions')).json.items.find(({ current }: { current: boolean }) => current).id;
  await workbench.database.query(
    `update sign_in.session set verified_at = verified_at - make_interval(mins => $2), created_at = created_at - make_interval(mins => $2) where id = $1`,
    [id, minutes],
  );
}

describe('an invitation', () => {
  it('makes one account with the role that the administrator chose, and nothing else', async () => {
    const made = await ada.browser.post('/api/admin/invitations', invitation('ben@example.org', 'investigator'));
    expect(made.json).toMatchObject({
      id: expect.any(String),
      link: expect.stringMatching(/^http:\/\/localhost\/welcome#[\w-]{43}$/),
    });
    const token = tokenOf(made.json.link);
    expect((await ada.browser.get('/api/admin/invitations')).json.items).toMatchObject([
      { email: 'ben@example.org', role: 'investigator', unitName: 'First unit' },
    ]);
    expect((await workbench.browser().post('/api/sign-in/welcome/look', { token })).json).toEqual({
      ...{ kind: 'invitation', name: 'Synthetic ben@example.org', email: 'ben@example.org' },
      ...{ organisation: 'Synthetic organisation', unit: 'First unit', role: 'investigator' },
    });
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        workbench
          .browser()
          .post('/api/sign-in/welcome', { token, password: PASSWORD, email: 'other@example.org', name: 'Other' }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
    const members = await workbench.database.query(
      `select m.name, m.email, role, granted_by from vigie.member m join vigie.membership s on s.member_id = m.id where role = 'investigator'`,
    );
    expect(members).toEqual([
      { name: 'Synthetic ben@example.org', email: 'ben@example.org', role: 'investigator', granted_by: ada.id },
    ]);
    expect((await ada.browser.get('/api/admin/invitations')).json.items).toEqual([]);
  });

  it('is listed while it can be used, and one of the demonstration says that it is one', async () => {
    const listed = async () => {
      const { items } = (await ada.browser.get('/api/admin/invitations')).json;
      return items.map(({ email, demonstration }: { email: string; demonstration: boolean }) => [email, demonstration]);
    };
    const { query } = workbench.database;
    const [own] = await told(
      query,
      `insert into vigie.unit (organisation_id, name, demonstration) select organisation_id, 'Demonstration', true from vigie.unit where id = $1 returning id`,
      [unit],
    );
    // Each start of the server shows a link of its own.
    for (const hash of ['\\x01', '\\x02']) await query(`select sign_in.invite_to_demonstration($1::bytea)`, [hash]);
    const address = 'demonstration@vigie.invalid';
    expect(await listed()).toEqual([
      [address, true],
      [address, true],
    ]);
    const into = { ...invitation('fay@example.org'), unitId: own?.id };
    await ada.browser.post('/api/admin/invitations', into);
    expect((await listed()).at(-1)).toEqual(['fay@example.org', false]);
    await query(`select sign_in.accept($1::bytea, 'shown', '', '', '', '', null)`, ['\\x01']);
    expect(await listed(), 'the other one can no longer be used').toEqual([['fay@example.org', false]]);
    await told(query, `update vigie.invitation set withdrawn_at = now() where email = 'fay@example.org'`, []);
  });

  it('is told in the log, and shown once: the same write sent again gives no link, and nothing keeps its token', async () => {
    const body = invitation('cleo@example.org');
    const headers = { 'idempotency-key': 'invite-cleo' };
    const [first, again] = [
      await ada.browser.post('/api/admin/invitations', body, headers),
      await ada.browser.post('/api/admin/invitations', body, headers),
    ];
    expect(again.json).toEqual({ ...first.json, link: null });
    const token = tokenOf(first.json.link);
    const kept = await workbench.database.query<{ kept: string }>(
      `select content kept from audit.entry union all select row_to_json(a)::text from vigie.answered a
       union all select row_to_json(i)::text from vigie.invitation i`,
    );
    expect(kept.map(({ kept }) => kept).join('\n')).not.toContain(token);
    const told = await workbench.database.query(
      `select member, content::jsonb #>> '{detail,kind}' kind from audit.entry where act = 'member.invite' and content::jsonb #>> '{detail,invitation}' = $1`,
      [first.json.id],
    );
    expect(told).toEqual([{ member: ada.id, kind: 'invitation' }]);
    expect((await ada.browser.post(`/api/admin/invitations/${first.json.id}/withdraw`)).status).toBe(200);
    expect((await workbench.browser().post('/api/sign-in/welcome', { token, password: PASSWORD })).json).toEqual(
      problem('link_over'),
    );
  });

  it('is not for an address that has an account, nor made by anybody but an administrator', async () => {
    expect((await ada.browser.post('/api/admin/invitations', invitation('ADA@example.org'))).json).toEqual(
      problem('member_exists'),
    );
    const dan = await join('dan@example.org');
    expect((await dan.browser.post('/api/admin/invitations', invitation('eve@example.org'))).json).toEqual(
      problem('forbidden'),
    );
    expect((await dan.browser.get('/api/admin/invitations')).status).toBe(403);
    const client = await workbench.database.pools.app.connect();
    await client.query('begin');
    await client.query(`select set_config('vigie.member', $1, true)`, [dan.id]);
    const straight = client.query(
      `insert into vigie.invitation (kind, token_hash, organisation_id, unit_id, role, name, email, made_by, expires_at)
       select 'invitation', '\\x00', organisation_id, id, 'analyst', 'N', 'n@example.org', $1, now() from vigie.unit limit 1`,
      [dan.id],
    );
    await expect(straight).rejects.toThrow(/row-level security/);
    await client.query('rollback');
    client.release();
    expect(
      await workbench.database.query(
        `select 1 from vigie.invitation where email in ('eve@example.org', 'n@example.org')`,
      ),
    ).toEqual([]);
  });

  it('of an administrator who was disabled since does not hold', async () => {
    const second = await join('second@example.org', 'administrator');
    const made = await second.browser.post('/api/admin/invitations', invitation('late@example.org'));
    expect((await ada.browser.post(`/api/admin/members/${second.id}/disable`, {})).status).toBe(200);
    const used = await workbench
      .browser()
      .post('/api/sign-in/welcome', { token: tokenOf(made.json.link), password: PASSWORD });
    expect(used.json).toEqual(problem('link_over'));
  });
});

describe('sessions', () => {
  it('are listed to their owner without a token, and ended one by one or all but this one', async () => {
    const fay = await join('fay@example.org');
    const others = [workbench.browser('198.51.100.1'), workbench.browser('198.51.100.2')];
    for (const [index, browser] of others.entries()) {
      await browser.post('/api/sign-in/password', { email: fay.email, password: PASSWORD });
      await browser.post('/api/sign-in/backup-code', { code: fay.backupCodes[index] });
    }
    const listed = (await fay.browser.get('/api/sessions')).json.items;
    expect(listed).toHaveLength(3);
    expect(
      listed.map(({ current, address, secondFactor }: Record<string, unknown>) => [current, address, secondFactor]),
    ).toEqual(
      expect.arrayContaining([
        [true, '192.0.2.1', 'totp'],
        [false, '198.51.100.1', 'backup_code'],
        [false, '198.51.100.2', 'backup_code'],
      ]),
    );
    expect(JSON.stringify(listed)).not.toContain(fay.browser.cookies.get('vigie.session_token')?.split('.')[0]);
    const far = listed.find(({ address }: { address: string }) => address === '198.51.100.1').id;
    expect((await fay.browser.delete(`/api/sessions/${far}`)).json).toEqual({ ended: 1 });
    expect((await fay.browser.delete(`/api/sessions/${far}`)).status).toBe(404);
    expect(await Promise.all(others.map(async (browser) => (await browser.get('/api/me')).status))).toEqual([401, 200]);
    expect((await fay.browser.post('/api/sessions/end-others')).json).toEqual({ ended: 1 });
    expect((await others[1]?.get('/api/me'))?.status).toBe(401);
    expect((await fay.browser.get('/api/me')).status).toBe(200);
  });

  it('are asked for once more when the database was recovering the first time', async () => {
    const pool = workbench.database.pools.signIn;
    let recovering = false;
    const connect = (...given: []) => {
      if (!recovering || given.length > 0) return pool.connect(...given);
      recovering = false;
      return Promise.reject(Object.assign(new Error('the database system is in recovery mode'), { code: '57P03' }));
    };
    const app = await workbench.another({ pool: Object.create(pool, { connect: { value: connect } }) });
    const browser = browserOf(app, workbench.origin);
    for (const [name, value] of ada.browser.cookies) browser.cookies.set(name, value);
    recovering = true;
    expect((await browser.get('/api/me')).status).toBe(200);
    expect(recovering).toBe(false);
  });

  it('of a colleague are seen and ended by an administrator alone', async () => {
    const [gil, hal] = [await join('gil@example.org'), await join('hal@example.org')];
    expect((await ada.browser.get(`/api/admin/members/${gil.id}/sessions`)).json.items).toHaveLength(1);
    const session = (await gil.browser.get('/api/sessions')).json.items[0].id;
    expect((await hal.browser.delete(`/api/sessions/${session}`)).status).toBe(404);
    expect((await hal.browser.get(`/api/admin/members/${gil.id}/sessions`)).status).toBe(403);
    expect((await hal.browser.post(`/api/admin/members/${gil.id}/sessions/end`)).status).toBe(403);
    expect((await gil.browser.get('/api/me')).status).toBe(200);
    expect((await ada.browser.post(`/api/admin/members/${gil.id}/sessions/end`)).json).toEqual({ ended: 1 });
    expect((await gil.browser.get('/api/me')).status).toBe(401);
    const told = await workbench.database.query(
      `select distinct member from audit.entry where act = 'session.end' and object_id = $1 and content::jsonb->'detail' ? 'ended'`,
      [gil.id],
    );
    expect(told).toEqual([{ member: ada.id }]);
  });

  it('of a member die when it is disabled, also one that begins at that very moment; and it does not sign in', async () => {
    const ida = await join('ida@example.org');
    const begun = Array.from({ length: 8 }, async (_, index) => {
      const browser = workbench.browser(`198.51.100.${index + 10}`);
      await browser.post('/api/sign-in/password', { email: ida.email, password: PASSWORD });
      await browser.post('/api/sign-in/backup-code', { code: ida.backupCodes[index] });
      return browser;
    });
    expect((await ada.browser.post(`/api/admin/members/${ida.id}/disable`, {})).status).toBe(200);
    for (const browser of [ida.browser, ...(await Promise.all(begun))])
      expect((await browser.get('/api/me')).status).toBe(401);
    expect(await workbench.database.query('select id from sign_in.session where login_id = $1', [ida.id])).toEqual([]);
    const right = await workbench.browser().post('/api/sign-in/password', { email: ida.email, password: PASSWORD });
    const nobody = await workbench
      .browser()
      .post('/api/sign-in/password', { email: 'nobody@example.org', password: PASSWORD });
    expect([right.status, right.text]).toEqual([nobody.status, nobody.text]);
    expect((await ada.browser.post(`/api/admin/members/${ida.id}/enable`, {})).status).toBe(200);
    const again = await workbench.browser().post('/api/sign-in/password', { email: ida.email, password: PASSWORD });
    expect(again.json.awaitsCode).toBe(true);
  });

  it('end half an hour after they were last used, and after twelve hours in any case', async () => {
    const jo = await join('jo@example.org');
    const [{ id } = { id: '' }] = await workbench.database.query<{ id: string }>(
      'select id from sign_in.session where login_id = $1',
      [jo.id],
    );
    const move = (minutes: number) =>
      workbench.database.query(
        `update sign_in.session set created_at = created_at - d, updated_at = updated_at - d, expires_at = expires_at - d
         from (select make_interval(mins => $2) d) m where id = $1`,
        [id, minutes],
      );
    for (let hour = 0; hour < 24; hour++) {
      await move(29);
      const { status } = await jo.browser.get('/api/me');
      expect(status, `after ${(hour + 1) * 29} minutes`).toBe((hour + 1) * 29 < 12 * 60 ? 200 : 401);
    }
    const kim = await join('kim@example.org');
    await workbench.database.query(
      `update sign_in.session set expires_at = expires_at - interval '30 min 1 s' where login_id = $1`,
      [kim.id],
    );
    expect((await kim.browser.get('/api/me')).status).toBe(401);
  });

  it('that ended by themselves are forgotten after a day, whoever signs in next', async () => {
    const lou = await join('lou@example.org');
    await workbench.database.query(
      `update sign_in.session set expires_at = now() - interval '25 hours' where login_id = $1`,
      [lou.id],
    );
    await join('max@example.org');
    expect(await workbench.database.query('select 1 from sign_in.session where login_id = $1', [lou.id])).toEqual([]);
  });
});

describe('a sensitive act', () => {
  it('asks again who is there when the last proof is ten minutes old; a code is proof, a password is not', async () => {
    const lea = await join('lea@example.org', 'administrator');
    await age(lea.browser, 11);
    const acts = {
      invite: () => lea.browser.post('/api/admin/invitations', invitation('mia@example.org')),
      disable: () => lea.browser.post(`/api/admin/members/${ada.id}/disable`, {}),
      enable: () => lea.browser.post(`/api/admin/members/${ada.id}/enable`, {}),
      'give a role': () =>
        lea.browser.post('/api/admin/memberships', { memberId: ada.id, unitId: unit, role: 'auditor' }),
      recover: () => lea.browser.post(`/api/admin/members/${ada.id}/recovery`),
      'end sessions': () => lea.browser.post(`/api/admin/members/${ada.id}/sessions/end`),
      'make backup codes': () => lea.browser.post('/api/sign-in/backup-codes', { password: PASSWORD }),
      'remove the code': () => lea.browser.post('/api/sign-in/totp/remove', { password: PASSWORD }),
      'change the password': () =>
        lea.browser.post('/api/sign-in/password/change', { password: PASSWORD, newPassword: OTHER_PASSWORD }),
      'add a factor': () => lea.browser.post('/api/sign-in/passkeys/options'),
    };
    for (const [name, act] of Object.entries(acts)) expect((await act()).json, name).toEqual(problem('reauthenticate'));
    expect((await lea.browser.get('/api/admin/members')).status).toBe(200);
    const before = lea.browser.cookies.get('vigie.session_token');
    expect((await lea.browser.post('/api/sign-in/code', { code: '000000' })).json).toEqual(problem('wrong_code'));
    expect((await acts.invite()).status).toBe(403);
    expect((await lea.browser.post('/api/sign-in/code', { code: await lea.codes.next() })).json).toMatchObject({
      fresh: true,
    });
    expect(lea.browser.cookies.get('vigie.session_token')).toBe(before);
    expect((await acts.invite()).status).toBe(200);
    const codes = await acts['make backup codes']();
    expect(codes.json.backupCodes).toHaveLength(10);
    const browser = workbench.browser();
    await browser.post('/api/sign-in/password', { email: lea.email, password: PASSWORD });
    expect((await browser.post('/api/sign-in/backup-code', { code: lea.backupCodes[0] })).status).toBe(403);
    expect((await browser.post('/api/sign-in/backup-code', { code: codes.json.backupCodes[0] })).status).toBe(200);
  });
});

describe('with a password alone', () => {
  it('nothing is open but setting up the first second factor and signing out', async () => {
    const invited = await ada.browser.post('/api/admin/invitations', invitation('noa@example.org', 'administrator'));
    const browser = workbench.browser();
    const welcomed = await browser.post('/api/sign-in/welcome', {
      token: tokenOf(invited.json.link),
      password: PASSWORD,
    });
    expect(welcomed.json).toMatchObject({ signedIn: true, strong: false, methods: [] });
    const { paths } = (await workbench.browser().get('/api/openapi.json')).json as {
      paths: Record<string, Record<string, object>>;
    };
    let asked = 0;
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) {
        // What of the sign-in is open is tested below, with bodies that fit.
        if (path.startsWith('/api/sign-in/')) continue;
        // A calendar asks with the secret in its address, and no session.
        if (path === '/api/dates/{token}') continue;
        const url = path.replaceAll(/\{\w+\}/g, '3f2504e0-4f89-41d3-9a0c-0305e82c3301');
        const verb = method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE';
        const got = await browser.ask(verb, url);
        expect(got.json, `${method} ${path}`).toEqual(problem('second_factor'));
        const out = await workbench.browser().ask(verb, url);
        expect(out.json, `${method} ${path}`).toEqual(problem('signed_out'));
        asked++;
      }
    expect(asked).toBeGreaterThan(20);
    expect((await browser.get('/api/sign-in/passkeys')).json).toEqual(problem('second_factor'));
    await enrol(browser);
    expect((await browser.get('/api/me')).status).toBe(200);
  });

  it('no factor is added beside those of its owner', async () => {
    const oli = await join('oli@example.org');
    // As if by the identity provider: a session without second factor of a member who has one.
    await workbench.database.query(`update sign_in.session set second_factor = 'none' where login_id = $1`, [oli.id]);
    for (const [path, body] of [
      ['totp', { password: PASSWORD }],
      ['totp/confirm', { code: '123456' }],
      ['passkeys/options', {}],
      ['passkeys', { response: { id: 'x' }, name: 'x' }],
      ['totp/remove', { password: PASSWORD }],
      ['backup-codes', { password: PASSWORD }],
      ['password/change', { password: PASSWORD, newPassword: OTHER_PASSWORD }],
    ] as const)
      expect((await oli.browser.post(`/api/sign-in/${path}`, body)).json, path).toEqual(problem('second_factor'));
    const before = oli.browser.cookies.get('vigie.session_token');
    expect((await oli.browser.post('/api/sign-in/code', { code: await oli.codes.next() })).json).toMatchObject({
      strong: true,
    });
    expect(oli.browser.cookies.get('vigie.session_token')).not.toBe(before);
    expect((await oli.browser.get('/api/me')).status).toBe(200);
  });

  it('the last second factor is not removed', async () => {
    const pia = await join('pia@example.org');
    expect((await pia.browser.post('/api/sign-in/totp/remove', { password: PASSWORD })).json).toEqual(
      problem('last_factor'),
    );
  });
});

describe('who lost access', () => {
  it('gets a link from an administrator: another password, no factor of before, no session of before', async () => {
    const quin = await join('quin@example.org');
    const offered = await ada.browser.post(`/api/admin/members/${quin.id}/recovery`);
    const token = tokenOf(offered.json.link);
    expect((await quin.browser.get('/api/me')).status).toBe(200);
    const browser = workbench.browser();
    const used = await browser.post('/api/sign-in/welcome', { token, password: OTHER_PASSWORD });
    expect(used.json).toMatchObject({ signedIn: true, strong: false, methods: [] });
    expect((await quin.browser.get('/api/me')).status).toBe(401);
    expect(
      (await workbench.browser().post('/api/sign-in/password', { email: quin.email, password: PASSWORD })).status,
    ).toBe(401);
    await enrol(browser, OTHER_PASSWORD);
    expect((await browser.get('/api/me')).json.member.id).toBe(quin.id);
    expect((await browser.post('/api/sign-in/welcome', { token, password: PASSWORD })).json).toEqual(
      problem('link_over'),
    );
    const told = await workbench.database.query(
      `select member from audit.entry where act = 'member.recover' and object_id = $1`,
      [quin.id],
    );
    expect(told).toEqual([{ member: quin.id }]);
  });

  it('makes no such link for oneself: who took over a session does not outlive it', async () => {
    expect((await ada.browser.post(`/api/admin/members/${ada.id}/recovery`)).status).toBe(404);
  });

  it('as the only administrator gets one on the machine, and the log tells of it', async () => {
    const { signIn } = workbench.database.pools;
    expect(await firstAdministratorLink(signIn, workbench.origin)).toBeNull();
    expect(await administratorLink(signIn, workbench.origin, 'N', 'dan@example.org')).toBe('not_an_administrator');
    const made = await administratorLink(signIn, workbench.origin, 'Synthetic Rui', 'rui@example.org');
    expect(made).toMatchObject({ kind: 'invitation' });
    const rui = await arrive(workbench, tokenOf(typeof made === 'string' ? null : made.link));
    expect((await rui.browser.get('/api/me')).json.memberships).toMatchObject([{ role: 'administrator' }]);
    const again = await administratorLink(signIn, workbench.origin, '', 'Rui@example.org');
    expect(again).toMatchObject({ kind: 'recovery' });
    const told = await workbench.database.query(
      `select content::jsonb #>> '{detail,kind}' kind from audit.entry where act = 'member.invite' and content::jsonb #>> '{detail,onTheMachine}' = 'true'
         and content::jsonb #>> '{detail,kind}' <> 'demonstration' order by seq`,
    );
    expect(told).toEqual([{ kind: 'invitation' }, { kind: 'recovery' }]);
  });

  it('gets it by the command, which says why when it gives none', async () => {
    await inTemporaryFolder(async (data) => {
      writeFileSync(secretsFile(data), JSON.stringify(workbench.database.secrets), { mode: 0o600 });
      const { user, password, host, port } = workbench.database.admin;
      const where = new URLSearchParams({ host, port: String(port) });
      const DATABASE_URL = `postgres://${user}:${encodeURIComponent(password)}@localhost/${workbench.database.name}?${where}`;
      const invite = (email: string) =>
        startVigie(
          ['invite-administrator', '--email', email, '--name', 'Synthetic Sam', '--origin', workbench.origin],
          'C',
          {
            ...{ VIGIE_DATA: data, DATABASE_URL },
          },
        ).ended;
      const made = await invite('sam@example.org');
      expect(made).toMatchObject({ code: 0, stderr: '' });
      const sam = await arrive(workbench, tokenOf(made.stdout.trim()));
      expect((await sam.browser.get('/api/me')).json.memberships).toMatchObject([{ role: 'administrator' }]);
      expect(await invite('dan@example.org')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('not that of an administrator'),
      });
      expect(await invite('no address')).toMatchObject({ code: 1, stdout: '' });
    });
  });
});
