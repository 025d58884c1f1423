import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { type Jobs, startJobs } from '../../src/server/jobs/start-jobs.ts';
import { openedCase } from '../../test/support/casework.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
/** A scan of the synthetic file takes seconds, of a busy machine many. */
const SCANNED_MS = 300_000;

/** Whether anything of the leads lies on the guide. */
const LIES_UNDER = `(() => {
  const guide = document.querySelector('.practice-panel').getBoundingClientRect();
  return [...document.querySelectorAll('main table, main table *')].some((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    return right - left > 1 && bottom - top > 1 && left < guide.right && right > guide.left && top < guide.bottom && bottom > guide.top;
  });
})()`;

describe.skipIf(chromium === undefined)('practice', () => {
  let client: WorkbenchClient;
  let jobs: Jobs;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
    const { database, worker, dataFolder } = client.workbench;
    jobs = await startJobs({
      ...{ pool: database.pools.worker, db: worker, dataFolder, log: () => undefined },
      settings: { memory: '1GB', threads: 1, atOnce: 1 },
    });
  });
  afterAll(async () => {
    await jobs?.stop();
    await client?.close();
  });

  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `practice-${name}.png`), fullPage: true });
  };

  for (const [member, locale, words, viewport] of [
    ['analyst', 'fr-FR', fr, DESKTOP],
    ['investigator', 'en-GB', en, PHONE],
  ] as const)
    test(`is entered from the menu, marked on every page, and ticks what was done: ${locale}, ${viewport.width} wide`, async () => {
      await client.visit(member, '/', { locale, viewport }, async (page) => {
        const onPhone = viewport === PHONE;
        const marked = async (name: string, isOwn = false): Promise<void> => {
          await page.locator('h1').first().waitFor();
          await expect.poll(() => page.title(), { message: name }).toMatch(new RegExp(`^${words['practice.mark']} · `));
          expect(await page.locator('.practice-mark').textContent()).toContain(words['practice.marked']);
          expect(await page.locator('.practice-mark').isVisible()).toBe(true);
          await picture(page, `${name}-${locale}`);
          // What practice adds to a page is looked at once beside another page; each has its own test.
          if (isOwn) await expectNoBarrier(page);
        };
        const menu = async (): Promise<void> => {
          if (onPhone) await page.getByRole('button', { name: words['frame.menu'] }).click();
        };
        await page.locator('h1').first().waitFor();
        await menu();
        await page.getByRole('button', { name: `Synthetic ${member}` }).click();
        await page.getByRole('link', { name: words['practice.enter'], exact: true }).click();
        await page.waitForURL(/\/practice$/);
        await page.getByRole('button', { name: words['practice.begin'], exact: true }).waitFor();
        await marked('door', true);
        await page.getByRole('button', { name: words['practice.begin'], exact: true }).click();
        await page.getByText(words['practice.what.import']).waitFor();
        await marked('begun', true);

        await page.getByRole('link', { name: words['practice.toImport'] }).click();
        await page.getByText('transfers-TRAINING-ENTRAINEMENT.csv').first().waitFor();
        await marked('import');
        const own = new URL(page.url()).origin;
        if (!onPhone) {
          await page.getByRole('checkbox').first().check();
          await page.locator('button.strong').last().click();
          await page.getByRole('heading', { name: words['job.done'] }).waitFor({ timeout: SCANNED_MS });
          await marked('imported');
          await expect.poll(() => page.locator('.practice-steps li[data-done=true]').count()).toBe(1);
          await page.goto(`${own}/practice/leads/investigation`);
          await page.locator('a[data-lead]').first().waitFor();
          await page.locator('.practice-panel').waitFor();
          for (const width of [1280, 1000, 1920]) {
            await page.setViewportSize({ width, height: 800 });
            await picture(page, `leads-${width}`);
            await expect
              .poll(() => page.evaluate(LIES_UNDER), { message: `the guide under the leads at ${width}` })
              .toBe(false);
          }
          await page.setViewportSize(viewport);
          await page.locator('a[data-lead]').first().click();
          await page.getByRole('heading', { name: words['reasons.for'], exact: true }).waitFor();
          await marked('lead', true);
        }
        const { ask } = client.workbench;
        const learner = {
          ...client.workbench,
          ask: ((who, method, url, options) => ask(who, method, `/practice${url}`, options)) as typeof ask,
        };
        const { space } = (await learner.ask(member, 'GET', '/api/practice')).json();
        const file = await openedCase(learner, member, space.unitId);
        for (const path of ['cases', `cases/${file}`, 'board', 'find', 'runs', 'trends', 'leads/safeguarding']) {
          await page.goto(`${own}/practice/${path}`);
          await marked(path.replace('/', '-').slice(0, 12));
        }
        // The same address without practice is that of nothing.
        await page.goto(`${own}/cases/${file}`);
        await page.locator('h1').first().waitFor();
        expect(await page.locator('.practice-mark').count()).toBe(0);
        expect(await page.getByText('Synthetic case').count()).toBe(0);

        await page.goto(`${own}/practice?review=shown`);
        await page.getByRole('heading', { name: new RegExp(words['practice.missed.no_preservation']) }).waitFor();
        await marked('review', true);
        await page.getByRole('link', { name: 'Synthetic case' }).first().click();
        await page.waitForURL(`${own}/practice/cases/${file}`);
        await page.goto(`${own}/practice`);
        await page.getByRole('button', { name: words['practice.anew'], exact: true }).click();
        await marked('anew', true);
        await page.getByRole('dialog').getByRole('button', { name: words['practice.anew'] }).click();
        await expect.poll(() => page.locator('.practice-steps li[data-done=true]').count()).toBe(0);
        await page.getByRole('link', { name: words['practice.leave'] }).click();
        await page.waitForURL((url) => !url.pathname.startsWith('/practice'));
      });
    });
});
