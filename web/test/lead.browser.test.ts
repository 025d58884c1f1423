import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import type { Lead, Me } from '../src/api/schema.ts';
import { type Client, DESKTOP, expectNoBarrier, manyLeads, openClient, PHONE } from './client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

describe.skipIf(chromium === undefined)('a lead', () => {
  const leads = manyLeads();
  const first = (queue: Lead['queue'], kind: string): Lead => {
    const found = leads.find((lead) => lead.queue === queue && lead.subject.kind === kind && lead.tier !== 'context');
    if (found === undefined) throw new Error(`no ${kind} in the ${queue} queue`);
    return found;
  };
  const payer = first('investigation', 'payer');
  const at = (lead: Lead): string => `/leads/${lead.queue}/${lead.leadId}`;
  // Every kind of part, few rows of each: a rule broken in row 200 is broken in row 5.
  const short = leads.map((lead) => ({
    ...lead,
    transfers: lead.transfers.slice(-5),
    links: lead.links.slice(0, 6),
    members: lead.members.slice(0, 5),
    reasons: lead.reasons.slice(0, 3),
    score: 0,
  }));
  let client: Client;
  let shortClient: Client;
  beforeAll(async () => {
    client = await openClient(chromium ?? '', leads);
    shortClient = await openClient(chromium ?? '', short);
  });
  afterAll(async () => {
    await client.close();
    await shortClient.close();
  });

  const openAll = async (page: Page): Promise<void> => {
    await page.locator('h2').first().waitFor();
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    await page.evaluate(
      'for (const button of document.querySelectorAll(".evidence button[aria-expanded=false]")) button.click()',
    );
  };

  for (const locale of ['fr-FR', 'en-GB'])
    for (const [device, viewport, colorScheme] of [
      ['desktop, dark', DESKTOP, 'dark'],
      ['phone, light', PHONE, 'light'],
    ] as const)
      test(`has no barrier that axe can find, closed or open: ${locale}, ${device}`, async () => {
        for (const lead of [payer, first('investigation', 'payee'), first('safeguarding', 'payer')])
          await shortClient.visit(at(lead), { locale, viewport, colorScheme }, async (page) => {
            await page.locator('.lead-body').waitFor();
            await expectNoBarrier(page);
            await openAll(page);
            await page.getByRole('radio').nth(1).check();
            await expectNoBarrier(page);
          });
      });

  test('says the purpose of reading with the reading, and another one when it is stated', async () => {
    await client.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      await page.locator('.lead-body').waitFor();
      const asked = () =>
        client.api.asked.findLast(({ url }) => url.pathname === `/api${at(payer).replace('/investigation', '')}`);
      expect(asked()?.headers['x-vigie-purpose']).toBe('inquiry');
      await page.getByLabel('Purpose of reading').selectOption('supervision');
      await page.getByLabel('Reference').fill('Dossier n° 12');
      await page.getByRole('link', { name: '← Investigation queue' }).click();
      await page.locator('table.leads').waitFor();
      const list = client.api.asked.findLast(({ url }) => url.pathname === '/api/leads');
      expect(list?.headers['x-vigie-purpose']).toBe('supervision');
      expect(decodeURIComponent(list?.headers['x-vigie-purpose-reference'] ?? '')).toBe('Dossier n° 12');
    });
  });

  test('leads from a reason to its transfers, down to file and row, and marks them in the picture', async () => {
    await client.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      const reason = page.locator('.reason').first();
      await reason.getByRole('button', { name: /^Evidence: / }).click();
      const row = await reason.locator('tbody tr').first().textContent();
      expect(row).toMatch(/[0-9a-f]{8}:\d+/);
      await reason.getByRole('button', { name: 'Mark them in the picture' }).click();
      const evidence = payer.reasons[0]?.evidence ?? [];
      const shown = payer.transfers.filter(({ transferId }) => evidence.includes(transferId)).length;
      expect(await page.locator('.timeline .dim').count()).toBe(payer.transfers.length - shown);
    });
  });

  test('records a decision, tells its history and undoes it', async () => {
    await client.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Claim' }).click();
      await page.getByText('You hold this lead.').waitFor();
      await page.getByRole('radio', { name: 'Need more' }).check();
      const record = page.getByRole('button', { name: 'Record the decision' });
      expect(await record.isDisabled()).toBe(true);
      await page.getByLabel('What is needed').fill('Transfers of 2023 at the other firm');
      await record.click();
      await page.getByText('Something more is needed.').waitFor();
      await page.locator('.history').getByText('Transfers of 2023 at the other firm').waitFor();
      await expectNoBarrier(page);
      await page.getByRole('button', { name: 'Undo this decision' }).click();
      await page.getByText('Nothing has been decided yet.').waitFor();
      expect(await page.getByText('undone by Camille Exemple').isVisible()).toBe(true);
    });
  });

  test('keeps what was typed when somebody else has changed the lead meanwhile, and when the session ends', async () => {
    const lead = first('investigation', 'payee');
    await client.visit(at(lead), { locale: 'en-GB' }, async (page) => {
      await page.getByRole('radio', { name: 'Follow up' }).check();
      await page.getByLabel('Note (optional)').fill('Ask the firm for the other branch');
      client.api.otherClaims(lead.leadId);
      await page.getByRole('button', { name: 'Record the decision' }).click();
      await page.getByText('Somebody else has changed this lead meanwhile.').waitFor();
      await page.getByText('Dominique Modèle holds this lead.').waitFor();
      expect(await page.getByLabel('Note (optional)').inputValue()).toBe('Ask the firm for the other branch');
      await expectNoBarrier(page);
      await page.reload();
      expect(await page.getByLabel('Note (optional)').inputValue()).toBe('Ask the firm for the other branch');
      await page.getByRole('button', { name: 'Record the decision' }).click();
      await page.getByText('The lead is being followed up.').waitFor();
    });
  });

  test('is decided on by keyboard alone', async () => {
    const lead = leads.find(({ leadId }) => leadId === 'L-investigation-20') ?? payer;
    await client.visit(at(lead), { locale: 'fr-FR' }, async (page) => {
      await page.locator('.lead-body').waitFor();
      const reach = async (selector: string): Promise<void> => {
        for (let presses = 0; presses < 150; presses += 1) {
          if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
          await page.keyboard.press('Tab');
        }
        throw new Error(`${selector} was not reached`);
      };
      await reach('.decision input[type=radio]');
      await page.keyboard.press('Space');
      await reach('.decision textarea');
      await page.keyboard.type('Suite : vérifier.');
      await reach('.decision button[type=submit]');
      await page.keyboard.press('Enter');
      await page.getByText('La piste est suivie.').waitFor();
      await reach('.told button');
      await page.keyboard.press('Enter');
      await page.getByText('Rien n’a encore été décidé.').waitFor();
    });
  });

  test('says what is new since the decision', async () => {
    client.api.comeBack('L-investigation-21');
    await client.visit('/leads/investigation/L-investigation-21', { locale: 'en-GB' }, async (page) => {
      await page.getByText('3 more transfers; the last on').waitFor();
    });
  });

  test('looks missing when it is denied or does not exist', async () => {
    await client.visit('/leads/investigation/L-none', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').textContent()).toContain('Introuvable.');
      await expectNoBarrier(page);
    });
  });

  test('sends who is signed out to the sign-in page, and knows the way back', async () => {
    client.api.signIn.set({ signedIn: false, strong: false });
    await client.visit(at(payer), {}, async (page) => {
      await page.waitForURL(/\/sign-in\?next=/);
      expect(new URL(page.url()).searchParams.get('next')).toBe(at(payer));
    });
    client.api.signIn.set({ signedIn: true, strong: true });
  });

  test('offers no act to who may only read', async () => {
    const powers: Me['memberships'][number]['powers'] = {
      handles: [],
      imports: false,
      administers: false,
      audits: false,
    };
    const reader = await openClient(chromium ?? '', leads, [
      { unitId: 'U-1', unitName: 'Exemple', demonstration: true, role: 'magistrate', powers },
    ]);
    await reader.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      await page.getByText('Your role lets you read this lead, not work on it.').waitFor();
      expect(await page.getByRole('button', { name: 'Claim' }).count()).toBe(0);
      expect(await page.getByRole('radio').count()).toBe(0);
    });
    await reader.close();
  });

  test('prints whole, without what is only for the screen', async () => {
    await client.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      await page.locator('.lead-body').waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(false);
      expect(await page.getByLabel('Purpose of reading').isVisible()).toBe(false);
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    });
  });
});
