import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  firstAdministrator,
  PASSWORD,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
} from './support/sign-in-workbench.ts';

const FIXTURE = join(import.meta.dirname, 'support', 'sign-in-server.fixture.ts');
let workbench: SignInWorkbench;
let ada: SignedIn;
let one: string;
let two: string;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  workbench = await signInWorkbench();
  ada = await firstAdministrator(workbench);
  [one, two] = (await Promise.all([startServer(), startServer()])) as [string, string];
});
afterAll(async () => {
  for (const each of processes) {
    const gone = once(each, 'close');
    each.kill('SIGTERM');
    await gone;
  }
  await workbench.close();
});

/** Gives where it listens. */
async function startServer(): Promise<string> {
  const { database, origin } = workbench;
  const { admin, name, secrets } = database;
  const server = spawn(process.execPath, [FIXTURE, JSON.stringify({ admin, name, secrets, origin })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(server);
  const [text] = (await once(server.stdout, 'data')) as [Buffer];
  return text.toString().trim();
}

/** Asks one of the servers with the cookies of a browser, which it keeps up to date. */
async function ask(server: string, cookies: Map<string, string>, method: string, path: string, body?: object) {
  const answer = await fetch(`${server}${path}`, {
    method,
    headers: {
      ...{ origin: workbench.origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
    cookies.set(name, value);
  }
  return { status: answer.status, text: await answer.text() };
}

describe('Two servers, each a process of its own, on one database', () => {
  /** Gives the password to one server and the code to the other. */
  async function signedIn(): Promise<Map<string, string>> {
    const cookies = new Map<string, string>();
    const password = await ask(one, cookies, 'POST', '/api/sign-in/password', { email: ada.email, password: PASSWORD });
    expect([password.status, JSON.parse(password.text).awaitsCode]).toEqual([200, true]);
    const code = await ask(two, cookies, 'POST', '/api/sign-in/code', { code: await ada.codes.next() });
    expect([code.status, JSON.parse(code.text).strong]).toEqual([200, true]);
    return cookies;
  }
  const opens = async (server: string, cookies: Map<string, string>) =>
    (await ask(server, cookies, 'GET', '/api/me')).status;

  it('know the same sessions: begun half on each, used on both, ended on one for both', async () => {
    const cookies = await signedIn();
    expect([await opens(one, cookies), await opens(two, cookies)]).toEqual([200, 200]);
    expect((await ask(one, new Map(cookies), 'POST', '/api/sign-in/out', {})).status).toBe(200);
    expect([await opens(one, cookies), await opens(two, cookies)]).toEqual([401, 401]);
  });

  it('end at once what is revoked from another session, wherever it was used last', async () => {
    const revoked = await signedIn();
    expect(await opens(two, revoked)).toBe(200);
    const own = new Map(ada.browser.cookies);
    expect((await ask(one, own, 'POST', '/api/sessions/end-others', {})).status).toBeLessThan(300);
    expect([await opens(two, revoked), await opens(one, revoked)]).toEqual([401, 401]);
    expect([await opens(one, own), await opens(two, own)]).toEqual([200, 200]);
  });
});
