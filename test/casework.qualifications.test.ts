import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadQualifications } from '../src/casework/qualifications/qualification-pack.ts';
import { addedPerson, expectNoRightTo, said } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import { addCase, newRequest } from './support/requests.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from './support/workbench.ts';

let workbench: TestWorkbench;
let caseId: string;
let unit: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  const organisation = await addOrganisation(database);
  unit = await addUnit(database, organisation);
  for (const [id, role] of [
    ['opener', 'investigator'],
    ['other', 'investigator'],
    ['magistrate', 'magistrate'],
    ['care', 'victim_services'],
    ['administrator', 'administrator'],
  ] as const)
    await addMember(database, organisation, id, [{ unit, role }]);
  caseId = await addCase(workbench, unit, 'opener', [['magistrate', 'magistrate']]);
});
afterAll(() => workbench.close());

const list = async (member = 'opener', at = caseId) => (await ask(member, 'GET', `/api/cases/${at}/candidates`)).json();
async function offered(qualification: string, at = caseId): Promise<string> {
  const body = { qualification, words: 'Payments before each contact' };
  const answer = await ask('opener', 'POST', `/api/cases/${at}/candidates`, { body });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().id;
}
const enter = (candidate: string, body: object, member = 'opener') =>
  ask(member, 'POST', `/api/candidates/${candidate}/entries`, { body });

const journeyTo = (otherPlace: string) => ({
  ...{ kind: 'travel', when: { precision: 'day', at: '2026-02-03' }, otherPlace, source: 'Synthetic record 2' },
});
async function entered(at: string, place: string): Promise<string> {
  const answer = await ask('opener', 'POST', `/api/cases/${at}/events`, { body: journeyTo(place) });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().id;
}

describe('a candidate qualification', () => {
  it('holds its elements with what speaks to each, said by a person, and what is missing', async () => {
    const own = await addCase(workbench, unit, 'opener');
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 50 }]);
    expect((await ask('opener', 'POST', `/api/cases/${own}/leads`, { body: { lead } })).status).toBe(200);
    const item = await registered(workbench, 'opener', own);
    const person = await addedPerson(workbench, 'opener', own, 'concerned', 'Payer 7');
    const statement = await said(workbench, 'opener', person, own, 'note', { text: 'Paid at night' });
    const request = await ask('opener', 'POST', `/api/cases/${own}/requests`, { body: newRequest('opener') });
    const happened = { kind: 'answered', at: { date: '2026-02-01' }, words: 'Names of accounts' };
    const event = await ask('opener', 'POST', `/api/requests/${request.json().id}/events`, { body: happened });
    const journey = await entered(own, 'Paris');
    const facts = (await ask('opener', 'GET', `/api/cases/${own}/facts`)).json();
    expect(facts).toMatchObject({
      leads: [{ id: lead, headline: { en: 'At night' } }],
      evidence: [{ id: item, number: 1 }],
      requestEvents: [{ id: event.json().id, event: 'answered', words: 'Names of accounts' }],
      statements: [{ id: statement, workingName: 'Payer 7', value: { text: 'Paid at night' } }],
      events: [
        {
          id: journey,
          stands: true,
          words: { en: expect.stringContaining('Paris'), fr: expect.stringContaining('Paris') },
        },
      ],
    });

    const id = await offered('fr-cp-225-4-1', own);
    const named = [
      { kind: 'lead', id: lead, indicator: 'P04' },
      { kind: 'evidence', id: item },
      { kind: 'request_event', id: event.json().id },
      { kind: 'statement', id: statement },
      { kind: 'event', id: journey },
    ];
    for (const fact of named)
      expect((await enter(id, { kind: 'for', element: 'purpose', fact, words: 'It fits' })).status).toBe(200);
    const against = { kind: 'against', element: 'purpose', fact: named[1], words: 'Bought new' };
    const wrong = (await enter(id, against)).json().id;
    expect((await enter(id, { kind: 'struck', entry: wrong, words: 'Another one' })).status).toBe(200);
    expect((await enter(id, { kind: 'missing', element: 'child', words: 'No age is known' })).status).toBe(200);

    const [candidate] = (await list('opener', own)).items;
    expect(candidate).toMatchObject({
      newer: false,
      qualification: { id: 'fr-cp-225-4-1', version: 1, source: { trust: 'C' } },
      words: 'Payments before each contact',
      by: { id: 'opener' },
      decisions: [],
    });
    const [act, purpose, child] = candidate.elements;
    expect(act).toEqual({ id: 'act', facts: [], missing: [] });
    expect(purpose.facts.map((each: { fact: { kind: string } }) => each.fact.kind)).toEqual([
      ...['lead', 'evidence', 'request_event', 'statement', 'event', 'evidence'],
    ]);
    expect(purpose.facts.at(-1)).toMatchObject({ side: 'against', struck: { reason: 'Another one' } });
    expect(child.missing).toMatchObject([{ words: 'No age is known', by: { id: 'opener' }, struck: null }]);
    // No share, no rank: what an element lacks is said, not counted.
    expect(JSON.stringify(candidate)).not.toMatch(/percent|score|rank|probab/i);

    await told(
      workbench.database.query,
      `insert into casework.case_member (case_id, member_id, role, added_by) values ($1, 'magistrate', 'magistrate', 'opener')`,
      [own],
    );
    const [seen] = (await list('magistrate', own)).items;
    expect(seen.elements[1].facts[0]).toMatchObject({
      ...{ words: '', by: { id: 'opener' } },
      fact: { kind: 'lead', id: null, indicator: null, headline: null, queue: null },
    });
  });

  it('says nothing of a lead to who may not read it: neither which, nor what was said of it, nor why that was taken back', async () => {
    const own = await addCase(workbench, unit, 'opener', [['other', 'investigator']]);
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 51 }]);
    expect((await ask('opener', 'POST', `/api/cases/${own}/leads`, { body: { lead } })).status).toBe(200);
    const id = await offered('fr-cp-225-4-1', own);
    const fact = { kind: 'lead', id: lead, indicator: 'P04' };
    const entry = await enter(id, { kind: 'for', element: 'purpose', fact, words: 'SAID OF IT' });
    const struck = { kind: 'struck', entry: entry.json().id, words: 'SAID OF IT AGAIN' };
    expect((await enter(id, struck)).status).toBe(200);
    const tells = async () => {
      const { body } = await ask('other', 'GET', `/api/cases/${own}/candidates`);
      return ['SAID OF IT', 'SAID OF IT AGAIN', lead, 'P04'].map((each) => body.includes(each));
    };
    expect(await tells()).toEqual([true, true, true, true]);
    await told(
      workbench.database.query,
      `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by) values ($1, 'deny', 'other', 'x', 'opener')`,
      [lead],
    );
    expect(await tells()).toEqual([false, false, false, false]);
  });

  it('names an event of the timeline while it stands, and says later that it was corrected or withdrawn', async () => {
    const own = await addCase(workbench, unit, 'opener');
    const id = await offered('fr-cp-225-4-1', own);
    const name = (event: string) =>
      enter(id, { kind: 'for', element: 'act', fact: { kind: 'event', id: event }, words: 'x' });
    const [corrected, withdrawn, elsewhere] = [
      await entered(own, 'Lyon'),
      await entered(own, 'Nice'),
      await entered(caseId, 'Brest'),
    ];
    expect((await name(elsewhere)).status).toBe(404);
    expect((await name(corrected)).status).toBe(200);
    expect((await name(withdrawn)).status).toBe(200);
    const correction = { event: journeyTo('Lille'), reason: 'Another town' };
    const next = await ask('opener', 'POST', `/api/events/${corrected}/corrections`, { body: correction });
    expect(next.status, next.body).toBe(200);
    const gone = await ask('opener', 'POST', `/api/events/${withdrawn}/withdrawal`, { body: { reason: 'Not so' } });
    expect(gone.status, gone.body).toBe(200);
    for (const event of [corrected, withdrawn, gone.json().id]) expect((await name(event)).status).toBe(404);
    expect((await name(next.json().id)).status).toBe(200);
    const [candidate] = (await list('opener', own)).items;
    expect(candidate.elements[0].facts.map(({ fact }: { fact: { stands: boolean } }) => fact.stands)).toEqual([
      ...[false, false, true],
    ]);
    const facts = (await ask('opener', 'GET', `/api/cases/${own}/facts`)).json();
    expect(facts.events.map((event: { id: string }) => event.id)).toEqual([next.json().id]);
  });

  it('names no fact of another case, none that is not there, and nothing of who a child is', async () => {
    const other = await addCase(workbench, unit, 'opener');
    const item = await registered(workbench, 'opener', other);
    const child = await addedPerson(workbench, 'opener', caseId, 'child', 'Child 1');
    const sealed = await said(workbench, 'opener', child, caseId, 'name', { text: 'SEALED' });
    const id = await offered('fr-cp-227-22-2');
    for (const fact of [
      { kind: 'evidence', id: item },
      { kind: 'evidence', id: randomUUID() },
      { kind: 'lead', id: randomUUID() },
      { kind: 'statement', id: sealed },
    ])
      expect((await enter(id, { kind: 'for', element: 'child', fact, words: 'x' })).status, fact.kind).toBe(404);
    const facts = await ask('opener', 'GET', `/api/cases/${caseId}/facts`);
    expect(facts.body).not.toContain('SEALED');
    expect((await enter(id, { kind: 'missing', element: 'no-such', words: 'x' })).json().status).toBe(409);
    expect((await enter(id, { kind: 'struck', entry: id, words: 'x' })).status).toBe(409);
    expect((await enter(id, { kind: 'missing', element: 'child', words: ' ' })).status).toBe(400);
  });

  it('is offered once in each version, by whoever works on the case', async () => {
    await offered('fr-cp-227-23');
    const offer = (member: string, qualification: string) =>
      ask(member, 'POST', `/api/cases/${caseId}/candidates`, { body: { qualification, words: 'x' } });
    expect((await offer('opener', 'fr-cp-227-23')).status).toBe(409);
    expect((await offer('opener', 'no-such')).status).toBe(409);
    for (const member of ['magistrate', 'other', 'care', 'administrator'])
      expect((await offer(member, 'fr-cp-121-7')).status, member).toBe(404);
  });

  it('is decided on by a magistrate of the case alone, apart, and never anew in place', async () => {
    const id = await offered('fr-cp-227-28-3');
    const body = { decision: 'retained', on: '2026-03-02', words: 'As offered' };
    const decide = (member: string, sent: object = body) =>
      ask(member, 'POST', `/api/candidates/${id}/decisions`, { body: sent });
    for (const member of ['opener', 'other', 'care', 'administrator'])
      expect((await decide(member)).status, member).toBe(404);
    expect((await decide('magistrate', { ...body, words: '' })).status).toBe(400);
    expect((await decide('magistrate')).status).toBe(200);
    expect((await decide('magistrate', { ...body, decision: 'not_retained', words: 'Later act' })).status).toBe(200);
    const { decisions } = (await list()).items.find((each: { id: string }) => each.id === id);
    expect(decisions.map(({ decision }: { decision: string }) => decision)).toEqual(['not_retained', 'retained']);
    expect((await enter(id, { kind: 'missing', element: 'aim', words: 'x' }, 'magistrate')).status).toBe(404);
  });

  it('is found by nobody else, and the reading is told with its purpose', async () => {
    const missing = await ask('opener', 'GET', `/api/cases/${randomUUID()}/candidates`);
    for (const member of ['other', 'care', 'administrator']) {
      for (const what of ['candidates', 'facts']) {
        const answer = await ask(member, 'GET', `/api/cases/${caseId}/${what}`);
        expect([answer.status, answer.body], member).toEqual([404, missing.body]);
      }
    }
    const headers = { 'x-vigie-purpose': '' };
    expect((await ask('opener', 'GET', `/api/cases/${caseId}/candidates`, { headers })).status).toBe(400);
    const [entry] = await workbench.database.query(
      `select content::jsonb ->> 'purpose' as purpose from audit.entry where act = 'candidates.read' and member = 'opener' order by seq desc limit 1`,
    );
    expect(entry).toEqual({ purpose: 'triage' });
  });

  it.each([
    `update casework.candidate set words = 'x'`,
    `delete from casework.candidate`,
    `update casework.candidate_entry set words = 'x'`,
    `delete from casework.candidate_entry`,
    `update casework.magistrate_decision set decision = 'retained'`,
    `delete from casework.magistrate_decision`,
    `update casework.qualification_rule set content = '{}'`,
    `delete from casework.qualification_rule`,
  ])('cannot be changed by the role of the server: %s', (sql) => expectNoRightTo(workbench, 'opener', sql));
});

describe('the qualifications in force', () => {
  it('are written anew by an administrator, as a new version, and a candidate keeps the one it was offered under', async () => {
    const own = await addCase(workbench, unit, 'opener');
    await offered('fr-cp-121-7', own);
    const shipped = loadQualifications().qualifications.find(({ id }) => id === 'fr-cp-121-7');
    const write = (member: string, changes: object) =>
      ask(member, 'POST', '/api/admin/qualifications', {
        body: { qualification: { ...shipped, ...changes }, reason: 'Checked against the text' },
      });
    const elements = [{ id: 'main-act', words: { en: 'Another sentence.', fr: 'Une autre phrase.' }, trust: 'A' }];
    expect((await write('opener', { elements })).status).toBe(403);
    expect((await ask('opener', 'GET', '/api/admin/qualifications')).status).toBe(403);
    expect((await write('administrator', { elements: [] })).status).toBe(400);
    expect((await write('administrator', { elements })).json()).toEqual({ id: 'fr-cp-121-7', version: 2 });
    expect((await write('administrator', { elements })).status).toBe(412);
    const [candidate] = (await list('opener', own)).items;
    expect(candidate).toMatchObject({ newer: true, qualification: { version: 1 } });
    expect(candidate.elements).toHaveLength(4);
    await offered('fr-cp-121-7', own);
    const again = (await list('opener', own)).items.at(-1);
    expect(again).toMatchObject({ newer: false, qualification: { version: 2 }, elements: [{ id: 'main-act' }] });
    const inForce = (await ask('opener', 'GET', '/api/qualifications')).json().items;
    expect(inForce.filter((each: { own: boolean }) => each.own)).toMatchObject([{ id: 'fr-cp-121-7', version: 2 }]);
    const known = (await ask('administrator', 'GET', '/api/admin/qualifications')).json().items;
    expect(known.filter((each: { own: boolean }) => each.own)).toMatchObject([
      {
        id: 'fr-cp-121-7',
        version: 2,
        written: [{ version: 2, reason: 'Checked against the text', by: { id: 'administrator' } }],
      },
    ]);
  });
});
