import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import type { SignInState } from '../src/api/schema.ts';
import { type Client, DESKTOP, expectNoBarrier, manyLeads, openClient, PHONE } from './client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

const OUT: SignInState = {
  signedIn: false,
  strong: false,
  fresh: false,
  awaitsCode: false,
  methods: ['totp'],
  offered: ['totp'],
  sso: { name: 'Fournisseur d’exemple' },
  firstAdministrator: false,
};

describe.skipIf(chromium === undefined)('signing in', () => {
  let client: Client;
  beforeAll(async () => {
    client = await openClient(chromium ?? '', manyLeads());
  });
  afterAll(() => client.close());

  test('goes from the password to the code to the page that was asked for', async () => {
    client.api.signIn.set(OUT);
    await client.visit('/leads/safeguarding?holder=me', { locale: 'fr-FR' }, async (page) => {
      await page.waitForURL(/sign-in/);
      await expectNoBarrier(page);
      await page.getByLabel('Adresse électronique').fill('camille@exemple.invalid');
      await page.getByLabel('Mot de passe', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
      await page.getByText('L’adresse ou le mot de passe ne convient pas.').waitFor();
      await expectNoBarrier(page);
      await page.getByLabel('Mot de passe', { exact: true }).fill('four unrelated synthetic words');
      await page.keyboard.press('Enter');
      await page.getByLabel('Code de votre application').fill('000000');
      await page.keyboard.press('Enter');
      await page.getByText('Le code ne convient pas.').waitFor();
      await expectNoBarrier(page);
      await page.getByLabel('Code de votre application').fill('123 456');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/leads\/safeguarding\?holder=me$/);
    });
  });

  test('lets nobody on without a second factor, and shows the key and the backup codes when one is set up', async () => {
    client.api.signIn.set({ ...OUT, methods: [] });
    await client.visit('/sign-in', { locale: 'en-GB', viewport: PHONE }, async (page) => {
      await page.getByLabel('E-mail address').fill('camille@exemple.invalid');
      await page.getByLabel('Password', { exact: true }).fill('four unrelated synthetic words');
      await page.keyboard.press('Enter');
      await page.getByText('A second factor is needed before you go on.').waitFor();
      await page.getByRole('button', { name: 'Set up a code application' }).click();
      await page.getByText('JBSW Y3DP').waitFor();
      expect(await page.getByRole('region', { name: 'Backup codes' }).getByRole('listitem').count()).toBe(10);
      await expectNoBarrier(page);
      await page.getByLabel('First code').fill('123456');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/leads\//);
    });
  });

  test('uses a one-time link once, and keeps its secret out of the address', async () => {
    client.api.signIn.set({ ...OUT, firstAdministrator: true });
    await client.visit('/welcome#first-secret', { locale: 'en-GB', viewport: DESKTOP }, async (page) => {
      await page.getByLabel('Organisation').fill('Example');
      expect(page.url()).not.toContain('secret');
      await expectNoBarrier(page);
      await page.getByLabel('Name').fill('Camille Exemple');
      await page.getByLabel('E-mail address').fill('camille@exemple.invalid');
      await page.getByLabel('Unit').fill('Example unit');
      await page.getByLabel('Password', { exact: true }).fill('password');
      await page.getByLabel('The same password again').fill('other');
      await page.getByText('The two differ.').waitFor();
      await page.getByLabel('The same password again').fill('password');
      await page.keyboard.press('Enter');
      await page.getByText('Ce mot de passe ne protège pas assez.').waitFor();
      for (const label of ['Password', 'The same password again'])
        await page.getByLabel(label, { exact: true }).fill('four unrelated synthetic words');
      await page.keyboard.press('Enter');
      await page.getByText('A second factor is needed before you go on.').waitFor();
      // The password was given just now: it is not asked for again.
      expect(await page.getByLabel('Password').count()).toBe(0);
    });
  });

  test('says of a link that is over what to do next', async () => {
    client.api.signIn.set(OUT);
    await client.visit('/welcome#over', { locale: 'fr-FR' }, async (page) => {
      await page.getByText('Demandez-en un autre.').waitFor();
      await expectNoBarrier(page);
    });
  });

  test('shows the account and its sessions, and confirms who is there before a sensitive act', async () => {
    client.api.signIn.set({ ...OUT, signedIn: true, strong: true, fresh: false });
    for (const [locale, viewport] of [
      ['fr-FR', DESKTOP],
      ['en-GB', PHONE],
    ] as const)
      await client.visit('/account', { locale, viewport }, async (page) => {
        await page.getByText('Firefox 140').waitFor();
        await expectNoBarrier(page);
      });
    await client.visit('/account', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Make new backup codes' }).click();
      await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor();
      await expectNoBarrier(page);
      await page.getByLabel('Code of your application').fill('123456');
      await page.keyboard.press('Enter');
      await page.getByText('SYNTH-00001').waitFor();
      const listed = await page.getByRole('region', { name: 'Backup codes' }).getByRole('listitem').allInnerTexts();
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByText('Copied').waitFor();
      expect((await page.evaluate<string>('navigator.clipboard.readText()')).trim().split('\n')).toEqual(listed);
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download' }).click();
      const file = await (await coming).path();
      expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual(listed);
      // The test reaches the page by the number of the machine, which browsers take for no passkey.
      await page.getByText('No passkey here: this browser has none, or the address (127.0.0.1) is a number.').waitFor();
    });
  });

  test('goes to the sign-in page when the session ends in the middle of work, with what was typed kept', async () => {
    client.api.signIn.set({ ...OUT, signedIn: true, strong: true, fresh: true });
    await client.visit('/leads/investigation/L-investigation-30', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('radio', { name: 'Follow up' }).check();
      await page.getByLabel('Note (optional)').fill('Typed before the session ended');
      client.api.signIn.set({ signedIn: false, strong: false });
      await page.getByRole('button', { name: 'Record the decision' }).click();
      await page.waitForURL(/sign-in/);
      await page.getByLabel('E-mail address').fill('camille@exemple.invalid');
      await page.getByLabel('Password', { exact: true }).fill('four unrelated synthetic words');
      await page.keyboard.press('Enter');
      await page.getByLabel('Code of your application').fill('123456');
      await page.keyboard.press('Enter');
      await page.waitForURL(/L-investigation-30/);
      expect(await page.getByLabel('Note (optional)').inputValue()).toBe('Typed before the session ended');
    });
  });

  test('forgets with the sign-out what the tab had kept', async () => {
    client.api.signIn.set({ ...OUT, signedIn: true, strong: true, fresh: true });
    await client.visit('/leads/investigation/L-investigation-31', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('radio', { name: 'Follow up' }).check();
      await page.getByRole('button', { name: 'Camille Exemple' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/sign-in/);
      expect(await page.evaluate('sessionStorage.length')).toBe(0);
    });
  });

  test('leaves nothing of a record on the page of another tab once its member has signed out, or when it is looked at after the session ended', async () => {
    const state = { ...OUT, signedIn: true, strong: true, fresh: true };
    client.api.signIn.set(state);
    await client.visit('/leads/investigation/L-investigation-31', { locale: 'en-GB' }, async (page) => {
      const other = await page.context().newPage();
      const record = other.getByRole('radio', { name: 'Follow up' });
      const open = async (): Promise<void> => {
        await other.goto(page.url());
        await record.waitFor();
      };
      const gone = async (): Promise<void> => {
        await other.waitForURL(/sign-in/);
        await other.getByLabel('E-mail address').waitFor();
        expect(await record.count()).toBe(0);
        expect(await other.locator('main').textContent()).not.toContain('L-investigation-31');
      };
      await open();
      client.api.signIn.set({ signedIn: false, strong: false });
      await other.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      await gone();
      client.api.signIn.set(state);
      await open();
      await page.getByRole('button', { name: 'Camille Exemple' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await gone();
      expect(await other.evaluate('sessionStorage.length')).toBe(0);
    });
  });

  test('leaves nothing in a tab that stands at the sign-in because its session ended, once its member has signed out elsewhere', async () => {
    const state = { ...OUT, signedIn: true, strong: true, fresh: true };
    client.api.signIn.set(state);
    await client.visit('/leads/investigation/L-investigation-31', { locale: 'en-GB' }, async (page) => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByRole('radio', { name: 'Follow up' }).check();
      await other.getByLabel('Note (optional)').fill('Typed before the session ended');
      client.api.signIn.set({ signedIn: false, strong: false });
      await other.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      await other.waitForURL(/sign-in/);
      await other.getByLabel('E-mail address').waitFor();
      expect(await other.evaluate('JSON.stringify(sessionStorage)'), 'kept for who signs in again').toContain(
        'Typed before the session ended',
      );
      client.api.signIn.set(state);
      await page.getByRole('button', { name: 'Camille Exemple' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/sign-in/);
      await expect.poll(() => other.evaluate('sessionStorage.length'), { timeout: 60_000 }).toBe(0);
      await expect.poll(() => other.url(), { timeout: 60_000 }).not.toContain('L-investigation-31');
    });
  });
});
