import type { FastifyInstance } from 'fastify';
import { Kysely, PostgresDialect } from 'kysely';
import type { Tables } from '../../src/casework/tables.ts';
import { buildApp } from '../../src/server/app.ts';
import { makeSignIn, type SignInOptions } from '../../src/server/sign-in/make-sign-in.ts';
import { firstAdministratorLink } from '../../src/server/sign-in/one-time-links.ts';
import { type Browser, browserOf, type CodeApplication, codeApplication } from './browser.ts';
import { freshDatabase, type TestDatabase } from './workbench-database.ts';

/** A workbench with its real sign-in, on a database of its own. */
export interface SignInWorkbench {
  readonly database: TestDatabase;
  readonly app: FastifyInstance;
  readonly origin: string;
  /** What the sign-in wrote to the log of the server. */
  readonly warnings: readonly string[];
  browser(address?: string): Browser;
  /** A second server on the same database. */
  another(options?: Partial<SignInOptions>, trustedProxies?: readonly string[]): Promise<FastifyInstance>;
  close(): Promise<void>;
}

export const PASSWORD = 'chaise nuage tambour girafe';
export const OTHER_PASSWORD = 'lampe orage trompette zèbre';

export async function signInWorkbench(options: Partial<SignInOptions> = {}): Promise<SignInWorkbench> {
  const database = await freshDatabase();
  const origin = options.origin ?? 'http://localhost';
  const warnings: string[] = [];
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: database.pools.app }) });
  const apps: FastifyInstance[] = [];
  const another: SignInWorkbench['another'] = async (further = {}, trustedProxies = []) => {
    const signIn = await makeSignIn({
      pool: database.pools.signIn,
      secret: database.secrets.signIn,
      singleSignOn: null,
      breachedPasswords: null,
      stepsPerMinute: 1e9,
      warn: (message) => void warnings.push(message),
      ...{ ...options, ...further, origin },
    });
    const app = await buildApp({ db, signIn, dataFolder: '', origin, trustedProxies, requestsPerMinute: 1e9 });
    apps.push(app);
    return app;
  };
  const app = await another();
  return {
    ...{ database, app, origin, warnings, another },
    browser: (address) => browserOf(app, origin, address),
    close: async () => {
      for (const each of apps) await each.close();
      await database.drop();
    },
  };
}

/** A member with password and code application, at the browser with which both were set up. */
export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly browser: Browser;
  readonly codes: CodeApplication;
  readonly backupCodes: readonly string[];
}

/** What somebody who arrives needs of a workbench. */
type Door = Pick<SignInWorkbench, 'database' | 'origin' | 'browser'>;

export async function firstAdministrator(workbench: Door, email = 'ada@example.org'): Promise<SignedIn> {
  const link = await firstAdministratorLink(workbench.database.pools.signIn, workbench.origin);
  return arrive(workbench, tokenOf(link), {
    ...{ name: 'Synthetic Ada', email, organisation: 'Synthetic organisation', unit: 'First unit' },
  });
}

/** Uses a one-time link and sets up a code application. */
export async function arrive(
  workbench: Door,
  token: string,
  given: Readonly<Record<string, string>> = {},
  browser: Browser = workbench.browser(),
): Promise<SignedIn> {
  const welcomed = await browser.post('/api/sign-in/welcome', { token, password: PASSWORD, ...given });
  if (welcomed.status !== 200) throw new Error(welcomed.text);
  const { codes, backupCodes } = await enrol(browser);
  const { member } = (await browser.get('/api/me')).json;
  return { id: member.id, email: member.email, browser, codes, backupCodes };
}

export async function enrol(
  browser: Browser,
  password = PASSWORD,
): Promise<{ readonly codes: CodeApplication; readonly backupCodes: readonly string[] }> {
  const begun = await browser.post('/api/sign-in/totp', { password });
  if (begun.status !== 200) throw new Error(begun.text);
  const codes = codeApplication(begun.json.uri);
  const confirmed = await browser.post('/api/sign-in/totp/confirm', { code: await codes.next() });
  if (confirmed.status !== 200 || !confirmed.json.strong) throw new Error(confirmed.text);
  return { codes, backupCodes: begun.json.backupCodes };
}

export function tokenOf(link: string | null): string {
  return link?.split('#')[1] ?? '';
}
