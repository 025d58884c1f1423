import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from './support/browser.ts';
import {
  firstAdministrator,
  PASSWORD,
  type SignedIn,
  type SignInWorkbench,
  signInWorkbench,
} from './support/sign-in-workbench.ts';
import { isSlow } from './support/slow-request.ts';

const REQUESTS = 1_200;

let workbench: SignInWorkbench;
let ada: SignedIn;
let paths: readonly (readonly ['GET' | 'POST' | 'DELETE', string])[];
beforeAll(async () => {
  workbench = await signInWorkbench();
  ada = await firstAdministrator(workbench);
  const document = (await ada.browser.get('/api/openapi.json')).json as {
    paths: Record<string, Record<string, object>>;
  };
  paths = Object.entries(document.paths).flatMap(([path, methods]) =>
    path.startsWith('/api/sign-in/')
      ? Object.keys(methods).map((method) => [method.toUpperCase() as 'GET' | 'POST' | 'DELETE', path] as const)
      : [],
  );
});
afterAll(() => workbench.close());

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '\u0000',
    'ada@example.org',
    PASSWORD,
    "' or 1=1 --",
    '__proto__',
    '000000',
    'aaaaa-aaaaa',
    '/',
    '//evil.example',
  ),
  fc.constantFrom(1, 100, 400, 5000).map((length) => 'é'.repeat(length)),
);
const value = fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const names = [
  'email',
  'password',
  'newPassword',
  'code',
  'token',
  'name',
  'organisation',
  'unit',
  'returnTo',
  'again',
] as const;
const body = fc.oneof(
  { weight: 6, arbitrary: fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.record({
      response: fc.oneof(fc.record({ id: text, response: value, type: value }), value),
      name: text,
    }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const cookies = fc.option(
  fc.record({
    'vigie.session_token': fc.constantFrom('a.b', 'a', '%00', 'é', '.', 'x'.repeat(3000)),
    'vigie.two_factor': fc.constantFrom('2fa-x.y', '', '%', '.'),
    'vigie.device': fc.constantFrom('a.b', '.', 'a', 'a.b.c'),
  }),
);

it('Whatever is sent to the sign-in is answered without an error of the server, soon, and opens nothing', async () => {
  expect(paths.length).toBeGreaterThan(15);
  const faults = new Set<string>();
  const request = fc.record({
    where: fc.constantFrom(...paths),
    body,
    cookies,
    id: fc.string({ maxLength: 20 }),
    own: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ where: [method, path], body, cookies, id, own }) => {
      const browser: Browser = workbench.browser('203.0.113.9');
      if (own) for (const [name, value] of ada.browser.cookies) browser.cookies.set(name, value);
      for (const [name, value] of Object.entries(cookies ?? {})) browser.cookies.set(name, value);
      const ask = async (): Promise<{ status: number; took: number }> => {
        const began = performance.now();
        const { status } = await browser.ask(method, path.replace('{id}', encodeURIComponent(id)), {
          ...(method === 'POST' ? { body: body as object } : {}),
        });
        return { status, took: performance.now() - began };
      };
      const { status, took } = await ask();
      if (status >= 500) faults.add(`${method} ${path}: ${status} for ${JSON.stringify(body)}`);
      if (await isSlow(took, ask, () => browser.get('/api/sign-in/state')))
        faults.add(`${method} ${path}: ${took.toFixed(0)} ms`);
      if (!own && (await browser.get('/api/me')).status !== 401) faults.add(`${method} ${path} signed somebody in`);
    }),
    { numRuns: REQUESTS },
  );
  expect([...faults].slice(0, 20)).toEqual([]);
  expect(await workbench.database.query('select count(*)::int n from vigie.member')).toEqual([{ n: 1 }]);
});
