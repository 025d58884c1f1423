import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LABELS } from '../../src/exchange/file/labels.ts';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { fixtureLeads } from '../../src/report/fixture.ts';
import { textOf } from '../../test/support/pdf-text.ts';
import { addLeads, told } from '../../test/support/workbench.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, expectNothingSideways, PHONE } from './client.fixture.ts';
import { byKeyboard, byPointer, type Hands } from './hands.fixture.ts';
import { openWorkbenchClient, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages and the files go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
type Words = typeof en;

/** What has a name in the data and not in the messages. */
const FR = { kind: 'Demande d’entraide (commission rogatoire internationale)', language: 'anglais' };
const EN = { kind: 'Mutual legal assistance request (letters rogatory)', language: 'English' };

// The searches for barriers take a second each: in one walk at each state, in the other nowhere.
const WALKS = [
  { ...{ locale: 'fr-FR', viewport: DESKTOP, keyboard: true, barriers: false }, ...{ words: fr, data: FR } },
  { ...{ locale: 'en-GB', viewport: PHONE, keyboard: false, barriers: true }, ...{ words: en, data: EN } },
] as const;

describe.skipIf(chromium === undefined)('from a lead to the file of its case', () => {
  let client: WorkbenchClient;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
    const { database } = client.workbench;
    const subjects = WALKS.map(({ locale }) => `Payer ${locale}`);
    const leads = subjects.map((subject, index) => ({ queue: 'investigation' as const, rank: 100 + index, subject }));
    const ids = await addLeads(database, client.unit, leads);
    const [lead] = fixtureLeads();
    if (lead === undefined) throw new Error('no lead');
    const few = JSON.stringify({ ...lead, transfers: lead.transfers.slice(-12), links: lead.links.slice(0, 6) });
    for (const [index, subject] of subjects.entries())
      await told(database.query, 'update vigie.lead_body set body = $2 where lead_id = $1', [
        ids[index],
        few.replaceAll(String(lead.subject.name), `Synthetic ${subject}`),
      ]);
  });
  afterAll(() => client?.close());

  for (const { locale, viewport, keyboard, barriers, words, data } of WALKS)
    test(`is one way: ${locale}, ${viewport.width} wide${keyboard ? ', by keyboard alone' : ''}`, async () => {
      const options = { locale, viewport };
      const take = (page: Page): Walk => new Walk(page, words, keyboard ? byKeyboard(page) : byPointer, seen);
      const seen = async (page: Page, state: string): Promise<void> => {
        if (PICTURES !== undefined) {
          mkdirSync(PICTURES, { recursive: true });
          const whole = (await page.getByRole('dialog').count()) === 0;
          await page.screenshot({ path: join(PICTURES, `${locale}-${state}.png`), fullPage: whole });
        }
        await (barriers ? expectNoBarrier(page) : expectNothingSideways(page));
      };
      const child = `Child Heron ${locale}`;
      let item = '';
      await client.visit('investigator', '/leads/investigation', { ...options, purpose: null }, async (page) => {
        const walk = take(page);
        await walk.openCase(`Synthetic Payer ${locale}`);
        await walk.nameSecond();
        await walk.addChild(child);
        await walk.sayClue();
        await walk.setNextStep(child);
        await walk.askAbroad(data);
        item = await walk.handOver();
      });
      await client.visit('analyst', item, options, (page) => take(page).acknowledge());
      await client.visit('investigator', item, options, async (page) => {
        const walk = take(page);
        await walk.importContacts();
        await walk.qualify();
        const pdf = await walk.makeFile();
        if (PICTURES !== undefined) writeFileSync(join(PICTURES, `${locale}.pdf`), pdf);
        expectFile(await textOf(pdf), keyboard ? 'fr' : 'en', child);
      });
    });
});

/** The child comes first, what was asked and handed over is in it, and every page says which it is. */
function expectFile(text: string, language: 'fr' | 'en', child: string): void {
  const pages = text.split('\f');
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`page ${index + 1}/${pages.length}`);
    expect(page).toContain('SYNTHETIC MARKING');
  }
  // Lines are broken anywhere in the cells of a table.
  const unbroken = text.replaceAll(/\s/g, '');
  const at = (what: string): number => {
    const place = unbroken.indexOf(what.replaceAll(/\s/g, ''));
    expect(place, what).toBeGreaterThan(0);
    return place;
  };
  for (const after of ['Synthetic authority of Cebu', 'Synthetic telephone', 'SYN-A', 'The telephone was used'])
    expect(at(child)).toBeLessThan(at(after));
  for (const each of ['School day as declared', 'Ask the school', 'Synthetic treaty, article 3', 'Reminder by post'])
    at(each);
  for (const act of ['custody.handed_over', 'custody.acknowledged'] as const) at(LABELS[act][language]);
  expect(text).not.toContain('CONTENT');
}

type Seen = (page: Page, state: string) => Promise<void>;

/** What is done with a case, page by page, with whatever hands. */
class Walk {
  readonly #page: Page;
  readonly #words: Words;
  readonly #hands: Hands;
  readonly #seen: (state: string) => Promise<void>;

  constructor(page: Page, words: Words, hands: Hands, seen: Seen) {
    this.#page = page;
    this.#words = words;
    this.#hands = hands;
    this.#seen = (state) => seen(page, state);
  }

  get #dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  #heading(name: string): Promise<void> {
    return this.#page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  #press(key: keyof Words): Promise<void> {
    return this.#hands.press(this.#page.getByRole('button', { name: this.#words[key], exact: true }).first());
  }

  #follow(key: keyof Words): Promise<void> {
    return this.#hands.press(this.#page.getByRole('link', { name: this.#words[key], exact: true }).first());
  }

  #write(key: keyof Words, text: string): Promise<void> {
    return this.#hands.write(this.#dialog.getByLabel(this.#words[key], { exact: true }), text);
  }

  #choose(key: keyof Words, label: string): Promise<void> {
    return this.#hands.choose(this.#dialog.getByLabel(this.#words[key], { exact: true }), label);
  }

  /** Sends what the dialog asks, and waits until it is put away. */
  async #do(key: keyof Words): Promise<void> {
    await this.#hands.press(this.#dialog.getByRole('button', { name: this.#words[key], exact: true }));
    await this.#dialog.waitFor({ state: 'detached' });
  }

  async openCase(lead: string): Promise<void> {
    const words = this.#words;
    await this.#heading(words['purpose.ask']);
    await this.#seen('01-purpose');
    await this.#hands.tick(this.#page.getByRole('radio', { name: new RegExp(`^${words['purpose.inquiry']}`) }));
    await this.#press('purpose.go');
    await this.#hands.press(this.#page.getByRole('link', { name: lead, exact: true }));
    await this.#page.getByRole('heading', { name: words['reasons.for'], exact: true }).waitFor();
    await this.#seen('02-lead');
    await this.#follow('cases.openFromLead');
    await this.#write('openCase.title', 'Synthetic household');
    await this.#write('openCase.next', 'Ask the provider for the payout places');
    await this.#seen('03-open-case');
    await this.#do('cases.open');
    await this.#heading('Synthetic household');
    await this.#page.getByText(words['cases.noChild']).waitFor();
    await this.#seen('04-case');
  }

  async nameSecond(): Promise<void> {
    await this.#press('members.add');
    await this.#choose('members.role', this.#words['caseRole.analyst']);
    await this.#choose('members.colleague', 'Synthetic analyst');
    await this.#do('members.add');
    await this.#page.locator('.people-list').getByText('Synthetic analyst').waitFor();
  }

  async addChild(child: string): Promise<void> {
    await this.#press('children.add');
    await this.#hands.write(this.#dialog.getByRole('searchbox'), child);
    await this.#press('peopleSearch.do');
    await this.#write('add.name', child);
    await this.#write('add.next', 'Compare the clues');
    await this.#seen('05-add-child');
    await this.#do('add.do');
    await this.#heading(child);
  }

  async sayClue(): Promise<void> {
    await this.#press('statement.add');
    await this.#write('statement.from', '8');
    await this.#write('statement.to', '11');
    await this.#write('statement.basis', 'School day as declared');
    await this.#write('statement.source', 'Synthetic record 1');
    await this.#seen('06-clue');
    await this.#do('statement.do');
    await this.#page.getByText('School day as declared').waitFor();
  }

  async setNextStep(child: string): Promise<void> {
    const words = this.#words;
    const change = words['status.changeOf'].replace('{track}', words['track.identification']).replace('{child}', child);
    await this.#hands.press(this.#page.getByRole('button', { name: change, exact: true }));
    await this.#choose('status.state', words['childState.located']);
    await this.#write('status.next', 'Ask the school');
    await this.#seen('07-track');
    await this.#do('record');
    await this.#page.locator('.track-state').getByText(words['childState.located']).first().waitFor();
    await this.#seen('08-child');
    await this.#follow('person.back');
    await this.#heading('Synthetic household');
  }

  /** A request to another country that is sent and then asked for again. */
  async askAbroad({ kind, language }: typeof EN): Promise<void> {
    await this.#press('requests.new');
    await this.#choose('request.kind', kind);
    await this.#write('request.addressee', 'Synthetic authority of Cebu');
    await this.#choose('request.country', 'Philippines (PH)');
    await this.#write('request.legalBasis', 'Synthetic treaty, article 3');
    await this.#write('request.asked', 'Payout records of two places, 2026');
    await this.#choose('request.language', language);
    await this.#seen('09-request');
    await this.#do('newRequest.do');
    await this.#heading('Synthetic authority of Cebu');
    const events = this.#page.locator('.event-name');
    for (const [act, words] of [
      ['sent', 'By the liaison magistrate'],
      ['asked_again', 'Reminder by post'],
    ] as const) {
      await this.#press(`requestAct.${act}`);
      await this.#write('event.words', words);
      await this.#seen(`10-${act}`);
      await this.#do('record');
      await events.getByText(this.#words[`requestEvent.${act}`], { exact: true }).waitFor();
    }
    await this.#seen('11-request');
    await this.#follow('person.back');
    await this.#heading('Synthetic household');
  }

  /** Gives the path of the item that the second person is to acknowledge. */
  async handOver(): Promise<string> {
    const words = this.#words;
    await this.#press('evidence.register');
    await this.#write('item.description', 'Synthetic telephone, black');
    await this.#write('item.custodian', 'Synthetic custodian');
    await this.#write('item.place', 'Safe 3');
    await this.#choose('item.algorithm', 'SHA256');
    await this.#write('item.hash', 'ab'.repeat(32));
    await this.#write('item.classification', 'Restricted');
    await this.#write('item.origin', 'Seizure 5');
    await this.#seen('12-register');
    await this.#do('evidence.registerDo');
    await this.#heading(words['evidence.number'].replace('{number}', '1'));
    await this.#press('custodyDo.handed_over');
    await this.#choose('party.who.taker', 'Synthetic analyst');
    await this.#write('custody.newPlace', 'Safe 7');
    await this.#seen('13-hand-over');
    await this.#do('record');
    await this.#press('offer.acknowledgeFor.giver');
    await this.#write('custody.paper', 'Receipt 12');
    await this.#do('record');
    await this.#page.getByText(words['offer.done'], { exact: true }).waitFor();
    await this.#page.getByText(words['offer.awaited']).waitFor();
    await this.#seen('14-awaited');
    return new URL(this.#page.url()).pathname;
  }

  async acknowledge(): Promise<void> {
    await this.#press('offer.acknowledge.taker');
    await this.#seen('15-acknowledge');
    await this.#do('record');
    await this.#page.locator('.panel').getByText('Safe 7').waitFor();
    await this.#seen('16-item');
  }

  async importContacts(): Promise<void> {
    const words = this.#words;
    await this.#follow('person.back');
    await this.#follow('caseLine.open');
    await this.#heading(words['caseLine.title']);
    await this.#press('caseLine.import');
    const choosing = this.#page.waitForEvent('filechooser');
    await this.#hands.press(this.#dialog.getByLabel(words['caseImport.file']));
    const buffer = Buffer.from('Date;De;À;Service;Message\n03/02/2026 21:15;SYN-A;SYN-B;Example Chat;CONTENT\n');
    await (await choosing).setFiles({ name: 'contacts.csv', mimeType: 'text/csv', buffer });
    await this.#choose('caseImport.order', words['caseImport.order.day_first']);
    await this.#write('caseImport.zone', 'Europe/Paris');
    await this.#press('caseImport.look');
    await this.#dialog.getByText(words['caseImport.stripped']).waitFor();
    await this.#dialog.getByText('Message', { exact: true }).waitFor();
    await this.#seen('17-import');
    await this.#hands.press(this.#dialog.locator('button[type=submit]'));
    await this.#dialog.waitFor({ state: 'detached' });
    await this.#page.getByText('contacts.csv').first().waitFor();
    await this.#seen('18-timeline');
    await this.#follow('caseLine.back');
  }

  async qualify(): Promise<void> {
    const words = this.#words;
    await this.#press('candidate.offer');
    await this.#write('candidate.why', 'Payments before each contact');
    await this.#do('record');
    const element = this.#page.locator('.elements > li').first();
    await element.getByText(words['candidate.nothing']).waitFor();
    await this.#press('candidate.fact');
    const which = this.#dialog.getByLabel(words['candidate.whichFact']);
    const telephone = which.locator('option', { hasText: 'Synthetic telephone' });
    await telephone.waitFor({ state: 'attached' });
    await this.#hands.choose(which, (await telephone.textContent()) ?? '');
    await this.#write('candidate.how', 'The telephone was used');
    await this.#seen('19-fact');
    await this.#do('record');
    await element.getByText('The telephone was used').waitFor();
  }

  async makeFile(): Promise<Buffer> {
    await this.#press('files.make');
    await this.#write('files.marking', 'SYNTHETIC MARKING');
    await this.#write('files.for', 'For the magistrate');
    await this.#seen('20-make-file');
    await this.#do('files.do');
    await this.#seen('21-case');
    const fetched = this.#page.waitForEvent('download');
    await this.#hands.press(this.#page.getByText(this.#words['files.fetch']));
    return readFileSync(await (await fetched).path());
  }
}
