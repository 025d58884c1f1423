import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { type Jobs, startJobs } from '../../src/server/jobs/start-jobs.ts';
import { Place, smallWorld } from '../../test/support/place.ts';
import { addUnit, told } from '../../test/support/workbench.ts';
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

  test('sends a file, corrects its columns, imports it and follows it to its end', async () => {
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

  test('takes the saved columns for the next file and says what changed with it', async () => {
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

  test('keeps what no column says, a constant or joined columns, when a column is corrected', async () => {
    const mapping = {
      columns: {
        ...Object.fromEntries(['executed_at', 'payer_id', 'payee_id'].map((field) => [field, field])),
        payee_country: 'place',
        amount: 'sum',
        currency: { constant: 'EUR' },
        payer_name: { columns: ['first', 'last'], join: ' ' },
      },
    };
    const saved = await client.workbench.ask('analyst', 'POST', '/api/mappings', {
      body: { unit: client.unit, name: 'Two names', mapping },
    });
    expect(saved.status).toBeLessThan(300);
    const heads = 'executed_at,payer_id,first,last,payee_id,place,sum,also';
    const record = '2025-03-01T10:00:00Z,SYN-1,Synthetic,Payer,SYN-2,PH,10.00,12.00';
    await client.visit('analyst', '/import', { locale: 'en-GB', viewport: DESKTOP }, async (page) => {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'names.csv', mimeType: 'text/csv', buffer: Buffer.from(`${heads}\n${record}\n`) });
      await page.getByRole('button', { name: 'Look at the columns of names.csv' }).click();
      await page.getByText('Read by the saved mapping “Two names”').waitFor();
      await page.getByLabel('Meaning of the column also').selectOption({ label: 'amount' });
      const asked = page.waitForRequest((request) => request.url().endsWith('/imports/preview'));
      await page.getByRole('button', { name: 'Read again with these columns' }).click();
      const { columns } = (await asked).postDataJSON().mapping;
      expect(columns).toEqual({ ...mapping.columns, amount: 'also' });
      await page.getByText('Read with the columns that you said').waitFor();
      expect(await page.getByText('This file cannot be read like this yet').count()).toBe(0);
      await seen(page, 'import-constant-en-1280');
      await page.getByRole('button', { name: 'Discard names.csv' }).click();
      await page.getByRole('checkbox', { name: 'names.csv' }).waitFor({ state: 'detached' });
    });
  });

  test('shows how dates and amounts are understood, and lets order, decimal sign and zone be said without a file', async () => {
    const heads = 'payer_id,payee_id,payee_country,date,amount,currency';
    const buffer = Buffer.from(
      `${heads}\nSYN-1,SYN-2,PH,01/02/2026 10:00,"1,234",EUR\nSYN-1,SYN-2,PH,03/04/2026 11:30,"2,500",EUR\n`,
    );
    for (const [locale, viewport] of [
      ['fr-FR', DESKTOP],
      ['en-GB', PHONE],
    ] as const)
      await client.visit('analyst', '/import', { locale, viewport }, async (page) => {
        const fr = locale === 'fr-FR';
        await page.locator('input[type=file]').setInputFiles({ name: 'open.csv', mimeType: 'text/csv', buffer });
        await page
          .getByRole('button', { name: fr ? 'Voir les colonnes de open.csv' : 'Look at the columns of open.csv' })
          .click();
        await page.getByText(fr ? '2 janv. 2026, 10:00, heure locale' : '2 Jan 2026, 10:00, local time').waitFor();
        await page
          .getByText(fr ? /choisir l’ordre du jour et du mois ci-dessous/ : /choose the order of day and month below/)
          .waitFor();
        expect(await page.getByText(/mapping file|fichier de correspondance/).count()).toBe(0);
        await page.getByLabel(fr ? 'Ordre du jour et du mois' : 'Order of day and month').selectOption('dayFirst');
        await page.getByText(fr ? '1er févr. 2026, 10:00, heure locale' : '1 Feb 2026, 10:00, local time').waitFor();
        await page.getByLabel(fr ? 'Fuseau des heures' : 'Time zone of times').selectOption('UTC');
        await page.getByText(fr ? '1er févr. 2026, 10:00 UTC' : '1 Feb 2026, 10:00 UTC').waitFor();
        await page.getByLabel(fr ? 'Signe décimal' : 'Decimal sign').selectOption(',');
        await page.locator('td.amount-as', { hasText: fr ? '1,234' : '1.234' }).waitFor();
        await seen(page, `reading-${fr ? 'fr-1280' : 'en-390'}`);
        await page.getByRole('button', { name: fr ? 'Jeter open.csv' : 'Discard open.csv' }).click();
        await page.getByRole('checkbox', { name: 'open.csv' }).waitFor({ state: 'detached' });
      });
  });

  test('says a date gone astray on the import, the run and above the queues, and scans again as of another day without a file', async () => {
    const [, record = ''] = more.toString('utf8').split('\n');
    const stray = record.replace(/^[^,]*/, 'STRAY-1').replace(/20\d\d-\d\d-\d\d/, '2031-03-15');
    const buffer = Buffer.from(`${more.toString('utf8').replace('zzz', 'amount')}${stray}\n`);
    await client.visit('analyst', '/import', { locale: 'fr-FR', viewport: DESKTOP }, async (page) => {
      await page.locator('input[type=file]').setInputFiles({ name: 'stray.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('checkbox', { name: 'stray.csv' }).waitFor();
      await page.getByRole('button', { name: 'Importer ce fichier' }).click();
      await page.getByRole('heading', { name: 'Import terminé' }).waitFor({ timeout: SCANNED_MS });
      await page.getByText('1 transfert est daté longtemps après tous les autres').waitFor();
      await page.getByText(/Enregistrement .+ de stray.csv/).waitFor();
      await page.getByText(/Les files de l’unité (ne )?proposent/).waitFor();
      await seen(page, 'attention-import-fr-1280');
      await page.getByRole('link', { name: 'Voir ce qui a changé' }).click();
      await page.getByText('1 transfert est daté longtemps après tous les autres').waitFor();
      await page.getByRole('heading', { name: 'Ce qui limite ces résultats' }).waitFor();
      await seen(page, 'attention-run-fr-1280');
    });
    for (const [member, locale, viewport] of [
      ['investigator', 'en-GB', PHONE],
      ['analyst', 'en-GB', DESKTOP],
    ] as const)
      await client.visit(member, '/leads/investigation', { locale, viewport }, async (page) => {
        await page.getByText('1 transfer is dated long after all others').waitFor();
        await seen(page, `attention-queue-${member}-en-${viewport.width}`);
        if (member === 'investigator') {
          await page.getByText('An analyst of the unit can scan again').waitFor();
          return;
        }
        await page.getByRole('link', { name: /^Scan again as of/ }).click();
        const field = page.locator('section', { has: page.getByRole('heading', { name: 'Scan again without' }) });
        await expect
          .poll(() => field.getByLabel('Use only transfers before').inputValue())
          .toMatch(/^20\d\d-\d\d-\d\d$/);
        await seen(page, 'again-en-1280');
        await field.getByRole('button', { name: 'Scan again' }).click();
        await page.getByRole('heading', { name: 'Import done' }).waitFor({ timeout: SCANNED_MS });
        await page.getByText('No file: what the unit’s records hold was scanned again').waitFor();
        expect(await page.getByText('dated long after all others').count()).toBe(0);
        await page.getByRole('link', { name: 'See what changed' }).click();
        await page.getByText('1 transfer after the end that was chosen took no part').waitFor();
        await seen(page, 'again-run-en-1280');
      });
  });

  test('says above the investigation queue alone that more people stand in its first tier than can be expected', async () => {
    const ofInvestigation = '{"queue":"investigation","first":150,"second":0,"context":0}';
    await client.workbench.database.query(`set local session_replication_role = replica; update vigie.scan_run
      set summary = jsonb_set(jsonb_set(summary, '{tiers,0}', '${ofInvestigation}'), '{counts,payers}', '30000')`);
    for (const [locale, viewport, crowded] of [
      ['fr-FR', DESKTOP, '150 personnes à lire en premier dans la file d’enquête, une pour 200 payeurs'],
      ['en-GB', PHONE, '150 people to read first in the investigation queue, one for each 200 payers'],
    ] as const)
      await client.visit('analyst', '/leads/investigation', { locale, viewport }, async (page) => {
        await page.getByText(crowded).waitFor();
        await seen(page, `crowded-queue-${locale}-${viewport.width}`);
        await page.getByRole('link', { name: /^(Voir l’analyse|See the run)$/ }).click();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByText(crowded).waitFor();
        await seen(page, `crowded-run-${locale}-${viewport.width}`);
      });
    await client.visit('analyst', '/leads/safeguarding', { locale: 'en-GB' }, async (page) => {
      await page.locator('.tally').waitFor();
      expect(await page.getByText('150 people to read first').count()).toBe(0);
    });
  });

  test('follows an import to its end by asking, where no events come through', async () => {
    await client.visit('analyst', '/import', { locale: 'en-GB' }, async (page) => {
      await page.route('**/api/jobs/*/events', (route) => route.fulfill({ status: 404 }));
      await sendAgain(page, 'asked.csv');
      await page.getByRole('heading', { name: 'Import done' }).waitFor({ timeout: SCANNED_MS });
    });
  });

  test('shows a file that was sent before the list of files came', async () => {
    await client.visit('analyst', '/import', { locale: 'en-GB' }, async (page) => {
      let lists = 0;
      let askedAgain = (): void => undefined;
      const isAskedAgain = new Promise<void>((resolve) => {
        askedAgain = resolve;
      });
      await page.route('**/api/imports/files?*', async (route) => {
        if (route.request().method() !== 'GET') return route.continue();
        const answer = await route.fetch();
        // The first list was written before the file came, and comes after.
        if (++lists === 1) await isAskedAgain;
        else askedAgain();
        await route.fulfill({ response: answer }).catch(() => undefined);
      });
      await page.reload();
      await page.locator('input[type=file]').waitFor({ state: 'attached' });
      await expect.poll(() => lists).toBe(1);
      await page.locator('input[type=file]').setInputFiles({ name: 'early.csv', mimeType: 'text/csv', buffer: more });
      await page.getByRole('checkbox', { name: 'early.csv' }).waitFor();
      await page.unrouteAll({ behavior: 'wait' });
    });
  });

  test('cancels an import that runs, and nothing of it is taken over', async () => {
    const runs = async () =>
      (await client.workbench.ask('analyst', 'GET', `/api/runs?unit=${client.unit}`)).json().items.length;
    const before = await runs();
    await client.visit('analyst', '/import', { locale: 'en-GB' }, async (page) => {
      await sendAgain(page, 'cancelled.csv');
      await page.getByText(/Step \d+ of \d+/).waitFor({ timeout: SCANNED_MS });
      await page.getByRole('button', { name: 'Cancel the import' }).click();
      await page.getByRole('heading', { name: 'Import cancelled' }).waitFor({ timeout: SCANNED_MS });
      expect(await page.getByRole('link', { name: 'See what changed' }).count()).toBe(0);
      await seen(page, 'import-cancelled-en-1280');
      await page.getByRole('button', { name: 'Import something else' }).click();
      // The file is still there, to be imported after all.
      await page.getByRole('checkbox', { name: 'cancelled.csv' }).waitFor();
    });
    expect(await runs()).toBe(before);
  });

  /** Sends records whose columns are known by now and imports them. */
  const sendAgain = async (page: Page, name: string): Promise<void> => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: more });
    await page.getByRole('button', { name: `Look at the columns of ${name}` }).click();
    await page.getByText('Read by the saved mapping “Export étrange”').waitFor();
    await page.getByRole('button', { name: 'Import this file' }).click();
  };

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

  test('tells a queue of another role from an empty one, and a unit without records where to import', async () => {
    const { database, ask } = client.workbench;
    const path = '/leads/safeguarding';
    for (const member of ['investigator', 'administrator', 'auditor'] as const)
      await client.visit(member, path, { locale: 'en-GB', viewport: PHONE }, async (page) => {
        await page.getByRole('heading', { name: 'A page for another role' }).waitFor();
        expect(await page.getByText('Nobody is proposed').count()).toBe(0);
        if (member === 'investigator') await seen(page, 'not-yours-en-390');
      });
    await client.visit('investigator', '/leads/investigation', { locale: 'en-GB', viewport: DESKTOP }, async (page) => {
      const pages = page.getByRole('navigation', { name: 'Pages' });
      await pages.getByRole('link', { name: 'Investigation queue' }).waitFor();
      expect(await pages.getByRole('link', { name: 'Safeguarding queue' }).count()).toBe(0);
    });
    // What is open by name is still found.
    const [{ id }] = (await database.query<{ id: string }>(
      `select id from vigie.lead where queue = 'safeguarding' and unit_id = $1 order by rank_in_queue limit 1`,
      [client.unit],
    )) as [{ id: string }];
    const body = { effect: 'grant', memberId: 'investigator', reason: 'A made-up reason' };
    const granted = await ask('analyst', 'POST', `/api/leads/${id}/access`, { body });
    expect(granted.status, granted.body).toBe(200);
    await client.visit('investigator', path, { locale: 'en-GB', viewport: DESKTOP }, async (page) => {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Safeguarding queue' }).waitFor();
      await page.getByRole('heading', { level: 1, name: 'Safeguarding queue' }).waitFor();
    });
    const [{ organisation_id }] = (await database.query<{ organisation_id: string }>(
      `select organisation_id from vigie.unit where id = $1`,
      [client.unit],
    )) as [{ organisation_id: string }];
    const empty = await addUnit(database, organisation_id, 'Unité nouvelle');
    await told(
      database.query,
      `insert into vigie.membership (member_id, unit_id, role) values ('analyst', $1, 'analyst')`,
      [empty],
    );
    await client.visit(
      'analyst',
      `/leads/investigation?unit=${empty}`,
      { locale: 'fr-FR', viewport: DESKTOP },
      async (page) => {
        await page.getByText('Cette unité n’a pas encore de résultats').waitFor();
        await seen(page, 'no-import-fr-1280');
        await page.getByRole('link', { name: 'Importer des transferts' }).click();
        await page.getByRole('heading', { level: 1, name: 'Importer des transferts' }).waitFor();
      },
    );
  });
});
