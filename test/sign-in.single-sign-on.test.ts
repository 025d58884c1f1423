import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { singleSignOnOf } from '../src/server/sign-in/single-sign-on.ts';
import { type Browser, browserOf, codeApplication } from './support/browser.ts';
import { type IdentityProvider, identityProvider } from './support/identity-provider.ts';
import {
  arrive,
  firstAdministrator,
  PASSWORD,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
  tokenOf,
} from './support/sign-in-workbench.ts';

let provider: IdentityProvider;
let workbench: SignInWorkbench;
let ada: SignedIn;
beforeAll(async () => {
  provider = await identityProvider('http://localhost');
  workbench = await signInWorkbench({
    singleSignOn: { ...provider.configuration, strongWhen: ['two-factors', 'hwk'] },
  });
  ada = await firstAdministrator(workbench);
});
afterAll(async () => {
  await workbench.close();
  await provider.close();
});
beforeEach(() => {
  provider.tamper = null;
});

/** Goes to the provider and comes back to Vigie; answers where Vigie then sends the browser. */
async function go(browser: Browser, body: object = {}): Promise<string> {
  const back = await thereAndBack(browser, body);
  return arriveBack(browser, back);
}

async function thereAndBack(browser: Browser, body: object = {}): Promise<URL> {
  const asked = await browser.post('/api/sign-in/sso', body);
  if (asked.status !== 200) throw new Error(asked.text);
  return provider.visit(asked.json.url);
}

async function arriveBack(browser: Browser, back: URL): Promise<string> {
  const got = await browser.get(`${back.pathname}${back.search}`);
  expect(got.status).toBe(303);
  return String(got.headers.location);
}

let counter = 0;
async function member(
  email: string,
  withPassword = true,
): Promise<{ readonly id: string; readonly email: string; readonly signedIn: SignedIn | null }> {
  const unitId = (await ada.browser.get('/api/me')).json.memberships[0].unitId;
  const made = await ada.browser.post('/api/admin/invitations', {
    name: `Synthetic ${++counter}`,
    email,
    unitId,
    role: 'analyst',
  });
  const token = tokenOf(made.json.link);
  if (withPassword) {
    const signedIn = await arrive(workbench, token);
    return { id: signedIn.id, email, signedIn };
  }
  const used = await workbench.browser().post('/api/sign-in/welcome', { token });
  expect(used.json).toMatchObject({ signedIn: false, sso: { name: 'Test provider' } });
  const [{ id } = { id: '' }] = await workbench.database.query<{ id: string }>(
    'select id from vigie.member where email = $1',
    [email],
  );
  return { id, email, signedIn: null };
}

describe('signing in by the identity provider', () => {
  it('opens the account of who was invited, and asks for a second factor here when the provider did not', async () => {
    const { id, email } = await member('ben@example.org', false);
    provider.people.set('ben', { email, email_verified: true });
    provider.person = { sub: 'ben' };
    const browser = workbench.browser();
    expect(await go(browser, { returnTo: '/leads?queue=investigation' })).toBe('/leads?queue=investigation');
    expect((await browser.get('/api/sign-in/state')).json).toMatchObject({
      signedIn: true,
      strong: false,
      methods: [],
    });
    expect((await browser.get('/api/me')).json.type).toBe('urn:vigie:problem:second_factor');
    const begun = await browser.post('/api/sign-in/totp');
    expect(begun.status).toBe(200);
    const codes = codeApplication(begun.json.uri);
    expect((await browser.post('/api/sign-in/totp/confirm', { code: await codes.next() })).json).toMatchObject({
      strong: true,
    });
    expect((await browser.get('/api/me')).json.member.id).toBe(id);
    const again = workbench.browser();
    await go(again);
    expect((await again.get('/api/sign-in/state')).json).toMatchObject({ strong: false, methods: ['totp'] });
    expect((await again.post('/api/sign-in/code', { code: await codes.next() })).json).toMatchObject({ strong: true });
    expect((await again.get('/api/me')).json.member.id).toBe(id);
  });

  it('is enough when the provider says, as configured, that it asked for a second factor', async () => {
    const { id, email } = await member('cleo@example.org');
    provider.people.set('cleo', { email, email_verified: true });
    for (const [said, strong] of [
      [{ acr: 'two-factors' }, true],
      [{ amr: ['pwd', 'hwk'] }, true],
      [{ amr: ['pwd'] }, false],
      [{}, false],
    ] as const) {
      provider.person = { sub: 'cleo' };
      provider.tamper = (claims, forge) => forge({ ...claims, ...said });
      const browser = workbench.browser();
      await go(browser);
      expect((await browser.get('/api/sign-in/state')).json, JSON.stringify(said)).toMatchObject({
        signedIn: true,
        strong,
      });
      if (strong) expect((await browser.get('/api/me')).json.member.id).toBe(id);
    }
  });

  it('sends a challenge of PKCE, a state and a nonce, each new, and asks for what it needs alone', async () => {
    const seen = new Set<string>();
    for (let time = 0; time < 2; time++) {
      const asked = await workbench.browser().post('/api/sign-in/sso');
      // The one cookie with which a browser may come from another site.
      expect(asked.cookies).toEqual([expect.stringMatching(/^vigie\.state=.*; HttpOnly; SameSite=Lax$/)]);
      const { searchParams } = new URL(asked.json.url);
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      expect(searchParams.get('redirect_uri')).toBe('http://localhost/api/sign-in/callback/sso');
      expect(searchParams.get('scope')?.split(' ').toSorted()).toEqual(['email', 'openid', 'profile']);
      for (const name of ['code_challenge', 'state', 'nonce']) {
        expect(searchParams.get(name)?.length).toBeGreaterThan(20);
        seen.add(searchParams.get(name) ?? '');
      }
    }
    expect(seen.size).toBe(6);
  });

  it('makes no account: who was not invited is told so', async () => {
    provider.people.set('stranger', { email: 'stranger@example.org', email_verified: true });
    provider.person = { sub: 'stranger' };
    const browser = workbench.browser();
    expect(await go(browser)).toBe('/sign-in?problem=sso_no_account');
    expect((await browser.get('/api/sign-in/state')).json.signedIn).toBe(false);
    expect(await workbench.database.query(`select 1 from sign_in.login where email like 'stranger%'`)).toEqual([]);
  });

  it('does not take an address that the provider has not confirmed', async () => {
    const { email } = await member('dan@example.org');
    for (const confirmed of [false, undefined]) {
      provider.people.set('dan', confirmed === undefined ? { email } : { email, email_verified: confirmed });
      provider.person = { sub: 'dan' };
      expect(await go(workbench.browser())).toBe('/sign-in?problem=sso_address_not_confirmed');
    }
  });

  it('knows a person by the provider’s own name for it, not by an address that went to somebody else', async () => {
    const { id, email } = await member('eve@example.org');
    provider.people.set('eve', { email, email_verified: true });
    provider.person = { sub: 'eve' };
    await go(workbench.browser());
    provider.people.set('eve', { email: 'renamed@example.org', email_verified: true });
    const renamed = workbench.browser();
    await go(renamed);
    const state = await workbench.database.query(
      'select account_id from sign_in.credential where login_id = $1 and provider_id = $2',
      [id, 'sso'],
    );
    expect(state).toEqual([{ account_id: 'eve' }]);
    expect((await renamed.get('/api/sign-in/state')).json).toMatchObject({ signedIn: true, methods: ['totp'] });
  });

  it('does not open the account of a disabled member', async () => {
    const { id, email } = await member('fay@example.org');
    provider.people.set('fay', { email, email_verified: true });
    provider.person = { sub: 'fay' };
    await go(workbench.browser());
    await ada.browser.post(`/api/admin/members/${id}/disable`, {});
    const browser = workbench.browser();
    expect(await go(browser)).toBe('/sign-in?problem=sso_no_account');
    expect((await browser.get('/api/sign-in/state')).json.signedIn).toBe(false);
  });

  it('keeps no token of the provider', async () => {
    const tokens = await workbench.database.query(
      'select 1 from sign_in.credential where num_nonnulls(access_token, refresh_token, id_token, scope) > 0',
    );
    expect(tokens).toEqual([]);
    expect(workbench.warnings.join('\n')).not.toMatch(/eyJ|@example|only for this test/);
  });

  it('confirms who is there only by what the provider saw just now', async () => {
    const { email } = await member('gil@example.org', false);
    provider.people.set('gil', { email, email_verified: true });
    provider.person = { sub: 'gil' };
    const asked = await workbench.browser().post('/api/sign-in/sso', { again: true });
    expect(new URL(asked.json.url).searchParams.get('prompt')).toBe('login');
    for (const [ago, fresh] of [
      [0, true],
      [3600, false],
    ] as const) {
      provider.tamper = (claims, forge) =>
        forge({ ...claims, amr: ['hwk'], auth_time: Math.floor(Date.now() / 1000) - ago });
      const browser = workbench.browser();
      await go(browser);
      expect((await browser.get('/api/sign-in/state')).json).toMatchObject({ strong: true, fresh });
    }
  });
});

describe('what comes back from the provider is refused', () => {
  beforeAll(async () => {
    const { email } = await member('hal@example.org');
    provider.people.set('hal', { email, email_verified: true });
  });
  beforeEach(() => {
    provider.person = { sub: 'hal' };
  });

  const refused = async (browser: Browser, back?: URL): Promise<void> => {
    const page = back ? await arriveBack(browser, back) : await go(browser);
    expect(page).toBe('/sign-in?problem=sso_failed');
    expect((await browser.get('/api/sign-in/state')).json.signedIn).toBe(false);
  };

  it.each<[string, NonNullable<IdentityProvider['tamper']>]>([
    ['for another client', (claims, forge) => forge({ ...claims, aud: 'another' })],
    ['from another issuer', (claims, forge) => forge({ ...claims, iss: 'https://evil.example' })],
    ['that is over', (claims, forge) => forge({ ...claims, exp: 1 })],
    ['for another way to the provider (nonce)', (claims, forge) => forge({ ...claims, nonce: 'another' })],
    ['without a nonce', ({ nonce: _, ...claims }, forge) => forge(claims)],
    ['signed with a key that is not the provider’s', (claims, forge) => forge(claims, { otherKey: true })],
    ['that is not signed', (claims, forge) => forge(claims, { algorithm: 'none' })],
    ['that is not there', () => ''],
    ['that is no token', () => 'a.b.c'],
  ])('an ID token %s', async (_, tamper) => {
    provider.tamper = tamper;
    await refused(workbench.browser());
  });

  it('when it comes a second time, at this browser or another', async () => {
    const browser = workbench.browser();
    const back = await thereAndBack(browser);
    expect(await arriveBack(browser, back)).toBe('/');
    await browser.post('/api/sign-in/out');
    await refused(browser, back);
    await refused(workbench.browser(), back);
  });

  it('when it comes to a browser that did not go there: nobody is signed in to somebody else’s account', async () => {
    const back = await thereAndBack(workbench.browser());
    await refused(workbench.browser(), back);
    const other = workbench.browser();
    await thereAndBack(other);
    await refused(other, back);
  });

  it('with another code, or a state that nobody gave', async () => {
    const browser = workbench.browser();
    const code = await thereAndBack(browser);
    code.searchParams.set('code', 'another');
    await refused(browser, code);
    const state = await thereAndBack(browser);
    state.searchParams.set('state', 'another');
    await refused(browser, state);
  });

  it('and a provider’s own words are not shown: a page of Vigie says what happened', async () => {
    const browser = workbench.browser();
    const { url } = (await browser.post('/api/sign-in/sso')).json;
    const state = new URL(url).searchParams.get('state');
    const page = await browser.get(
      `/api/sign-in/callback/sso?error=access_denied&error_description=%3Cscript%3E&state=${state}`,
    );
    expect(page.headers.location).toBe('/sign-in?problem=sso_declined');
  });
});

describe('the way back', () => {
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 'leads'])(
    'does not lead to %s',
    async (returnTo) => {
      expect((await workbench.browser().post('/api/sign-in/sso', { returnTo })).status).toBe(400);
    },
  );
});

describe('a provider that is away', () => {
  it('keeps nobody from starting the server or signing in with a password, and is asked again', async () => {
    const other = await identityProvider('http://localhost');
    const { configuration } = other;
    await other.close();
    const app = await workbench.another({ singleSignOn: configuration });
    const browser = browserOf(app, workbench.origin);
    expect((await browser.post('/api/sign-in/sso')).json.type).toBe('urn:vigie:problem:provider_away');
    expect(
      (await browser.post('/api/sign-in/password', { email: ada.email, password: PASSWORD })).json.awaitsCode,
    ).toBe(true);
  });

  it('or says that it is another one, is not used', async () => {
    const app = await workbench.another({ singleSignOn: { ...provider.configuration, issuer: `${provider.issuer}/` } });
    expect((await browserOf(app, workbench.origin).post('/api/sign-in/sso')).json.type).toBe(
      'urn:vigie:problem:provider_away',
    );
  });

  it('that is not configured is not offered', async () => {
    const app = await workbench.another({ singleSignOn: null });
    const browser = browserOf(app, workbench.origin);
    expect((await browser.get('/api/sign-in/state')).json.sso).toBeNull();
    expect((await browser.post('/api/sign-in/sso')).json.type).toBe('urn:vigie:problem:no_single_sign_on');
    expect((await browser.get('/api/sign-in/callback/sso?code=a&state=b')).status).toBe(404);
  });
});

describe('its configuration', () => {
  const three = {
    VIGIE_OIDC_ISSUER: 'https://id.example.org',
    VIGIE_OIDC_CLIENT_ID: 'vigie',
    VIGIE_OIDC_CLIENT_SECRET: 's',
  };

  it('comes from the environment, whole or not at all, and over TLS', () => {
    expect(singleSignOnOf({})).toBeNull();
    expect(singleSignOnOf({ ...three, VIGIE_OIDC_SECOND_FACTOR: 'mfa, hwk' })).toEqual({
      ...{ issuer: 'https://id.example.org', clientId: 'vigie', clientSecret: 's', name: 'id.example.org' },
      ...{ strongWhen: ['mfa', 'hwk'], trustAddresses: false },
    });
    expect(() => singleSignOnOf({ VIGIE_OIDC_ISSUER: three.VIGIE_OIDC_ISSUER })).toThrow('VIGIE_OIDC_CLIENT_ID');
    for (const issuer of [
      'http://id.example.org',
      'id.example.org',
      'ftp://id.example.org',
      'http://localhost.example.org',
    ])
      expect(() => singleSignOnOf({ ...three, VIGIE_OIDC_ISSUER: issuer }), issuer).toThrow('https://');
  });
});
