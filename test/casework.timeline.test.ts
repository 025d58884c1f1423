import fc from 'fast-check';
import { Kysely, PostgresDialect } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnce } from '../src/casework/act-once.ts';
import type { Tables } from '../src/casework/tables.ts';
import { importFile, sha256Of } from '../src/casework/timeline/imports/import-file.ts';
import { readImport } from '../src/casework/timeline/imports/read-import.ts';
import { addedPerson, openedCase, said } from './support/casework.ts';
import { parseCsv } from './support/csv.ts';
import { Cutting } from './support/cutting.ts';
import { newContact, sendEvents } from './support/events.ts';
import { registered } from './support/evidence.ts';
import { newRequest } from './support/requests.ts';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);
const post = (member: string, url: string, body: object, headers = {}) => ask(member, 'POST', url, { body, headers });
const query: TestWorkbench['database']['query'] = (...given) => workbench.database.query(...given);

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, {
    ...{ ines: 'investigator', otto: 'investigator', anna: 'analyst', malik: 'magistrate', vera: 'victim_services' },
    ...{ noor: 'investigator', adam: 'administrator', aude: 'auditor' },
  });
});
afterAll(() => workbench.close());

async function staffed(): Promise<string> {
  const id = await openedCase(workbench, 'ines', unit);
  for (const [memberId, role] of [
    ['anna', 'analyst'],
    ['malik', 'magistrate'],
  ])
    expect((await post('ines', `/api/cases/${id}/members`, { memberId, role })).status).toBe(200);
  return id;
}

const read = async (caseId: string, member = 'ines', search = '', language = 'en') =>
  (
    await ask(member, 'GET', `/api/cases/${caseId}/timeline?limit=1000${search}`, {
      headers: { 'accept-language': language },
    })
  ).json();
const add = (member: string, caseId: string, event: object) => post(member, `/api/cases/${caseId}/events`, event);
const words = (rows: readonly { words: { what: string; when: string } }[]) =>
  rows.map((row) => `${row.words.when}: ${row.words.what}`);

describe('the timeline of a case', () => {
  it('is one line of all that happened, each as exactly as it is known, with what is undated apart', async () => {
    const caseId = await staffed();
    const child = await addedPerson(workbench, 'ines', caseId, 'child', 'Child 1');
    for (const event of [
      newContact(),
      {
        ...{ kind: 'travel', personId: child, place: 'Lyon', otherPlace: 'Manila', source: 'Ticket 4' },
        when: { precision: 'day', at: '2025-11-03', until: '2025-11-20' },
      },
      { kind: 'fact', words: 'A device was seized', source: 'Record 9', when: { precision: 'month', at: '2025-12' } },
      { kind: 'fact', words: 'Moved house', source: 'Witness 1', when: { precision: 'approximate', at: '2024' } },
      { kind: 'fact', words: 'Was told of it', source: 'Witness 1', when: { precision: 'undated' } },
      newContact({ when: { precision: 'hour', at: '2026-02-04T08', zone: '+08:00' } }),
    ])
      expect((await add('ines', caseId, event)).status).toBe(200);
    const { rows, undated, marks, span } = await read(caseId);
    expect(words(rows).slice(0, 5)).toEqual([
      'about 2024: Fact',
      'from 3 Nov 2025 to 20 Nov 2025: Travel',
      'Dec 2025: Fact',
      '3 Feb 2026, 21:15 (Europe/Paris): Contact',
      '4 Feb 2026, 08 h (+08:00): Contact',
    ]);
    expect(rows[1].words).toMatchObject({ who: 'Child 1', details: 'Lyon → Manila', source: 'Ticket 4' });
    expect(rows[3].when.from).toBe('2026-02-03T20:15:00.000Z');
    expect(rows[4].when).toMatchObject({ from: '2026-02-04T00:00:00.000Z', to: '2026-02-04T01:00:00.000Z' });
    expect(words(undated)).toEqual(['undated: Fact']);
    expect(undated[0].enteredAt).toMatch(/^20/);
    expect(span.from).toBe('2024-01-01T00:00:00.000Z');
    expect(
      marks.filter(({ drawn }: { drawn: string }) => drawn === 'exact').every(({ to }: { to: null }) => to === null),
    ).toBe(true);
    const french = await read(caseId, 'malik', '', 'fr');
    expect(words(french.rows)[3]).toBe('3 févr. 2026, 21:15 (Europe/Paris): Contact');
    expect(french.works).toBe(false);
    expect(words(rows).at(-1)).toContain('How it stands with a child');
  });

  it('is exported as it stands on the screen: the same rows, in the same order, in the same words', async () => {
    const caseId = await staffed();
    for (let day = 1; day <= 9; day++)
      await add(
        'ines',
        caseId,
        newContact({ when: { precision: 'day', at: `2026-01-0${day}` }, identifier: `+33 6 00 00 00 0${day}` }),
      );
    await add('ines', caseId, {
      ...{ kind: 'fact', words: '=1+1, "quoted"', source: '@x', when: { precision: 'undated' } },
    });
    for (const [language, search] of [
      ['fr', ''],
      ['en', '&lanes=contacts,facts&from=2026-01-03T00:00:00Z&to=2026-01-06T00:00:00Z'],
    ] as const) {
      const { rows, undated } = await read(caseId, 'ines', search, language);
      const answer = await ask('ines', 'GET', `/api/cases/${caseId}/timeline.csv?x=1${search}`, {
        headers: { 'accept-language': language },
      });
      expect(answer.headers['content-type']).toContain('text/csv');
      const [head = [], ...lines] = parseCsv(answer.body.replace(/^\uFEFF/, ''));
      expect(head[0]).toBe(language === 'fr' ? 'Quand' : 'When');
      const shown = [...rows, ...undated].map(({ words: of }) =>
        ['when', 'precision', 'lane', 'what', 'who', 'toward', 'details', 'source', 'entered', 'enteredBy'].map(
          (column) => of[column],
        ),
      );
      expect(lines.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=@])/, '')))).toEqual(shown);
      expect(rows.length).toBe(language === 'fr' ? 10 : 3);
    }
  });

  it('shows transfers to whoever may read their leads, and says of whom it may not', async () => {
    const caseId = await staffed();
    const [lead = '', hidden = ''] = await addLeads(workbench.database, unit, [
      { queue: 'investigation', rank: 1, subject: 'SP-1' },
      { queue: 'investigation', rank: 2, subject: 'SP-2' },
    ]);
    const transfer = (id: string, payee: string) => ({
      ...{ transferId: id, at: '2025-05-01T10:00:00Z', payerId: 'SP-1', payeeId: payee, amount: '50.00' },
      ...{ currency: 'EUR', amountEur: '50.00', channel: 'online', provider: 'Example Pay', payerNight: null },
      ...{ payerMinute: null, sourceFile: 'a'.repeat(64), sourceRow: 7 },
    });
    await told(query, `update vigie.lead_body set body = $2 where lead_id = $1`, [
      lead,
      JSON.stringify({
        members: [{ kind: 'payer', id: 'SP-1', name: 'Synthetic One' }],
        transfers: [transfer('t1', 'RP-1'), transfer('t2', 'SP-2')],
      }),
    ]);
    for (const id of [lead, hidden])
      expect((await post('ines', `/api/cases/${caseId}/leads`, { lead: id })).status).toBe(200);
    await told(query, `update vigie.lead set subject_kind = 'payee' where id = $1`, [hidden]);
    await told(
      query,
      `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by) values ($1, 'deny', 'anna', 'x', 'ines')`,
      [hidden],
    );
    const all = (await read(caseId)).rows.filter((row: { lane: string }) => row.lane === 'transfers');
    expect(all.map(({ words: of }: { words: object }) => of)).toMatchObject([
      { who: 'Synthetic One (SP-1)', toward: 'RP-1', details: '50.00 EUR · service: Example Pay · channel: online' },
      { who: 'Synthetic One (SP-1)', toward: 'SP-2' },
    ]);
    const some = (await read(caseId, 'anna')).rows.filter((row: { lane: string }) => row.lane === 'transfers');
    expect(some.map(({ words: of }: { words: { toward: string } }) => of.toward)).toEqual([
      'RP-1',
      'Withheld person 1',
    ]);
    const none = await read(caseId, 'malik');
    expect(none.rows.filter((row: { lane: string }) => row.lane === 'transfers')).toEqual([]);
    const entries = await query<{ detail: { leads: string[] } }>(
      `select content::jsonb -> 'detail' as detail from audit.entry where act = 'timeline.read' and member = 'anna' order by seq desc limit 1`,
    );
    expect(entries[0]?.detail.leads).toEqual([lead]);
  });

  it('shows requests with their answers, decisions, and hand-overs', async () => {
    const caseId = await staffed();
    const request = {
      ...{ kind: 'provider_data', addresseeKind: 'provider', addressee: 'Example Provider', country: 'US' },
      ...{
        legalBasis: 'CPP 60-1',
        asked: 'Identity of an account',
        language: 'fr',
        holderId: 'ines',
        nextOn: '2099-02-01',
      },
    };
    const kinds = (await ask('ines', 'GET', '/api/request-kinds')).json();
    const kind = kinds.items.find((each: { addressees: string[] }) => each.addressees.includes('provider'));
    const { id } = (await post('ines', `/api/cases/${caseId}/requests`, { ...request, kind: kind.id })).json();
    const sent = (date: string) => ({ kind: 'sent', at: { date } });
    const struck = (await post('ines', `/api/requests/${id}/events`, sent('2026-03-01'))).json();
    await post('ines', `/api/requests/${id}/events/${struck.id}/strike`, { reason: 'Misread' });
    expect((await post('ines', `/api/requests/${id}/events`, sent('2026-03-02'))).status).toBe(200);
    await post('ines', `/api/cases/${caseId}/stage`, { to: 'preliminary_inquiry', reason: 'Order 12' });
    const { rows } = await read(caseId);
    expect(words(rows)[0]).toBe('2 Mar 2026: Request sent');
    expect(rows[0].words.details).toContain(kind.name.en);
    expect(rows[0]).toMatchObject({ about: { kind: 'request', id }, lane: 'requests' });
    expect(rows.map((row: { words: { what: string } }) => row.words.what)).toEqual([
      'Request sent',
      'Case opened',
      'Request written',
      'Change of stage',
    ]);
    expect(rows.at(-1).words.details).toBe('inquiry · Order 12');
  });

  it('keeps what is known to the same day in the order of entry, and says who acknowledged a hand-over', async () => {
    const caseId = await staffed();
    const request = await post('ines', `/api/cases/${caseId}/requests`, newRequest('ines'));
    const happened = ['sent', 'received', 'asked_again', 'asked_again', 'answered_in_part', 'answered'];
    for (const kind of happened) {
      const event = { kind, at: { date: '2026-03-01' } };
      expect((await post('ines', `/api/requests/${request.json().id}/events`, event)).status).toBe(200);
    }
    const item = await registered(workbench, 'ines', caseId);
    const bank = { name: 'Synthetic custodian', service: 'Example Bank' };
    const day = { happenedOn: '2026-03-02', words: '' };
    for (const entry of [
      { act: 'handed_over', ...day, from: bank, to: { memberId: 'ines' }, place: 'Store', sealNumber: null },
      { act: 'acknowledged', ...day, side: 'giver', paper: 'Receipt 7' },
      { act: 'acknowledged', ...day, side: 'taker', paper: null },
    ])
      expect((await post('ines', `/api/evidence/${item}/custody`, entry)).status).toBe(200);
    const checked = {
      act: 'checked',
      happenedOn: '2026-03-03',
      seal: 'broken',
      hash: 'different',
      words: 'On the shelf',
    };
    const check = await post('ines', `/api/evidence/${item}/custody`, {
      ...checked,
      holderId: 'ines',
      nextCheckOn: '2030-01-01',
    });
    expect(check.status, check.body).toBe(200);
    const { rows } = await read(caseId);
    const on = (date: string) =>
      rows
        .filter(
          ({ when, lane }: { when: { said: string }; lane: string }) => when.said === date && lane !== 'decisions',
        )
        .map((row: { words: { what: string; who: string } }) => row.words);
    expect(on('2026-03-01').map(({ what }: { what: string }) => what)).toEqual([
      ...['Request sent', 'Request received', 'Asked again', 'Asked again', 'Answered in part', 'Answer'],
      'Item registered',
    ]);
    expect(on('2026-03-02').map(({ what, who }: { what: string; who: string }) => [what, who])).toEqual([
      ['Hand-over offered', 'Synthetic custodian'],
      ['Hand-over acknowledged', 'Synthetic custodian'],
      ['Hand-over acknowledged', 'Synthetic ines'],
    ]);
    expect(on('2026-03-03')).toMatchObject([
      { what: 'Item checked', who: 'Synthetic ines', details: 'item no. 1 · seal broken · hash different' },
    ]);
  });

  it('shows a child by the working name, and refuses an identifier beside it', async () => {
    const caseId = await staffed();
    const child = await addedPerson(workbench, 'ines', caseId, 'child', 'Child 7');
    await said(workbench, 'ines', child, caseId, 'phone', { text: 'SEALED-PHONE' });
    const refused = await add('ines', caseId, newContact({ personId: child, identifier: 'SEALED-PHONE' }));
    expect([refused.status, refused.json().type]).toEqual([409, 'urn:vigie:problem:child_by_working_name']);
    expect((await add('ines', caseId, newContact({ personId: child, identifier: null }))).status).toBe(200);
    const answer = await ask('ines', 'GET', `/api/cases/${caseId}/timeline`);
    expect(answer.body).toContain('Child 7');
    expect(answer.body).not.toContain('SEALED');
    const other = await staffed();
    expect((await add('ines', other, newContact({ personId: child, identifier: null }))).status).toBe(404);
  });

  it('is not there for who is not on the case, and only read by a magistrate', async () => {
    const caseId = await staffed();
    const { id } = (await add('ines', caseId, newContact())).json();
    const missing = await ask('noor', 'GET', `/api/cases/00000000-0000-4000-8000-000000000000/timeline`);
    for (const member of ['noor', 'vera', 'adam', 'aude'])
      for (const answer of [
        await ask(member, 'GET', `/api/cases/${caseId}/timeline`),
        await ask(member, 'GET', `/api/cases/${caseId}/timeline.csv`),
        await ask(member, 'GET', `/api/events/${id}`),
        await ask(member, 'GET', `/api/cases/${caseId}/event-imports`),
        await add(member, caseId, newContact()),
        await post(member, `/api/events/${id}/withdrawal`, { reason: 'x' }),
        await sendEvents(workbench, member, caseId, 'from,to\na,b\n'),
        await sendEvents(workbench, member, caseId, 'from,to\na,b\n', {}, true),
      ])
        expect([answer.status, answer.body]).toEqual([404, missing.body]);
    expect((await add('malik', caseId, newContact())).status).toBe(404);
    expect((await sendEvents(workbench, 'malik', caseId, 'from,to\na,b\n')).status).toBe(404);
    expect((await ask('malik', 'GET', `/api/events/${id}`)).status).toBe(200);
    expect(
      (await ask('ines', 'GET', `/api/cases/${caseId}/timeline`, { headers: { 'x-vigie-purpose': '' } })).status,
    ).toBe(400);
  });
});

describe('an event', () => {
  it('is corrected by another that takes its place; the one before stays, and nobody’s correction is lost', async () => {
    const caseId = await staffed();
    const { id } = (await add('ines', caseId, newContact())).json();
    const correct = (service: string, of = id) =>
      post('anna', `/api/events/${of}/corrections`, { event: newContact({ service }), reason: 'Misread' });
    const made = (await correct('Example Call')).json();
    expect((await correct('Another')).status).toBe(412);
    const { rows } = await read(caseId, 'ines', '&lanes=contacts');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      eventId: made.id,
      corrected: { reason: 'Misread', by: 'Synthetic anna', versions: 2 },
    });
    const { versions, draft } = (await ask('ines', 'GET', `/api/events/${made.id}`)).json();
    expect(versions.map(({ row }: { row: { words: { details: string } } }) => row.words.details)).toEqual([
      'service: Example Call · message',
      'service: Example Chat · message',
    ]);
    expect(draft).toMatchObject({ service: 'Example Call', when: { at: '2026-02-03T21:15', zone: 'Europe/Paris' } });
    expect((await post('ines', `/api/events/${made.id}/withdrawal`, { reason: 'Of another case' })).status).toBe(200);
    expect((await read(caseId, 'ines', '&lanes=contacts')).rows).toEqual([]);
    expect(await query(`select count(*)::int as n from casework.event where case_id = $1`, [caseId])).toEqual([
      { n: 3 },
    ]);
    await expect(query(`update casework.event set words = '' where id = $1`, [id])).rejects.toThrow('append-only');
  });

  it('keeps through a correction what a file said of it that is not typed by hand', async () => {
    const caseId = await staffed();
    const text = 'date,from,to,duration,ip,id\n2026-01-02,SYN-1,SYN-2,90,192.0.2.1,R-7\n';
    await sendEvents(workbench, 'ines', caseId, text);
    const [row] = (await read(caseId, 'ines', '&lanes=contacts')).rows;
    const event = newContact({ identifier: 'SYN-3' });
    await post('ines', `/api/events/${row.eventId}/corrections`, { event, reason: 'Misread' });
    const [now] = (await read(caseId, 'ines', '&lanes=contacts')).rows;
    expect(now.words.who).toBe('SYN-3');
    for (const kept of ['R-7', '192.0.2.1', '1 min 30 s']) expect(now.words.details).toContain(kept);
  });

  it('is refused with words where there are none, with a time that is none, and with what has no end', async () => {
    const caseId = await staffed();
    const status = async (changes: object) => (await add('ines', caseId, newContact(changes))).status;
    expect(await status({ words: 'what was said' })).toBe(400);
    expect(await status({ identifier: 'x'.repeat(100_000) })).toBe(400);
    expect(await status({ identifier: 'see you there tomorrow then' })).toBe(400);
    expect(await status({ identifier: 'https://example.org/1' })).toBe(400);
    expect(await status({ identifier: 'two\nlines' })).toBe(400);
    expect(await status({ identifier: 'a\u202eb' })).toBe(400);
    expect(await status({ identifier: 'محمد_名' })).toBe(200);
    for (const when of [
      { precision: 'exact', at: '2026-02-03T21:15' },
      { precision: 'exact', at: '2026-02-03', zone: 'UTC' },
      { precision: 'day', at: '2026-02-30' },
      { precision: 'day', at: '1799-12-31' },
      { precision: 'exact', at: '2026-03-29T02:30', zone: 'Europe/Paris' },
      { precision: 'exact', at: '2026-02-03T21:15', zone: 'Nowhere/Else' },
      { precision: 'day', at: '2026-02-03', until: '2026-02-01' },
    ])
      expect(await status({ when }), JSON.stringify(when)).toBe(400);
    expect(await status({ when: { precision: 'day', at: '2199-01-01' } })).toBe(409);
    expect(await status({ when: { precision: 'day', at: '1899-12-31' } })).toBe(200);
  });
});

const CONTACTS = `Date;Heure;Appelant;Appelé;Service;Type;Durée;Contenu;Pièce jointe
03/02/2026;21:15;+33 6 00 00 00 01;+63 900 000 0001;Example Call;appel;90;CONTENT-MARKER;picture.png
`;

describe('a file of contacts', () => {
  it('is previewed and taken: metadata alone, and what was left at the door is said', async () => {
    const caseId = await staffed();
    const given = { order: 'day_first', zone: 'Europe/Paris', name: '../appels février.csv' };
    const preview = (await sendEvents(workbench, 'anna', caseId, CONTACTS, given, true)).json();
    expect(preview).toMatchObject({
      ...{ rowsRead: 1, taken: 1, duplicates: 0, quarantined: 0, already: false },
      stripped: [
        { column: 'Contenu', values: 1 },
        { column: 'Pièce jointe', values: 1 },
      ],
      sample: [
        {
          ...{ row: 1, when: { from: '2026-02-03T20:15:00Z' } },
          words: {
            ...{ what: 'Contact', when: '3 Feb 2026, 21:15 (Europe/Paris)', precision: 'exact' },
            ...{ who: '+33 6 00 00 00 01', toward: '+63 900 000 0001' },
            details: 'service: Example Call · call · duration: 1 min 30 s',
          },
        },
      ],
    });
    expect(await query(`select count(*)::int as n from casework.event where case_id = $1`, [caseId])).toEqual([
      { n: 0 },
    ]);
    const made = (await sendEvents(workbench, 'anna', caseId, CONTACTS, given)).json();
    expect(made).toMatchObject({
      already: false,
      import: { taken: 1, fileName: 'appels février.csv', by: { id: 'anna' } },
    });
    const again = (await sendEvents(workbench, 'ines', caseId, CONTACTS, given)).json();
    expect(again).toMatchObject({ already: true, import: { id: made.import.id } });
    const { rows } = await read(caseId, 'ines', '&lanes=contacts');
    expect(rows).toHaveLength(1);
    expect(rows[0].words).toMatchObject({
      ...{
        who: '+33 6 00 00 00 01',
        toward: '+63 900 000 0001',
        details: 'service: Example Call · call · duration: 1 min 30 s',
      },
      source: expect.stringMatching(/^appels février.csv, row 1 \(SHA-256 [0-9a-f]{12}…\)$/),
    });
    const { items } = (await ask('malik', 'GET', `/api/cases/${caseId}/event-imports`)).json();
    expect(items).toMatchObject([{ stripped: preview.stripped, ended: null }]);
  });

  it('has its dates in the order that is said, or they are not taken; another file with the same rows adds the new ones', async () => {
    const caseId = await staffed();
    const unsaid = (await sendEvents(workbench, 'ines', caseId, CONTACTS, {}, true)).json();
    expect(unsaid).toMatchObject({
      taken: 0,
      quarantined: 1,
      quarantine: [{ row: 1, field: 'at', reason: 'order_not_said' }],
    });
    const noZone = (await sendEvents(workbench, 'ines', caseId, CONTACTS, { order: 'day_first' }, true)).json();
    expect(noZone.quarantine).toEqual([{ row: 1, field: 'at', reason: 'zone_not_said' }]);
    const given = { order: 'day_first', zone: 'Europe/Paris' };
    await sendEvents(workbench, 'ines', caseId, CONTACTS, given);
    const more = `${CONTACTS}04/02/2026;10:00;+33 6 00 00 00 01;+63 900 000 0001;Example Call;appel;5;;\n`;
    expect((await sendEvents(workbench, 'ines', caseId, more, given)).json().import).toMatchObject({
      ...{ rowsRead: 2, taken: 1, duplicates: 1, quarantined: 0 },
    });
  });

  it('is withdrawn with all its events when it was read wrongly, and can then be taken anew', async () => {
    const caseId = await staffed();
    const wrong = (await sendEvents(workbench, 'ines', caseId, CONTACTS, { order: 'month_first', zone: 'UTC' })).json();
    const withdrawal = `/api/cases/${caseId}/event-imports/${wrong.import.id}/withdrawal`;
    expect((await post('malik', withdrawal, { reason: 'Day first' })).status).toBe(404);
    expect((await post('ines', withdrawal, { reason: 'Day first' })).status).toBe(200);
    expect((await post('ines', withdrawal, { reason: 'Day first' })).status).toBe(409);
    expect((await read(caseId, 'ines', '&lanes=contacts')).rows).toEqual([]);
    const right = (await sendEvents(workbench, 'ines', caseId, CONTACTS, { order: 'day_first', zone: 'UTC' })).json();
    expect(right).toMatchObject({ already: false, import: { taken: 1 } });
    expect((await read(caseId, 'ines', '&lanes=contacts')).rows).toHaveLength(1);
  });

  it('is refused whole when it is a picture, an archive, no table, too deep or without an end', async () => {
    const caseId = await staffed();
    const refused = async (text: string | Buffer, changes = {}) => {
      const answer = await sendEvents(workbench, 'ines', caseId, text, changes);
      return [answer.status, answer.json().type.split(':').at(-1)];
    };
    expect(await refused(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toEqual([415, 'attachment_refused']);
    expect(await refused(Buffer.from('504b030414000000', 'hex'))).toEqual([415, 'attachment_refused']);
    expect(await refused('%PDF-1.7\n')).toEqual([422, 'events_refused']);
    expect(await refused(Buffer.from([0, 1, 2, 3, 0, 1]))).toEqual([422, 'events_refused']);
    expect(await refused('')).toEqual([422, 'events_refused']);
    expect(await refused('CONTENT,MORE\nx,y\n')).toEqual([422, 'events_refused']);
    expect(await refused('['.repeat(2_000_000))).toEqual([422, 'events_refused']);
    expect(await refused('{"from":'.repeat(100))).toEqual([422, 'events_refused']);
    expect(await refused(`from\n${'x'.repeat(11 << 20)}`)).toEqual([413, 'too_large']);
    expect(await refused(`from\n${'x\n'.repeat(50_001)}`)).toEqual([422, 'events_refused']);
    expect(await refused('from\na\n', { zone: 'Nowhere/Else' })).toEqual([400, 'bad_request']);
    expect(await query(`select count(*)::int as n from casework.event_import where case_id = $1`, [caseId])).toEqual([
      { n: 0 },
    ]);
  });

  it('of reports is taken from JSON as a clearing house writes it: how many files, and nothing of them', async () => {
    const caseId = await staffed();
    const report = {
      ...{
        reportId: 0,
        dateReceived: '2026-01-05T10:00:00Z',
        reporter: { espName: 'Example Provider' },
      },
      incidentSummary: { incidentType: 'CONTENT-MARKER', incidentDateTime: '2026-01-02T08:30:00+08:00' },
      personOrUserReported: {
        screenName: 'syn_1',
        emails: ['syn@example.org'],
        ipCaptureEvent: [{ ipAddress: '192.0.2.1' }],
      },
      fileDetails: [{ fileName: 'CONTENT-MARKER', originalFileHash: 'CONTENT-MARKER' }, { fileName: 'CONTENT-MARKER' }],
      additionalInfo: 'CONTENT-MARKER',
    };
    const text = JSON.stringify({ reports: [report] }).replace(/"reportId":\d+/, '"reportId":90071992547409931');
    const made = (
      await sendEvents(workbench, 'ines', caseId, text, { kind: 'provider_report', name: 'r.json' })
    ).json();
    expect(made.import).toMatchObject({ rowsRead: 1, taken: 1 });
    expect(made.import.stripped).toEqual(
      expect.arrayContaining([
        { column: 'incidentSummary.incidentType', values: 1 },
        { column: 'fileDetails', values: 2 },
        { column: 'additionalInfo', values: 1 },
      ]),
    );
    const { rows } = await read(caseId, 'ines', '&lanes=reports');
    expect(words(rows)).toEqual([
      '2 Jan 2026, 08:30 (+08:00): Reported incident',
      '5 Jan 2026, 10:00 (UTC): Provider report',
    ]);
    expect(rows[1].words.details).toBe(
      'reference: 90071992547409931 · service: Example Provider · identifiers: syn_1, syn@example.org, 192.0.2.1 · files reported: 2 · incident: 2 Jan 2026, 08:30 (+08:00)',
    );
  });

  it('whose connection ends between any two statements is there whole or not at all; sent again, it is there once', async () => {
    const caseId = await staffed();
    const text = (n: number) =>
      `date,from,to\n${Array.from({ length: 3 }, (_, i) => `2026-01-0${i + 1},SYN-${n},b`).join('\n')}\n`;
    const options = { order: 'iso', zone: null, service: null } as const;
    const take = async (n: number, cut: number | null) => {
      const cutting = new Cutting(workbench.database.pools.app, cut, query);
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: cutting }) });
      const bytes = Buffer.from(text(n));
      const file = {
        ...{ name: 'x.csv', sha256: sha256Of(bytes), bytes: bytes.length, kind: 'contact' as const, options },
        read: await readImport(text(n), 'contact', options, Temporal.Now.instant()),
      };
      const write = { key: `take-${n}`, method: 'PUT', path: '/', body: null };
      const actor = { memberId: 'ines', purpose: null, reference: null };
      await actOnce(db, actor, write, (transaction, tell) => importFile(transaction, tell, caseId, file, 'ines')).catch(
        () => null,
      );
      return cutting.statements;
    };
    const kept = () =>
      query(
        `select (select count(*)::int from casework.event_import where case_id = $1) as imports, (select count(*)::int from casework.event where case_id = $1) as events,
           (select count(*)::int from audit.entry where act = 'events.import' and object_id = $1::text) as told`,
        [caseId],
      );
    const statements = await take(0, null);
    expect(statements).toBeGreaterThan(8);
    for (let cut = 1; cut <= statements; cut++) {
      await take(cut, cut);
      expect(await kept(), `cut before statement ${cut}`).toEqual([{ imports: cut, events: 3 * cut, told: cut }]);
      await take(cut, null);
      expect(await kept()).toEqual([{ imports: cut + 1, events: 3 * cut + 3, told: cut + 1 }]);
    }
  });

  it('leaves nothing of what it carries beside metadata in any table, however it is made', async () => {
    const caseId = await staffed();
    const marker = 'PLANTEDMARKER';
    const content = fc.constantFrom(
      `${marker} what was said`,
      `data:image/png;base64,${marker}`,
      `https://example.org/${marker}`,
      `${marker}\nsecond line`,
      `${marker.repeat(20)}`,
      `\u202e${marker}`,
      `${marker}=`.repeat(7000),
      marker,
    );
    const header = fc.constantFrom(
      ...[
        'message',
        'Contenu',
        'body',
        'subject',
        'Objet',
        'attachment',
        'Pièce jointe',
        'image',
        'media_url',
        'base64',
      ],
      ...['note', 'x', '', 'Text of the message', 'from name', 'FILES', 'thumbnail', 'transcript', 'remarks'],
    );
    const bad = content.filter((text) => text !== marker);
    const drawn = fc.record({
      extra: fc.uniqueArray(header, { minLength: 1, maxLength: 5 }),
      rows: fc.array(
        fc.record({
          at: fc.constantFrom('2026-01-02', '2026-01-02T10:00Z', '1850-01-01', '31/12/2025', 'soon', '', '2026-02-30'),
          from: fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom('SYN-1', '+33 6 00 00 00 01', '') },
            { weight: 1, arbitrary: bad },
          ),
          service: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('Example', '') }, { weight: 1, arbitrary: bad }),
          extra: fc.array(content, { minLength: 5, maxLength: 5 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      json: fc.boolean(),
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    let files = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async ({ extra, rows, json }) => {
        const text = json
          ? JSON.stringify({
              records: rows.map(({ at, from, service, extra: values }) => ({
                ...{ timestamp: at, from, service },
                ...Object.fromEntries(extra.map((name, index) => [name, { deep: [values[index]] }])),
              })),
            })
          : [
              ['date', 'from', 'service', ...extra],
              ...rows.map(({ at, from, service, extra: values }) => [
                at,
                from,
                service,
                ...values.slice(0, extra.length),
              ]),
            ]
              .map((cells) => cells.map(quoted).join(','))
              .join('\n');
        const answer = await sendEvents(workbench, 'ines', caseId, text, { name: `f${files++}.txt` });
        expect(answer.body).not.toContain(marker);
        // In JSON a name that is nowhere is no column.
        if (json && rows.every(({ from }) => from === '')) {
          expect(answer.status).toBe(422);
          return;
        }
        expect(answer.status, answer.body).toBe(200);
        const made = answer.json().import;
        expect(made.rowsRead).toBe(rows.length);
        expect(made.rowsRead).toBe(made.taken + made.duplicates + made.quarantined);
      }),
      { numRuns: 60 },
    );
    const tables = await query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('casework', 'vigie', 'audit', 'jobs', 'sign_in')`,
    );
    for (const { name } of tables)
      expect(
        await query(`select count(*)::int as n from ${name} t where t::text like $1`, [`%${marker}%`]),
        name,
      ).toEqual([{ n: 0 }]);
  });
});
