import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../src/report/browser.fixture.ts';
import { fixtureLeads } from '../../src/report/fixture.ts';
import { addedPerson, openedCase, said } from '../../test/support/casework.ts';
import { registered } from '../../test/support/evidence.ts';
import { newRequest } from '../../test/support/requests.ts';
import { addLeads, told } from '../../test/support/workbench.ts';
import { openWorkbenchClient, type Staff, type WorkbenchClient } from './workbench-client.fixture.ts';

const chromium = chromiumPath();
if (chromium === undefined) test.skip(NO_CHROMIUM, () => {});

const PICTURES = process.env.VIGIE_PICTURES;

/** Words of the API itself, ids, instants, numbers, hashes, codes of countries and currencies, zones and addresses: nobody types them. */
const NOT_TYPED =
  /^([a-z][a-z0-9_.:-]*|[\da-f-]{8,}|[\dT:.+Z-]*|[A-Z]{1,3}|[A-Za-z]+\/[A-Za-z_/]+|https?:.*|\/.*|[A-Za-z0-9_-]{40,}={0,2})$/;

/** The same answer, with what reorders or cannot be seen in every text that somebody may have typed. */
function withHidden(value: unknown): unknown {
  if (typeof value === 'string')
    return NOT_TYPED.test(value) ? value : `${value.slice(0, 1)}\u202e\u200b${value.slice(1)}`;
  if (Array.isArray(value)) return value.map(withHidden);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withHidden(each)]));
}

/** Every text of the page and of what is read out beside it; what is in a field is left as it was typed. */
const SHOWN = `(() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  const texts = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) texts.push(walk.currentNode.data);
  for (const element of document.querySelectorAll('*'))
    for (const name of ['title', 'alt', 'label', 'placeholder', 'aria-label', 'aria-description'])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
  return texts;
})()`;
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

describe.skipIf(chromium === undefined)('what somebody has typed', () => {
  let client: WorkbenchClient;
  let made: Awaited<ReturnType<typeof oneOfEverything>>;
  beforeAll(async () => {
    client = await openWorkbenchClient(chromium ?? '');
    made = await oneOfEverything(client);
  });
  afterAll(() => client?.close());

  const pages: readonly (readonly [Staff, (of: typeof made) => string])[] = [
    ['investigator', (of) => `/cases/${of.case}`],
    ['investigator', () => '/waiting'],
    ['investigator', () => '/cases'],
    ['investigator', (of) => `/cases/${of.case}/timeline`],
    ['investigator', (of) => `/requests/${of.request}`],
    ['investigator', () => '/board'],
    ['investigator', (of) => `/people/${of.payer}`],
    ['investigator', (of) => `/children/${of.child}?case=${of.case}`],
    ['investigator', (of) => `/evidence/${of.item}`],
    ['investigator', (of) => `/leads/investigation/${of.lead}`],
    ['investigator', () => '/leads/investigation'],
    ['investigator', () => '/find?text=SYN-P-001'],
    ['victim_services', () => '/care'],
    ['victim_services', (of) => `/care/${of.child}`],
    ['auditor', () => '/audit'],
    ...['members', 'units', 'retention', 'clocks', 'qualifications'].map(
      (part) => ['administrator', () => `/administration/${part}`] as const,
    ),
  ];
  for (const [member, path] of pages)
    test(`is shown with nothing hidden in it: ${path({ ...NAMES })}`, async () => {
      await client.visit(member, '/account', {}, async (page) => {
        await page.route(/\/api\//, async (route) => {
          const answer = await route.fetch();
          const isJson = answer.headers()['content-type']?.includes('application/json') ?? false;
          await (isJson
            ? route.fulfill({ response: answer, json: withHidden(await answer.json()) })
            : route.fulfill({ response: answer }));
        });
        await page.goto(new URL(path(made), page.url()).href);
        await settled(page);
        const texts = await page.evaluate<string[]>(SHOWN);
        if (PICTURES !== undefined) {
          mkdirSync(PICTURES, { recursive: true });
          await page.screenshot({
            path: join(PICTURES, `hidden${path(NAMES).replaceAll(/\W+/g, '-')}.png`),
            fullPage: true,
          });
        }
        expect(texts.filter((text) => HIDDEN.test(text))).toEqual([]);
        expect(texts.join(' '), 'the answers came through').toContain('⟨U+202E⟩⟨U+200B⟩');
        // The page may ask for something as it goes: that answer finds nobody any more.
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      });
    });
});

/** Until nothing more is on its way and the page has its heading. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

const NAMES = { case: 'CASE', request: 'REQUEST', payer: 'PERSON', child: 'CHILD', item: 'ITEM', lead: 'LEAD' };

/** A case with one of everything that has words, each written as somebody would. */
async function oneOfEverything({ workbench, unit }: WorkbenchClient): Promise<typeof NAMES> {
  const ask = async (member: Staff, url: string, body: object) => {
    const answer = await workbench.ask(member, 'POST', url, { body });
    expect(answer.status, `${url} ${answer.body}`).toBe(200);
    return answer.json();
  };
  const own = 'investigator';
  const id = await openedCase(workbench, own, unit, 'Synthetic case');
  const other = await openedCase(workbench, own, unit, 'Another synthetic case');
  await ask(own, `/api/cases/${id}/members`, { memberId: 'magistrate', role: 'magistrate' });
  await ask(own, `/api/cases/${id}/links`, { otherCaseId: other, reason: 'Synthetic reason of a link' });
  await ask(own, `/api/cases/${id}/bars`, { memberId: 'analyst', reason: 'Synthetic reason of a bar' });
  await ask(own, `/api/cases/${id}/proposals`, { kind: 'end_child_search', reason: 'Synthetic reason of an end' });
  const payer = await addedPerson(workbench, own, id, 'concerned', 'Payer One');
  const twin = await addedPerson(workbench, own, id, 'concerned', 'Payer Uno');
  await said(workbench, own, payer, id, 'note', { text: 'Synthetic note' });
  await ask(own, `/api/people/${twin}/merge`, { into: payer, reason: 'Synthetic reason of a merge' });
  const child = await addedPerson(workbench, own, id, 'child', 'Child Lapwing');
  await ask(own, `/api/children/${child}/releases`, {
    ...{ caseId: id, memberId: own, purpose: 'identification', reason: 'Synthetic reason of a release', days: 2 },
  });
  const basis = { basis: 'consent', basisWords: 'Synthetic guardian', basisOn: '2026-01-10' };
  const { id: referral } = await ask(own, `/api/children/${child}/referrals`, {
    ...{ caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'Synthetic need', ...basis },
  });
  await ask('victim_services', `/api/referrals/${referral}/answer`, { answer: 'accepted', words: 'Synthetic answer' });
  const { id: request } = await ask(
    own,
    `/api/cases/${id}/requests`,
    newRequest(own, { annexes: ['Synthetic annex'] }),
  );
  const sent = { kind: 'sent', at: { date: '2026-02-01' }, words: 'Synthetic words of an event' };
  const { id: event } = await ask(own, `/api/requests/${request}/events`, sent);
  await ask(own, `/api/requests/${request}/events/${event}/strike`, { reason: 'Synthetic reason of a strike' });
  await ask(own, `/api/requests/${request}/events`, sent);
  await ask(own, `/api/requests/${request}/end`, { how: 'dropped', reason: 'Synthetic reason of another end' });
  const item = await registered(workbench, own, id);
  const fact = { kind: 'fact', when: { precision: 'day', at: '2026-02-03' }, words: 'Seen there', source: 'Note 1' };
  await ask(own, `/api/cases/${id}/events`, { ...fact, personId: payer, place: 'Synthetic place' });
  await ask(own, `/api/cases/${id}/stage`, { to: 'preliminary_inquiry', reason: 'Synthetic act of a stage' });
  const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 100 }]);
  await told(workbench.database.query, 'update vigie.lead_body set body = $2 where lead_id = $1', [
    ...[lead, JSON.stringify(fixtureLeads()[0])],
  ]);
  await ask(own, `/api/leads/${lead}/holds`, { reason: 'Synthetic reason of a hold' });
  await ask(own, `/api/leads/${lead}/decisions`, { kind: 'need_more', words: 'Synthetic words of a decision' });
  await ask('administrator', `/api/admin/units/${unit}/holds`, { reason: 'Synthetic reason of a hold on a unit' });
  return { case: id, request, payer, child, item, lead };
}
