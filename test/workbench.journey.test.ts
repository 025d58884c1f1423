import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generate } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf, chromiumPath, launch, NO_CHROMIUM } from '../src/report/browser.fixture.ts';
import { freePort } from './support/free-port.ts';

const VIGIE = new URL('../scripts/vigie.mjs', import.meta.url).pathname;
const BUILD = new URL('../scripts/build-web.mjs', import.meta.url).pathname;
const PASSWORD = 'chaise nuage tambour girafe';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** The real command, database, jobs and pages, from the one-time link to the decision. */
describe.skipIf(chromium === undefined)('somebody who tries Vigie out', () => {
  let above: string;
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;
  let said = '';
  const faults: string[] = [];

  beforeAll(async () => {
    await ended(spawn(process.execPath, [BUILD], { stdio: 'ignore' }));
    above = mkdtempSync(join(tmpdir(), 'vigie-journey-'));
    // For root the database server runs as another account, which has to come through.
    chmodSync(above, 0o711);
    const port = await freePort();
    const given = ['serve', '--demonstration', '--port', String(port), '--lang', 'en'];
    server = spawn(process.execPath, [VIGIE, ...given], { env: { ...process.env, VIGIE_DATA: join(above, 'data') } });
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (text: Buffer) => {
        said += text;
      });
    for (let i = 0; !said.includes('private window'); i++) {
      if (i === 2000 || server.exitCode !== null) throw new Error(`The workbench did not start: ${said}`);
      await pause(100);
    }
    browser = await launch(chromium ?? '');
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    const gone = ended(server);
    server.kill('SIGTERM');
    await gone;
    rmSync(above, { recursive: true, force: true });
  });

  test('comes by the link for the demonstration, sets up a second factor and sees the leads of the first import', async () => {
    const link = said.match(/http\S+\/welcome#\S+/g)?.[1] ?? '';
    const address = new URL(link);
    address.search = '?lang=en';
    await page.goto(address.href);
    await page.locator('input[type=password]').first().waitFor();
    for (const field of await page.locator('input[type=password]').all()) await field.fill(PASSWORD);
    await page.getByRole('button', { name: 'Go on' }).click();
    const begin = page.getByRole('button', { name: /code application/ });
    await begin.waitFor();
    const again = page.locator('input[type=password]');
    if ((await again.count()) > 0) await again.fill(PASSWORD);
    await begin.click();
    const uri = await page.locator('a[href^="otpauth:"]').getAttribute('href');
    const secret = new URL(uri ?? '').searchParams.get('secret') ?? '';
    await expectNoBarrier(page);
    await page.locator('input[autocomplete=one-time-code]').fill(await generate({ secret }));
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'triage of leads' }).check();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Safeguarding queue' }).waitFor();
    await page.goto(new URL('/leads/investigation', page.url()).href);
    const first = page.locator('main a[href*="/leads/investigation/"]').first();
    const seen = () =>
      first.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    for (let i = 0; !(await seen()) && i < 24; i++) await page.reload();
    await first.waitFor();
    await expectNoBarrier(page);
  });

  test('opens a lead, decides, and undoes the decision; each stays in its history', async () => {
    await page.locator('main a[href*="/leads/investigation/"]').first().click();
    await page.getByRole('heading', { name: 'Reasons for' }).waitFor();
    await page.getByLabel('Follow up', { exact: false }).first().check();
    await page.getByRole('textbox', { name: /Note/ }).fill('To be looked at together with the household.');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('To be looked at together with the household.').first().waitFor();
    await expectNoBarrier(page);
    expect(faults).toEqual([]);
  });
});

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function expectNoBarrier(page: Page): Promise<void> {
  expect(await barriersOf(page)).toEqual([]);
}
