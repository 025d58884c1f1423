import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { fixtureGroups } from '../../src/report/groups.fixture.ts';
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
    const groups = fixtureGroups(leads as Parameters<typeof fixtureGroups>[0]).map(({ members, ...group }) => ({
      ...group,
      members: [...members.slice(0, 2), ...members.slice(-2)],
    }));
    shortClient = await openClient(chromium ?? '', short, undefined, groups);
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

  test('asks what for before anybody is read, says it with each reading, and another one when it is stated', async () => {
    const before = client.api.asked.length;
    await client.visit(at(payer), { locale: 'en-GB', purpose: null }, async (page) => {
      await page.getByRole('heading', { name: 'What are you here to read for?' }).waitFor();
      await expectNoBarrier(page);
      await page.getByRole('button', { name: 'Go on' }).click();
      expect(client.api.asked.slice(before).filter(({ url }) => url.pathname.startsWith('/api/leads'))).toEqual([]);
      await page.getByRole('radio', { name: 'inquiry' }).check();
      await page.keyboard.press('Enter');
      await page.locator('.lead-body').waitFor();
      const asked = () =>
        client.api.asked.findLast(({ url }) => url.pathname === `/api${at(payer).replace('/investigation', '')}`);
      expect(asked()?.headers['x-vigie-purpose']).toBe('inquiry');
      expect(asked()?.headers['x-vigie-purpose-reference']).toBeUndefined();
      await page.reload();
      await page.locator('.lead-body').waitFor();
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
      // In the amounts over time and in the hours of the day.
      expect(await page.locator('.timeline .dim').count()).toBe(2 * (payer.transfers.length - shown));
    });
  });

  test('shows what separates it from its neighbours when that is asked for, and says what for', async () => {
    await client.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      const asked = () => client.api.asked.findLast(({ url }) => url.pathname.endsWith('/neighbours'));
      await page.locator('.lead-body').waitFor();
      expect(asked()).toBeUndefined();
      await page.getByRole('button', { name: 'Compare with its neighbours' }).click();
      await page.locator('.neighbours').waitFor();
      expect(asked()?.headers['x-vigie-purpose']).toBe('inquiry');
      await expectNoBarrier(page);
      await page.locator('.neighbours a').first().click();
      await page.waitForURL(/\/leads\/investigation\/(?!$)/);
    });
  });

  test('names who belongs with it, and counts who is not named', async () => {
    const groups = fixtureGroups(leads as Parameters<typeof fixtureGroups>[0]);
    const group = groups.find(({ queue, cut }) => queue === 'investigation' && cut.payees > 0);
    const member = group?.members.find(({ leadId }) => leadId !== null);
    await client.visit(`/leads/investigation/${member?.leadId}`, { locale: 'en-GB' }, async (page) => {
      const section = page.getByRole('region', { name: 'Who to read together with it' });
      await section.getByRole('row').nth(1).waitFor();
      expect(await section.locator('tbody tr').count()).toBeGreaterThanOrEqual(group?.members.length ?? 0);
      await section
        .getByText(/^members beyond those shown/)
        .first()
        .waitFor();
      await expectNoBarrier(page);
    });
  });

  test('asks in whose words an ordinary explanation is, and tells it with the decision', async () => {
    await client.visit('/leads/investigation/L-investigation-22', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('radio', { name: 'Ordinary explanation' }).check();
      await page.getByLabel('Which ordinary explanation').selectOption('other');
      await page.getByLabel('The explanation, as it was given').fill('Rent of a flat for a student');
      const record = page.getByRole('button', { name: 'Record the decision' });
      expect(await record.isDisabled()).toBe(true);
      await page.getByLabel('In whose words').selectOption('other');
      expect(await record.isDisabled()).toBe(true);
      await page.getByLabel('Who that was').fill('Housing office, file 12');
      await expectNoBarrier(page);
      await record.click();
      await page.locator('.history').getByText('In whose words: somebody else · Housing office, file 12').waitFor();
    });
  });

  test('shows the places whose position is known on a map that asks nobody, on a phone too', async () => {
    const lead = leads.find(({ places }) => places.some(({ lat }) => lat !== null));
    if (lead === undefined) throw new Error('no lead with a place on the map');
    await client.visit(at(lead), { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, async (page) => {
      await page.locator('.place-map circle').first().waitFor();
      expect(await page.locator('.place-map circle').count()).toBe(
        lead.places.filter(({ lat }) => lat !== null).length,
      );
      expect(await page.locator('.place-map .country.own').count()).toBeGreaterThan(0);
      await expectNoBarrier(page);
    });
  });

  for (const [locale, viewport, colorScheme] of [
    ['en-GB', DESKTOP, 'light'],
    ['fr-FR', PHONE, 'dark'],
  ] as const)
    test(`says who may see it and why, and makes and ends exceptions: ${locale}`, async () => {
      const of = (en: string, fr: string): string => (locale === 'en-GB' ? en : fr);
      const path = `/leads/investigation/L-investigation-${of('23', '24')}`;
      await client.visit(path, { locale, viewport, colorScheme }, async (page) => {
        await page.getByRole('button', { name: of('Who may see it', 'Qui peut la voir') }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText(of('3 people may read it', '3 personnes peuvent la lire')).waitFor();
        await expectNoBarrier(page);
        await dialog.getByRole('radio', { name: of('Close it to a colleague', 'La fermer à une personne') }).check();
        const add = dialog.getByRole('button', { name: of('Add', 'Ajouter'), exact: true });
        expect(await add.isDisabled()).toBe(true);
        const colleague = dialog.getByLabel(of('Colleague', 'Personne'), { exact: true });
        expect(await colleague.locator('option').allTextContents()).not.toContain('Camille Exemple');
        await colleague.selectOption('Dominique Modèle');
        await dialog.getByLabel(of('Reason', 'Motif')).fill('Knows the person');
        await expectNoBarrier(page);
        await add.click();
        await dialog.getByText(of('2 people may read it', '2 personnes peuvent la lire')).waitFor();
        await dialog.getByText(of('Closed to Dominique Modèle', 'Fermée à Dominique Modèle')).waitFor();
        const asked = client.api.asked.findLast(({ url }) => url.pathname.endsWith('/readers'));
        expect(asked?.headers['x-vigie-purpose']).toBe('inquiry');
        const end = of('End: closed to Dominique Modèle', 'Mettre fin : fermée à Dominique Modèle');
        await dialog.getByRole('button', { name: end }).click();
        await dialog.getByText(of('3 people may read it', '3 personnes peuvent la lire')).waitFor();
        await page.keyboard.press('Escape');
        expect(await dialog.count()).toBe(0);
      });
    });

  test('shows each transfer at its hour of the payer, and those without one apart', async () => {
    await client.visit(at(payer), { locale: 'en-GB' }, async (page) => {
      const strip = page.locator('.timeline:has(.night-band)');
      await strip.waitFor();
      const known = payer.transfers.filter(({ payerMinute }) => payerMinute !== null).length;
      expect(await strip.locator('circle').count()).toBe(known);
      expect(await strip.locator('.unknown-hour').count()).toBe(payer.transfers.length - known);
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
      await page.getByText('undone by Camille Exemple').waitFor();
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
      cases: 'none',
      cares: false,
    };
    const reader = await openClient(chromium ?? '', leads, [
      { unitId: 'U-1', unitName: 'Exemple', demonstration: true, role: 'magistrate', powers, granted: [] },
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
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      // The width of A4 between its margins: what is wider would shrink the whole of it.
      await page.setViewportSize({ width: 718, height: 1000 });
      // The pictures follow the width a moment later.
      await expect
        .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'))
        .toBeLessThanOrEqual(0);
      expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('light');
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(false);
      expect(await page.getByLabel('Purpose of reading').isVisible()).toBe(false);
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    });
  });
});
