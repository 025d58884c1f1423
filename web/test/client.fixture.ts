import { spawnSync } from 'node:child_process';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { inTurn } from '../../src/casework/postgres/in-turn.ts';
import type { Group } from '../../src/leads/group.ts';
import { barriersOf, launch } from '../../src/report/browser.fixture.ts';
import { fixtureLeads } from '../../src/report/fixture.ts';
import { fixtureGroups } from '../../src/report/groups.fixture.ts';
import { type FakeApi, fakeApi } from '../dev/fake-api.ts';
import { fakeServer } from '../dev/fake-server.ts';
import type { Lead, Me } from '../src/api/schema.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Leads of the report's fixture, hostile names among them, and plain ones until each queue has more than a page of 50. */
export function manyLeads(): readonly Lead[] {
  const own = fixtureLeads() as readonly Lead[];
  const more = (['investigation', 'safeguarding'] as const).flatMap((queue) => {
    const model = own.find((lead) => lead.queue === queue && lead.tier !== 'context');
    const known = own.filter((lead) => lead.queue === queue).length;
    if (model === undefined) return [];
    return Array.from({ length: 60 }, (_, index): Lead => {
      const rankInQueue = known + index + 1;
      const subject = { ...model.subject, id: `SYN-${queue}-${rankInQueue}`, name: `Synthetic Person ${rankInQueue}` };
      return { ...model, leadId: `L-${queue}-${rankInQueue}`, rankInQueue, tier: 'second', subject };
    });
  });
  return [...own, ...more];
}

export interface Client {
  readonly api: FakeApi;
  readonly visit: (path: string, options: VisitOptions, use: (page: Page) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The built client over the fake API, under the strictest policy, in a browser that must stay silent. */
export async function openClient(
  executablePath: string,
  leads: readonly Lead[],
  memberships?: Me['memberships'],
  groups: readonly Group[] = fixtureGroups(leads as Parameters<typeof fixtureGroups>[0]),
): Promise<Client> {
  const api = fakeApi(leads, memberships, groups);
  const { server, address } = await fakeServer(api, await builtClient());
  const browser = await launch(executablePath);
  return {
    api,
    visit: (path, contextOptions, use) => visit(browser, address, path, contextOptions, use),
    close: async () => {
      await browser.close();
      await closed(server);
    },
  };
}

/** The folder of the client, built when it is older than its sources: by one test file, while others wait. */
export async function builtClient(): Promise<string> {
  await inTurn(inject('workbenchCluster'), async () => {
    const built = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build-web.mjs')], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  });
  return join(ROOT, 'web', 'dist');
}

/** The purpose of reading that is stated before the page opens; null: the page asks. */
export type VisitOptions = BrowserContextOptions & { readonly purpose?: string | null };

function stateAtFirst(purpose: string): void {
  const { sessionStorage } = globalThis as unknown as { sessionStorage: Record<string, string> };
  sessionStorage['vigie.purpose'] ??= JSON.stringify({ purpose, reference: '' });
}

/** Opens a page in a context of its own; fails when the page says anything on the console or asks another machine. */
export async function visit(
  browser: Browser,
  address: string,
  path: string,
  options: VisitOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { purpose = 'inquiry', ...others } = options;
  const context = await browser.newContext({ locale: 'fr-FR', viewport: DESKTOP, reducedMotion: 'reduce', ...others });
  if (purpose !== null) await context.addInitScript(stateAtFirst, purpose);
  const said: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    // A refusal that the test provokes is no fault of the page.
    if (!/status of 4\d\d/.test(message.text())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) said.push(request.url());
  });
  await page.goto(`${address}${path}`);
  await use(page);
  expect(said).toEqual([]);
  await context.close();
}

/** No barrier that axe can find, and nothing that has to be scrolled sideways. */
export async function expectNoBarrier(page: Page): Promise<void> {
  // What is still on its way has no heading yet.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  expect(await barriersOf(page)).toEqual([]);
  await expectNothingSideways(page);
}

export async function expectNothingSideways(page: Page): Promise<void> {
  // Pictures follow the width a moment later.
  await expect
    .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'))
    .toBeLessThanOrEqual(0);
}

export function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
