import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstAdministratorLink } from '../src/server/sign-in/one-time-links.ts';
import { browserOf } from './support/browser.ts';
import {
  enrol,
  firstAdministrator,
  OTHER_PASSWORD,
  PASSWORD,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
  tokenOf,
} from './support/sign-in-workbench.ts';

let workbench: SignInWorkbench;
let ada: SignedIn;
beforeAll(async () => {
  workbench = await signInWorkbench();
  ada = await firstAdministrator(workbench);
});
afterAll(() => workbench.close());

const problem = (name: string) =>
  expect.objectContaining({ type: `urn:vigie:problem:${name}`, next: expect.any(String) });

describe('the first administrator', () => {
  it('is made once, whichever server printed the link and however often it is used', async () => {
    const empty = await signInWorkbench();
    try {
      const { pools } = empty.database;
      const second = await empty.another();
      expect((await empty.browser().get('/api/sign-in/state')).json.firstAdministrator).toBe(true);
      const links = await Promise.all([1, 2].map(() => firstAdministratorLink(pools.signIn, empty.origin)));
      const arrivals = [0, 1, 0, 1, 0, 1].map((link, index) =>
        browserOf(index % 2 === 0 ? empty.app : second, empty.origin).post('/api/sign-in/welcome', {
          ...{
            token: tokenOf(links[link] ?? null),
            password: PASSWORD,
            name: 'Synthetic',
            organisation: 'O',
            unit: 'U',
          },
          email: `first.${index}@example.org`,
        }),
      );
      const answers = await Promise.all(arrivals);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404, 404]);
      for (const table of ['organisation', 'unit', 'member', 'membership'])
        expect(await empty.database.query(`select count(*)::int n from vigie.${table}`), table).toEqual([{ n: 1 }]);
      expect(await firstAdministratorLink(pools.signIn, empty.origin)).toBeNull();
      const told = await empty.database.query(
        `select member, content::jsonb->'detail'->>'role' as role from audit.entry where act = 'member.join'`,
      );
      expect(told).toEqual([{ member: expect.any(String), role: 'administrator' }]);
    } finally {
      await empty.close();
    }
  });

  it('does not come by a link that is over a day old, nor by one that nobody made', async () => {
    const empty = await signInWorkbench();
    try {
      const token = tokenOf(await firstAdministratorLink(empty.database.pools.signIn, empty.origin));
      await empty.database.query(
        `with told as materialized (select audit.append('member.invite', 'member', null, null, null, null, null))
         update vigie.invitation set expires_at = now() - interval '1 second' from told`,
      );
      for (const each of [token, 'nobody-made-it']) {
        expect((await empty.browser().post('/api/sign-in/welcome/look', { token: each })).json).toEqual(
          problem('link_over'),
        );
        const used = await empty.browser().post('/api/sign-in/welcome', {
          ...{ token: each, password: PASSWORD, name: 'N', email: 'n@example.org', organisation: 'O', unit: 'U' },
        });
        expect(used.json).toEqual(problem('link_over'));
      }
    } finally {
      await empty.close();
    }
  });

  it('takes over the organisation of a demonstration that was there before', async () => {
    const empty = await signInWorkbench();
    try {
      await empty.database.query(
        `with told as materialized (select audit.append('unit.add', 'unit', null, null, null, null, null)),
           o as (insert into vigie.organisation (name) select 'Demonstration' from told returning id)
         insert into vigie.unit (organisation_id, name, demonstration) select id, 'Demonstration', true from o`,
      );
      const first = await firstAdministrator(empty);
      expect((await first.browser.get('/api/me')).json).toMatchObject({
        organisation: { name: 'Synthetic organisation' },
        memberships: [{ unitName: 'First unit', role: 'administrator', demonstration: false }],
      });
    } finally {
      await empty.close();
    }
  });
});

describe('signing in', () => {
  it('asks for a password, then a code; nothing is open in between', async () => {
    const browser = workbench.browser();
    const given = await browser.post('/api/sign-in/password', { email: 'ADA@example.org ', password: PASSWORD });
    expect(given.json).toMatchObject({ signedIn: false, awaitsCode: true });
    expect((await browser.get('/api/me')).json).toEqual(problem('signed_out'));
    expect((await browser.post('/api/sign-in/code', { code: '000000' })).json).toEqual(problem('wrong_code'));
    expect((await browser.post('/api/sign-in/code', { code: await ada.codes.next() })).json).toMatchObject({
      strong: true,
    });
    expect((await browser.get('/api/me')).json.member.id).toBe(ada.id);
    expect((await browser.post('/api/sign-in/out')).status).toBe(200);
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  it('takes a backup code once in the place of a code', async () => {
    const [code] = ada.backupCodes;
    for (const status of [200, 403]) {
      const browser = workbench.browser();
      await browser.post('/api/sign-in/password', { email: ada.email, password: PASSWORD });
      expect((await browser.post('/api/sign-in/backup-code', { code })).status).toBe(status);
      expect((await browser.get('/api/me')).status).toBe(status === 200 ? 200 : 401);
    }
  });

  it('does not take a code that was given before, by whoever saw it', async () => {
    const code = await ada.codes.next();
    const [one, two] = [workbench.browser(), workbench.browser('198.51.100.7')];
    for (const browser of [one, two])
      await browser.post('/api/sign-in/password', { email: ada.email, password: PASSWORD });
    const answers = await Promise.all([one, two].map((browser) => browser.post('/api/sign-in/code', { code })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
  });

  it('has another session each time: one that was put into a browser beforehand becomes nothing', async () => {
    const attacker = workbench.browser();
    const planted = 'vigie.session_token=planted.c2lnbmF0dXJl';
    const victim = workbench.browser();
    for (const [name, value] of [planted.split(/=(.*)/s)]) victim.cookies.set(name ?? '', value ?? '');
    await victim.post('/api/sign-in/password', { email: ada.email, password: PASSWORD });
    const step = victim.cookies.get('vigie.two_factor');
    await victim.post('/api/sign-in/backup-code', { code: ada.backupCodes[1] });
    const session = victim.cookies.get('vigie.session_token');
    expect(session).not.toBe('planted.c2lnbmF0dXJl');
    attacker.cookies.set('vigie.session_token', 'planted.c2lnbmF0dXJl');
    expect((await attacker.get('/api/me')).status).toBe(401);
    attacker.cookies.set('vigie.two_factor', step ?? '');
    expect((await attacker.post('/api/sign-in/backup-code', { code: ada.backupCodes[2] })).json).toEqual(
      problem('step_over'),
    );
  });

  it('gives its cookies to no script and to no other site', async () => {
    for (const [origin, prefix] of [
      ['https://vigie.example.org', '__Host-vigie'],
      ['http://localhost', 'vigie'],
    ] as const) {
      const there = await signInWorkbench({ origin });
      try {
        const link = await firstAdministratorLink(there.database.pools.signIn, origin);
        expect(link).toMatch(new RegExp(`^${origin}/welcome#[\\w-]{43}$`));
        const browser = there.browser();
        const welcomed = await browser.post('/api/sign-in/welcome', {
          ...{
            token: tokenOf(link),
            password: PASSWORD,
            name: 'N',
            email: 'n@example.org',
            organisation: 'O',
            unit: 'U',
          },
        });
        expect(welcomed.text).not.toContain(browser.cookies.get(`${prefix}.session_token`)?.split('.')[0] ?? 'none');
        const { codes } = await enrol(browser);
        await browser.post('/api/sign-in/out');
        const password = await browser.post('/api/sign-in/password', { email: 'n@example.org', password: PASSWORD });
        const code = await browser.post('/api/sign-in/code', { code: await codes.next() });
        const cookies = [...welcomed.cookies, ...password.cookies, ...code.cookies];
        expect(cookies.length).toBeGreaterThan(3);
        for (const cookie of cookies) {
          expect(cookie).toMatch(new RegExp(`^${prefix}\\.`));
          expect(cookie).toMatch(/; HttpOnly/);
          expect(cookie).toMatch(/; SameSite=Strict/);
          expect(cookie).toMatch(/; Path=\//);
          expect(cookie).not.toMatch(/; Domain/);
          expect(/; Secure/.test(cookie)).toBe(origin.startsWith('https'));
        }
      } finally {
        await there.close();
      }
    }
  });

  it('is refused from another site, and to a page inside another one', async () => {
    const browser = workbench.browser();
    const body = { email: ada.email, password: PASSWORD };
    const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of foreign)
      expect((await browser.post('/api/sign-in/password', body, headers)).json).toEqual(problem('foreign_origin'));
  });
});

describe('a password', () => {
  it('that can be guessed is refused when an account is made, with the reason in the language of who asks', async () => {
    const empty = await signInWorkbench();
    try {
      const token = tokenOf(await firstAdministratorLink(empty.database.pools.signIn, empty.origin));
      const body = { token, name: 'Synthetic Ada', email: 'ada@example.org', organisation: 'O', unit: 'U' };
      const browser = empty.browser();
      for (const password of ['court', 'azertyuiop12', 'Synthetic Ada!'])
        expect((await browser.post('/api/sign-in/welcome', { ...body, password })).json).toEqual(
          problem('weak_password'),
        );
      const french = await browser.post(
        '/api/sign-in/welcome',
        { ...body, password: 'court' },
        { 'accept-language': 'fr' },
      );
      expect(french.json).toMatchObject({ status: 400, detail: 'Il compte moins de 12 caractères.' });
      expect((await browser.post('/api/sign-in/welcome/look', { token })).status).toBe(200);
    } finally {
      await empty.close();
    }
  });

  it('is changed by who gives the one before, and all other sessions end', async () => {
    const here = await signInWorkbench();
    try {
      const owner = await firstAdministrator(here);
      const elsewhere = here.browser();
      await elsewhere.post('/api/sign-in/password', { email: owner.email, password: PASSWORD });
      await elsewhere.post('/api/sign-in/code', { code: await owner.codes.next() });
      const change = (password: string, newPassword: string) =>
        owner.browser.post('/api/sign-in/password/change', { password, newPassword });
      expect((await change('not the one before', OTHER_PASSWORD)).json).toEqual(problem('wrong_password'));
      expect((await change(PASSWORD, 'motdepasse12')).json).toEqual(problem('weak_password'));
      expect((await change(PASSWORD, OTHER_PASSWORD)).json).toMatchObject({ strong: true });
      expect((await owner.browser.get('/api/me')).status).toBe(200);
      expect((await elsewhere.get('/api/me')).status).toBe(401);
      const browser = here.browser();
      expect((await browser.post('/api/sign-in/password', { email: owner.email, password: PASSWORD })).status).toBe(
        401,
      );
      expect(
        (await browser.post('/api/sign-in/password', { email: owner.email, password: OTHER_PASSWORD })).status,
      ).toBe(200);
    } finally {
      await here.close();
    }
  });
});

describe('what is kept', () => {
  it('holds no password, code, token or key that could be used as it is', async () => {
    const rows = await workbench.database.query<{ dump: string }>(
      ['login', 'session', 'credential', 'challenge', 'totp', 'passkey', 'attempt', 'known_place', 'spent_code']
        .map((table) => `select row_to_json(t)::text dump from sign_in.${table} t`)
        .concat('select row_to_json(t)::text from vigie.invitation t', 'select content from audit.entry')
        .join(' union all '),
    );
    const everything = rows.map(({ dump }) => dump).join('\n');
    expect(everything).not.toContain(PASSWORD);
    for (const code of ada.backupCodes) expect(everything).not.toContain(code);
    const cookie = decodeURIComponent(ada.browser.cookies.get('vigie.session_token') ?? '');
    expect(cookie).toContain('.');
    expect(everything).not.toContain(cookie);
    expect(workbench.warnings.join()).not.toMatch(/chaise|ada@/);
  });

  it('is out of reach of the role that answers requests', async () => {
    const open = await workbench.database.query(
      `select oid::regclass as name from pg_class where relkind in ('r', 'p') and relnamespace = 'sign_in'::regnamespace
         and not (relrowsecurity and relforcerowsecurity and pg_get_userbyid(relowner) = 'vigie_owner')`,
    );
    expect(open).toEqual([]);
    for (const table of [
      'login',
      'session',
      'credential',
      'challenge',
      'totp',
      'passkey',
      'attempt',
      'known_place',
      'spent_code',
    ])
      for (const pool of [workbench.database.pools.app, workbench.database.pools.worker])
        await expect(pool.query(`select * from sign_in.${table}`), table).rejects.toThrow(/permission denied/);
    await expect(workbench.database.pools.app.query('select token_hash from vigie.invitation')).rejects.toThrow(
      /permission denied/,
    );
    await expect(workbench.database.pools.signIn.query('select * from vigie.member')).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      workbench.database.pools.signIn.query(`insert into sign_in.login (id, name, email) values ('a', 'b', 'c')`),
    ).rejects.toThrow(/permission denied/);
  });
});
