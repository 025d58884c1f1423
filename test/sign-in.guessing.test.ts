import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, browserOf } from './support/browser.ts';
import {
  firstAdministrator,
  PASSWORD,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
} from './support/sign-in-workbench.ts';

let workbench: SignInWorkbench;
let ada: SignedIn;
beforeAll(async () => {
  workbench = await signInWorkbench();
  ada = await firstAdministrator(workbench);
  await stopClock();
});
afterAll(() => workbench.close());
beforeEach(() => workbench.database.query('delete from sign_in.attempt'));

const guess = (browser: Browser, email = ada.email, password = 'not this one, nor that') =>
  browser.post('/api/sign-in/password', { email, password });
const statuses = async (browser: Browser, times: number, email = ada.email): Promise<number[]> => {
  const found: number[] = [];
  for (let time = 0; time < times; time++) found.push((await guess(browser, email)).status);
  return found;
};
/** The clock by which attempts wait stands still: the shortest wait is two seconds, which a busy machine may need for a guess. */
async function stopClock(): Promise<void> {
  const [{ now } = { now: '' }] = await workbench.database.query<{ now: string }>('select clock_timestamp()::text now');
  await workbench.database.query(`create schema stopped; grant usage on schema stopped to public;
    create function stopped.clock_timestamp() returns timestamptz language sql as $$ select timestamptz '${now}' $$;
    alter function sign_in.begin_attempt set search_path = stopped, pg_catalog`);
}
/** Lets the clock of all attempts go on. */
const later = (seconds: number) =>
  workbench.database.query('update sign_in.attempt set last_at = last_at - make_interval(secs => $1)', [seconds]);

describe('guessing a password', () => {
  it('is slowed down more and more, up to a quarter of an hour; the right one waits as well', async () => {
    const browser = workbench.browser('203.0.113.1');
    expect(await statuses(browser, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    const waiting = await guess(browser, ada.email, PASSWORD);
    expect(waiting.json).toEqual({
      type: 'urn:vigie:problem:wait',
      ...{
        title: 'Too many attempts without success.',
        status: 429,
        detail: expect.stringMatching(/^[12] s to go\.$/),
        next: expect.any(String),
      },
    });
    for (const [failures, seconds] of [
      [5, 2],
      [6, 4],
      [7, 8],
      [12, 256],
      [14, 900],
      [60, 900],
    ] as const) {
      await workbench.database.query('update sign_in.attempt set failures = $1, last_at = stopped.clock_timestamp()', [
        failures,
      ]);
      await later(seconds - 1);
      expect((await guess(browser)).status, `${failures} failures, too soon`).toBe(429);
      await workbench.database.query('update sign_in.attempt set failures = $1, last_at = stopped.clock_timestamp()', [
        failures,
      ]);
      await later(seconds + 1);
      expect((await guess(browser)).status, `${failures} failures, in time`).toBe(401);
    }
  });

  it('does not take longer for the owner because somebody goes on knocking', async () => {
    const browser = workbench.browser('203.0.113.2');
    await statuses(browser, 30);
    await later(2);
    expect((await guess(browser, ada.email, PASSWORD)).status).toBe(200);
    expect(await statuses(browser, 5)).toEqual([401, 401, 401, 401, 401]);
  });

  it('a hundred times at once, at two servers, is five guesses', async () => {
    const second = await workbench.another();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        guess(browserOf(index % 2 === 0 ? workbench.app : second, workbench.origin, '203.0.113.3')),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(95);
  });

  it('by a colleague behind the same address does not shut out a browser that signed in before', async () => {
    const colleague = workbench.browser('192.0.2.1');
    await statuses(colleague, 8);
    expect((await guess(colleague, ada.email, PASSWORD)).status).toBe(429);
    const own = workbench.browser('192.0.2.1');
    const device = ada.browser.cookies.get('vigie.device') ?? '';
    own.cookies.set('vigie.device', device);
    expect((await guess(own, ada.email, PASSWORD)).status).toBe(200);
    const forged = workbench.browser('192.0.2.1');
    forged.cookies.set('vigie.device', `${device.split('.')[0]}x.${device.split('.')[1]}`);
    expect((await guess(forged, ada.email, PASSWORD)).status).toBe(429);
  });

  it('from everywhere shuts the account only where it was never signed in to', async () => {
    const found: number[] = [];
    for (let host = 1; host <= 25; host++) found.push(...(await statuses(workbench.browser(`203.0.113.${host}`), 5)));
    expect(found.filter((status) => status === 401)).toHaveLength(100);
    expect((await guess(workbench.browser('198.51.100.200'), ada.email, PASSWORD)).status).toBe(429);
    expect((await guess(workbench.browser('192.0.2.1'), ada.email, PASSWORD)).status).toBe(200);
    expect((await guess(workbench.browser('198.51.100.200'), 'somebody.else@example.org')).status).toBe(401);
    await later(3601);
    expect((await guess(workbench.browser('198.51.100.200'), ada.email, PASSWORD)).status).toBe(200);
  });

  it('of addresses in one IPv6 network counts together', async () => {
    const found: number[] = [];
    for (let host = 1; host <= 6; host++) found.push((await guess(workbench.browser(`2001:db8::${host}`))).status);
    expect(found).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await guess(workbench.browser('2001:db8:0:1::1'))).status).toBe(401);
  });

  it('is told how long to wait in the form that programs read too', async () => {
    const browser = workbench.browser('203.0.113.4');
    await statuses(browser, 6);
    expect(Number((await guess(browser)).headers['retry-after'])).toBeGreaterThan(0);
  });

  it('behind a proxy counts for whom it asks; whoever is no proxy is not believed', async () => {
    const app = await workbench.another({}, ['10.0.0.5']);
    const ask = async (address: string, forwarded: string) =>
      (
        await browserOf(app, workbench.origin, address).post(
          '/api/sign-in/password',
          { email: ada.email, password: 'not this one, nor that' },
          { 'x-forwarded-for': forwarded, 'x-vigie-address': forwarded },
        )
      ).status;
    const found: number[] = [];
    for (let host = 1; host <= 6; host++) found.push(await ask('203.0.113.5', `198.51.100.${host}`));
    expect(found).toEqual([401, 401, 401, 401, 401, 429]);
    found.length = 0;
    for (let host = 1; host <= 6; host++) found.push(await ask('10.0.0.5', `198.51.100.${host}`));
    expect(found).toEqual([401, 401, 401, 401, 401, 401]);
  });

  it('does not tell whether there is an account: same answers, same waits, same time', async () => {
    const told = async (email: string, address: string) => {
      const browser = workbench.browser(address);
      const answers = [];
      for (let time = 0; time < 7; time++) {
        const { status, text, headers } = await guess(browser, email);
        const {
          date,
          'x-ratelimit-remaining': _,
          'x-ratelimit-reset': __,
          'content-length': length,
          ...others
        } = headers;
        answers.push({ status, text, length, others });
      }
      return answers;
    };
    expect(await told('nobody@example.org', '203.0.113.60')).toEqual(await told(ada.email, '203.0.113.60'));
    const times: Record<string, number[]> = { there: [], missing: [] };
    for (let time = 0; time < 40; time++) {
      await workbench.database.query('delete from sign_in.attempt');
      for (const [kind, email] of time % 2 === 0 ? PAIRS : PAIRS.toReversed()) {
        // Of all threads of this process, for one of them hashes: what else the machine does is not in it.
        const before = process.cpuUsage();
        expect((await guess(workbench.browser('203.0.113.61'), email)).status).toBe(401);
        const { user, system } = process.cpuUsage(before);
        times[kind]?.push((user + system) / 1000);
      }
    }
    const [there, missing] = [fastHalf(times.there), fastHalf(times.missing)];
    // Hashing takes some fifty milliseconds: an answer without it would stand far out.
    expect(Math.abs(there - missing) / Math.max(there, missing), `${there} and ${missing} ms`).toBeLessThan(0.25);
  });
});

const PAIRS = [
  ['there', 'ada@example.org'],
  ['missing', 'nobody@example.org'],
] as const;

/** Of the faster half the mean: the garbage collector makes some slower. */
function fastHalf(times: readonly number[] | undefined): number {
  const sorted = (times ?? []).toSorted((a, b) => a - b);
  const half = sorted.slice(0, Math.ceil(sorted.length / 2));
  return half.reduce((sum, time) => sum + time, 0) / half.length;
}

describe('guessing a code', () => {
  it('by who has the password is slowed down over all attempts to sign in, and does not shut out the owner', async () => {
    const thief = workbench.browser('203.0.113.70');
    const found: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      await guess(thief, ada.email, PASSWORD);
      for (let code = 0; code < 3; code++)
        found.push((await thief.post('/api/sign-in/code', { code: String(100_000 + attempt * 10 + code) })).status);
    }
    expect(found).toEqual([403, 403, 403, 403, 403, 429, 429, 429, 429, 429, 429, 429]);
    expect((await thief.post('/api/sign-in/backup-code', { code: 'aaaaa-aaaaa' })).status).toBe(429);
    const own = workbench.browser('192.0.2.1');
    await guess(own, ada.email, PASSWORD);
    expect((await own.post('/api/sign-in/code', { code: await ada.codes.next() })).status).toBe(200);
  });

  it('in a session that somebody took over is slowed down as well', async () => {
    const found: number[] = [];
    for (let code = 0; code < 7; code++)
      found.push((await ada.browser.post('/api/sign-in/code', { code: String(200_000 + code) })).status);
    expect(found).toEqual([403, 403, 403, 403, 403, 429, 429]);
    expect((await ada.browser.get('/api/me')).status).toBe(200);
  });
});
