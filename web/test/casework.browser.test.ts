import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { fixtureLeads } from '../../src/report/fixture.ts';
import { addedPerson, openedCase, said } from '../../test/support/casework.ts';
import { newItem, registered } from '../../test/support/evidence.ts';
import { newRequest } from '../../test/support/requests.ts';
import { addLeads, told } from '../../test/support/workbench.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type Staff, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
type Words = typeof en;

describe.skipIf(chromium === undefined)('casework', () => {
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

  for (const [name, options, words] of [
    ['fr-desktop', { locale: 'fr-FR', viewport: DESKTOP, colorScheme: 'light' }, fr],
    ['en-phone', { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, en],
  ] as const)
    test(`goes from a case that is opened to a child in care, two people at each door: ${name}`, async () => {
      const shot = (page: Page, state: string) => looked(page, `${name}-${state}`);
      const walk = new Walk(words, (member, path, use) => client.visit(member, path, options, use));
      const place = await walk.openCase(shot);
      await walk.takeIn(place.case, `Synthetic magistrate`, words['caseRole.magistrate']);
      await walk.addChild(place, shot);
      await walk.say(place, shot);
      await walk.askAccess(place, shot);
      await walk.agreeAccess(place, shot);
      await walk.readIdentity(place, shot);
      await walk.refer(place, shot);
      await walk.care(place, shot);
      await client.visit('investigator', `/cases/${place.case}`, options, async (page) => {
        await page.getByText(words['childState.in_care']).first().waitFor();
        await shot(page, 'case-in-care');
      });
    });

  test('hands a case over: who gives it stays until that part is ended, and reads before and after what lies with whom', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic case handed over');
    const body = newRequest('investigator');
    const request = await workbench.ask('investigator', 'POST', `/api/cases/${id}/requests`, { body });
    expect(request.status, request.body).toBe(200);
    await visit('investigator', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['members.add'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['members.role']).selectOption({ label: fr['caseRole.responsible'] });
      await dialog.getByLabel(fr['members.colleague']).selectOption({ label: 'Synthetic analyst' });
      const of = (text: string) => text.replace('{name}', 'Synthetic investigator');
      await dialog.getByText(of(fr['handOver.stays'])).waitFor();
      const list = (title: string) => dialog.locator('div', { has: page.getByText(title, { exact: true }) }).last();
      await list(fr['handOver.successor']).getByText(fr['owes.child_search']).waitFor();
      await list(of(fr['handOver.remains'])).getByText('Synthetic authority').waitFor();
      await looked(page, 'hand-over');
      await dialog.getByRole('button', { name: fr['members.add'] }).click();
      await page.getByText(/Synthetic analyst est responsable de l’affaire/).waitFor();
      await dialog.waitFor({ state: 'detached' });
      const members = page.locator('section', { has: page.locator('#members') });
      await members
        .getByRole('listitem')
        .filter({ hasText: 'Synthetic investigator' })
        .getByText(fr['caseRole.deputy'])
        .waitFor();
      const owed = page.locator('section', { has: page.locator('#obligations') }).getByRole('listitem');
      await owed.filter({ hasText: fr['owes.child_search'] }).getByText('Synthetic analyst').waitFor();
      await owed.filter({ hasText: 'Synthetic authority' }).getByText('Synthetic investigator').waitFor();
      await members.getByRole('button', { name: /Synthetic investigator/ }).click();
      await dialog.getByText(fr['members.endOwn']).waitFor();
      await dialog.getByText(fr['handOver.passes'].replace('{name}', 'Synthetic analyst')).waitFor();
      await looked(page, 'hand-over-left');
      await dialog.getByRole('button', { name: fr['members.end'] }).click();
      await page.waitForURL(/\/cases$/);
      expect(await page.getByText(fr['case.notShown']).count()).toBe(0);
    });
    await visit('analyst', `/cases/${id}`, {}, async (page) => {
      const owed = page.locator('section', { has: page.locator('#obligations') });
      await owed.getByText('Synthetic analyst').nth(1).waitFor();
      expect(await owed.getByText('Synthetic investigator').count()).toBe(0);
    });
  });

  test('lists over all cases what waits for an answer and what is in the name of the reader, each with the way to it', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic case that waits');
    const done = async (url: string, body: object) => {
      const answer = await workbench.ask('investigator', 'POST', url, { body });
      expect(answer.status, answer.body).toBe(200);
      return answer.json();
    };
    await done(`/api/cases/${id}/members`, { memberId: 'magistrate', role: 'magistrate' });
    const child = await addedPerson(workbench, 'investigator', id, 'child', 'Child Sandpiper');
    await done(`/api/cases/${id}/requests`, newRequest('investigator', { addressee: 'Synthetic bank that waits' }));
    await registered(workbench, 'investigator', id);
    const release = { caseId: id, memberId: 'investigator', purpose: 'care', reason: 'To meet', days: 7 };
    await done(`/api/children/${child}/releases`, release);
    const giveUp = { kind: 'end_child_status', personId: child, track: 'protection', reason: 'Synthetic reason' };
    await done(`/api/cases/${id}/proposals`, giveUp);
    for (const [locale, viewport, colorScheme, words] of [
      ['fr-FR', DESKTOP, 'light', fr],
      ['en-GB', PHONE, 'dark', en],
    ] as const) {
      await visit('investigator', '/waiting', { locale, viewport, colorScheme }, async (page) => {
        const owed = page.locator('section', { has: page.locator('#owed') });
        const own = owed.getByRole('row').filter({ hasText: 'Synthetic case that waits' });
        await own.filter({ hasText: 'Synthetic bank that waits' }).waitFor();
        expect(await own.filter({ hasText: 'Child Sandpiper' }).count()).toBe(3);
        await own.filter({ hasText: words['owes.child_search'] }).waitFor();
        await own.filter({ hasText: words['owes.evidence_check'] }).waitFor();
        await looked(page, `waiting-${locale}`);
        await own.getByRole('link', { name: 'Child Sandpiper' }).first().click();
        await page.getByRole('heading', { level: 1, name: 'Child Sandpiper' }).waitFor();
      });
      // Who has no queue begins here.
      await visit('magistrate', '/', { locale, viewport, colorScheme }, async (page) => {
        const answers = page.locator('section', { has: page.locator('#answers') });
        const own = answers.getByRole('row').filter({ hasText: 'Synthetic case that waits' });
        await own.filter({ hasText: words['track.protection'] }).waitFor();
        await looked(page, `waiting-magistrate-${locale}`);
        await own.getByRole('link', { name: /Synthetic investigator/ }).click();
        await page.getByRole('heading', { level: 1, name: 'Child Sandpiper' }).waitFor();
      });
    }
  });

  test('is taken over, from its page, by who works on it once nobody who leads it can act', async () => {
    const { workbench, unit, visit } = client;
    const { query } = workbench.database;
    const id = await openedCase(workbench, 'analyst', unit, 'Synthetic case that nobody leads');
    const body = { memberId: 'investigator', role: 'investigator' };
    expect((await workbench.ask('analyst', 'POST', `/api/cases/${id}/members`, { body })).status).toBe(200);
    await told(query, `update vigie.member set disabled_at = now() where id = 'analyst'`, []);
    try {
      await visit('investigator', `/cases/${id}`, {}, async (page) => {
        await page.getByText(fr['takeOver.unled']).waitFor();
        await page.getByRole('button', { name: fr['takeOver.do'] }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText(fr['handOver.leaves'].replace('{name}', 'Synthetic analyst')).waitFor();
        await looked(page, 'take-over');
        await dialog.getByRole('button', { name: fr['takeOver.do'] }).click();
        await page.getByText(fr['takeOver.told']).waitFor();
        await page.getByRole('button', { name: fr['members.add'] }).waitFor();
        await page.getByText(fr['takeOver.unled']).waitFor({ state: 'detached' });
      });
    } finally {
      await told(query, `update vigie.member set disabled_at = null where id = 'analyst'`, []);
    }
  });

  test('takes the name of a child from the page once the access is over, and says who ended it', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic case with an access');
    const done = async (member: Staff, url: string, body: object) => {
      const answer = await workbench.ask(member, 'POST', url, { body });
      expect(answer.status, answer.body).toBe(200);
      return answer.json();
    };
    await done('investigator', `/api/cases/${id}/members`, { memberId: 'magistrate', role: 'magistrate' });
    await done('investigator', `/api/cases/${id}/members`, { memberId: 'analyst', role: 'analyst' });
    const child = await addedPerson(workbench, 'investigator', id, 'child', 'Child Avocet');
    await said(workbench, 'investigator', child, id, 'name', { text: 'SEALED-NAME' });
    const released = async (days: number) => {
      const body = { caseId: id, memberId: 'analyst', purpose: 'identification', reason: 'Compare', days };
      const release = (await done('investigator', `/api/children/${child}/releases`, body)).id;
      await done('magistrate', `/api/releases/${release}/answer`, { agreed: true });
      return release;
    };
    const opened = async (page: Page) => {
      await page.getByRole('button', { name: fr['identity.open'] }).click();
      await page.getByText('SEALED-NAME').waitFor();
    };
    const gone = async (page: Page, by: string) => {
      await page
        .locator('section[aria-labelledby="identity"]')
        .getByText(/^Votre accès a pris fin/)
        .waitFor();
      await page.getByText('SEALED-NAME').waitFor({ state: 'detached' });
      expect(await page.getByText(/^Votre accès a pris fin/).textContent()).toContain(by);
    };
    const first = await released(7);
    await visit('analyst', `/children/${child}?case=${id}`, {}, async (page) => {
      await opened(page);
      await done('investigator', `/api/releases/${first}/end`, {});
      await page.getByRole('button', { name: fr['identity.again'] }).click();
      await gone(page, 'Synthetic investigator');
      expect(await page.getByText(/Elle vous est ouverte/).count()).toBe(0);
      expect(await page.getByText(fr['identity.empty']).count()).toBe(0);
      await looked(page, 'access-ended');
    });
    await released(1);
    await visit('analyst', `/children/${child}?case=${id}`, {}, async (page) => {
      await page.clock.install();
      await page.reload();
      await opened(page);
      await page.clock.fastForward('25:00:00');
      await gone(page, '');
    });
    await visit('analyst', `/children/${child}?case=${id}`, {}, async (page) => {
      await opened(page);
      await done('investigator', `/api/cases/${id}/bars`, { memberId: 'analyst', reason: 'Knows a witness' });
      await page.getByRole('button', { name: fr['identity.again'] }).click();
      await page.getByText(fr['child.notShown']).waitFor();
      await page.getByText('SEALED-NAME').waitFor({ state: 'detached' });
      expect(await page.getByText('Child Avocet').count()).toBe(0);
    });
  });

  test('goes back to the list of the service that declines a referral, and says that it is recorded', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic case with a referral');
    const child = await addedPerson(workbench, 'investigator', id, 'child', 'Child Dotterel');
    const body = {
      ...{ caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'A safe place' },
      ...{ basis: 'legal_basis', basisWords: 'Article 1', basisOn: '2026-01-05' },
    };
    const referred = await workbench.ask('investigator', 'POST', `/api/children/${child}/referrals`, { body });
    expect(referred.status, referred.body).toBe(200);
    await visit('victim_services', `/care/${child}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['referral.do.declined'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['referral.words']).fill('Sans place');
      await dialog.getByRole('button', { name: fr['referral.do.declined'] }).click();
      await page.waitForURL(/\/care$/);
      await page.getByText(fr['referral.told']).waitFor();
      await page.getByRole('heading', { name: fr['page.care'], level: 1 }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.getByText('Child Dotterel').count()).toBe(0);
      await looked(page, 'referral-declined');
    });
  });

  test('says which request or item would end, before anybody agrees to it', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic ends');
    const post = async (path: string, body: object) => {
      const answer = await workbench.ask('investigator', 'POST', path, { body });
      expect(answer.status, answer.body).toBe(200);
      return answer.json();
    };
    await post(`/api/cases/${id}/members`, { memberId: 'magistrate', role: 'magistrate' });
    const [kept, dropped] = [
      await post(`/api/cases/${id}/requests`, newRequest('investigator', { addressee: 'Parquet gardé' })),
      await post(`/api/cases/${id}/requests`, newRequest('investigator', { addressee: 'Parquet abandonné' })),
    ];
    await post(`/api/requests/${dropped.id}/end`, { how: 'dropped', reason: 'Plus utile' });
    await post(`/api/cases/${id}/evidence`, newItem('investigator'));
    const described = { ...newItem('investigator'), description: 'Relevé synthétique' };
    const item = await post(`/api/cases/${id}/evidence`, described);
    await post(`/api/cases/${id}/proposals`, { kind: 'destroy_evidence', itemId: item.id, reason: 'Ordonnance 3' });
    await visit('magistrate', `/cases/${id}`, {}, async (page) => {
      const proposals = page.locator('#proposals').locator('xpath=../..');
      await proposals.getByRole('link', { name: 'Pièce 2 · Relevé synthétique' }).waitFor();
      const ending = proposals.locator('.panel', { hasText: 'Plus utile' });
      const words = (await ending.textContent()) ?? '';
      for (const said of ['Parquet abandonné', dropped.reference, fr['endRequest.proposedDropped']])
        expect(words).toContain(said);
      expect(words).not.toContain(kept.reference);
      await looked(page, 'proposals-of-what');
      await ending.getByRole('button', { name: fr['proposals.agree'] }).click();
      await page.getByRole('dialog').getByText(dropped.reference).waitFor();
      await page.keyboard.press('Escape');
      await ending.getByRole('link', { name: fr['proposals.readRequest'] }).click();
      await page.waitForURL((url) => url.pathname === `/requests/${dropped.id}`);
    });
  });

  test('keeps two people at the end of a search, and the words of who declines', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic search');
    const members = { memberId: 'magistrate', role: 'magistrate' };
    await workbench.ask('investigator', 'POST', `/api/cases/${id}/members`, { body: members });
    await visit('investigator', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['search.end'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['propose.reason']).fill('Aucune trace');
      await looked(page, 'propose');
      await dialog.getByRole('button', { name: fr['propose.do'] }).click();
      await page.getByText(fr['proposals.own']).waitFor();
      expect(await page.getByRole('button', { name: fr['proposals.agree'] }).count()).toBe(0);
      const stage = page.locator('#closing');
      await page.getByRole('link', { name: fr['closing.see'] }).first().click();
      await stage.getByText(/une chose reste due/).waitFor();
      await stage.getByRole('link', { name: fr['closing.seeOwed'] }).click();
      expect(await page.getByRole('button', { name: fr['closing.propose'] }).count()).toBe(0);
    });
    await visit('magistrate', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('link', { name: fr['case.awaitsSee'] }).click();
      expect(await page.getByRole('button', { name: fr['children.add'] }).count()).toBe(0);
      await page.getByRole('button', { name: fr['proposals.decline'] }).click();
      const dialog = page.getByRole('dialog');
      const decline = dialog.getByRole('button', { name: fr['proposals.decline'] });
      expect(await decline.isDisabled()).toBe(true);
      await dialog.getByLabel(fr['proposals.wordsNeeded']).fill('Demander encore au prestataire');
      await decline.click();
      await page.getByText(fr['proposals.none']).waitFor();
      await page.locator('#proposals').locator('xpath=../..').locator('summary').click();
      await page.getByText('Demander encore au prestataire').waitFor();
      await looked(page, 'declined');
    });
    const end = { kind: 'end_child_search', reason: 'Nothing more to be looked for' };
    const proposals = `/api/cases/${id}/proposals`;
    const { id: proposal } = (await workbench.ask('investigator', 'POST', proposals, { body: end })).json();
    const agreed = { body: { agreed: true } };
    const answer = await workbench.ask('magistrate', 'POST', `${proposals}/${proposal}/answer`, agreed);
    expect(answer.status, answer.body).toBe(200);
    await visit('investigator', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['search.again'] }).click();
      const holder = page.getByRole('dialog').getByLabel(fr['search.holder']);
      expect(await holder.inputValue(), 'who held it, not who agreed to the end').toBe('investigator');
      await page.getByRole('button', { name: fr.cancel }).click();
      await page.getByRole('button', { name: fr['closing.propose'] }).click();
      await page.getByRole('dialog').getByLabel(fr['propose.reason']).fill('Rien à faire de plus');
      await looked(page, 'propose-closing');
      await page.getByRole('dialog').getByRole('button', { name: fr['propose.do'] }).click();
      await page.getByText(fr['closing.proposed']).waitFor();
      // Who proposed it cannot answer, and reads who can.
      const closing = page.locator('#closing');
      await closing.getByText(fr['proposals.who'].replace('{names}', 'Synthetic magistrate')).waitFor();
      expect(await page.getByRole('link', { name: fr['case.awaitsSee'] }).count()).toBe(0);
      await closing.scrollIntoViewIfNeeded();
      await looked(page, 'closing-proposed');
      await closing.getByRole('link', { name: fr['closing.seeProposal'] }).click();
      await page.locator('.panel', { hasText: 'Rien à faire de plus' }).getByText(fr['proposals.own']).waitFor();
    });
    await visit('investigator', `/cases/${id}#closing`, { viewport: PHONE }, async (page) => {
      await page.locator('#closing').getByText('Synthetic magistrate').waitFor();
      await looked(page, 'closing-proposed-phone');
    });
    await visit('magistrate', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['proposals.agree'] }).click();
      await page.getByRole('dialog').getByRole('button', { name: fr['proposals.agree'] }).click();
      await page.getByText(fr['case.closed']).waitFor();
      expect(await page.getByRole('link', { name: fr['closing.see'] }).count()).toBe(0);
    });
  });

  test('says that the list of cases in other units goes on, and shows the rest', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic case of another unit');
    const { items } = (await workbench.ask('investigator', 'GET', '/api/cases?limit=100')).json();
    const row = items.find((each: { id: string }) => each.id === id);
    const page = (from: number, count: number, next: string | null) => ({
      ...{
        next,
        items: Array.from({ length: count }, (_, at) => ({
          ...row,
          id: row.id.replace(/^.{4}/, String(1000 + from + at)),
        })),
      },
    });
    await visit('investigator', '/account', {}, async (browser) => {
      await browser.route(/\/api\/cases\?.*elsewhere=true/, (route) =>
        route.fulfill({ json: route.request().url().includes('cursor=') ? page(50, 7, null) : page(0, 50, 'more') }),
      );
      await browser.goto(new URL('/cases', browser.url()).href);
      const section = browser.locator('section[aria-labelledby="elsewhere"]');
      await section.getByText(fr['cases.elsewhereFirst'].replace('{count}', '50')).waitFor();
      await section.getByRole('button', { name: fr['cases.more'] }).click();
      await section.getByText(fr['cases.elsewhere'].replace('{count}', '57')).waitFor();
      expect(await section.locator('tbody tr').count()).toBe(57);
      expect(await section.getByRole('button', { name: fr['cases.more'] }).count()).toBe(0);
    });
  });

  test('holds a lead, however long the reason, and asks before the hold ends, with the focus in its place', async () => {
    const { workbench, unit, visit } = client;
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 300 }]);
    await told(workbench.database.query, 'update vigie.lead_body set body = $2 where lead_id = $1', [
      ...[lead, JSON.stringify(fixtureLeads()[0])],
    ]);
    for (const [viewport, name] of [
      [DESKTOP, 'hold'],
      [PHONE, 'hold-phone'],
    ] as const)
      await visit('investigator', `/leads/investigation/${lead}`, { viewport }, async (page) => {
        const holds = page.locator('section[aria-labelledby="holds"]');
        await holds.getByText(fr['leadHold.noTime']).waitFor();
        const field = holds.getByLabel(fr['leadHold.reason']);
        await field.fill('x'.repeat(300));
        await holds.getByRole('button', { name: fr['leadHold.do'] }).click();
        await holds.getByText('x'.repeat(300)).waitFor();
        await expect.poll(() => field.evaluate((at) => at === at.ownerDocument.activeElement)).toBe(true);
        await looked(page, name);
        const end = holds.getByRole('button', { name: fr['retention.endHold'] });
        await end.click();
        const dialog = page.getByRole('dialog');
        await looked(page, `${name}-end`);
        await dialog.getByRole('button', { name: fr.cancel }).click();
        await dialog.waitFor({ state: 'detached' });
        await expect.poll(() => end.evaluate((at) => at === at.ownerDocument.activeElement)).toBe(true);
        await end.click();
        await dialog.getByRole('button', { name: fr['leadHold.endTitle'] }).click();
        await holds.getByText(fr['leadHold.noTime']).waitFor();
        const heading = holds.getByRole('heading');
        await expect.poll(() => heading.evaluate((at) => at === at.ownerDocument.activeElement)).toBe(true);
      });
  });

  for (const [locale, words, into, from] of [
    ['fr-FR', fr, 'Child Sanderling', 'Child Turnstone'],
    ['en-GB', en, 'Child Whimbrel', 'Child Godwit'],
  ] as const)
    test(`shows two records of one child as one, and says what stays sealed on which: ${locale}`, async () => {
      const { workbench, unit, visit } = client;
      const id = await openedCase(workbench, 'investigator', unit, 'Synthetic merge');
      await addedPerson(workbench, 'investigator', id, 'child', into);
      const other = await addedPerson(workbench, 'investigator', id, 'child', from);
      await said(workbench, 'investigator', other, id, 'name', { text: 'SEALED-OF-THE-OTHER' });
      const kinds = `${words['saidField.name']} (1)`;
      await visit('investigator', `/children/${other}?case=${id}`, { locale }, async (page) => {
        await page.getByText(words['sealed.holds'].replace('{kinds}', kinds)).waitFor();
        await page.getByRole('button', { name: words['merges.do'], exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('searchbox').fill(into);
        await dialog.getByRole('button', { name: words['peopleSearch.do'], exact: true }).click();
        await dialog.getByRole('button', { name: words['merges.this'], exact: true }).click();
        await dialog.getByText(words['merges.whatChild']).waitFor();
        await dialog.getByText(kinds).waitFor();
        await looked(page, `merge-${locale}`);
        await dialog.getByLabel(words['merges.reason'], { exact: true }).fill('One school');
        await dialog.getByRole('button', { name: words['merges.do'], exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
      });
      await visit('investigator', `/cases/${id}`, { locale }, async (page) => {
        await page.getByRole('link', { name: into, exact: true }).first().waitFor();
        expect(await page.getByRole('link', { name: from, exact: true }).count()).toBe(0);
        await page.locator('.merged-record', { hasText: 'One school' }).waitFor();
        await looked(page, `merged-${locale}`);
        await page.getByRole('link', { name: into, exact: true }).first().click();
        await page.getByText(words['sealed.nothing']).waitFor();
        await page.getByText(words['sealed.merged'].replace('{kinds}', kinds)).waitFor();
        expect(await page.getByText('SEALED-OF-THE-OTHER').count()).toBe(0);
      });
    });

  test('shows what a case says now and keeps what was typed when somebody else wrote meanwhile', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic first title');
    await visit('investigator', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['case.rename'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['openCase.title']).fill('Typed here');
      const body = { title: 'Typed elsewhere', country: 'FR' };
      const etag = (await workbench.ask('investigator', 'GET', `/api/cases/${id}`)).headers.etag;
      const headers = { 'if-match': String(etag) };
      expect((await workbench.ask('investigator', 'POST', `/api/cases/${id}/name`, { body, headers })).status).toBe(
        200,
      );
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.getByText('Typed elsewhere').waitFor();
      expect(await dialog.getByLabel(fr['openCase.title']).inputValue()).toBe('Typed here');
      await looked(page, 'changed-meanwhile');
      await dialog.getByRole('button', { name: fr.record }).click();
      await page.getByRole('heading', { level: 1, name: 'Typed here' }).waitFor();
    });
  });

  test('makes no second record of somebody whom the search finds, and lays what is said of them side by side', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'investigator', unit, 'Synthetic people');
    const person = await addedPerson(workbench, 'investigator', id, 'concerned', 'Synthetic Payer 71');
    await said(workbench, 'investigator', person, id, 'age', { from: 30, to: 40 }, 'Document');
    await said(workbench, 'investigator', person, id, 'age', { from: 45, to: 50 }, 'Witness');
    await said(workbench, 'investigator', person, id, 'place', { country: 'FR', text: 'Synthetic town' });
    await visit('investigator', `/cases/${id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['people.add.concerned'] }).click();
      const dialog = page.getByRole('dialog');
      await search(dialog, fr, 'Nobody of that name');
      await dialog.getByLabel(fr['add.name'], { exact: true }).fill('Synthetic Payer 7');
      // The server searches for the working name as well.
      await dialog.getByRole('button', { name: fr['add.do'] }).click();
      await dialog.getByText('Synthetic Payer 71').waitFor();
      expect(await dialog.getByLabel(fr['add.name'], { exact: true }).inputValue()).toBe('Synthetic Payer 7');
      await looked(page, 'found');
      await dialog.getByRole('checkbox').check();
      await dialog.getByRole('button', { name: fr['add.do'] }).click();
      await page.getByRole('heading', { level: 1, name: 'Synthetic Payer 7' }).waitFor();
      await looked(page, 'person-new');
    });
    await visit('investigator', `/people/${person}`, {}, async (page) => {
      await page.getByText('45').first().waitFor();
      await page.getByRole('button', { name: fr['stand.adopted'], exact: true }).nth(1).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['stand.reason']).fill('Acte de naissance');
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('Acte de naissance').waitFor();
      await looked(page, 'person');
    });
  });

  test('finds a case to link with that the list has no room for', async () => {
    const { workbench, unit, visit } = client;
    const [open, other] = [
      await openedCase(workbench, 'analyst', unit, 'Synthetic that links'),
      await openedCase(workbench, 'analyst', unit, 'Synthetic long ago'),
    ];
    await visit('analyst', `/cases/${open}`, {}, async (page) => {
      // A list as it is after a hundred newer cases.
      await page.route('**/api/cases?*limit=100*', async (route) => {
        if (new URL(route.request().url()).searchParams.has('search')) return route.continue();
        const answer = await route.fetch();
        const { items } = await answer.json();
        const newest = items.filter(({ id }: { id: string }) => id !== other);
        await route.fulfill({ response: answer, json: { items: newest, next: 'more' } });
      });
      await page.getByRole('button', { name: fr['links.add'] }).click();
      const dialog = page.getByRole('dialog');
      const words = dialog.getByRole('searchbox');
      await words.fill('long ago');
      await looked(page, 'case-link-searched');
      await words.press('Enter');
      await dialog.getByText('1 trouvée.').waitFor();
      await dialog.getByLabel(fr['links.other'], { exact: true }).selectOption(other);
      await dialog.getByLabel(fr['links.reason']).fill('Synthetic');
      await dialog.getByRole('button', { name: fr['links.add'] }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.locator(`a[href$="/cases/${other}"]`).waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    });
  });

  test('opens a case from a lead for who may, and shows its pages to nobody else', async () => {
    const { workbench, unit, visit } = client;
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 90 }]);
    await visit('analyst', `/cases?lead=${lead}`, {}, async (page) => {
      const dialog = page.getByRole('dialog', { name: fr['cases.openFromLead'] });
      await dialog.getByLabel(fr['openCase.title']).fill('Synthetic from a lead');
      await dialog.getByLabel(fr['openCase.next']).fill('Lire');
      await dialog.getByRole('button', { name: fr['cases.open'] }).click();
      await page.getByRole('heading', { level: 1, name: 'Synthetic from a lead' }).waitFor();
      await expect.poll(() => page.locator(`a[href$="/leads/investigation/${lead}"]`).count()).toBe(1);
    });
    const open = await openedCase(workbench, 'analyst', unit, 'Synthetic open already');
    const decided = { kind: 'follow_up', words: 'Synthetic' };
    await workbench.ask('analyst', 'POST', `/api/leads/${lead}/decisions`, { body: decided });
    await visit('analyst', `/cases/${open}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['addLead.do'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['addLead.lead'], { exact: true }).selectOption(lead);
      await looked(page, 'case-add-lead');
      await dialog.getByRole('button', { name: fr['addLead.do'] }).click();
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => page.locator(`a[href$="/leads/investigation/${lead}"]`).count()).toBe(1);
    });
    for (const [member, path] of [
      ['victim_services', '/cases'],
      ['auditor', '/cases'],
      ['analyst', '/care'],
    ] as const)
      await visit(member, path, {}, async (page) => {
        await page.getByRole('heading', { level: 1, name: fr['notYours.title'] }).waitFor();
        expect(await page.locator(`nav a[href^="${path}"]`).count()).toBe(0);
      });
  });

  test('is read in the list by its stage, in the words of its country, and by its words, from the address', async () => {
    const { workbench, unit, visit } = client;
    const id = await openedCase(workbench, 'magistrate', unit, 'x').catch(() => null);
    expect(id, 'a magistrate opens none').toBeNull();
    const heron = await openedCase(workbench, 'investigator', unit, 'Synthetic heron');
    const body = { to: 'judicial_investigation', reason: 'Act 1' };
    await workbench.ask('investigator', 'POST', `/api/cases/${heron}/stage`, { body });
    await visit('investigator', '/cases?stage=judicial_investigation&q=heron', {}, async (page) => {
      await page.getByText('Information judiciaire').waitFor();
      await page.getByText(fr['cases.noChild']).waitFor();
      expect(await page.locator('table.records tbody tr').count()).toBe(1);
      await looked(page, 'cases-filtered');
    });
    await visit('investigator', '/cases', { viewport: PHONE }, async (page) => {
      await page.locator('table.records').waitFor();
      await looked(page, 'cases-phone');
    });
  });
});

type Visit = (member: Staff, path: string, use: (page: Page) => Promise<void>) => Promise<void>;
type Seen = (page: Page, state: string) => Promise<void>;
interface Place {
  readonly case: string;
  child: string;
}

async function search(dialog: Locator, words: Words, text: string): Promise<void> {
  await dialog.getByRole('searchbox').fill(text);
  await dialog.getByRole('button', { name: words['peopleSearch.do'] }).click();
  await dialog.getByLabel(words['add.name'], { exact: true }).waitFor();
}

/** What those who work on a case do with it, one after the other. */
class Walk {
  readonly words: Words;
  readonly visit: Visit;
  constructor(words: Words, visit: Visit) {
    this.words = words;
    this.visit = visit;
  }

  async openCase(seen: Seen): Promise<Place> {
    const { words } = this;
    let id = '';
    await this.visit('investigator', '/cases', async (page) => {
      await page.getByRole('button', { name: words['cases.open'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['openCase.title']).fill('Synthetic household');
      await dialog.getByLabel(words['openCase.next']).fill('Ask the provider for the payout places');
      await seen(page, 'open-case');
      await dialog.getByRole('button', { name: words['cases.open'] }).click();
      await page.getByRole('heading', { level: 1, name: 'Synthetic household' }).waitFor();
      await page.getByText(words['cases.noChild']).waitFor();
      await page.getByText('Ask the provider for the payout places').first().waitFor();
      await seen(page, 'case');
      id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    });
    return { case: id, child: '' };
  }

  async takeIn(id: string, colleague: string, role: string): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/cases/${id}`, async (page) => {
      await page.getByRole('button', { name: words['members.add'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['members.role']).selectOption({ label: role });
      await dialog.getByLabel(words['members.colleague']).selectOption({ label: colleague });
      await dialog.getByRole('button', { name: words['members.add'] }).click();
      await page.locator('.people-list').getByText(colleague).waitFor();
      await dialog.waitFor({ state: 'detached' });
      // Who is on the case is added no more; another part is given to them apart.
      await page.getByRole('button', { name: words['members.add'] }).click();
      await dialog.getByLabel(words['members.role']).selectOption('investigator');
      const offered = dialog.getByLabel(words['members.colleague']).getByRole('option');
      await offered.filter({ hasText: 'Synthetic analyst' }).waitFor({ state: 'attached' });
      expect((await offered.allInnerTexts()).join()).not.toMatch(/Synthetic (investigator|magistrate)/);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: words['members.another'] }).click();
      await offered.filter({ hasText: 'Synthetic investigator' }).waitFor({ state: 'attached' });
      expect((await offered.allInnerTexts()).join()).not.toContain('Synthetic analyst');
      await page.keyboard.press('Escape');
    });
  }

  async addChild(place: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/cases/${place.case}`, async (page) => {
      await page.getByRole('button', { name: words['children.add'] }).click();
      const dialog = page.getByRole('dialog');
      await search(dialog, words, 'Synthetic town');
      for (const other of await dialog.getByRole('checkbox').all()) await other.check();
      await dialog.getByLabel(words['add.name'], { exact: true }).fill('Child Heron');
      await dialog.getByLabel(words['add.next'], { exact: true }).fill('Compare the clues');
      await seen(page, 'add-child');
      await dialog.getByRole('button', { name: words['add.do'] }).click();
      // Whoever was found by the working name is somebody else.
      const heading = page.getByRole('heading', { level: 1, name: 'Child Heron' });
      await heading.or(dialog.getByRole('checkbox').first()).first().waitFor();
      if ((await dialog.count()) > 0) {
        for (const other of await dialog.getByRole('checkbox').all()) await other.check();
        await dialog.getByRole('button', { name: words['add.do'] }).click();
      }
      await heading.waitFor();
      await seen(page, 'child-new');
      place.child = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    });
  }

  /** An age with its ground, open to the case; a name, which is sealed at once. */
  async say(place: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/children/${place.child}?case=${place.case}`, async (page) => {
      const add = page.getByRole('button', { name: words['statement.add'] });
      await add.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['statement.from'], { exact: true }).fill('8');
      await dialog.getByLabel(words['statement.to'], { exact: true }).fill('11');
      await dialog.getByLabel(words['statement.basis'], { exact: true }).fill('School day as declared');
      await dialog.getByLabel(words['statement.source'], { exact: true }).fill('Synthetic record 1');
      await seen(page, 'statement');
      await dialog.getByRole('button', { name: words['statement.do'], exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('School day as declared').waitFor();
      await add.click();
      await dialog.getByLabel(words['statement.field']).selectOption({ label: words['saidField.name'] });
      await dialog.getByText(words['statement.sealed']).waitFor();
      await dialog.getByLabel(words['statement.value'], { exact: true }).fill('SEALED-NAME');
      await dialog.getByLabel(words['statement.source'], { exact: true }).fill('Synthetic record 2');
      await dialog.getByRole('button', { name: words['statement.do'], exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByText('SEALED-NAME').count()).toBe(0);
    });
  }

  async askAccess({ child, case: of }: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/children/${child}?case=${of}`, async (page) => {
      await page.getByRole('button', { name: words['identity.ask'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['ask.member']).selectOption({ label: 'Synthetic investigator' });
      await dialog.getByLabel(words.reason, { exact: true }).fill('Compare with a register');
      await seen(page, 'ask-access');
      await dialog.getByRole('button', { name: words['ask.do'], exact: true }).click();
      await page.getByText(words['identity.second']).waitFor();
      expect(await page.getByRole('button', { name: words['identity.open'] }).count()).toBe(0);
    });
  }

  async agreeAccess({ child, case: of }: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('magistrate', `/cases/${of}`, async (page) => {
      // It is announced at the top of the case, and stands among the decisions by two people.
      await page.getByRole('link', { name: words['case.awaitsSee'] }).first().click();
      const waiting = page.locator('.panel', { hasText: 'Compare with a register' });
      await seen(page, 'access-awaits');
      await waiting.getByRole('link', { name: words['case.awaitsSee'] }).click();
      await page.waitForURL(`**/children/${child}**`);
      await page.getByText(words['sealed.holds'].replace('{kinds}', `${words['saidField.name']} (1)`)).waitFor();
      await page.getByRole('button', { name: words['proposals.agree'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Compare with a register').waitFor();
      await seen(page, 'agree-access');
      await dialog.getByRole('button', { name: words['identity.agreeDo'] }).click();
      await page.getByText(words['releaseState.open'], { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: words['identity.open'] }).count()).toBe(0);
    });
  }

  async readIdentity({ child, case: of }: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/children/${child}?case=${of}`, async (page) => {
      const open = page.getByRole('button', { name: words['identity.open'] });
      await open.waitFor();
      expect(await page.getByText('SEALED-NAME').count()).toBe(0);
      await open.click();
      await page.getByText('SEALED-NAME').waitFor();
      await seen(page, 'identity');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByText('SEALED-NAME').isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.getByRole('button', { name: words['identity.close'] }).click();
      await expect.poll(() => page.getByText('SEALED-NAME').count()).toBe(0);
    });
  }

  async refer({ child, case: of }: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/children/${child}?case=${of}`, async (page) => {
      await page.getByRole('button', { name: words['referrals.add'] }).click();
      const dialog = page.getByRole('dialog');
      const refer = dialog.getByRole('button', { name: words['refer.do'], exact: true });
      await dialog.getByLabel(words['refer.need'], { exact: true }).fill('A safe place');
      expect(await refer.isDisabled(), 'no referral without a basis').toBe(true);
      await dialog.getByLabel(words['basis.legal_basis']).check();
      await dialog.getByLabel(words['refer.words.legal_basis']).fill('Article 1');
      await seen(page, 'refer');
      await refer.click();
      await page.getByText(words['referral.state.proposed'], { exact: true }).waitFor();
      // How the care stands follows, and nothing is offered that no answer of the service has brought about.
      await page.locator('.track-state', { hasText: words['childState.referred'] }).waitFor();
      await page
        .getByRole('button', {
          name: words['status.changeOf'].replace('{track}', words['track.care']).replace('{child}', 'Child Heron'),
        })
        .click();
      const offered = await dialog.getByLabel(words['status.state']).getByRole('option').allInnerTexts();
      expect(offered).toEqual([words['childState.referred'], words['childState.declined_by_child']]);
      await page.keyboard.press('Escape');
      await seen(page, 'child');
    });
  }

  async care({ child, case: of }: Place, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('victim_services', '/care', async (page) => {
      await page.locator(`a[href$="/care/${child}"]`).waitFor();
      // The page keeps French signs with the word before them, by a space of another kind.
      await page
        .getByText(new RegExp(`^${words['care.toAnswer'].replace(/ ?:.*/, '')}.*: \\d+ `))
        .first()
        .waitFor();
      await page
        .locator('tbody')
        .getByText(new RegExp(`^${words['care.answerThis'].replace(/ ?:.*/, '')}`))
        .waitFor();
      await seen(page, 'care-list');
      await page.locator(`a[href$="/care/${child}"]`).click();
      await page.getByRole('button', { name: words['referral.do.accepted'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['referral.words']).fill('Agreed by phone');
      await dialog.getByRole('button', { name: words['referral.do.accepted'] }).click();
      await page.getByRole('button', { name: words['care.record'] }).click();
      await dialog.getByLabel(words['status.next']).fill('First meeting');
      await seen(page, 'care-record');
      await dialog.getByRole('button', { name: words.record, exact: true }).click();
      await page.locator('.panel').getByText(words['childState.in_care']).waitFor();
      await seen(page, 'care');
      expect(await page.getByText(/SEALED-NAME|Synthetic household|Synthetic record/).count()).toBe(0);
    });
    await this.visit('victim_services', `/children/${child}?case=${of}`, async (page) => {
      await page.getByRole('alert').waitFor();
      expect(await page.getByText('Child Heron').count()).toBe(0);
    });
  }
}
