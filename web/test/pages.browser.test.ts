import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { openedCase } from '../../test/support/casework.ts';
import { addLeads, told } from '../../test/support/workbench.ts';
import fr from '../src/messages/fr.json' with { type: 'json' };
import { DESKTOP, expectNoBarrier, PHONE } from './client.fixture.ts';
import { openWorkbenchClient, type Staff, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;

describe.skipIf(chromium === undefined)('the pages beside the queues', () => {
  let client: WorkbenchClient;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
  });
  afterAll(() => client.close());

  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };

  /** Every page and state, by who sees it, what has to be there, and how to get to the state. */
  const STATES: readonly {
    readonly name: string;
    readonly member: Staff;
    readonly path: string;
    readonly ready: string;
    readonly reach?: (page: Page) => Promise<void>;
  }[] = [
    { name: 'find', member: 'analyst', path: '/find', ready: 'input[type=search]' },
    { name: 'find-not-asked', member: 'analyst', path: '/find?q=SYN-P-00', ready: '.notice' },
    {
      name: 'find-found',
      member: 'analyst',
      path: '/find?q=SYN-P-00',
      ready: 'input[type=search]',
      reach: async (page) => {
        await page.keyboard.press('Enter');
        await page.locator('table.records').waitFor();
      },
    },
    {
      name: 'find-none',
      member: 'investigator',
      path: '/find?q=SYN-V-00',
      ready: 'input[type=search]',
      reach: async (page) => {
        await page.keyboard.press('Enter');
        await page.getByText(/^(Cherché|Searched)\s?:/).waitFor();
      },
    },
    {
      name: 'find-short',
      member: 'analyst',
      path: '/find',
      ready: 'input[type=search]',
      reach: async (page) => {
        await page.keyboard.type('ab');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').waitFor();
      },
    },
    { name: 'trends', member: 'analyst', path: '/trends?queue=investigation', ready: 'table.bars:visible' },
    {
      name: 'trends-open',
      member: 'analyst',
      path: '/trends?queue=safeguarding&tier=first&table=shown&all=corridor',
      ready: 'table.bars:visible',
    },
    { name: 'trends-nothing', member: 'analyst', path: '/trends?tier=context', ready: '.facet' },
    { name: 'outcomes', member: 'analyst', path: '/outcomes', ready: '.children-safe' },
    { name: 'audit', member: 'auditor', path: '/audit', ready: 'table.records' },
    {
      name: 'audit-filtered',
      member: 'auditor',
      path: '/audit?act=person.find&member=analyst&from=2026-01-01',
      ready: 'form.audit-filters',
      reach: async (page) => {
        await page.locator('details > summary').first().click();
      },
    },
    { name: 'audit-none', member: 'auditor', path: '/audit?object=nothing', ready: '.notice' },
    { name: 'members', member: 'administrator', path: '/administration/members', ready: 'table.records' },
    {
      name: 'members-manage',
      member: 'administrator',
      path: '/administration/members',
      ready: 'table.records',
      reach: async (page) => {
        await page.getByRole('button', { name: /(Gérer|Manage) Synthetic analyst/ }).click();
      },
    },
    {
      name: 'members-give',
      member: 'administrator',
      path: '/administration/members',
      ready: 'table.records',
      reach: async (page) => {
        await page.getByRole('button', { name: /(Gérer|Manage) Synthetic analyst/ }).click();
        await page.getByRole('button', { name: /Donner un rôle|Give a role/ }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'invitations', member: 'administrator', path: '/administration/invitations', ready: '.notice' },
    { name: 'units', member: 'administrator', path: '/administration/units', ready: 'table.records' },
    { name: 'roles', member: 'administrator', path: '/administration/roles', ready: 'table.records' },
    {
      name: 'retention',
      member: 'administrator',
      path: '/administration/retention',
      ready: 'input.days',
    },
    { name: 'health', member: 'administrator', path: '/administration/health', ready: 'dl.health' },
    { name: 'not-yours', member: 'auditor', path: '/find', ready: 'h1' },
  ];

  // Both languages, both devices and both schemes, without the square of them: a state takes seconds.
  for (const [locale, device, viewport, colorScheme] of [
    ['fr-FR', 'desktop, light', DESKTOP, 'light'],
    ['en-GB', 'phone, dark', PHONE, 'dark'],
  ] as const)
    test(`have no barrier that axe can find: ${locale}, ${device}`, async () => {
      const faults: string[] = [];
      for (const { name, member, path, ready, reach } of STATES)
        await client
          .visit(member, path, { locale, viewport, colorScheme }, async (page) => {
            await page.locator(ready).first().waitFor();
            await reach?.(page);
            await picture(page, `${name}-${locale.slice(0, 2)}-${viewport.width}`);
            await expectNoBarrier(page);
          })
          .catch((error: unknown) => faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`));
      expect(faults).toEqual([]);
    });

  const searches = async (): Promise<number> => {
    const rows = await client.workbench.database.query<{ n: string }>(
      `select count(*) n from audit.entry where act = 'person.find'`,
    );
    return Number(rows[0]?.n);
  };

  test('search for a person only when it is asked for, and keep what was found on the way back from a lead', async () => {
    const before = await searches();
    await client.visit('analyst', '/find?q=SYN-P-01', { locale: 'en-GB' }, async (page) => {
      await page.getByText('has not been searched for here yet').waitFor();
      await page.getByLabel('Identifier or name').fill('SYN-P-90');
      expect(await searches()).toBe(before);
      await page.getByLabel('Reference').fill('dossier 12');
      await page.getByLabel('Identifier or name').press('Enter');
      await page.getByText('3 results for “SYN-P-90”.').waitFor();
      expect(page.url()).toContain('/find?q=SYN-P-90');
      expect(await page.getByText('beside the subject of the lead').count()).toBe(3);
      await page.getByRole('link', { name: 'Open the lead: Synthetic Payee 900' }).first().click();
      await page.waitForURL(/\/leads\/investigation\/./);
      await page.locator('.lead-head').waitFor();
      await page.goBack();
      await page.getByText('3 results for “SYN-P-90”.').waitFor();
    });
    expect(await searches()).toBe(before + 1);
    const [told] = await client.workbench.database.query<{ content: string }>(
      `select content from audit.entry where act = 'person.find' order by seq desc limit 1`,
    );
    expect(JSON.parse(told?.content ?? '{}')).toMatchObject({
      purpose: 'inquiry',
      reference: 'dossier 12',
      detail: { text: 'SYN-P-90', found: 3 },
    });
  });

  test('never show in a search what its reader may not open', async () => {
    await client.visit('investigator', '/find?q=SYN-V-0', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByText('Nobody matches “SYN-V-0”.').waitFor();
      expect(await page.getByText('What you may not open is never shown, nor counted').isVisible()).toBe(true);
    });
  });

  test('hand out exactly the trends that are shown, small counts left out', async () => {
    await client.visit('analyst', '/trends?queue=investigation', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('heading', { name: 'By payout place' }).waitFor();
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download what is shown (CSV)' }).click();
      const file = await (await coming).path();
      // The button waits for all that is shown; the tables come one by one before.
      const shown = await page.locator('table.bars').nth(1).locator('tbody tr').allInnerTexts();
      const lines = readFileSync(file, 'utf8').split('\r\n');
      expect(lines[0]).toBe('\ufeffGrouping,Value,Label,Leads');
      expect(lines.filter((line) => /^corridor,[A-Z]/.test(line))).toHaveLength(shown.length);
      expect(
        lines.some((line) => /^corridor,,\d+ corridors with fewer than 5 leads each are not shown/.test(line)),
      ).toBe(true);
      await page.getByLabel('context, not proposed').check();
      await expect.poll(() => page.url()).toContain('tier=first,second,context');
    });
  });

  test('open the outcomes on the children who are safe, and hand out exactly what is shown', async () => {
    await client.visit('analyst', '/outcomes', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('heading', { name: 'Children safe' }).waitFor();
      expect(await page.locator('main h2').first().textContent()).toBe('Children safe');
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download what is shown (CSV)' }).click();
      const lines = readFileSync(await (await coming).path(), 'utf8')
        .split('\r\n')
        .slice(1, -1);
      const shown = await page.locator('table.bars tbody tr').all();
      expect(lines).toHaveLength(shown.length);
      for (const [index, row] of shown.entries())
        for (const text of await row.locator('th, td.num').allInnerTexts()) expect(lines[index]).toContain(text);
    });
  });

  test.each([
    ['light', DESKTOP],
    ['dark', DESKTOP],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)('draw each month as a column that can be seen: %s, %o', async (colorScheme, viewport) => {
    await client.visit('analyst', '/trends?queue=investigation', { colorScheme, viewport }, async (page) => {
      await page.locator('.months .rod').first().waitFor();
      const rods = await page.locator('.months .rod').evaluateAll((all) =>
        all.map((rod) => {
          const { width, height } = rod.getBoundingClientRect();
          return { width, height };
        }),
      );
      for (const { width, height } of rods) {
        expect(width).toBeGreaterThan(2);
        expect(height).toBeGreaterThan(2);
      }
      // Pictures follow the width a moment later.
      await expect
        .poll(() => page.locator('.months').evaluate((months) => months.scrollWidth - months.clientWidth))
        .toBeLessThanOrEqual(0);
    });
  });

  test('lead from an entry of the log to all entries on the same object, filters in the address', async () => {
    await client.visit('auditor', '/audit', { locale: 'en-GB' }, async (page) => {
      await page.getByLabel('Act').selectOption({ label: 'looked for a person' });
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await expect.poll(() => page.url()).toContain('act=person.find');
      await page.getByRole('rowheader', { name: 'looked for a person' }).first().waitFor();
      await expect.poll(() => page.getByRole('rowheader', { name: 'read the log' }).count()).toBe(0);
      await page.getByRole('link', { name: 'Cellule d’exemple' }).first().click();
      await expect.poll(() => page.url()).toContain(`object=${client.unit}`);
    });
  });

  test('give a role, end it and shut an account, each after a summary', async () => {
    await openedCase(client.workbench, 'investigator', client.unit, 'SYNTHETIC-TITLE of nobody else');
    await client.visit('administrator', '/administration/members', { locale: 'en-GB' }, async (page) => {
      const row = page.getByRole('row', { name: /Synthetic investigator/ });
      const manage = async (what: string): Promise<void> => {
        await row.getByRole('button', { name: 'Manage Synthetic investigator' }).click();
        await page.getByRole('button', { name: what }).click();
      };
      await manage('Give a role');
      await page.getByLabel('Unit', { exact: true }).selectOption({ label: 'Unité sœur' });
      await page.getByRole('button', { name: 'Give this role' }).click();
      await row.getByText('analyst · Unité sœur').waitFor();
      await row.getByRole('button', { name: /End the role investigator/ }).click();
      await page.getByText('will no longer have the role “investigator”').waitFor();
      expect(await page.getByText('nobody else can act').count(), 'with another role they act still').toBe(0);
      await page.keyboard.press('Escape');
      await row.getByRole('button', { name: /End the role analyst, Unité sœur/ }).click();
      await page.getByRole('button', { name: 'End this role' }).click();
      await row.getByText('analyst · Unité sœur').waitFor({ state: 'detached' });
      await row.getByRole('button', { name: /End the role investigator/ }).click();
      await page.getByText('On 1 case nobody else can act.').waitFor();
      await page.keyboard.press('Escape');
      await manage('Shut the account');
      await page.getByText('their sessions stop at once').waitFor();
      await page.getByText('On 1 case nobody else can act.').waitFor();
      await page.getByRole('button', { name: 'Shut this account' }).click();
      await row.getByText('account shut since').waitFor();
      await manage('Entrust their cases');
      await page.getByText('1 case waits: nobody can act on it.').waitFor();
      await picture(page, 'entrust');
      await expectNoBarrier(page);
      await page.getByLabel('Colleague').selectOption({ label: 'Synthetic analyst' });
      await page.getByRole('button', { name: 'Cancel' }).click();
      await manage('Open the account again');
      await page.getByText('1 case waits for this account.').waitFor();
      expect(await page.content()).not.toContain('SYNTHETIC-TITLE');
      await page.getByRole('button', { name: 'Open this account' }).click();
      await row.getByText('account shut since').waitFor({ state: 'detached' });
      // Nobody gives oneself a role, shuts the own account or ends the own role.
      const own = page.getByRole('row', { name: /Synthetic administrator/ });
      expect(await own.getByRole('button', { name: /End the role/ }).count()).toBe(0);
      await own.getByRole('button', { name: 'Manage' }).click();
      expect(await page.getByRole('button', { name: 'Shut the account' }).count()).toBe(0);
    });
  });

  test('set how long is kept, hold an erasure back and let it go again', async () => {
    await client.visit('administrator', '/administration/retention', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('combobox', { name: 'Unit' }).selectOption({ label: 'Unité sœur' });
      await expect.poll(() => page.url()).toContain('of=');
      await page.getByLabel('Keep for').fill('29');
      expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
      await page.getByLabel('Keep for').fill('400');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('What is no longer worked on is kept for 400 days.').waitFor();
      await page.getByLabel('Reason for holding').fill('Order 12 of the court');
      await page.getByRole('button', { name: 'Hold', exact: true }).click();
      await page.getByText('Nothing of this unit is erased while it is held.').waitFor();
      await expectNoBarrier(page);
      const reason = page.getByLabel('Reason for holding');
      await expect.poll(() => reason.evaluate((at) => at === at.ownerDocument.activeElement)).toBe(true);
      await page.getByRole('button', { name: 'End the hold: Order 12 of the court' }).click();
      // Nothing is let go at one press.
      await page.getByRole('dialog').getByText('It no longer keeps anything in the unit from being erased.').waitFor();
      await expectNoBarrier(page);
      await page.getByRole('dialog').getByRole('button', { name: 'End the hold' }).click();
      await page.getByText('Nothing of this unit is held.').waitFor();
    });
  });

  test('erase exactly what the preview counts, after a summary', async () => {
    const { database, ask } = client.workbench;
    const [sister] = await database.query<{ id: string }>(`select id from vigie.unit where name = 'Unité sœur'`);
    const unit = sister?.id ?? '';
    const leads = await addLeads(
      database,
      unit,
      [1, 2, 3, 4].map((rank) => ({ queue: 'investigation', rank }) as const),
    );
    await told(database.query, `update vigie.scan_run set loaded_at = now() - interval '500 days' where unit_id = $1`, [
      unit,
    ]);
    await database.query(`update vigie.lead set gone = true where id = any($1)`, [leads.slice(0, 3)]);
    await ask('administrator', 'PUT', `/api/admin/units/${unit}/retention`, { body: { days: 400 } });
    const left = async () =>
      (
        await database.query<{ id: string }>(`select lead_id as id from vigie.lead_body where lead_id = any($1)`, [
          leads,
        ])
      )
        .map(({ id }) => id)
        .toSorted();
    await client.visit('administrator', `/administration/retention?of=${unit}`, { locale: 'en-GB' }, async (page) => {
      await page.getByText('3 leads, with all that they hold.').waitFor();
      await expectNoBarrier(page);
      await page.getByRole('button', { name: 'Erase this…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Erase in the unit Unité sœur' });
      await dialog.getByText('3 leads will be erased').waitFor();
      await expectNoBarrier(page);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      expect(await left()).toEqual(leads.toSorted());
      await page.getByRole('button', { name: 'Erase this…' }).click();
      await dialog.getByRole('button', { name: 'Erase for good' }).click();
      await page.getByText('3 leads erased.').waitFor();
      await page.getByText('Nothing.', { exact: true }).waitFor();
    });
    expect(await left()).toEqual(leads.slice(3));
  });

  test('tell who may what of cases, requests, evidence and timeline, by role and by part', async () => {
    await client.visit('administrator', '/administration/roles', { locale: 'fr-FR' }, async (page) => {
      const cells = async (table: string, row: string) => {
        const found = page.getByRole('table', { name: table }).getByRole('row', { name: new RegExp(`^${row}`) });
        return found.getByRole('cell').allTextContents();
      };
      await page.getByRole('table', { name: fr['roles.inCases'] }).waitFor();
      for (const role of ['analyst', 'investigator', 'magistrate', 'victim_services', 'administrator'] as const) {
        const inCases =
          role === 'magistrate' ? 'reads' : role === 'analyst' || role === 'investigator' ? 'writes' : 'none';
        const told = fr[`roles.inCases.${inCases}`];
        expect((await cells(fr['roles.inCases'], fr[`staff.${role}`])).slice(1, 4), role).toEqual([told, told, told]);
      }
      const reads = fr['roles.part.reads'];
      expect(await cells(fr['roles.parts'], fr['caseRole.magistrate'])).toEqual([
        ...[reads, reads, reads, reads, fr['roles.no'], fr['roles.yes']],
      ]);
    });
  });

  test('show the link of an invitation once, and take it back', async () => {
    await client.visit('administrator', '/administration/invitations', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Synthetic Newcomer');
      await page.getByLabel('Work e-mail address').fill('newcomer@example.org');
      await page.getByLabel('Role').selectOption({ label: 'victim services' });
      await page.getByRole('button', { name: 'Make the link' }).click();
      expect(await page.getByLabel('Link', { exact: true }).inputValue()).toMatch(/\/welcome#.{43}$/);
      await expectNoBarrier(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
      await page.getByRole('button', { name: 'Withdraw the link of Synthetic Newcomer' }).click();
      await page.getByRole('button', { name: 'Withdraw this link' }).click();
      await page.getByText('No link waits to be used.').waitFor();
    });
  });

  test('are offered to the roles that open them, and to no others', async () => {
    const offered: Record<string, readonly string[]> = {};
    for (const member of ['analyst', 'victim_services', 'auditor', 'administrator'] as const)
      await client.visit(member, '/', { locale: 'en-GB', viewport: PHONE }, async (page) => {
        await page.getByRole('button', { name: 'Menu' }).click();
        const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
        await links.first().waitFor();
        offered[member] = await links.allInnerTexts();
      });
    expect(offered).toEqual({
      analyst: [
        'Safeguarding queue',
        'Investigation queue',
        'Waiting for me',
        'Cases',
        'Requests',
        'Outcomes',
        'Find',
        'Trends',
        'Import',
        'Data',
      ],
      victim_services: ['Safeguarding queue', 'Care', 'Outcomes', 'Find', 'Trends', 'Data'],
      auditor: ['Audit log'],
      administrator: ['Administration'],
    });
  });
});
