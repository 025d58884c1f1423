import { writeFileSync } from 'node:fs';
import { createServer as httpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { secretsFile } from '../src/casework/secrets.ts';
import { inTemporaryFolder } from '../src/temporary-folder.ts';
import { codeApplication } from './support/browser.ts';
import { freePort } from './support/free-port.ts';
import { PASSWORD } from './support/sign-in-workbench.ts';
import { type Running, startVigie } from './support/vigie.ts';
import { freshDatabase } from './support/workbench-database.ts';

/** Asks a server over the network, as a browser does. */
function browserAt(origin: string) {
  const cookies = new Map<string, string>();
  const seen = new Set<string>();
  return {
    seen,
    // biome-ignore lint/suspicious/noExplicitAny: an answer as a test looks into it.
    async ask(method: string, path: string, body?: object): Promise<{ status: number; json: any }> {
      const answer = await fetch(`${origin}${path}`, {
        method,
        headers: {
          ...{ origin, 'content-type': 'application/json' },
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
        cookies.set(name, value);
        if (value.length > 20) seen.add(decodeURIComponent(value)).add(value.split('.')[0] ?? '');
      }
      return { status: answer.status, json: JSON.parse(await answer.text()) };
    },
  };
}

async function listening(origin: string, serving: Running): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    try {
      if ((await fetch(`${origin}/api/sign-in/state`)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  serving.kill('SIGKILL');
  throw new Error(JSON.stringify(await serving.ended));
}

it('The server that is started prints one link, by which one signs in; no secret is in its log, and nothing leaves the machine', async () => {
  const database = await freshDatabase();
  const told: string[] = [];
  const outside = httpServer((request, response) => {
    told.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  try {
    await inTemporaryFolder(async (data) => {
      writeFileSync(secretsFile(data), JSON.stringify(database.secrets), { mode: 0o600 });
      const { user, password, host, port } = database.admin;
      const where = new URLSearchParams({ host, port: String(port) });
      const origin = `http://127.0.0.1:${await freePort()}`;
      const serving = startVigie(['serve', '--port', new URL(origin).port, '--lang', 'en'], 'C', {
        VIGIE_DATA: data,
        DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@localhost/${database.name}?${where}`,
        // As a user runs it, and what the library would do if it were asked to behind its options.
        ...{ NODE_ENV: 'production', VITEST: '', TEST: '' },
        BETTER_AUTH_TELEMETRY: '1',
        BETTER_AUTH_TELEMETRY_ENDPOINT: `http://127.0.0.1:${(outside.address() as AddressInfo).port}/telemetry`,
        BETTER_AUTH_SECRETS: '1:another secret that is long enough to be taken',
        BETTER_AUTH_TRUSTED_ORIGINS: 'https://evil.example',
      });
      await listening(origin, serving);
      const printed = await output(serving, 'welcome#');
      const token = /welcome#([\w-]{43})/.exec(printed)?.[1] ?? '';
      expect(token).not.toBe('');
      const browser = browserAt(origin);
      const arrival = { token, name: 'Synthetic Ada', email: 'ada@example.org', organisation: 'O', unit: 'U' };
      const welcomed = await browser.ask('POST', '/api/sign-in/welcome', { ...arrival, password: PASSWORD });
      expect(welcomed.json).toMatchObject({ signedIn: true, strong: false, offered: ['totp'] });
      const begun = await browser.ask('POST', '/api/sign-in/totp', { password: PASSWORD });
      const codes = codeApplication(begun.json.uri);
      const code = await codes.next();
      expect((await browser.ask('POST', '/api/sign-in/totp/confirm', { code })).json).toMatchObject({ strong: true });
      expect((await browser.ask('GET', '/api/me')).json.member.email).toBe('ada@example.org');
      // And when the server fails, its log says where, not what.
      await database.query('alter table sign_in.totp rename to away');
      const failed = await browser.ask('POST', '/api/sign-in/backup-codes', { password: PASSWORD });
      expect(failed.status).toBe(500);
      await database.query('drop function sign_in.begin_attempt');
      const other = browserAt(origin);
      expect(
        (await other.ask('POST', '/api/sign-in/password', { email: arrival.email, password: PASSWORD })).status,
      ).toBe(500);
      serving.kill('SIGTERM');
      const { stdout, stderr } = await serving.ended;
      const log = stdout + stderr;
      expect(log).toContain('a request failed');
      expect(log.split(token)).toHaveLength(2);
      const secret = new URL(begun.json.uri).searchParams.get('secret') ?? 'none';
      for (const each of [
        PASSWORD,
        code,
        secret,
        arrival.email,
        arrival.name,
        ...begun.json.backupCodes,
        ...browser.seen,
      ])
        expect(log.includes(each), each).toBe(false);
      expect(
        Object.values(database.secrets.roles).some((role) => log.includes(role)) ||
          log.includes(database.secrets.signIn),
      ).toBe(false);
      expect(told).toEqual([]);
    });
  } finally {
    await new Promise((resolve) => outside.close(resolve));
    await database.drop();
  }
});

async function output(serving: Running, text: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    if (serving.printed.includes(text)) return serving.printed;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return serving.printed;
}
