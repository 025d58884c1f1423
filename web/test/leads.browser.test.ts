import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { type Client, DESKTOP, expectNoBarrier, manyLeads, openClient, PHONE } from './client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

describe.skipIf(chromium === undefined)('the list of leads', () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient(chromium ?? '', manyLeads());
  });
  afterAll(() => client.close());

  for (const locale of ['fr-FR', 'en-GB'])
    for (const [device, viewport, colorScheme] of [
      ['desktop, light', DESKTOP, 'light'],
      ['phone, dark', PHONE, 'dark'],
    ] as const)
      test(`has no barrier that axe can find: ${locale}, ${device}`, async () => {
        for (const queue of ['investigation', 'safeguarding'])
          await client.visit(
            `/leads/${queue}?tier=first,second,context`,
            { locale, viewport, colorScheme },
            async (page) => {
              await page.locator('table.leads').waitFor();
              await expectNoBarrier(page);
            },
          );
        await client.visit('/leads/investigation?q=nobody', { locale, viewport, colorScheme }, async (page) => {
          await page.locator('.notice').waitFor();
          await expectNoBarrier(page);
        });
      });

  test('keeps the two queues apart, and says so of who is in them', async () => {
    await client.visit('/leads/safeguarding', {}, async (page) => {
      await page.locator('table.leads').waitFor();
      expect(await page.getByText('Personne dans cette file ne fait l’objet d’une enquête').isVisible()).toBe(true);
      const roles = await page.locator('th.subject .under').allInnerTexts();
      expect(roles.every((role) => role.startsWith('victime possible'))).toBe(true);
      const asked = client.api.asked.filter(({ url }) => url.pathname === '/api/leads').at(-1);
      expect(asked?.url.searchParams.get('queue')).toBe('safeguarding');
    });
  });

  test('leads the keyboard from the first key through the list into a lead and back to its row', async () => {
    await client.visit('/leads/investigation', {}, async (page) => {
      await page.locator('table.leads').waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      const focused = (): Promise<string> => page.evaluate('document.activeElement.dataset.lead ?? ""');
      const ids = await page.evaluate<string[]>(
        '[...document.querySelectorAll("a[data-lead]")].map((each) => each.dataset.lead)',
      );
      for (let presses = 0; presses < 60 && (await focused()) === ''; presses += 1) await page.keyboard.press('Tab');
      expect(await focused()).toBe(ids[0]);
      await page.keyboard.press('j');
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toBe(ids[2]);
      await page.keyboard.press('k');
      await page.keyboard.press('x');
      expect(await page.getByText('1 piste sélectionnée').isVisible()).toBe(true);
      await page.keyboard.press('c');
      await page.getByText('prise en charge.').waitFor();
      expect(await page.locator('tr', { has: page.locator(`[data-lead="${ids[1]}"]`) }).textContent()).toContain(
        'Camille',
      );
      await page.keyboard.press('/');
      expect(await page.evaluate('document.activeElement.type')).toBe('search');
      await page.locator(`[data-lead="${ids[1]}"]`).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/leads\/investigation\/./);
      await page.goBack();
      await expect.poll(focused).toBe(ids[1]);
    });
  });

  test('obeys no letter once the keys are switched off, and still the arrows', async () => {
    await client.visit('/leads/investigation', {}, async (page) => {
      await page.locator('table.leads').waitFor();
      await page.keyboard.press('?');
      await page.getByLabel('Activer les raccourcis à une lettre').uncheck();
      await expectNoBarrier(page);
      await page.keyboard.press('Escape');
      await page.locator('a[data-lead]').first().focus();
      const before = await page.evaluate('document.activeElement.dataset.lead');
      await page.keyboard.press('j');
      expect(await page.evaluate('document.activeElement.dataset.lead')).toBe(before);
      await page.keyboard.press('ArrowDown');
      expect(await page.evaluate('document.activeElement.dataset.lead')).not.toBe(before);
      await page.reload();
      await page.locator('table.leads').waitFor();
      await page.keyboard.press('?');
      expect(await page.getByRole('dialog').count()).toBe(0);
    });
  });

  test('keeps filters, order and columns in the address', async () => {
    await client.visit('/leads/investigation', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Read: ' }).click();
      await page.getByRole('checkbox', { name: 'when there is time' }).uncheck();
      await expectNoBarrier(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Transfers', exact: true }).click();
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByLabel('Total in euro').check();
      await expect.poll(() => page.url()).toContain('?tier=first&sort=-transfers&columns=');
      await page.reload();
      await page.getByRole('columnheader', { name: 'Total in euro' }).waitFor();
      expect(await page.getByRole('columnheader', { name: 'Transfers' }).getAttribute('aria-sort')).toBe('descending');
      await page.getByRole('button', { name: 'Reset all' }).click();
      await expect.poll(() => page.url()).not.toContain('tier=');
    });
  });

  test('keeps the focus among the choices of a filter when its button is scrolled away', async () => {
    await client.visit('/leads/investigation', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Decision: ' }).focus();
      await page.keyboard.press('Enter');
      const choices = page.getByRole('group', { name: 'Decision', exact: true }).getByRole('checkbox');
      await expect.poll(() => choices.and(page.locator(':focus')).count()).toBe(1);
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(500);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      expect(await choices.and(page.locator(':focus')).count()).toBe(1);
      await page.keyboard.press('Tab');
      expect(await choices.and(page.locator(':focus')).count()).toBe(1);
    });
  });

  test('shows more without moving what is there', async () => {
    await client.visit('/leads/investigation', {}, async (page) => {
      await page.locator('table.leads').waitFor();
      const names = (): Promise<string[]> => page.locator('a[data-lead]').allInnerTexts();
      const first = await names();
      expect(first).toHaveLength(50);
      await page.getByRole('button', { name: /Afficher la suite/ }).click();
      await expect.poll(async () => (await names()).length).toBeGreaterThan(50);
      expect((await names()).slice(0, 50)).toEqual(first);
    });
  });

  test('tells of new results and takes them only when asked', async () => {
    await client.visit('/leads/investigation', {}, async (page) => {
      await page.clock.install();
      await page.reload();
      await page.locator('table.leads').waitFor();
      const badge = page.getByText('De nouveaux résultats sont là');
      expect(await badge.count()).toBe(0);
      const reads = (): number => client.api.asked.filter(({ url }) => url.pathname === '/api/leads').length;
      const before = reads();
      client.api.finishRun('run-2');
      await page.clock.runFor(61_000);
      await badge.waitFor();
      expect(reads()).toBe(before);
      await page.getByRole('button', { name: 'Afficher les nouveaux résultats' }).click();
      await badge.waitFor({ state: 'detached' });
      await expect.poll(reads).toBe(before + 1);
    });
  });

  test('says what a bulk act would do before it does it, and what the server refused', async () => {
    const [held, taken] = ['L-investigation-12', 'L-investigation-13'];
    client.api.otherClaims(held);
    await client.visit('/leads/investigation', { locale: 'en-GB' }, async (page) => {
      await page.locator('table.leads').waitFor();
      // Somebody takes it after the list was read.
      client.api.otherClaims(taken);
      for (const id of ['L-investigation-10', 'L-investigation-11', held, taken])
        await page
          .locator('tr', { has: page.locator(`[data-lead="${id}"]`) })
          .getByRole('checkbox')
          .check();
      await page.getByRole('button', { name: 'Claim' }).click();
      await page.getByText('3 leads will be held by you.').waitFor();
      expect(await page.getByText('Dominique Modèle').count()).toBe(2);
      await expectNoBarrier(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Claim' }).click();
      await page.getByText('2 leads claimed.').waitFor();
      await page.getByText('1 lead was not changed:').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
      await expect
        .poll(() => page.locator('td.handling', { hasText: 'Camille Exemple' }).count())
        .toBeGreaterThanOrEqual(2);
    });
  });

  test('names who would be set aside together and why, says so at once in the filters, and takes it back', async () => {
    await client.visit('/leads/investigation', { locale: 'en-GB' }, async (page) => {
      await page.locator('table.leads').waitFor();
      const ids = ['L-investigation-20', 'L-investigation-21'];
      // Counts come after the rows.
      const counted = page.locator('.tally', { hasText: /\d+ leads\./ });
      const before = await counted.textContent();
      for (const id of ids)
        await page
          .locator('tr', { has: page.locator(`[data-lead="${id}"]`) })
          .getByRole('checkbox')
          .check();
      await page.getByRole('button', { name: 'Set aside' }).click();
      await page.getByRole('dialog').getByRole('combobox').last().selectOption({ index: 1 });
      await page.getByRole('dialog').getByRole('textbox').last().fill('Made-up words of a test');
      await page.getByRole('dialog').locator('button[type=submit]').click();
      const summary = page.getByRole('dialog');
      await summary.getByText('In these words: Made-up words of a test').waitFor();
      expect(await summary.locator('ul.refused li').count()).toBe(2);
      await expectNoBarrier(page);
      await summary.getByRole('button', { name: 'Set aside' }).click();
      await page.getByText('2 leads set aside.').waitFor();
      await expect.poll(() => page.locator('.tally').textContent()).not.toBe(before);
      await page.locator('.told').getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => page.locator('.tally').textContent()).toBe(before);
    });
  });

  test('keeps rows and caption as they were read after a bulk act under a filter, and says what there is now', async () => {
    await client.visit(
      '/leads/investigation?holder=nobody&q=SYN-investigation-3',
      { locale: 'en-GB' },
      async (page) => {
        const rows = page.locator('a[data-lead]');
        await rows.first().waitFor();
        const before = await rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-lead')));
        const count = before.length;
        expect(count).toBeGreaterThan(3);
        const caption = page.locator('table.leads caption');
        await page.locator('.tally', { hasText: `${count} leads.` }).waitFor();
        for (const place of [0, 1]) await page.locator('tbody tr').nth(place).getByRole('checkbox').check();
        await page.getByRole('button', { name: 'Claim' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Claim' }).click();
        await page.getByText('2 leads claimed.').waitFor();
        await page.locator('.tally', { hasText: `${count} leads. There are ${count - 2} now.` }).waitFor();
        expect(await caption.textContent()).toContain(`${count} of ${count},`);
        expect(await rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-lead')))).toEqual(before);
        await page.getByRole('button', { name: 'Refresh' }).click();
        await expect.poll(() => rows.count()).toBe(count - 2);
        expect(await caption.textContent()).toContain(`${count - 2} of ${count - 2},`);
        expect(await page.locator('.tally').textContent()).not.toContain('now');
      },
    );
  });

  test('offers what was decided on and has something new', async () => {
    client.api.comeBack('L-investigation-14');
    await client.visit('/leads/investigation', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: '1 lead that was decided on has something new' }).click();
      await expect.poll(() => page.locator('a[data-lead]').count()).toBe(1);
      expect(page.url()).toContain('list=changed');
      await page.getByText('something new since the decision').waitFor();
    });
  });

  test('saves a view and opens it again', async () => {
    await client.visit('/leads/investigation?holder=nobody&sort=-amount', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Views' }).click();
      await expectNoBarrier(page);
      await page.getByRole('button', { name: 'Save this view' }).click();
      await page.getByLabel('Name of the view').fill('Mornings');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Reset all' }).click();
      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('button', { name: 'Mornings', exact: true }).click();
      await expect.poll(() => page.url()).toContain('holder=nobody');
    });
  });

  test('writes a hostile name as text and spells out what cannot be seen', async () => {
    await client.visit('/leads/investigation?tier=first,second,context', {}, async (page) => {
      await page.locator('table.leads').waitFor();
      const text = await page.locator('table.leads').textContent();
      expect(text).not.toMatch(/[\u202a-\u202e\u200b]/);
    });
  });

  test('speaks the language of the browser until another is chosen, and keeps the choice', async () => {
    await client.visit('/leads/investigation', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('heading', { level: 1, name: 'Investigation queue' }).waitFor();
      await page.getByRole('button', { name: 'Français' }).click();
      await page.getByRole('heading', { level: 1, name: 'File d’enquête' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'File d’enquête' }).waitFor();
      await page.goto(page.url().replace('/investigation', '/investigation?lang=en'));
      await page.getByRole('heading', { level: 1, name: 'Investigation queue' }).waitFor();
    });
  });
});
