import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type { Page } from 'playwright-core';
import type { Tables } from '../../src/casework/tables.ts';
import { launch } from '../../src/report/browser.fixture.ts';
import { buildApp } from '../../src/server/app.ts';
import { startJobs } from '../../src/server/jobs/start-jobs.ts';
import { makeSignIn } from '../../src/server/sign-in/make-sign-in.ts';
import { serveWebClient } from '../../src/server/web-client.ts';
import { browserOf } from '../../test/support/browser.ts';
import { freePort } from '../../test/support/free-port.ts';
import { arrive, firstAdministrator, type SignedIn, tokenOf } from '../../test/support/sign-in-workbench.ts';
import { freshDatabase } from '../../test/support/workbench-database.ts';
import { builtClient, type VisitOptions, visit } from './client.fixture.ts';

/** The server as it is started: its own sign-in, jobs that scan, the client as it is built. Nothing of it is put in the place of another. */
export interface SignedInWorkbench {
  /** Analysts of one unit, who came by their links and are signed in nowhere. */
  readonly analysts: readonly SignedIn[];
  readonly visit: (path: string, options: VisitOptions, use: (page: Page) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function signedInWorkbench(executablePath: string, analysts: number): Promise<SignedInWorkbench> {
  const client = await builtClient();
  const database = await freshDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'vigie-test-data-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const [db, worker] = [database.pools.app, database.pools.worker].map(
    (pool) => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
  ) as [Kysely<Tables>, Kysely<Tables>];
  const signIn = await makeSignIn({
    ...{ pool: database.pools.signIn, origin, secret: database.secrets.signIn, warn: () => undefined },
    ...{ singleSignOn: null, breachedPasswords: null, stepsPerMinute: 1e9 },
  });
  const app = await buildApp({ db, signIn, dataFolder, origin, requestsPerMinute: 1e9 });
  await serveWebClient(app, client);
  await app.listen({ host: '127.0.0.1', port });
  const jobs = await startJobs({
    pool: database.pools.worker,
    db: worker,
    dataFolder,
    settings: { memory: '1GB', threads: 1, atOnce: 1 },
    log: () => undefined,
  });
  const door = { database, origin, browser: (address?: string) => browserOf(app, origin, address) };
  const administrator = await firstAdministrator(door);
  const { items: units } = (await administrator.browser.get('/api/admin/units')).json;
  const arrived: SignedIn[] = [];
  for (let i = 0; i < analysts; i++) {
    const invited = await administrator.browser.post('/api/admin/invitations', {
      ...{ name: `Synthetic Analyst ${i}`, email: `analyst-${i}@example.org` },
      ...{ unitId: units[0].id, role: 'analyst' },
    });
    if (invited.status !== 200) throw new Error(invited.text);
    arrived.push(await arrive(door, tokenOf(invited.json.link)));
  }
  const browser = await launch(executablePath);
  return {
    analysts: arrived,
    visit: (path, options, use) => visit(browser, origin, path, options, use),
    close: async () => {
      await browser.close();
      await app.close();
      await jobs.stop();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
