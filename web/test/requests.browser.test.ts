import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { addCase, newRequest } from '../../test/support/requests.ts';
import { told } from '../../test/support/workbench.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { byKeyboard } from './hands.fixture.ts';
import { openWorkbenchClient, type Staff, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
type Words = typeof en;

describe.skipIf(chromium === undefined)('requests', () => {
  let client: WorkbenchClient;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
  });
  afterAll(() => client?.close());

  const looked = async (page: Page, name: string, part?: Locator): Promise<void> => {
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      const path = join(PICTURES, `${name}.png`);
      await (part === undefined ? page.screenshot({ path, fullPage: true }) : part.screenshot({ path }));
    }
    await expectNoBarrier(page);
  };
  const onCase = (): Promise<string> =>
    addCase(client.workbench, client.unit, 'investigator', [
      ['analyst', 'deputy'],
      ['magistrate', 'magistrate'],
    ]);

  // To look for barriers takes a second each: every state once, and on the phone those that are laid out otherwise.
  const onPhone: readonly string[] = ['new-request', 'request-silent'];
  const states: readonly string[] = ['new-request', 'event', 'request-not-sent', 'request-ended', 'case'];
  for (const [name, options, words, viewed] of [
    ['fr-desktop', { locale: 'fr-FR', viewport: DESKTOP, colorScheme: 'light' }, fr, states],
    ['en-phone', { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' }, en, onPhone],
  ] as const)
    test(`are written down, sent, asked for again, handed over and ended by two people: ${name}`, async () => {
      const walk = new Walk(words, (member, path, use) => client.visit(member, path, options, use));
      const shot = async (page: Page, state: string): Promise<void> => {
        if (viewed.includes(state)) await looked(page, `${name}-${state}`);
      };
      const ofCase = await onCase();
      const request = await walk.writeDown(ofCase, shot);
      await walk.enterEvents(request, shot);
      await walk.handOver(request, 'Synthetic analyst');
      await walk.proposeEnd(request, shot);
      await walk.agree(request, shot);
      await client.visit('investigator', `/cases/${ofCase}`, options, async (page) => {
        await page.getByText(words['standing.ended'], { exact: true }).waitFor();
        await shot(page, 'case');
      });
    });

  test('are written down and sent with keys alone', async () => {
    const ofCase = await onCase();
    await client.visit('investigator', `/cases/${ofCase}`, { locale: 'en-GB' }, async (page) => {
      const { press, write, choose } = byKeyboard(page);
      const button = (name: string) => page.getByRole('button', { name, exact: true });
      await press(button(en['requests.new']));
      const field = (label: keyof Words) => page.getByRole('dialog').getByLabel(en[label], { exact: true });
      await choose(field('request.kind'), 'Suspension or freeze');
      await write(field('request.addressee'), 'Synthetic bank 9');
      await choose(field('request.country'), 'France (FR)');
      await write(field('request.legalBasis'), 'Synthetic article');
      await write(field('request.asked'), 'Hold what is paid out');
      await choose(field('request.language'), 'French');
      await press(button(en['newRequest.do']));
      await page.getByRole('heading', { level: 1, name: 'Synthetic bank 9' }).waitFor();
      await press(button(en['requestAct.sent']));
      await press(page.getByRole('dialog').getByRole('button', { name: en.record }));
      await page.locator('.log').getByText(en['requestEvent.sent'], { exact: true }).waitFor();
      await press(page.locator('summary').first());
      await page.locator('details[open]').waitFor();
    });
  });

  test('take their past in one act, and say of what was told before it was known that it is void, and why', async () => {
    const { workbench, visit } = client;
    const ofCase = await onCase();
    const write = async () =>
      (
        await workbench.ask('investigator', 'POST', `/api/cases/${ofCase}/requests`, {
          body: newRequest('investigator'),
        })
      ).json().id;
    const [id, alarmed] = [await write(), await write()];
    await visit('investigator', `/requests/${id}`, { viewport: PHONE }, async (page) => {
      await page.getByRole('button', { name: fr['requestAct.sent'], exact: true }).click();
      const dialog = page.getByRole('dialog');
      const day = (fr['event.dayThere'].split(' :')[0] ?? '').trim();
      await dialog.getByLabel(day).fill(dayIn(-100));
      await dialog.getByLabel(fr['event.since']).selectOption('1');
      await dialog.getByLabel(day).nth(1).fill(dayIn(-101));
      await looked(page, 'event-since');
      await page.keyboard.press('Escape');
      await page.reload();
      await page.getByRole('button', { name: fr['requestAct.sent'], exact: true }).click();
      await dialog.getByText(fr['left.again']).waitFor();
      await expect.poll(() => dialog.getByLabel(day).nth(1).inputValue()).toBe(dayIn(-101));
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.getByRole('alert').waitFor();
      await dialog.getByLabel(day).nth(1).fill(dayIn(-80));
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(fr['standing.notEnded']).waitFor();
      await page.getByText(fr['request.nobodyTold']).waitFor();
    });
    const body = { kind: 'sent', at: { date: dayIn(-100) } };
    await workbench.ask('investigator', 'POST', `/api/requests/${alarmed}/events`, { body });
    await visit('investigator', `/requests/${alarmed}`, {}, async (page) => {
      await page.getByText(fr['request.heldUntil'].split('{')[0] ?? '').waitFor();
      await page.getByText(fr['request.nobodyTold']).waitFor();
      await looked(page, 'request-held');
    });
    await told(
      workbench.database.query,
      `update casework.request_event set entered_at = entered_at - interval '2 hours' where request_id = $1`,
      [alarmed],
    );
    await workbench.database.query(`update casework.request_standing set look_at = '-infinity' where request_id = $1`, [
      alarmed,
    ]);
    const board = await workbench.ask('investigator', 'GET', `/api/requests?unit=${client.unit}`);
    expect(board.status).toBe(200);
    const answered = { kind: 'answered', at: { date: dayIn(-80) } };
    await workbench.ask('investigator', 'POST', `/api/requests/${alarmed}/events`, { body: answered });
    await visit('investigator', `/requests/${alarmed}`, {}, async (page) => {
      const tellings = page.locator('section', { has: page.locator('#told') }).getByRole('listitem');
      await tellings.first().waitFor();
      const count = await tellings.count();
      expect(count).toBeGreaterThan(2);
      await tellings
        .getByText(fr['told.void'], { exact: true })
        .nth(count - 1)
        .waitFor();
      await tellings
        .first()
        .getByText(/Répondue|Réponse/)
        .waitFor();
      await looked(page, 'request-void');
    });
  });

  test('stand on a board that counts what the reader may see, shows silence abroad and what runs out, and is the same from its address', async () => {
    const { workbench, visit } = client;
    const ofCase = await onCase();
    const write = async (
      changes: Record<string, unknown>,
      events: readonly (readonly [string, number])[],
    ): Promise<void> => {
      const body = newRequest('analyst', changes);
      const answer = await workbench.ask('investigator', 'POST', `/api/cases/${ofCase}/requests`, { body });
      for (const [kind, daysAgo] of events)
        await workbench.ask('investigator', 'POST', `/api/requests/${answer.json().id}/events`, {
          body: { kind, at: { date: dayIn(-daysAgo) } },
        });
    };
    for (const [country, daysAgo] of [
      ['PH', 45],
      ['PH', 120],
      ['KE', 200],
      ['CI', 500],
    ] as const)
      await write({ country, addressee: `Synthetic authority ${country} ${daysAgo}` }, [['sent', daysAgo]]);
    await write({ addressee: 'Synthetic refusal' }, [
      ['sent', 10],
      ['refused', 1],
    ]);
    await write({ kind: 'preservation', addresseeKind: 'police', addressee: 'Synthetic preservation' }, [['sent', 40]]);
    await visit('analyst', '/', {}, async (page) => {
      await page.getByRole('link', { name: fr['page.board'] }).click();
      await page.getByRole('button', { name: new RegExp(`^5 ${fr['standing.silent']}`) }).click();
      await expect.poll(() => page.url()).toContain('standing=silent');
      await expect.poll(() => page.locator('table.records tbody tr').count()).toBe(5);
      await looked(page, 'board-silent');
      // Every one of them is past a term: the board says so in its count and on each row, and shows them under it.
      for (const row of await page.locator('table.records tbody tr').all())
        await row.getByText(fr['standing.overdue'], { exact: true }).waitFor();
      await page.getByRole('button', { name: new RegExp(`^5 ${fr['standing.overdue']}`) }).click();
      await expect.poll(() => page.url()).toContain('standing=overdue');
      await page.getByText('Synthetic authority PH 120').waitFor();
      await page.getByRole('button', { name: new RegExp(`^5 ${fr['standing.silent']}`) }).click();
      await expect.poll(() => page.url()).toContain('standing=silent');
      await page.locator('.silent-table').getByRole('button', { name: 'Côte d’Ivoire (CI)' }).click();
      await expect.poll(() => page.locator('table.records tbody tr').count()).toBe(1);
      await page.reload();
      await page.getByText('Synthetic authority CI 500').waitFor();
      expect(await page.locator('table.records tbody tr').count()).toBe(1);
    });
    for (const [locale, viewport, words] of [
      ['fr-FR', DESKTOP, fr],
      ['en-GB', PHONE, en],
    ] as const)
      await visit('investigator', `/cases/${ofCase}`, { locale, viewport }, async (page) => {
        const owed = page.locator('section[aria-labelledby="obligations"]');
        const silent = owed.locator('li').filter({ hasText: 'Synthetic authority KE 200' });
        await silent.getByText(words['standing.silent'], { exact: true }).waitFor();
        await silent.getByText(words['standing.overdue'], { exact: true }).waitFor();
        await silent.getByText(words['owes.ownDate']).waitFor();
        const kept = owed.locator('li').filter({ hasText: 'Synthetic preservation' });
        await kept.getByText(locale === 'fr-FR' ? /^Conservation/ : /^Preservation/).waitFor();
        await looked(page, `owed-${locale}`, owed);
      });
    await visit('analyst', '/board?ends=soon', { locale: 'en-GB', viewport: PHONE }, async (page) => {
      await page.getByText('Synthetic preservation').waitFor();
      await looked(page, 'board-phone');
    });
    await visit('analyst', '/board', { colorScheme: 'dark' }, async (page) => {
      await page.getByText(fr['feed.none']).waitFor();
      await page.getByRole('button', { name: fr['feed.make'] }).click();
      const address = await page.getByLabel(fr['feed.address']).inputValue();
      expect((await workbench.ask(null, 'GET', new URL(address).pathname)).status).toBe(200);
      await looked(page, 'board-feed');
      await page.getByRole('button', { name: fr['feed.stop'] }).click();
      await page.getByText(fr['feed.none']).waitFor();
      expect((await workbench.ask(null, 'GET', new URL(address).pathname)).status).toBe(404);
    });
    await visit('auditor', '/board', {}, async (page) => {
      await page.getByRole('heading', { level: 1, name: fr['notYours.title'] }).waitFor();
      expect(await page.locator('nav a[href^="/board"]').count()).toBe(0);
    });
  });

  test('say of a preservation that no rule gives an end that nobody is warned of it, and the day that was named', async () => {
    const { workbench, visit } = client;
    const asked = { kind: 'preservation', addresseeKind: 'provider', country: 'US', addressee: 'Synthetic provider' };
    const body = newRequest('investigator', asked);
    const { id } = (
      await workbench.ask('investigator', 'POST', `/api/cases/${await onCase()}/requests`, { body })
    ).json();
    for (const event of [
      { kind: 'sent', at: { date: dayIn(-9) } },
      { kind: 'renewed', at: { date: dayIn(-2) }, until: dayIn(20) },
    ])
      await workbench.ask('investigator', 'POST', `/api/requests/${id}/events`, { body: event });
    await visit('investigator', `/requests/${id}`, { viewport: PHONE }, async (page) => {
      await page.getByText(fr['clocks.withoutEnd']).waitFor();
      await page.getByText(fr['clocks.namedEnd'].replace(/ ?:.*/, '')).waitFor();
      await looked(page, 'preserved-without-end');
    });
    const board = await workbench.ask(
      'investigator',
      'GET',
      `/api/requests?unit=${client.unit}&runsOut=true&open=true`,
    );
    const [row] = board.json().items.filter((each: { id: string }) => each.id === id);
    expect(row).toMatchObject({ protectionEndsOn: dayIn(20) });
  });

  test('are held by who can act, end as refused when they were refused, and tell their clocks in words', async () => {
    const { workbench, visit } = client;
    const ofCase = await onCase();
    const body = newRequest('investigator', { addressee: 'Synthetic refusal abroad' });
    const { id } = (await workbench.ask('investigator', 'POST', `/api/cases/${ofCase}/requests`, { body })).json();
    const enter = (kind: string, daysAgo: number) =>
      workbench.ask('investigator', 'POST', `/api/requests/${id}/events`, {
        body: { kind, at: { date: dayIn(-daysAgo) } },
      });
    await enter('sent', 40);
    await visit('investigator', `/requests/${id}`, { viewport: DESKTOP }, async (page) => {
      const clocks = page.locator('section[aria-labelledby="clocks"]');
      await clocks.getByText(fr['clockNow.ask_again']).first().waitFor();
      expect(await page.locator('main').textContent()).not.toMatch(/house-|budapest-/);
      await looked(page, 'clocks-running');
      await page.getByRole('button', { name: fr['requestAct.change'] }).click();
      const holders = page.getByRole('dialog').getByLabel(fr['request.holder']).getByRole('option');
      expect((await holders.allInnerTexts()).join()).toMatch(/investigator.*analyst/);
      expect((await holders.allInnerTexts()).join()).not.toContain('Synthetic magistrate');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: fr['requestAct.extended'], exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['event.dayThere'].replace(/ ?:.*/, '')).fill(dayIn(-1));
      await dialog.getByLabel(fr['event.until']).fill('9999-12-31');
      await dialog.getByText(fr['day.outside'].replace(/\{from\}.*/, '')).waitFor();
      expect(await dialog.getByRole('button', { name: fr.record }).isDisabled()).toBe(true);
      await looked(page, 'extension-too-far');
      await dialog.getByLabel(fr['event.until']).fill(dayIn(60));
      await looked(page, 'extension');
      await dialog.getByLabel(fr['event.hour']).fill('10:30');
      await dialog.getByLabel(fr['event.dayHere'].replace(/ \(.*/, '')).waitFor();
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.waitFor({ state: 'detached' });
      // Three months from the sending are before that day.
      await clocks.locator('summary').first().waitFor();
      for (const why of await clocks.locator('summary').all()) await why.click();
      await clocks.getByText(fr['why.namedFollowed'].replace(/ ?:.*/, '')).waitFor();
    });
    await workbench.ask('investigator', 'POST', `/api/requests/${id}/events`, {
      body: { kind: 'extended', at: { date: dayIn(0) }, until: dayIn(70) },
    });
    for (const [viewport, picture] of [
      [DESKTOP, 'why-not-followed'],
      [PHONE, 'why-not-followed-phone'],
    ] as const)
      await visit('investigator', `/requests/${id}`, { viewport }, async (page) => {
        const clocks = page.locator('section[aria-labelledby="clocks"]');
        await clocks.locator('summary').first().waitFor();
        for (const why of await clocks.locator('summary').all()) await why.click();
        await clocks.getByText(/sa règle ne permet plus de prolongation/).waitFor();
        await looked(page, picture);
      });
    await enter('refused', 0);
    await visit('investigator', `/requests/${id}`, { viewport: DESKTOP }, async (page) => {
      await page.locator('section[aria-labelledby="clocks"]').getByText(fr['clock.stopped']).first().waitFor();
      await looked(page, 'clocks-stopped');
      await page.getByRole('button', { name: fr['requestAct.end'] }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByLabel(fr['endRequest.how']).inputValue()).toBe('refused');
      await dialog.getByLabel(fr['propose.reason']).fill('Another way is taken');
      await dialog.getByRole('button', { name: fr['propose.do'] }).click();
      await page.getByText(fr['endRequest.proposedRefused']).first().waitFor();
    });
    await visit('magistrate', `/requests/${id}`, { locale: 'en-GB', viewport: PHONE }, async (page) => {
      await page.getByRole('button', { name: en['proposals.agree'] }).click();
      await page.getByRole('dialog').getByRole('button', { name: en['proposals.agree'] }).click();
      await page.getByText(en['request.ended']).waitFor();
      await page.getByText(en['standing.endedAs.refused'], { exact: true }).waitFor();
      await looked(page, 'ended-refused-phone');
    });
    await visit('investigator', '/board?standing=ended', { viewport: DESKTOP }, async (page) => {
      const row = page.locator('table.records tbody tr', { hasText: 'Synthetic refusal abroad' });
      await row.getByText(fr['standing.endedAs.refused'], { exact: true }).waitFor();
      const tops = await page
        .locator('.counts li')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      expect(new Set(tops).size, 'counters in one row').toBe(1);
      await looked(page, 'board-ended');
    });
  });

  test('go by rules that an administrator writes anew, with a reason; what another one wrote meanwhile is shown', async () => {
    const { workbench, visit } = client;
    const id = 'house-order-silence';
    const items = async () => (await workbench.ask('administrator', 'GET', '/api/clock-rules')).json().items;
    const rule = async () => (await items()).find((each: { id: string }) => each.id === id);
    await visit('administrator', '/administration/clocks', {}, async (page) => {
      await page.getByRole('button', { name: fr['rules.changeOf'].replace('{rule}', id) }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['rules.amount'], { exact: true }).fill('20');
      await dialog.getByLabel(fr.reason).fill('Synthetic decision 1');
      const body = { rule: { ...(await rule()).rule, warn_days: [3] }, reason: 'Written elsewhere' };
      expect((await workbench.ask('administrator', 'POST', '/api/admin/clock-rules', { body })).status).toBe(200);
      const record = dialog.getByRole('button', { name: fr['rules.changeDo'] });
      await record.click();
      await dialog.getByText('Written elsewhere').waitFor();
      expect(await dialog.getByLabel(fr['rules.amount'], { exact: true }).inputValue()).toBe('20');
      await record.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('Synthetic decision 1').waitFor({ state: 'attached' });
      expect(await rule()).toMatchObject({ version: 3, own: true, rule: { length: { amount: 20 } } });
      await looked(page, 'rules');
    });
    await visit('administrator', '/administration/clocks', {}, async (page) => {
      await page.getByRole('button', { name: fr['rules.copyOf'].replace('{rule}', id) }).click();
      const dialog = page.getByRole('dialog');
      const record = dialog.getByRole('button', { name: fr['rules.copyDo'] });
      await dialog.getByLabel(fr.reason).fill('Synthetic decision 2');
      const name = dialog.getByLabel(fr['rules.id'], { exact: true });
      await name.fill(id);
      await dialog.getByText(fr['rules.idTaken']).waitFor();
      expect(await record.isDisabled()).toBe(true);
      await name.fill('house-synthetic-silence');
      await dialog.getByLabel(fr['rules.name.fr'], { exact: true }).fill('Usage synthétique');
      await looked(page, 'rule-copied');
      await record.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('Usage synthétique').waitFor();
      const copied = (await items()).find((each: { id: string }) => each.id === 'house-synthetic-silence');
      expect(copied).toMatchObject({ version: 1, own: true, rule: { length: { amount: 20 } } });
      expect(await rule()).toMatchObject({ version: 3 });
    });
    await visit('administrator', '/administration/clocks', { locale: 'en-GB', viewport: PHONE }, async (page) => {
      await page.getByText('house-letters-rogatory-silence').waitFor();
      await looked(page, 'rules-phone');
    });
  });

  for (const [device, viewport] of [
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ] as const)
    test(`say at a field what is refused of it, and go there: in French, ${device}`, async () => {
      await client.visit('administrator', '/administration/clocks', { viewport }, async (page) => {
        await page.getByRole('button', { name: fr['rules.copyOf'].replace('{rule}', 'house-order-silence') }).click();
        const dialog = page.getByRole('dialog');
        const id = dialog.getByLabel(fr['rules.id'], { exact: true });
        await id.fill('Usage 2');
        await dialog.getByLabel(fr.reason).fill('Synthetic decision');
        const record = dialog.getByRole('button', { name: fr['rules.copyDo'] });
        await record.click();
        await expectRefused(id, /Écrivez un identifiant en petites lettres/);
        expect(await dialog.locator('.notice').count()).toBe(0);
        await looked(page, `refused-field-fr-${device}`, dialog);
        await id.fill('usage-2');
        expect(await id.getAttribute('aria-invalid')).toBeNull();
        // A part of the rule that has no field of its own is said where the rule is written out.
        await dialog.getByText(fr['rules.whole']).click();
        const whole = dialog.getByLabel(fr['rules.wholeLabel'], { exact: true });
        const written = JSON.parse(await whole.inputValue());
        await whole.fill(JSON.stringify({ ...written, with_traits: ['none'] }));
        await dialog.getByText(fr['rules.whole']).click();
        await record.click();
        await expectRefused(whole, /with_traits : Aucune sorte de demande de cette règle n’a le trait « none »/);
        await looked(page, `refused-part-fr-${device}`, dialog);
      });
    });

  test('say at a field what two fields mean together, and at the foot what is of none', async () => {
    const ofCase = await onCase();
    const { ask, database } = client.workbench;
    const made = await ask('investigator', 'POST', `/api/cases/${ofCase}/requests`, {
      body: newRequest('investigator'),
    });
    await client.visit('investigator', `/requests/${made.json().id}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['requestAct.other'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['event.kind'], { exact: true }).selectOption('extended');
      // With an hour the form leaves it to the server which day that is there.
      await dialog.getByLabel(fr['event.hour'], { exact: true }).fill('00:00');
      const until = dialog.getByLabel(fr['event.until'], { exact: true });
      await until.fill('2020-01-01');
      await dialog.getByRole('button', { name: fr.record }).click();
      await expectRefused(until, /Le nouveau dernier jour précède l’événement/);
      await looked(page, 'refused-event-fr', dialog);
    });
    await client.visit('investigator', `/cases/${ofCase}`, {}, async (page) => {
      await page.getByRole('button', { name: fr['case.rename'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(fr['openCase.title'], { exact: true }).fill('Synthetic case 2');
      await database.query(
        `begin; set local session_replication_role = replica;
         update casework.case_file set stage = 'closed' where id = '${ofCase}'; commit`,
        [],
      );
      await dialog.getByRole('button', { name: fr.record }).click();
      await dialog.getByText('Cette affaire est close.').waitFor();
      expect(await dialog.getByLabel(fr['openCase.title'], { exact: true }).inputValue()).toBe('Synthetic case 2');
      await looked(page, 'refused-closed-fr', dialog);
    });
  });
});

/** The field that says what was refused of it: marked, described by the sentence, and with the focus. */
async function expectRefused(field: Locator, sentence: string | RegExp): Promise<void> {
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  const described = (await field.getAttribute('aria-describedby')) ?? '';
  const ids = described.split(' ').map((id) => `[id="${id}"]`);
  const said = (await field.page().locator(ids.join()).allTextContents()).join(' ').replaceAll(/\s/g, ' ');
  expect(said).toMatch(sentence);
}

type Visit = (member: Staff, path: string, use: (page: Page) => Promise<void>) => Promise<void>;
type Seen = (page: Page, state: string) => Promise<void>;

/** What those who work on a case do with a request, one after the other. */
class Walk {
  readonly words: Words;
  readonly visit: Visit;
  constructor(words: Words, visit: Visit) {
    this.words = words;
    this.visit = visit;
  }

  async writeDown(ofCase: string, seen: Seen): Promise<string> {
    const { words } = this;
    let id = '';
    await this.visit('investigator', `/cases/${ofCase}`, async (page) => {
      await page.getByText(words['requests.none']).waitFor();
      await page.getByRole('button', { name: words['requests.new'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['request.kind'], { exact: true }).selectOption('mutual_legal_assistance');
      await dialog.getByLabel(words['request.addressee'], { exact: true }).fill('Synthetic authority of Cebu');
      await dialog.getByLabel(words['request.country'], { exact: true }).selectOption('PH');
      await dialog
        .getByText(words['ruleTrust.unit'].split(',')[0] ?? '')
        .first()
        .waitFor();
      await dialog.getByLabel(words['request.legalBasis'], { exact: true }).fill('Synthetic treaty, article 3');
      await dialog.getByLabel(words['request.asked'], { exact: true }).fill('Payout records of two places, 2026');
      await dialog.getByLabel(words['request.language'], { exact: true }).selectOption('en');
      await dialog.getByLabel(words['request.annexes'], { exact: true }).fill('Annex 1\nAnnex 2');
      await seen(page, 'new-request');
      await dialog.getByRole('button', { name: words['newRequest.do'] }).click();
      await page.getByRole('heading', { level: 1, name: 'Synthetic authority of Cebu' }).waitFor();
      await page.getByText(words['request.notSent']).waitFor();
      await seen(page, 'request-not-sent');
      id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    });
    return id;
  }

  /** Sent forty days ago and asked for again: silent. An answer ends it no more than that. */
  async enterEvents(request: string, seen: Seen): Promise<void> {
    const { words } = this;
    const enter = async (page: Page, act: 'sent' | 'asked_again' | 'answered', daysAgo: number): Promise<void> => {
      await page.getByRole('button', { name: words[`requestAct.${act}`], exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['event.dayThere'].replace(/ ?:.*/, '')).fill(dayIn(-daysAgo));
      if (act === 'sent') await seen(page, 'event');
      await dialog.getByRole('button', { name: words.record }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await this.visit('investigator', `/requests/${request}`, async (page) => {
      await enter(page, 'sent', 40);
      await page.getByText(words['standing.silent'], { exact: true }).waitFor();
      await page.locator('details summary').first().click();
      await seen(page, 'request-silent');
      await enter(page, 'asked_again', 1);
      await enter(page, 'answered', 0);
      await page.getByText(words['standing.notEnded']).waitFor();
      expect(await page.getByText(words['request.ended']).count()).toBe(0);
    });
  }

  async handOver(request: string, colleague: string): Promise<void> {
    const { words } = this;
    await this.visit('investigator', `/requests/${request}`, async (page) => {
      await page.getByRole('button', { name: words['requestAct.change'] }).click();
      const dialog = page.getByRole('dialog');
      const option = dialog.getByLabel(words['request.holder']).getByRole('option', { name: colleague });
      await dialog.getByLabel(words['request.holder']).selectOption((await option.getAttribute('value')) ?? '');
      await dialog.getByRole('button', { name: words.record }).click();
      await page.getByText(words['request.heldBy'].replace('{name}', colleague)).waitFor();
      const line = words['givenOn.line'].replace('{from}', 'Synthetic investigator').replace('{to}', colleague);
      await page
        .locator('summary')
        .filter({ hasText: /changé de responsable une fois|changed hands once/ })
        .click();
      await page.getByText(line).waitFor();
    });
  }

  async proposeEnd(request: string, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('analyst', `/requests/${request}`, async (page) => {
      await page.getByRole('button', { name: words['requestAct.end'] }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words['propose.reason']).fill('All of it has come');
      await seen(page, 'propose-end');
      await dialog.getByRole('button', { name: words['propose.do'] }).click();
      await page.getByText(words['proposals.own']).waitFor();
      expect(await page.getByRole('button', { name: words['proposals.agree'] }).count()).toBe(0);
    });
  }

  async agree(request: string, seen: Seen): Promise<void> {
    const { words } = this;
    await this.visit('magistrate', `/requests/${request}`, async (page) => {
      await page.getByRole('button', { name: words['proposals.agree'] }).click();
      await page.getByRole('dialog').getByRole('button', { name: words['proposals.agree'] }).click();
      await page.getByText(words['request.ended']).waitFor();
      await seen(page, 'request-ended');
    });
  }
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
