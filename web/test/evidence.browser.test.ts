import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { newItem, registered } from '../../test/support/evidence.ts';
import { addCase } from '../../test/support/requests.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe.skipIf(chromium === undefined)('evidence', () => {
  let client: WorkbenchClient;
  let ofCase: string;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
    ofCase = await addCase(client.workbench, client.unit, 'investigator', [
      ['analyst', 'deputy'],
      ['magistrate', 'magistrate'],
    ]);
  });
  afterAll(() => client?.close());

  const looked = async (page: Page, name: string): Promise<void> => {
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    }
    await expectNoBarrier(page);
  };

  test('is registered, handed over by two acknowledgements and checked', async () => {
    const { visit } = client;
    let path = '';
    await visit('investigator', `/cases/${ofCase}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['evidence.register'] }).click();
      const dialog = page.getByRole('dialog');
      const field = (label: keyof typeof fr) => dialog.getByLabel(fr[label], { exact: true });
      await field('item.description').fill('A telephone, black');
      await field('item.custodian').fill('Synthetic custodian');
      await field('item.place').fill('Safe 3');
      await field('item.algorithm').selectOption('sha256');
      await field('item.hash').fill('ab12');
      await field('item.classification').fill('Restricted');
      await field('item.origin').fill('Seizure 5');
      const register = dialog.getByRole('button', { name: fr['evidence.registerDo'] });
      expect(await register.isDisabled(), 'a hash that is too short').toBe(true);
      await field('item.hash').fill('AB'.repeat(32));
      await looked(page, 'evidence-register');
      await register.click();
      await page.getByRole('heading', { level: 1, name: fr['evidence.number'].replace('{number}', '1') }).waitFor();
      path = new URL(page.url()).pathname;
      await page.getByRole('button', { name: fr['custodyDo.handed_over'] }).click();
      await dialog.getByLabel(fr['party.who.taker']).selectOption('analyst');
      await dialog.getByLabel(fr['custody.newPlace'], { exact: true }).fill('Safe 7');
      await dialog.getByRole('button', { name: fr.record }).click();
      await page.getByText(fr['offer.awaited']).waitFor();
      await page.getByRole('button', { name: fr['offer.acknowledgeFor.giver'] }).click();
      await dialog.getByLabel(fr['custody.paper'], { exact: true }).fill('Receipt 12');
      await dialog.getByRole('button', { name: fr.record }).click();
      await page.getByText(fr['offer.done'], { exact: true }).waitFor();
      await looked(page, 'evidence-offer');
    });
    await visit('analyst', path, { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, async (page) => {
      await page.getByRole('button', { name: en['offer.acknowledge.taker'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: en.record }).click();
      await page.locator('.panel').getByText('Synthetic analyst').first().waitFor();
      await expect
        .poll(() => page.evaluate('document.activeElement?.textContent'), { message: 'what opened it is gone' })
        .toBe(en['evidence.now']);
      await page.getByText('Safe 7').first().waitFor();
      await page.getByRole('button', { name: en['custodyDo.checked'] }).click();
      const record = dialog.getByRole('button', { name: en.record });
      expect(await record.isDisabled(), 'nothing is said yet').toBe(true);
      await dialog.getByLabel(en['check.seal'], { exact: true }).selectOption('not_looked_at');
      await dialog.getByLabel(en['check.hash'], { exact: true }).selectOption('not_compared');
      await dialog.getByText(en['check.hollow']).waitFor();
      expect(await record.isDisabled(), 'nothing was looked at').toBe(true);
      await dialog.getByLabel(en['check.seal'], { exact: true }).selectOption('broken');
      await dialog.getByRole('button', { name: en.record }).click();
      await page.getByText(en['gap.seal_broken'].split('{seq}:')[1]?.trim() ?? '').waitFor();
      await looked(page, 'evidence-item');
    });
  });

  test('is handed over by the colleague who has it, whom the register states by name', async () => {
    const { workbench, visit } = client;
    const body = { ...newItem('investigator'), custodian: 'Synthetic analyst', custodianService: '' };
    const { id } = (await workbench.ask('investigator', 'POST', `/api/cases/${ofCase}/evidence`, { body })).json();
    await visit('investigator', `/evidence/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['custodyDo.handed_over'] }).click();
      const giver = page.getByRole('dialog').getByLabel(fr['party.who.giver']);
      expect(await giver.inputValue()).toBe('analyst');
    });
  });

  test('is destroyed after two have agreed, and not before its record is entered', async () => {
    const { workbench, visit } = client;
    const id = await registered(workbench, 'investigator', ofCase);
    await visit('investigator', `/evidence/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['custodyDo.destroy'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(fr['propose.whyDestroy']).waitFor();
      await dialog.getByLabel(fr['propose.reason']).fill('Ordered by the court');
      await dialog.getByRole('button', { name: fr['propose.do'] }).click();
      await page.getByText(fr['proposals.own']).waitFor();
    });
    await visit('magistrate', `/evidence/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['proposals.agree'] }).click();
      await page.getByRole('dialog').getByLabel(fr['proposals.words']).fill('Vérifié');
      await page.getByRole('dialog').getByRole('button', { name: fr['proposals.agree'] }).click();
      await page.getByText(fr['destroy.notYet']).waitFor();
      // Who agreed, and with what words, stands with what was agreed.
      const agreed = page.locator('.panel').filter({ hasText: fr['destroy.agreed'] });
      await agreed.getByText(fr['proposals.agreed'].replace(/\{name\}.*/, 'Synthetic magistrate')).waitFor();
      await agreed.getByText('Vérifié', { exact: true }).waitFor();
      // It was recorded: it is told, and nothing is said to have been left.
      await page.getByText(fr['proposals.agreeTold']).waitFor();
      expect(await page.locator('.left-words').count()).toBe(0);
      expect(await page.getByText(fr['evidenceState.destroyed'], { exact: true }).count()).toBe(0);
    });
    await visit('investigator', `/evidence/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['custodyDo.destroyed'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['destroy.record']).fill('Record 9');
      await dialog.getByRole('button', { name: fr.record }).click();
      await page.locator('.panel').getByText(fr['evidenceState.destroyed'], { exact: true }).waitFor();
      await page.locator('.panel').getByText(fr['evidence.lastHeld']).waitFor();
      await page.getByText(fr['custodyWords.record'].replace('{paper}', 'Record 9')).waitFor();
      await looked(page, 'evidence-destroyed');
    });
  });

  test('keeps what was typed when the session ends in between, and offers it again to nobody else', async () => {
    const { workbench, visit } = client;
    await visit('investigator', `/cases/${ofCase}`, {}, async (page) => {
      const title = fr['requests.new'];
      await page.getByRole('button', { name: title }).click();
      const dialog = page.getByRole('dialog');
      const field = (label: keyof typeof fr) => dialog.getByLabel(fr[label], { exact: true });
      await field('request.kind').selectOption('suspension');
      await field('request.addresseeKind').selectOption('bank');
      await field('request.addressee').fill('Synthetic bank 4');
      await field('request.country').selectOption('FR');
      await field('request.legalBasis').fill('Synthetic article');
      await field('request.asked').fill('Half a sentence that');
      await field('request.language').selectOption('fr');
      await field('request.isUrgent').check();
      workbench.signedOut.add('investigator');
      await dialog.getByRole('button', { name: fr['newRequest.do'] }).click();
      await page.waitForURL(/sign-in/);
      await page.getByText(fr['signIn.endedWords']).waitFor();
      workbench.signedOut.delete('investigator');
      // Whoever signs in elsewhere comes back to a page that is loaded anew.
      await page.goto(new URL(`/cases/${ofCase}`, page.url()).href);
      await page.getByText(fr['left.title'].replace('{title}', title)).waitFor();
      await page.locator('.left-words summary').click();
      await page.locator('.left-words dd', { hasText: 'Half a sentence that' }).waitFor();
      await looked(page, 'left-words');
      await page.getByRole('button', { name: title }).click();
      await page.getByText(fr['left.again']).waitFor();
      await expect.poll(() => field('request.addresseeKind').inputValue()).toBe('bank');
      await expect.poll(() => field('request.asked').inputValue()).toBe('Half a sentence that');
      await expect.poll(() => field('request.isUrgent').isChecked()).toBe(true);
      // In the other language it is there too: what was left is said in its words, and the form has it again.
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'English', exact: true }).click();
      await page.getByText(en['left.title'].replace('{title}', en['requests.new'])).waitFor();
      await page.locator('.left-words summary').click();
      const asked = page.locator('.left-words dl > div').filter({ hasText: 'Half a sentence that' });
      expect(await asked.locator('dt').textContent()).toBe(en['request.asked']);
      await looked(page, 'left-words-english');
      await page.getByRole('button', { name: en['requests.new'], exact: true }).click();
      const inEnglish = (label: keyof typeof en) => dialog.getByLabel(en[label], { exact: true });
      await expect.poll(() => inEnglish('request.asked').inputValue()).toBe('Half a sentence that');
      await expect.poll(() => inEnglish('request.addresseeKind').inputValue()).toBe('bank');
      await expect.poll(() => inEnglish('request.isUrgent').isChecked()).toBe(true);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Français', exact: true }).click();
      await page.getByRole('button', { name: title, exact: true }).click();
      await expect.poll(() => field('request.asked').inputValue()).toBe('Half a sentence that');
      // A key that slips loses nothing.
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: title, exact: true }).click();
      await expect.poll(() => field('request.asked').inputValue()).toBe('Half a sentence that');
      await expect.poll(() => field('request.isUrgent').isChecked()).toBe(true);
      await dialog.getByRole('button', { name: fr['newRequest.do'] }).click();
      await page.getByRole('heading', { level: 1, name: 'Synthetic bank 4' }).waitFor();
      await expect
        .poll(() => page.evaluate('Object.keys(sessionStorage).filter((key) => key.startsWith("vigie.words."))'))
        .toEqual([]);
    });
  });

  test('takes texts, says why it keeps nothing of a picture, shows what is overdue and leaves as one file', async () => {
    const { workbench, visit } = client;
    const body = { ...newItem('investigator'), nextCheckOn: '2026-04-01' };
    await workbench.ask('investigator', 'POST', `/api/cases/${ofCase}/evidence`, { body });
    await visit('investigator', `/cases/${ofCase}`, {}, async (page) => {
      await page.getByText(/Contrôle attendu/).waitFor();
      await page.getByRole('button', { name: fr['attach.do'] }).click();
      const dialog = page.getByRole('dialog');
      const give = async (name: string, buffer: Buffer): Promise<void> => {
        await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
        await dialog.getByRole('button', { name: fr['attach.send'] }).click();
      };
      await dialog.getByLabel(fr['attach.words'], { exact: true }).fill('Synthetic record');
      await give('record.txt', PNG);
      await dialog.getByText('Ses octets sont ceux d’une image').waitFor();
      await looked(page, 'attach-refused');
      await give('record.csv', Buffer.from('date;amount\n2026-01-01;10\n'));
      await page.getByText('record.csv').first().waitFor();
      await page.getByRole('button', { name: fr['custody.export'] }).click();
      await looked(page, 'custody-export');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: fr['custody.file'] }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^custody-.*\.jsonl$/);
      expect(readFileSync(await file.path(), 'utf8').split('\n').length).toBeGreaterThan(3);
      await page.keyboard.press('Escape');
      await looked(page, 'case-evidence');
    });
  });
});
