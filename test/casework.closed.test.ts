import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedPerson, openedCase, said } from './support/casework.ts';
import { newContact } from './support/events.ts';
import { newItem, registered } from './support/evidence.ts';
import { newRequest } from './support/requests.ts';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);

/** One object of each kind, of one case. */
interface Objects {
  readonly id: string;
  readonly other: string;
  readonly lead: string;
  readonly person: string;
  readonly second: string;
  readonly child: string;
  readonly statement: string;
  readonly candidate: string;
  readonly event: string;
  readonly imported: string;
  readonly item: string;
  readonly request: string;
  readonly requestEvent: string;
  readonly referral: string;
}

const WORDS = { reason: 'Synthetic reason' };

/** Every write that wants an open case: where, and what is sent. */
const WRITES: Readonly<Record<string, (of: Objects) => object>> = {
  'POST /api/cases/{id}/name': () => ({ title: 'Other', country: 'FR' }),
  'POST /api/cases/{id}/search': () => ({ holderId: 'ines', nextStep: 'Look', nextOn: '2099-02-01' }),
  'POST /api/cases/{id}/proposals': () => ({ kind: 'end_child_search', ...WORDS }),
  'POST /api/cases/{id}/links': ({ other }) => ({ otherCaseId: other, ...WORDS }),
  'POST /api/cases/{id}/leads': ({ lead }) => ({ lead }),
  'POST /api/cases/{id}/people': () => ({
    ...{ population: 'other', workingName: 'Synthetic other', capacity: 'witness', searchedFor: ['Synthetic other'] },
  }),
  'POST /api/cases/{id}/people/{person}': () => ({ capacity: 'payer' }),
  'POST /api/cases/{id}/people/{person}/end': () => ({ capacity: 'payer', ...WORDS }),
  'POST /api/cases/{id}/candidates': () => ({ qualification: 'fr-227-23-1', words: 'Synthetic' }),
  'POST /api/cases/{id}/events': () => newContact(),
  'POST /api/cases/{id}/event-imports/{importId}/withdrawal': () => WORDS,
  'POST /api/cases/{id}/evidence': () => newItem('ines'),
  'POST /api/cases/{id}/requests': () => newRequest('ines'),
  'POST /api/people/{person}/statements': ({ id }) => ({
    ...{ caseId: id, field: 'note', value: { text: 'Synthetic' }, sourceKind: 'document', source: 'Record 1' },
  }),
  'POST /api/people/{person}/merge': ({ second }) => ({ into: second, ...WORDS }),
  'POST /api/people/{person}/unmerge': () => WORDS,
  'POST /api/statements/{statement}/standing': () => ({ standing: 'adopted', ...WORDS }),
  'POST /api/candidates/{candidate}/entries': () => ({ kind: 'missing', element: 'act', words: 'Synthetic' }),
  'POST /api/events/{event}/corrections': () => ({ event: newContact(), ...WORDS }),
  'POST /api/events/{event}/withdrawal': () => WORDS,
  'POST /api/evidence/{item}/corrections': () => {
    const { nextCheckOn: _, holderId: __, ...said } = newItem('ines');
    return { ...said, ...WORDS };
  },
  'POST /api/evidence/{item}/custody': () => ({
    ...{ act: 'planned', happenedOn: '2026-01-02', holderId: 'ines', nextCheckOn: '2099-03-01', words: 'Look' },
  }),
  'PUT /api/requests/{request}': () => ({ holderId: 'ines', nextOn: '2099-01-01' }),
  'POST /api/requests/{request}/events': () => ({ kind: 'received', at: { date: '2026-01-02' } }),
  'POST /api/requests/{request}/events/{requestEvent}/strike': () => WORDS,
  'POST /api/requests/{request}/end': () => ({ how: 'dropped', ...WORDS }),
  'POST /api/children/{child}/statuses': () => ({
    ...{ track: 'identification', state: 'located', holderId: 'ines', nextStep: 'Look', nextOn: '2099-02-01' },
  }),
  'POST /api/children/{child}/releases': ({ id }) => ({
    ...{ caseId: id, memberId: 'otto', purpose: 'identification', reason: 'Synthetic', days: 7 },
  }),
  'POST /api/children/{child}/referrals': ({ id }) => ({
    ...{ caseId: id, serviceName: 'Synthetic service', need: 'Talk', basis: 'consent', basisWords: 'A guardian' },
    basisOn: '2026-01-02',
  }),
  'POST /api/referrals/{referral}/answer': () => ({ answer: 'revoked', words: 'Synthetic' }),
};

/** What is done with a closed case too, or writes nothing to a case. */
const APART = [
  /^(POST|PUT|DELETE) \/api\/(admin|imports?|jobs|leads|holds|mappings|me|practice|sessions|views|sign-in)\b/,
  /^POST \/api\/cases$/,
  /^POST \/api\/cases\/\{id\}\/(stage|members|members\/\{part\}\/end|bars|bars\/\{bar\}\/end|files)$/,
  // What two people decide, and who answers: a magistrate and a service do so whether the case is open or not.
  /^POST \/api\/cases\/\{id\}\/proposals\/\{proposal\}\/answer$/,
  /^POST \/api\/(releases\/\{id\}\/(answer|end)|candidates\/\{id\}\/decisions)$/,
  // Files: below.
  /^(POST|PUT) \/api\/cases\/\{id\}\/(attachments|event-imports(\/preview)?)$/,
];

beforeAll(async () => {
  workbench = await testWorkbench();
  await addStaffedUnit(workbench.database, { far: 'investigator' });
  unit = await addStaffedUnit(workbench.database, { ines: 'investigator', otto: 'investigator', out: 'investigator' });
});
afterAll(() => workbench.close());

async function made(path: string, body: object, method: 'POST' | 'PUT' = 'POST'): Promise<string> {
  const answer = await ask('ines', method, path, { body });
  expect(answer.status, `${path} ${answer.body}`).toBe(200);
  return answer.json().id;
}

const SENT = 'when,from,to\n2026-01-02 10:00,SYN-A-1,SYN-B-1\n';

async function objects(): Promise<Objects> {
  const id = await openedCase(workbench, 'ines', unit);
  await made(`/api/cases/${id}/members`, { memberId: 'otto', role: 'investigator' });
  const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 1 }]);
  const person = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic payer');
  const second = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic second');
  const child = await addedPerson(workbench, 'ines', id, 'child', 'Synthetic child');
  const [qualification] = (await ask('ines', 'GET', '/api/qualifications')).json().items;
  const candidate = await made(`/api/cases/${id}/candidates`, { qualification: qualification.id, words: 'Synthetic' });
  const sent = await ask('ines', 'PUT', `/api/cases/${id}/event-imports?kind=contact&name=a.csv&order=iso&zone=UTC`, {
    body: Buffer.from(SENT),
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(sent.status, sent.body).toBeLessThan(300);
  const request = await made(`/api/cases/${id}/requests`, newRequest('ines'));
  return {
    ...{ id, lead, person, second, child, candidate, request },
    other: await openedCase(workbench, 'ines', unit),
    statement: await said(workbench, 'ines', person, id, 'note', { text: 'Synthetic' }),
    event: await made(`/api/cases/${id}/events`, newContact()),
    imported: sent.json().import.id,
    item: await registered(workbench, 'ines', id),
    requestEvent: await made(`/api/requests/${request}/events`, { kind: 'sent', at: { date: '2026-01-02' } }),
    referral: await made(
      `/api/children/${child}/referrals`,
      WRITES['POST /api/children/{child}/referrals']?.({ id } as Objects) ?? {},
    ),
  };
}

/** As two people close it, past what it still owes. */
async function close(id: string): Promise<void> {
  await workbench.database.query(
    `begin; set local session_replication_role = replica;
     insert into casework.stage_change (case_id, from_stage, to_stage, reason, agreement_id, made_by, made_at)
       values ('${id}', 'lead', 'closed', 'Synthetic', gen_random_uuid(), 'otto', '2026-03-04T10:15:00Z');
     update casework.case_file set stage = 'closed' where id = '${id}'; commit`,
    [],
  );
}

function urlOf(path: string, of: Objects | null): string {
  const ids: Record<string, string> = { ...of, importId: of?.imported ?? '' };
  return path.replaceAll(/\{(\w+)\}/g, (_, key: string) => (of === null ? randomUUID() : (ids[key] ?? '')));
}

describe('a case that a colleague has closed meanwhile', () => {
  it('says so to who reads it, whatever is written; to anybody else it is as good as missing', async () => {
    const of = await objects();
    await close(of.id);
    for (const [where, bodyOf] of Object.entries(WRITES)) {
      const [method, path] = where.split(' ') as ['POST' | 'PUT', string];
      const body = bodyOf(of);
      const answer = await ask('ines', method, urlOf(path, of), { body });
      expect([where, answer.status, answer.json().type]).toEqual([where, 409, 'urn:vigie:problem:case_closed']);
      const denied = await ask('out', method, urlOf(path, of), { body });
      const missing = await ask('out', method, urlOf(path, null), { body });
      expect([where, denied.status, denied.body]).toEqual([where, 404, missing.body]);
    }
  });

  it('says since when, in the language of who asks', async () => {
    const id = await openedCase(workbench, 'ines', unit);
    await close(id);
    const body = { title: 'Other', country: 'FR' };
    const said = async (language: string) =>
      (await ask('ines', 'POST', `/api/cases/${id}/name`, { body, headers: { 'accept-language': language } })).json();
    expect(await said('fr')).toMatchObject({
      title: 'Cette affaire est close.',
      detail: expect.stringMatching(/depuis le 4 mars 2026.*10:15 UTC/),
    });
    expect(await said('en')).toMatchObject({
      title: 'This case is closed.',
      detail: expect.stringMatching(/on 4 March 2026.*10:15 UTC/),
    });
  });

  it('takes no file, nor is it linked from another case', async () => {
    const [closed, open] = [await openedCase(workbench, 'ines', unit), await openedCase(workbench, 'ines', unit)];
    await close(closed);
    const bytes = { body: Buffer.from(SENT), headers: { 'content-type': 'application/octet-stream' } };
    const files: readonly (readonly ['POST' | 'PUT', string])[] = [
      ['PUT', 'attachments?name=a.txt&words=Synthetic'],
      ['PUT', 'event-imports/preview?kind=contact&name=a.csv&order=iso'],
      ['PUT', 'event-imports?kind=contact&name=a.csv&order=iso'],
    ];
    for (const [method, path] of files) {
      const answer = await ask('ines', method, `/api/cases/${closed}/${path}`, bytes);
      expect([path, answer.status, answer.json().title]).toEqual([path, 409, 'This case is closed.']);
      expect((await ask('out', method, `/api/cases/${closed}/${path}`, bytes)).status).toBe(404);
    }
    const link = await ask('ines', 'POST', `/api/cases/${open}/links`, { body: { otherCaseId: closed, ...WORDS } });
    expect([link.status, link.json().title]).toEqual([409, 'This case is closed.']);
  });

  it('is thought of in every route that writes', async () => {
    const { paths } = (await ask('ines', 'GET', '/api/openapi.json')).json() as { paths: Record<string, object> };
    const known = new Set(Object.keys(WRITES).map(placeless));
    const forgotten = Object.entries(paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .filter((where) => !where.startsWith('GET ') && !known.has(placeless(where)))
      .filter((where) => !APART.some((apart) => apart.test(where)));
    expect(forgotten).toEqual([]);
  });
});

const placeless = (where: string): string => where.replaceAll(/\{\w+\}/g, '{}');

describe('what a colleague has ended meanwhile', () => {
  const end = (member: string, url: string, body: object = {}) => ask(member, 'POST', url, { body });
  const reasonOf = (answer: Awaited<ReturnType<typeof end>>) => [answer.status, answer.json().type.split(':').at(-1)];

  it('is said to have ended, of a hold to who reads its lead alone', async () => {
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 1 }]);
    const hold = await made(`/api/leads/${lead}/holds`, WORDS);
    expect((await end('otto', `/api/holds/${hold}/end`)).status).toBe(200);
    expect(reasonOf(await end('ines', `/api/holds/${hold}/end`))).toEqual([409, 'hold_ended']);
    const { body } = await end('ines', `/api/holds/${randomUUID()}/end`);
    const denied = await end('far', `/api/holds/${hold}/end`);
    expect([denied.status, denied.body]).toEqual([404, body]);
  });

  it('is said to have ended, of exceptions, parts and merges too', async () => {
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 2 }]);
    await made(`/api/leads/${lead}/access`, { effect: 'grant', memberId: 'otto', ...WORDS });
    const [rule] = await workbench.database.query<{ id: string }>(
      `select id from vigie.access_rule where lead_id = $1`,
      [lead],
    );
    const id = await openedCase(workbench, 'ines', unit);
    await made(`/api/cases/${id}/members`, { memberId: 'otto', role: 'investigator' });
    await made(`/api/cases/${id}/bars`, { memberId: 'out', ...WORDS });
    const one = async (table: string, more = '') =>
      (
        await workbench.database.query<{ id: string }>(`select id from casework.${table} where case_id = $1 ${more}`, [
          id,
        ])
      )[0]?.id;
    const person = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic third');
    const into = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic fourth');
    await made(`/api/people/${person}/merge`, { into, ...WORDS });
    for (const [url, body] of [
      [`/api/leads/${lead}/access/${rule?.id}/end`, {}],
      [`/api/cases/${id}/members/${await one('case_member', `and member_id = 'otto'`)}/end`, {}],
      [`/api/cases/${id}/bars/${await one('case_bar')}/end`, {}],
      [`/api/people/${person}/unmerge`, WORDS],
      [`/api/cases/${id}/people/${person}/end`, { capacity: 'payer', ...WORDS }],
    ] as const) {
      const first = await end('ines', url, body);
      expect([url, first.status], first.body).toEqual([url, 200]);
      expect([url, ...reasonOf(await end('ines', url, body))]).toEqual([url, 409, 'ended_already']);
      expect((await end('far', url, body)).status, url).toBe(404);
    }
  });
});
