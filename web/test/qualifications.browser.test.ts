import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { openedCase } from '../../test/support/casework.ts';
import { registered } from '../../test/support/evidence.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;

describe.skipIf(chromium === undefined)('candidate qualifications', () => {
  let client: WorkbenchClient;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
  });
  afterAll(() => client?.close());

  const looked = async (page: Page, name: string): Promise<void> => {
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    }
    await expectNoBarrier(page);
  };

  test('are written anew by an administrator, with a reason, and new ones beside them', async () => {
    const { workbench, visit } = client;
    const known = async () => (await workbench.ask('administrator', 'GET', '/api/admin/qualifications')).json().items;
    const trafficking = async () => (await known()).find((each: { id: string }) => each.id === 'fr-cp-225-4-1');
    await visit('administrator', '/administration/qualifications', { locale: 'fr-FR' }, async (page) => {
      const { qualification } = await trafficking();
      const change = fr['qualifications.changeOf'].replace('{name}', qualification.name.fr);
      await page.getByRole('button', { name: change }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['qualifications.words.fr']).first().fill('Une phrase à nous.');
      await dialog.getByLabel(fr.reason).fill('Synthetic decision 1');
      await looked(page, 'qualification');
      const body = { qualification: { ...qualification, scope: undefined }, reason: 'Written elsewhere' };
      expect((await workbench.ask('administrator', 'POST', '/api/admin/qualifications', { body })).status).toBe(200);
      const record = dialog.getByRole('button', { name: fr['rules.changeDo'] });
      await record.click();
      await dialog.getByText('Written elsewhere').waitFor();
      await record.click();
      await dialog.waitFor({ state: 'detached' });
      expect(await trafficking()).toMatchObject({ version: 3, own: true });
      expect((await trafficking()).qualification.elements[0].words.fr).toBe('Une phrase à nous.');

      await page.getByRole('button', { name: fr['qualifications.new'] }).click();
      for (const [label, typed] of [
        [fr['qualifications.id'], 'Fr own 1'],
        [fr['qualifications.name.fr'], 'Synthétique'],
        [fr['qualifications.name.en'], 'Synthetic'],
        [fr['qualifications.instrument.fr'], 'Texte 1'],
        [fr['qualifications.instrument.en'], 'Text 1'],
        [fr['rules.source'], 'Text 1'],
        [fr['qualifications.elementId'], 'L’acte'],
        [fr['qualifications.words.fr'], 'Un fait.'],
        [fr['qualifications.words.en'], 'A fact.'],
        [fr.reason, 'Synthetic decision 2'],
      ] as const)
        await dialog.getByLabel(label, { exact: true }).fill(typed);
      await record.click();
      const id = dialog.getByLabel(fr['qualifications.id'], { exact: true });
      await expect.poll(() => dialog.locator('[aria-invalid="true"]').count()).toBe(2);
      expect(await dialog.getByText('Écrivez un identifiant en petites lettres').count()).toBe(2);
      await expect.poll(() => id.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
      await id.fill('fr-own-1');
      await dialog.getByLabel(fr['qualifications.elementId'], { exact: true }).fill('act');
      await record.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('fr-own-1').waitFor();
      await looked(page, 'qualifications');
    });
    const phone = { locale: 'en-GB', viewport: PHONE } as const;
    await visit('administrator', '/administration/qualifications', phone, async (page) => {
      await page.getByText('fr-own-1').waitFor();
      await looked(page, 'qualifications-phone');
    });
  });

  for (const [name, options, words] of [
    ['fr-desktop', { locale: 'fr-FR', viewport: DESKTOP, colorScheme: 'light' }, fr],
    ['en-phone', { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, en],
  ] as const)
    test(`are offered, argued element by element, and decided by a magistrate apart: ${name}`, async () => {
      const { workbench, unit, visit } = client;
      const id = await openedCase(workbench, 'investigator', unit, 'Synthetic candidates');
      await registered(workbench, 'investigator', id);
      const members = { memberId: 'magistrate', role: 'magistrate' };
      await workbench.ask('investigator', 'POST', `/api/cases/${id}/members`, { body: members });
      await visit('investigator', `/cases/${id}`, options, async (page) => {
        await page.getByText(words['candidate.none']).waitFor();
        await page.getByRole('button', { name: words['candidate.offer'] }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(words['candidate.which']).selectOption('fr-cp-225-4-1');
        await dialog.getByLabel(words['candidate.why']).fill('Paiements avant chaque contact');
        await looked(page, `${name}-offer`);
        await dialog.getByRole('button', { name: words.record }).click();
        const element = page.locator('.elements > li').first();
        await element.getByText(words['candidate.nothing']).waitFor();
        await element.getByRole('button', { name: words['candidate.fact'] }).click();
        await dialog
          .getByText(/S-100|telephone/)
          .first()
          .waitFor({ state: 'attached' });
        await dialog.getByLabel(words['candidate.how']).fill('Le téléphone a servi aux contacts');
        await looked(page, `${name}-fact`);
        await dialog.getByRole('button', { name: words.record }).click();
        await element.getByText('Le téléphone a servi aux contacts').waitFor();
        const second = page.locator('.elements > li').nth(1);
        await second.getByRole('button', { name: words['candidate.title.missing'] }).click();
        await dialog.getByLabel(words['candidate.words']).fill('Demander au prestataire');
        await dialog.getByRole('button', { name: words.record }).click();
        await second.getByText('Demander au prestataire').waitFor();
        await element.getByRole('button', { name: words['candidate.title.struck'] }).click();
        await dialog.getByLabel(words['candidate.words']).fill('Un autre appareil');
        await dialog.getByRole('button', { name: words.record }).click();
        await element.locator('[data-struck=true]').waitFor();
        expect(await page.getByRole('button', { name: words['candidate.decide'] }).count()).toBe(0);
      });
      await visit('magistrate', `/cases/${id}`, options, async (page) => {
        await page.getByRole('button', { name: words['candidate.decide'] }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(words['candidate.decision'], { exact: true }).selectOption('retained');
        await dialog.getByLabel(words['candidate.words']).fill('Au vu des pièces');
        await dialog.getByRole('button', { name: words.record }).click();
        await dialog.waitFor({ state: 'detached' });
        await page.getByText('Au vu des pièces').waitFor();
        expect(await page.getByRole('button', { name: words['candidate.offer'] }).count()).toBe(0);
        await looked(page, `${name}-decided`);
      });
    });

  for (const [name, options, words] of [
    ['fr-desktop', { locale: 'fr-FR', viewport: DESKTOP, colorScheme: 'light' }, fr],
    ['en-phone', { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, en],
  ] as const)
    test(`go into the file of the case, which is made, kept with its hash and fetched: ${name}`, async () => {
      const { workbench, unit, visit } = client;
      const id = await openedCase(workbench, 'investigator', unit, 'Synthetic file');
      await visit('investigator', `/cases/${id}`, options, async (page) => {
        await page.getByText(words['files.none']).waitFor();
        await page.getByRole('button', { name: words['files.make'] }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(words['files.marking']).fill('CONFIDENTIEL');
        await dialog.getByLabel(words['files.for']).fill('Pour la magistrate');
        await looked(page, `${name}-make-file`);
        await dialog.getByRole('button', { name: words['files.do'], exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
        const hash = await page.locator('.file-hash code').textContent();
        const fetched = page.waitForEvent('download');
        await page.getByText(words['files.fetch']).click();
        const file = readFileSync(await (await fetched).path());
        expect(createHash('sha256').update(file).digest('hex')).toBe(hash);
        expect(file.subarray(0, 5).toString()).toBe('%PDF-');
        await looked(page, `${name}-files`);
      });
    });
});
