import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { Place, smallWorld } from '../../test/support/place.ts';
import { PASSWORD, type SignedIn } from '../../test/support/sign-in-workbench.ts';
import en from '../src/messages/en.json' with { type: 'json' };
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { byKeyboard, byPointer, type Hands } from './hands.fixture.ts';
import { type SignedInWorkbench, signedInWorkbench } from './signed-in-workbench.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
/** A scan of the small world takes seconds, of a busy machine many. */
const SCANNED_MS = 300_000;

/** Records of each delivery but the first. */
const LATER = 20;

/** Both languages, both devices, both hands, without the cube of them. */
const WALKS = [
  { locale: 'fr-FR', viewport: DESKTOP, words: fr, keyboard: true },
  { locale: 'en-GB', viewport: PHONE, words: en, keyboard: false },
] as const;

describe.skipIf(chromium === undefined)('from a file to a decision', () => {
  const place = new Place();
  let workbench: SignedInWorkbench;
  let deliveries: readonly Buffer[];
  beforeAll(async () => {
    const [head = '', ...records] = readFileSync((await smallWorld(place)).transfers, 'utf8')
      .trimEnd()
      .split('\n');
    // Nearly all of the world comes first, so that there are leads; a few records with each of the others.
    const [first = [], ...few] = [
      records.slice(0, -LATER * WALKS.length),
      ...WALKS.map((_, index) => records.slice(-LATER * (index + 1)).slice(0, LATER)),
    ];
    // A header that nobody knows, another one in each delivery: nothing that was saved before helps.
    deliveries = [first, ...few].map((some, index) => {
      const strange = head.replace(/(^|,)amount(,|$)/, `$1zz${index}$2`);
      return Buffer.from(`${[strange, ...some].join('\n')}\n`);
    });
    workbench = await signedInWorkbench(chromium ?? '', WALKS.length);
  });
  afterAll(() => workbench?.close());

  for (const [index, { locale, viewport, words, keyboard }] of WALKS.entries())
    test(`is one way, signed in and undone: ${locale}, ${viewport.width} wide${keyboard ? ', by keyboard alone' : ''}`, async () => {
      const analyst = workbench.analysts[index] as SignedIn;
      await workbench.visit('/sign-in', { locale, viewport, purpose: null }, async (page) => {
        const hands = keyboard ? byKeyboard(page) : byPointer;
        const walk = new Walk(page, words, hands, viewport === PHONE);
        const seen = async (state: string): Promise<void> => {
          if (PICTURES !== undefined) {
            mkdirSync(PICTURES, { recursive: true });
            await page.screenshot({ path: join(PICTURES, `path-${index}-${state}.png`), fullPage: true });
          }
          await expectNoBarrier(page);
        };
        await walk.signIn(analyst, seen);
        await walk.importFile({ name: `remise ${index}.csv`, buffer: deliveries[index] as Buffer }, `zz${index}`, seen);
        const name = await walk.openFirstLead(seen);
        await walk.decide(seen);
        await walk.findDecided(name, seen);
        await walk.undo(name, seen);
      });
    });
});

type Words = typeof en;
type Seen = (state: string) => Promise<void>;

class Walk {
  readonly #page: Page;
  readonly #words: Words;
  readonly #hands: Hands;
  readonly #isPhone: boolean;

  constructor(page: Page, words: Words, hands: Hands, isPhone: boolean) {
    this.#page = page;
    this.#words = words;
    this.#hands = hands;
    this.#isPhone = isPhone;
  }

  #button(key: keyof Words): Locator {
    return this.#page.getByRole('button', { name: this.#words[key], exact: true });
  }

  #told(key: keyof Words): Promise<void> {
    return this.#page.getByRole('status').getByText(this.#words[key]).first().waitFor();
  }

  /** Goes to a page by its link. */
  async #goTo(key: keyof Words): Promise<void> {
    if (this.#isPhone) await this.#hands.press(this.#button('frame.menu'));
    const pages = this.#page.getByRole('navigation', { name: this.#words['frame.pages'] });
    await this.#hands.press(pages.getByRole('link', { name: this.#words[key], exact: true }));
  }

  async signIn({ email, codes }: SignedIn, seen: Seen): Promise<void> {
    const password = this.#page.getByLabel(this.#words['signIn.password'], { exact: true });
    await password.waitFor();
    await seen('sign-in');
    await this.#hands.write(this.#page.getByLabel(this.#words['signIn.email']), email);
    await this.#hands.write(password, PASSWORD);
    await this.#page.keyboard.press('Enter');
    const code = this.#page.getByLabel(this.#words['prove.code']);
    await code.waitFor();
    await seen('code');
    await this.#hands.write(code, await codes.next());
    await this.#page.keyboard.press('Enter');
    await this.#page.getByRole('heading', { level: 1, name: this.#words['purpose.ask'] }).waitFor();
    await seen('purpose');
    await this.#hands.tick(this.#page.getByRole('radio', { name: this.#words['purpose.triage'] }));
    await this.#page.keyboard.press('Enter');
    await this.#page.getByRole('heading', { level: 1, name: this.#words['queue.safeguarding'] }).waitFor();
    await seen('empty');
  }

  async importFile(file: { readonly name: string; readonly buffer: Buffer }, strange: string, seen: Seen) {
    const words = this.#words;
    await this.#goTo('page.import');
    const choosing = this.#page.waitForEvent('filechooser');
    await this.#hands.press(this.#button('import.pick'));
    await (await choosing).setFiles({ ...file, mimeType: 'text/csv' });
    await this.#hands.press(
      this.#page.getByRole('button', { name: words['import.lookOf'].replace('{name}', file.name), exact: true }),
    );
    await this.#page.getByText(words['import.notYet']).waitFor();
    await seen('columns');
    const meaning = words['import.meaningOf'].replace('{header}', strange);
    await this.#hands.choose(this.#page.getByLabel(meaning), words['field.amount']);
    await this.#hands.press(this.#button('import.try'));
    await this.#page.getByText(words['import.asSaid'].split('{')[0]?.trim() ?? '').waitFor();
    await seen('columns-corrected');
    await this.#hands.press(this.#page.locator('button.strong').last());
    await this.#page.locator('.going progress').waitFor();
    await seen('under-way');
    await this.#page.getByRole('heading', { name: words['job.done'] }).waitFor({ timeout: SCANNED_MS });
    await seen('done');
  }

  /** Opens the first lead of the queue; gives who it is about. */
  async openFirstLead(seen: Seen): Promise<string> {
    await this.#goTo('queue.investigation');
    const first = this.#page.locator('a[data-lead]').first();
    await first.waitFor();
    await seen('leads');
    const name = (await this.#names())[0] ?? '';
    await this.#hands.press(first);
    await this.#page.getByRole('heading', { name: this.#words['reasons.for'], exact: true }).waitFor();
    await seen('lead');
    return name;
  }

  async decide(seen: Seen): Promise<void> {
    await this.#hands.tick(this.#page.getByRole('radio', { name: this.#words['decision.kind.follow_up'] }));
    await this.#hands.write(this.#page.getByLabel(this.#words['decision.words.follow_up']), 'Synthetic note');
    await seen('deciding');
    await this.#hands.press(this.#button('decision.record'));
    await this.#told('decision.done');
    await seen('decided');
  }

  /** It is among those that are followed up, and no longer among those on which nothing is decided. */
  async findDecided(name: string, seen: Seen): Promise<void> {
    await this.#goTo('queue.investigation');
    await this.#listByState('new');
    await expect.poll(() => this.#names()).not.toContain(name);
    await this.#listByState('follow_up');
    await expect.poll(() => this.#names()).toEqual([name]);
    await seen('followed-up');
  }

  async undo(name: string, seen: Seen): Promise<void> {
    await this.#hands.press(this.#page.locator('a[data-lead]').first());
    await this.#hands.press(this.#button('history.undo'));
    await this.#told('decision.undone');
    await this.#page.getByText(this.#words['decision.state.new']).waitFor();
    await seen('undone');
    await this.#goTo('queue.investigation');
    await this.#listByState('follow_up');
    // Rows stay under the reader's hand until they are asked for anew.
    await this.#hands.press(this.#button('leads.refresh'));
    await this.#page.getByText(this.#words['leads.noneHere']).waitFor();
    await this.#listByState('new');
    await this.#hands.press(this.#button('leads.refresh'));
    await expect.poll(() => this.#names()).toContain(name);
  }

  #names(): Promise<readonly string[]> {
    return this.#page.locator('a[data-lead]').allInnerTexts();
  }

  /** Lets one kind of decision through, by the chip of the filter. */
  async #listByState(state: 'new' | 'follow_up'): Promise<void> {
    const name = this.#words['filter.name'].replace('{name}', this.#words['filter.state']);
    await this.#hands.press(this.#page.getByRole('button', { name: new RegExp(`^${name}`) }));
    const group = this.#page.getByRole('group', { name: this.#words['filter.state'], exact: true });
    await group.waitFor();
    const box = (key: keyof Words): Locator =>
      group.getByRole('checkbox', { name: new RegExp(`^${this.#words[key]}`) });
    const wanted = box(`state.${state}`);
    if (!(await wanted.isChecked())) await this.#hands.tick(wanted);
    for (const other of ['new', 'follow_up', 'ordinary', 'need_more'] as const)
      if (other !== state && (await box(`state.${other}`).isChecked())) await this.#hands.tick(box(`state.${other}`));
    await this.#page.keyboard.press('Escape');
    await expect.poll(() => new URL(this.#page.url()).searchParams.get('state')).toBe(state);
  }
}
