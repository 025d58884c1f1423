import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { type Jobs, startJobs } from '../../src/server/jobs/start-jobs.ts';
import { Place, smallWorld } from '../../test/support/place.ts';
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;
/** A scan of the small world takes seconds, of a busy machine many. */
const SCANNED_MS = 120_000;

describe.skipIf(chromium === undefined)('the way of a file into the queues', () => {
  const place = new Place();
  let client: WorkbenchClient;
  let jobs: Jobs;
  let odd: Buffer;
  let more: Buffer;
  beforeAll(async () => {
    const lines = readFileSync((await smallWorld(place)).transfers, 'utf8')
      .trimEnd()
      .split('\n');
    const [head = '', ...records] = lines;
    // A header that nobody knows, and a record without an amount that can be read.
    const strange = head.replace(/(^|,)amount(,|$)/, '$1zzz$2');
    const half = Math.ceil(records.length / 2);
    const broken = records[0]?.replace(/\d+\.\d+/, 'much') ?? '';
    odd = Buffer.from(`${[strange, ...records.slice(0, half), broken].join('\n')}\n`);
    more = Buffer.from(`${[strange, ...records.slice(half)].join('\n')}\n`);
    client = await openWorkbenchClient(chromium ?? '');
    const { database, worker, dataFolder } = client.workbench;
    mkdirSync(join(dataFolder, 'inbox'), { recursive: true });
    writeFileSync(join(dataFolder, 'inbox', 'second-half.csv'), more);
    jobs = await startJobs({
      pool: database.pools.worker,
      db: worker,
      dataFolder,
      settings: { memory: '1GB', threads: 1, atOnce: 1 },
      log: () => undefined,
    });
  });
  afterAll(async () => {
    await jobs?.stop();
    await client?.close();
  });

  const seen = async (page: Page, name: string): Promise<void> => {
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    }
    await expectNoBarrier(page);
  };

  test('sends a file, corrects its columns, imports it and follows it to its end', { timeout: 240_000 }, async () => {
    await client.visit('analyst', '/import', { locale: 'fr-FR', viewport: DESKTOP }, async (page) => {
      await page.getByRole('checkbox', { name: 'second-half.csv' }).waitFor();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'export étrange.csv', mimeType: 'text/csv', buffer: odd });
      await page.getByRole('checkbox', { name: 'export étrange.csv' }).waitFor();
      await seen(page, 'import-fr-1280');
      await page.getByRole('button', { name: 'Voir les colonnes de export étrange.csv' }).click();
      await page.getByText('Ce fichier ne peut pas encore être lu ainsi').waitFor();
      await page.getByLabel('Signification de la colonne zzz').selectOption({ label: 'montant' });
      expect(await page.getByText('Relisez d’abord le fichier').isVisible()).toBe(true);
      await seen(page, 'import-columns-fr-1280');
      await page.getByRole('button', { name: 'Relire avec ces colonnes' }).click();
      await page.getByText('Lu avec les colonnes que vous avez indiquées').waitFor();
      await page.getByLabel('Enregistrer cette correspondance sous').fill('Export étrange');
      await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
      await page.getByText('Enregistrée : elle servira').waitFor();
      await page.getByRole('button', { name: 'Importer ce fichier' }).click();
      await page.getByText(/Étape \d+ sur \d+|En attente de son tour/).waitFor();
      await expect.poll(() => page.url()).toContain('job=');
      await page.getByRole('heading', { name: 'Import terminé' }).waitFor({ timeout: SCANNED_MS });
      await page.getByText('1 en quarantaine.').waitFor();
      await seen(page, 'import-done-fr-1280');
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Télécharger la quarantaine (CSV)' }).click();
      expect(readFileSync(await (await coming).path(), 'utf8')).toContain('n’est pas un nombre');
    });
  });

  test('takes the saved columns for the next file and says what changed with it', { timeout: 240_000 }, async () => {
    await client.visit(
      'analyst',
      '/import',
      { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' },
      async (page) => {
        await page.getByRole('checkbox', { name: 'second-half.csv' }).check();
        await page.getByRole('button', { name: 'Look at the columns of second-half.csv' }).click();
        await page.getByText('Read by the saved mapping “Export étrange”').waitFor();
        expect(page.url()).toContain('look=inbox.second-half.csv');
        await seen(page, 'import-columns-en-390');
        await page.getByRole('button', { name: 'Import this file' }).click();
        await page.getByRole('heading', { name: 'Import done' }).waitFor({ timeout: SCANNED_MS });
        await seen(page, 'import-done-en-390');
        await page.getByRole('link', { name: 'See what changed' }).click();
        await page.getByRole('radio', { name: /^moved: \d+/ }).check();
        await page.locator('#comparison ~ table.records, #comparison ~ p.soft').first().waitFor();
        await expect.poll(() => page.url()).toContain('change=moved');
        await seen(page, 'run-en-390');
        await page.getByRole('link', { name: 'All runs' }).click();
        await page.getByRole('heading', { level: 1, name: 'Data and runs' }).waitFor();
        await page.locator('table.records').waitFor();
        await seen(page, 'runs-en-390');
      },
    );
    for (const path of ['/runs', '/import'])
      await client.visit('analyst', path, { locale: 'fr-FR', viewport: DESKTOP }, async (page) => {
        await page.locator('table.records').first().waitFor();
        await seen(page, `${path.slice(1)}-after-fr-1280`);
        if (path === '/import') return;
        await page.locator('table.records tbody a').first().click();
        await page.getByRole('radio', { name: /^venues/ }).waitFor();
        await seen(page, 'run-fr-1280');
      });
  });

  test('is not open to who may not import', async () => {
    await client.visit('investigator', '/import', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('heading', { name: 'A page for another role' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Import' }).count()).toBe(
        0,
      );
    });
  });

  test('refuses an image and says why', async () => {
    await client.visit('analyst', '/import', { locale: 'en-GB' }, async (page) => {
      const image = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(2000)]);
      await page.locator('input[type=file]').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: image });
      await page.getByText('x.csv was not received.').waitFor();
      await page.getByRole('alert').getByText(/JPEG/).waitFor();
      await seen(page, 'import-refused-en-1280');
    });
  });
});
