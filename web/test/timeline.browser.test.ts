import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { addedPerson, openedCase } from '../../test/support/casework.ts';
import { newContact } from '../../test/support/events.ts';
import { addLeads, told } from '../../test/support/workbench.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
type Words = typeof en;
const say = (text: string, values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, String(value)), text);

describe.skipIf(chromium === undefined)('the timeline of a case', () => {
  let client: WorkbenchClient;
  let caseId: string;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
    caseId = await furnished(client);
  });
  afterAll(() => client?.close());

  const looked = async (page: Page, name: string): Promise<void> => {
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `timeline-${name}-top.png`) });
      await page.screenshot({ path: join(PICTURES, `timeline-${name}.png`), fullPage: true });
    }
    await expectNoBarrier(page);
  };

  for (const [name, options, words] of [
    ['fr-desktop', { locale: 'fr-FR', viewport: DESKTOP, colorScheme: 'light' }, fr as Words],
    ['en-phone', { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, en],
  ] as const)
    test(`is seen in lanes and read in a table, by the year and by the keyboard, and exported as it stands: ${name}`, async () => {
      await client.visit('investigator', `/cases/${caseId}`, options, async (page) => {
        await page.getByRole('link', { name: words['caseLine.open'] }).click();
        await page.getByRole('heading', { level: 1, name: words['caseLine.title'] }).waitFor();
        const table = page.getByRole('table', { name: new RegExp(words['caseLine.caption'].slice(-20)) });
        await table.waitFor();
        const rows = () => table.getByRole('row').count();
        const all = await rows();
        expect(all).toBeGreaterThan(20);
        await page.getByRole('heading', { name: say(words['caseLine.undated'], { count: 1 }) }).waitFor();
        if (options.viewport === PHONE)
          expect(await table.locator('td:visible').filter({ hasNotText: /\S/ }).count(), 'labels of nothing').toBe(0);
        await looked(page, `${name}-all`);
        await page.getByRole('button', { name: words['caseLine.zoom.year'], exact: true }).click();
        await page.waitForURL(/zoom=year/);
        // From the year in which the case was opened, which is this one, back to that of its records.
        for (let year = new Date().getUTCFullYear() - 1; year >= 2025; year--) {
          await page.getByRole('button', { name: words['caseLine.earlier'] }).click();
          await page.waitForURL(new RegExp(`at=${year}-01-01`));
        }
        const picture = page.locator('section.picture');
        await picture.focus();
        await page.keyboard.press('+');
        await page.waitForURL(/zoom=month/);
        await page.keyboard.press('ArrowRight');
        await page.waitForURL(/at=2025-02-01/);
        await page.getByRole('heading', { level: 2, name: /2025/ }).waitFor();
        await page.getByText(words['caseLine.nothingHere']).or(table).first().waitFor();
        await page.getByRole('button', { name: words['caseLine.zoom.year'], exact: true }).click();
        await page.waitForURL(/zoom=year/);
        // What was shown stays until the answer is there.
        const answered = page.waitForResponse((response) => /timeline\?.*lanes=/.test(response.url()));
        await page.getByRole('checkbox').first().uncheck();
        await page.waitForURL(/lanes=contacts/);
        await answered;
        await table.waitFor();
        await expect.poll(rows).toBeLessThan(all);
        await looked(page, `${name}-year`);
        const shown = (await rows()) - 1;
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: words['caseLine.export'] }).click(),
        ]);
        const stream = await file.createReadStream();
        let text = '';
        for await (const chunk of stream) text += String(chunk);
        // Head, dated rows, the undated one.
        expect(text.trim().split('\n')).toHaveLength(shown + 2);
        expect(text.split('\n')[0]).toContain(words['caseLine.when']);
      });
    });

  test('takes a file after it was looked at, says what stays at the door, and corrects what was entered', async () => {
    const id = await openedCase(client.workbench, 'investigator', client.unit, 'Synthetic imports');
    await addedPerson(client.workbench, 'investigator', id, 'child', 'Synthetic infant 2');
    const options = { locale: 'fr-FR', viewport: DESKTOP } as const;
    await client.visit('investigator', `/cases/${id}/timeline`, options, async (page) => {
      await page.getByRole('button', { name: fr['caseLine.import'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type=file]').setInputFiles({
        name: 'contacts.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'Date;De;À;Service;Type;Durée;Message\n03/02/2026 21:15;SYN-A;SYN-B;Example Chat;appel;90;CONTENT\nhier;SYN-A;SYN-B;;;;CONTENT\n',
        ),
      });
      await dialog.getByLabel(fr['caseImport.zone']).fill('Europe/Paris');
      await dialog.getByRole('button', { name: fr['caseImport.look'] }).click();
      await dialog.getByText(fr['notTaken.order_not_said']).waitFor();
      await dialog.getByLabel(fr['caseImport.order']).selectOption('day_first');
      await dialog.getByRole('button', { name: fr['caseImport.look'] }).click();
      await dialog.getByText('Message', { exact: true }).waitFor();
      await dialog.getByText('3 févr. 2026, 21:15 (Europe/Paris)').waitFor();
      await dialog.getByText('Contact', { exact: true }).waitFor();
      await dialog.getByText(/appel · durée\s: 1 min 30 s/).waitFor();
      expect(await dialog.textContent()).not.toContain('CONTENT');
      await looked(page, 'import');
      await dialog.getByRole('button', { name: /Importer 1 ligne/ }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('contacts.csv').first().waitFor();
      await page.getByRole('button', { name: 'Contact', exact: true }).click();
      await dialog.getByRole('button', { name: fr['caseEvent.correct'] }).click();
      await dialog.getByLabel(fr['caseEvent.precision']).selectOption('day');
      await dialog.getByLabel(fr['caseEvent.at'], { exact: true }).fill('2026-02-04');
      await dialog.getByLabel(fr['caseEvent.source'], { exact: true }).fill('Relevé vérifié');
      await dialog.getByLabel(fr['caseEvent.reason']).fill('Heure du serveur');
      await looked(page, 'correct');
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('4 févr. 2026').first().waitFor();
      await page.getByRole('button', { name: 'Contact', exact: true }).click();
      await dialog.getByText('Heure du serveur').waitFor();
      await dialog.getByText('3 févr. 2026, 21:15').waitFor();
      await looked(page, 'versions');
    });
    await client.visit('investigator', `/cases/${id}/timeline`, options, async (page) => {
      await page.getByRole('button', { name: fr['caseLine.add'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['caseEvent.kind']).selectOption('travel');
      await dialog.getByLabel(fr['caseEvent.precision']).selectOption('month');
      await dialog.getByLabel(fr['caseEvent.at'], { exact: true }).fill('2025-11');
      await dialog.getByLabel(fr['caseEvent.person']).selectOption({ label: 'Synthetic infant 2' });
      await dialog.getByLabel(fr['caseEvent.placeFrom'], { exact: true }).fill('Lyon');
      await dialog.getByLabel(fr['caseEvent.source'], { exact: true }).fill('Billet 4');
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('nov. 2025').first().waitFor();
    });
  });

  test('is there for nobody who is not on the case', async () => {
    await client.visit('analyst', `/cases/${caseId}/timeline`, { locale: 'en-GB' }, async (page) => {
      await page.getByRole('heading', { level: 1, name: en['caseLine.notShown'] }).waitFor();
      expect(await page.getByRole('button', { name: en['caseLine.export'] }).count()).toBe(0);
      await page.getByText('Not found.').first().waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
    });
  });
});

/** A case with something in most lanes over two years. */
async function furnished({ workbench, unit }: WorkbenchClient): Promise<string> {
  const { ask, database } = workbench;
  const id = await openedCase(workbench, 'investigator', unit, 'Synthetic line');
  const child = await addedPerson(workbench, 'investigator', id, 'child', 'Synthetic child 1');
  const [lead = ''] = await addLeads(database, unit, [{ queue: 'investigation', rank: 95, subject: 'SP-LINE' }]);
  const transfers = Array.from({ length: 12 }, (_, n) => ({
    ...{ transferId: `t${n}`, at: new Date(Date.UTC(2025, n, 1 + 2 * n, 20, n)).toISOString().replace('.000', '') },
    ...{ payerId: 'SP-LINE', payeeId: `RP-${n % 3}`, amount: `${30 + n}.00`, currency: 'EUR', channel: 'agent' },
    ...{ provider: 'Example Pay', sourceFile: 'a'.repeat(64), sourceRow: n + 1 },
  }));
  await told(database.query, `update vigie.lead_body set body = $2 where lead_id = $1`, [
    lead,
    JSON.stringify({ members: [{ kind: 'payer', id: 'SP-LINE', name: 'Synthetic payer' }], transfers }),
  ]);
  const post = async (url: string, body: object): Promise<void> => {
    const answer = await ask('investigator', 'POST', url, { body });
    expect(answer.status, answer.body).toBe(200);
  };
  await post(`/api/cases/${id}/leads`, { lead });
  for (let n = 0; n < 6; n++)
    await post(
      `/api/cases/${id}/events`,
      newContact({
        when: { precision: 'exact', at: `2025-${String(2 * n + 1).padStart(2, '0')}-14T21:15`, zone: 'Europe/Paris' },
      }),
    );
  const source = 'Synthetic record';
  for (const event of [
    {
      kind: 'travel',
      when: { precision: 'day', at: '2025-03-02', until: '2025-03-20' },
      place: 'Lyon',
      otherPlace: 'Manila',
    },
    { kind: 'travel', when: { precision: 'month', at: '2025-09' }, place: 'Manila', otherPlace: 'Lyon' },
    {
      kind: 'provider_report',
      when: { precision: 'day', at: '2025-06-11' },
      reference: 'SYN-100',
      service: 'Example',
      files: 3,
    },
    {
      kind: 'fact',
      when: { precision: 'approximate', at: '2024-11', until: '2025-02' },
      words: 'Moved to another town',
      personId: child,
    },
    { kind: 'fact', when: { precision: 'undated' }, words: 'Told of a second account' },
  ])
    await post(`/api/cases/${id}/events`, { ...event, source });
  return id;
}
