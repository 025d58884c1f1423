import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offeredMethods } from '../src/server/sign-in/factors.ts';
import { firstAdministratorLink } from '../src/server/sign-in/one-time-links.ts';
import { freePort } from './support/free-port.ts';
import { PASSWORD, type SignInWorkbench, signInWorkbench, tokenOf } from './support/sign-in-workbench.ts';

const CHROMIUM = '/usr/bin/chromium';

let workbench: SignInWorkbench;
let chrome: Browser;
beforeAll(async () => {
  if (!existsSync(CHROMIUM)) return;
  const origin = `http://localhost:${await freePort()}`;
  workbench = await signInWorkbench({ origin });
  workbench.app.get('/', (_, reply) => reply.type('text/html').send('<!doctype html><title>Test</title>'));
  await workbench.app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) });
  chrome = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await chrome?.close();
  await workbench?.close();
});

/** A browser with an authenticator that checks who holds it, or does not. */
async function device(checksHolder: boolean): Promise<{ page: Page; cdp: CDPSession; authenticatorId: string }> {
  const page = await (await chrome.newContext()).newPage();
  await page.goto(workbench.origin);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: checksHolder, automaticPresenceSimulation: true },
    },
  });
  return { page, cdp, authenticatorId };
}

interface Got {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer as a test looks into it.
  readonly json: any;
}

const ask = (page: Page, method: string, path: string, body?: object): Promise<Got> =>
  page.evaluate(
    async ({ method, path, body }) => {
      const answer = await fetch(path, {
        method,
        ...(method === 'GET'
          ? {}
          : { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } }),
      });
      return { status: answer.status, json: await answer.json() };
    },
    { method, path, body },
  );

/** What the page of the web client does, in its few lines. */
const register = (page: Page): Promise<Got> =>
  page.evaluate(async () => {
    const post = (path: string, body: object) =>
      fetch(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const options = (await (await post('/api/sign-in/passkeys/options', {})).json()) as object;
    const { PublicKeyCredential } = globalThis as unknown as {
      PublicKeyCredential: { parseCreationOptionsFromJSON(json: object): object };
    };
    const { navigator } = globalThis as unknown as {
      navigator: { credentials: { create(options: object): Promise<{ toJSON(): object }> } };
    };
    const made = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    });
    const answer = await post('/api/sign-in/passkeys', { response: made.toJSON(), name: 'Key of the test' });
    return { status: answer.status, json: await answer.json() };
  });

const give = (page: Page, how: { readonly lax?: boolean; readonly twice?: boolean } = {}): Promise<Got> =>
  page.evaluate(async ({ lax, twice }) => {
    const post = (path: string, body: object) =>
      fetch(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const options = (await (await post('/api/sign-in/passkey/options', {})).json()) as { userVerification: string };
    if (lax) options.userVerification = 'discouraged';
    const { PublicKeyCredential } = globalThis as unknown as {
      PublicKeyCredential: { parseRequestOptionsFromJSON(json: object): object };
    };
    const { navigator } = globalThis as unknown as {
      navigator: { credentials: { get(options: object): Promise<{ toJSON(): object }> } };
    };
    const given = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    });
    const response = given.toJSON();
    let answer = await post('/api/sign-in/passkey', { response });
    if (twice) answer = await post('/api/sign-in/passkey', { response });
    return { status: answer.status, json: await answer.json() };
  }, how);

const session = async (page: Page): Promise<string | undefined> =>
  (await page.context().cookies()).find(({ name }) => name === 'vigie.session_token')?.value;

describe.skipIf(!existsSync(CHROMIUM))('a passkey', () => {
  it('is set up as the only second factor, opens the account without a password, and confirms who is there', async () => {
    const { page, cdp, authenticatorId } = await device(true);
    const token = tokenOf(await firstAdministratorLink(workbench.database.pools.signIn, workbench.origin));
    const welcomed = await ask(page, 'POST', '/api/sign-in/welcome', {
      ...{ token, password: PASSWORD, name: 'Synthetic Ada', email: 'ada@example.org', organisation: 'O', unit: 'U' },
    });
    expect(welcomed.json).toMatchObject({ signedIn: true, strong: false, offered: ['totp', 'passkey'] });
    const weak = await session(page);
    expect((await register(page)).json).toMatchObject({ strong: true, methods: ['passkey'] });
    expect(await session(page)).not.toBe(weak);
    expect((await ask(page, 'GET', '/api/me')).status).toBe(200);
    const { items } = (await ask(page, 'GET', '/api/sign-in/passkeys')).json;
    expect(items).toMatchObject([{ name: 'Key of the test' }]);
    expect((await ask(page, 'DELETE', `/api/sign-in/passkeys/${items[0].id}`)).json.type).toBe(
      'urn:vigie:problem:last_factor',
    );

    await ask(page, 'POST', '/api/sign-in/out');
    expect((await ask(page, 'GET', '/api/me')).status).toBe(401);
    expect((await give(page)).json).toMatchObject({ signedIn: true, strong: true });
    expect((await ask(page, 'GET', '/api/me')).json.member.email).toBe('ada@example.org');

    // The password alone opens nothing beside it.
    await ask(page, 'POST', '/api/sign-in/out');
    const alone = await ask(page, 'POST', '/api/sign-in/password', { email: 'ada@example.org', password: PASSWORD });
    expect(alone.json).toMatchObject({ signedIn: true, strong: false, methods: ['passkey'] });
    expect((await ask(page, 'GET', '/api/me')).json.type).toBe('urn:vigie:problem:second_factor');
    expect((await ask(page, 'POST', '/api/sign-in/totp', { password: PASSWORD })).json.type).toBe(
      'urn:vigie:problem:second_factor',
    );
    expect((await give(page)).json).toMatchObject({ strong: true });

    await workbench.database.query(`update sign_in.session set verified_at = now() - interval '11 minutes'`);
    expect((await ask(page, 'GET', '/api/sign-in/state')).json).toMatchObject({ strong: true, fresh: false });
    expect((await give(page)).json).toMatchObject({ strong: true, fresh: true });
    expect(await workbench.database.query('select second_factor from sign_in.session')).toEqual([
      { second_factor: 'passkey' },
    ]);

    expect((await give(page, { twice: true })).json.type).toBe('urn:vigie:problem:passkey_refused');
    const told = await workbench.database.query(
      `select act, content::jsonb #>> '{detail,kind}' kind from audit.entry where act like 'second_factor.%'`,
    );
    expect(told).toEqual([{ act: 'second_factor.add', kind: 'passkey' }]);

    // A touch is not enough: the device must have checked who holds it.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await ask(page, 'POST', '/api/sign-in/out');
    expect((await give(page, { lax: true })).json.type).toBe('urn:vigie:problem:passkey_refused');
    expect((await ask(page, 'GET', '/api/sign-in/state')).json.signedIn).toBe(false);
  });

  it('that the account does not know opens nothing', async () => {
    const { page, cdp, authenticatorId } = await device(true);
    const [{ public_key: key } = { public_key: '' }] = await workbench.database.query<{ public_key: string }>(
      'select public_key from sign_in.passkey',
    );
    expect(key).not.toBe('');
    await cdp.send('WebAuthn.addCredential', {
      authenticatorId,
      credential: {
        ...{
          credentialId: Buffer.from('another credential').toString('base64'),
          isResidentCredential: true,
          rpId: 'localhost',
          signCount: 1,
        },
        userHandle: Buffer.from('ada').toString('base64'),
        privateKey: newPrivateKey(),
      },
    });
    expect((await give(page)).json.type).toBe('urn:vigie:problem:passkey_refused');
  });

  it('is not offered where browsers make none: at an address in place of a name', () => {
    for (const [origin, offered] of [
      ['http://127.0.0.1:4180', ['totp']],
      ['http://[::1]:4180', ['totp']],
      ['http://vigie.example.org', ['totp']],
      ['https://192.0.2.1', ['totp']],
      ['http://localhost:4180', ['totp', 'passkey']],
      ['https://vigie.example.org', ['totp', 'passkey']],
    ] as const)
      expect(offeredMethods(origin), origin).toEqual(offered);
  });
});

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
}
