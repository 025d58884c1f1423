import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOf, chromiumPath, launch, NO_CHROMIUM } from './browser.fixture.ts';
import { fixtureLeads, fixtureRun, heavyLeads } from './fixture.ts';
import { fixtureGroups, madeUpGroups } from './groups.fixture.ts';
import { renderReport } from './render-report.ts';

const chromium = chromiumPath();
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

describe.skipIf(chromium === undefined)('the report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-report-'));
  const leads = fixtureLeads();
  const groups = fixtureGroups(leads);
  const address = (name: string): string => pathToFileURL(join(folder, name)).href;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(chromium ?? '');
    writeFileSync(join(folder, 'report.html'), renderReport(fixtureRun(leads), leads, { groups }));
    // Every kind of part, few rows of each: a rule broken in row 200 is broken in row 5.
    const short = leads.map((lead) => ({
      ...lead,
      transfers: lead.transfers.slice(-6),
      links: lead.links.slice(0, 8),
      members: lead.members.slice(0, 8),
    }));
    writeFileSync(join(folder, 'asked.html'), renderReport(fixtureRun(leads), leads, { language: 'fr' }));
    writeFileSync(join(folder, 'short.html'), renderReport(fixtureRun(leads), short, { groups }));
    const heavy = heavyLeads(50);
    const many = madeUpGroups('investigation', heavy, { groups: 8, payees: 12, payers: 25 });
    writeFileSync(join(folder, 'heavy.html'), renderReport(fixtureRun(heavy), heavy, { groups: many }));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page that must stay silent: no error, no broken policy, no request to anywhere. */
  async function visit(
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
    name = 'report.html',
  ): Promise<void> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: DESKTOP, ...options });
    const said: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) said.push(request.url());
    });
    await page.goto(address(name));
    await use(page);
    expect(said).toEqual([]);
    await context.close();
  }

  const openEverything = (page: Page): Promise<void> =>
    page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');

  // Every two of language, scheme and device meet once; the cube of them takes minutes.
  for (const [locale, colorScheme, device, viewport] of [
    ['en-GB', 'light', 'desktop', DESKTOP],
    ['fr-FR', 'dark', 'desktop', DESKTOP],
    ['fr-FR', 'light', 'phone', PHONE],
    ['en-GB', 'dark', 'phone', PHONE],
  ] as const)
    test(`has no barrier that axe can find, closed or open: ${locale}, ${colorScheme}, ${device}`, async () => {
      await visit(
        { locale, colorScheme, viewport },
        async (page) => {
          // Closed there is less on the page: once in each language is enough.
          for (const open of colorScheme === 'light' ? [false, true] : [true]) {
            if (open) await openEverything(page);
            expect(await barriersOf(page)).toEqual([]);
            await expect
              .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'))
              .toBeLessThanOrEqual(0);
          }
        },
        'short.html',
      );
    });

  test('keeps its tables within the margin of a small laptop', async () => {
    for (const locale of ['en-GB', 'fr-FR'])
      await visit({ locale, viewport: { width: 1280, height: 800 } }, async (page) => {
        const beyond = (): Promise<number[]> =>
          page.evaluate(
            '[...document.querySelectorAll(".ranked")].map((table) => table.getBoundingClientRect().right - document.querySelector("main").getBoundingClientRect().right)',
          );
        expect(await beyond()).toHaveLength(4);
        await expect.poll(async () => Math.max(...(await beyond()))).toBeLessThanOrEqual(1);
      });
  });

  test('shows the whole of what can be chosen of languages and colours', async () => {
    for (const locale of ['en-GB', 'fr-FR'])
      for (const viewport of [{ width: 1280, height: 800 }, PHONE])
        await visit({ locale, viewport }, async (page) => {
          const beyond = await page.evaluate<number[]>(
            '[...document.querySelectorAll(".choice button")].map((one) => one.getBoundingClientRect().right - one.closest(".side").getBoundingClientRect().right)',
          );
          expect(beyond.length).toBeGreaterThan(4);
          expect(Math.max(...beyond)).toBeLessThanOrEqual(0);
        });
  });

  test('keeps the tables of its groups within their boxes on a small laptop', async () => {
    for (const locale of ['en-GB', 'fr-FR'])
      await visit({ locale, viewport: { width: 1280, height: 800 } }, async (page) => {
        await openEverything(page);
        // A bar beside the rows takes its room a moment after they are there.
        const beyond = (): Promise<number[]> =>
          page.evaluate(
            '[...document.querySelectorAll(".groups .scroll:not(.picture)")].map((box) => box.scrollWidth - box.clientWidth)',
          );
        expect((await beyond()).length).toBeGreaterThan(4);
        await expect.poll(async () => Math.max(...(await beyond()))).toBeLessThanOrEqual(0);
      });
  });

  test('speaks the language of the browser, and remembers a choice in the address alone', async () => {
    await visit({ locale: 'fr-FR' }, async (page) => {
      expect(
        await page.getByRole('heading', { level: 1, name: 'Pistes tirées de transferts d’argent' }).isVisible(),
      ).toBe(true);
      expect(await page.title()).toBe('Vigie : pistes tirées de transferts d’argent');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Dark' }).click();
      expect(await page.getByRole('heading', { level: 1, name: 'Leads from money transfers' }).isVisible()).toBe(true);
      expect(page.url()).toMatch(/#en,dark$/);
      await page.reload();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    });
  });

  test('begins in the language that the scan was asked for, whatever the browser’s', async () => {
    await visit(
      { locale: 'en-GB' },
      async (page) => {
        expect(await page.locator('html').getAttribute('lang')).toBe('fr');
        await page.getByRole('button', { name: 'English' }).click();
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
      },
      'asked.html',
    );
  });

  test('turns the figures of long tables with the language, and back to the same', async () => {
    await visit({}, async (page) => {
      await openEverything(page);
      const figures = (): Promise<string[]> =>
        page.locator('#investigation .lead').first().locator('table.f6 tbody td:nth-child(5)').allInnerTexts();
      const english = await figures();
      expect(english[0]).toMatch(/^\d+\.\d\d\sEUR$/);
      await page.getByRole('button', { name: 'Français' }).click();
      expect((await figures())[0]).toMatch(/^\d+,\d\d\sEUR$/);
      await page.getByRole('button', { name: 'English' }).click();
      expect(await figures()).toEqual(english);
    });
  });

  test('can be read whole without a script, in the language it was made in', async () => {
    await visit({ javaScriptEnabled: false, locale: 'fr-FR' }, async (page) => {
      expect(await page.getByRole('heading', { level: 1, name: 'Leads from money transfers' }).isVisible()).toBe(true);
      expect(await page.locator('.controls').isVisible()).toBe(false);
      const lead = page.locator('#investigation .lead').first();
      await lead.locator('> summary').click();
      expect(await lead.getByText('The small network').isVisible()).toBe(true);
    });
  });

  test('leads the keyboard from the first key to the first lead, into it and out again', async () => {
    await visit({}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
      // The page takes the focus there once more when it has read the new address.
      await expect.poll(() => page.url()).toMatch(/#en\/content$/);
      // The link beside "Before reading", then the first person of the first queue.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const opened = page.locator('.lead[open]');
      await expect.poll(() => opened.count()).toBe(1);
      expect(await page.evaluate('document.activeElement.matches(".lead[open] > summary")')).toBe(true);
      expect(page.url()).toMatch(/#en\/lead-/);
      await page.keyboard.press('Escape');
      expect(await opened.count()).toBe(0);
      expect(await page.evaluate('document.activeElement.matches(".lead > summary")')).toBe(true);
      await page.goBack();
      expect(page.url()).not.toContain('lead-');
    });
  });

  test('goes from a group to the lead of a member, and back to the group', async () => {
    await visit({}, async (page) => {
      const group = page.locator('#investigation-groups .group').first();
      await page.locator('#investigation-groups table a').first().press('Enter');
      await expect.poll(() => page.locator('.group[open]').count()).toBe(1);
      const lead = group.locator('tbody a[href^="#lead-"]').first();
      const name = await lead.textContent();
      await lead.press('Enter');
      const opened = page.locator('.lead[open]');
      await expect.poll(() => opened.locator('h4').allTextContents()).toEqual([name]);
      await opened.getByRole('link', { name: 'Group 1', exact: true }).press('Enter');
      await expect.poll(() => page.evaluate('document.activeElement.parentElement.className')).toBe('group');
    });
  });

  test('says beneath the picture what a mark is, and goes to its row', async () => {
    await visit({}, async (page) => {
      const lead = page.locator('#investigation .lead').first();
      await lead.locator('> summary').click();
      const picture = lead.locator('.timeline');
      await picture.scrollIntoViewIfNeeded();
      const at = await page.evaluate<{ x: number; y: number }>(
        `(() => { const svg = document.querySelector('.lead[open] .timeline');
           const [x, y] = svg.querySelector('.marks .hn').getAttribute('d').slice(1).split(' ').map(Number);
           const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
           return { x: point.x, y: point.y }; })()`,
      );
      await page.mouse.move(at.x, at.y);
      expect(await lead.locator('.readout').textContent()).toMatch(/ · \d{4}-\d\d-\d\d \d\d:\d\d · night · /);
      await page.mouse.click(at.x, at.y);
      expect(await lead.locator('tr.picked').count()).toBe(1);
    });
  });

  test('marks the evidence of a reason in the picture and in the table', async () => {
    await visit({}, async (page) => {
      const lead = page.locator('#investigation .lead').first();
      await lead.locator('> summary').click();
      await lead.locator('.evidence').first().locator('summary').click();
      await lead.getByRole('button', { name: 'Mark them in the picture' }).first().click();
      const marked = await lead.locator('tr.picked').count();
      expect(marked).toBeGreaterThan(0);
      expect(await lead.locator('.marks.picked path').count()).toBe(marked);
    });
  });

  test('prints on A4 with every lead opened, and closes them again', async () => {
    await visit({}, async (page) => {
      await page.evaluate(
        'addEventListener("beforeprint", () => { window.openInPrint = document.querySelectorAll("details:not([open])").length; })',
      );
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      expect(pdf.byteLength).toBeGreaterThan(50_000);
      expect(await page.evaluate('window.openInPrint')).toBe(0);
      expect(await page.locator('details[open]').count()).toBe(0);
    });
  });

  test('opens quickly when it is as heavy as it may get', async () => {
    await visit(
      {},
      async (page) => {
        // Of the thread that draws the page: what else the machine does is not in it.
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
        await page.reload();
        const { metrics } = await devtools.send('Performance.getMetrics');
        const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
        expect(seconds).toBeGreaterThan(0.05);
        expect(seconds).toBeLessThan(4);
      },
      'heavy.html',
    );
  });
});
