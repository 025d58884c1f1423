import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABELS } from '../src/exchange/file/labels.ts';
import en from '../web/src/messages/en.json' with { type: 'json' };
import fr from '../web/src/messages/fr.json' with { type: 'json' };
import { addedPerson, expectNoRightTo, said } from './support/casework.ts';
import { newItem, registered } from './support/evidence.ts';
import { textOf } from './support/pdf-text.ts';
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

/** Words that TERMS rules out, in either language. */
const NOT_SAID =
  /\b(offender|predator|paedophile|criminal|customer|client|seller|pimp|guilt|hot spot|risk country|webcam|self-generated|prédateur|coupable|pédophile|délinquant|consommateur|vendeur)/i;

/** Where the files go, when somebody wants to look at them. */
const PICTURES = process.env.VIGIE_PICTURES;

let workbench: TestWorkbench;
let unit: string;
let caseId: string;
let child: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);
const newFile = { language: 'fr', words: 'Pour la magistrate saisie', marking: 'CONFIDENTIEL ENQUÊTE' };

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  const organisation = await addOrganisation(database);
  unit = await addUnit(database, organisation);
  for (const [id, role] of [
    ['opener', 'investigator'],
    ['second', 'investigator'],
    ['other', 'investigator'],
    ['magistrate', 'magistrate'],
    ['care', 'victim_services'],
    ['administrator', 'administrator'],
    ['auditor', 'auditor'],
  ] as const)
    await addMember(database, organisation, id, [{ unit, role }]);
  caseId = await addCase(workbench, unit, 'opener', [
    ['magistrate', 'magistrate'],
    ['second', 'investigator'],
  ]);
  child = await addedPerson(workbench, 'opener', caseId, 'child', 'Enfant du marché');
  await said(workbench, 'opener', child, caseId, 'name', { text: 'SEALED NAME' });
  await said(workbench, 'opener', child, caseId, 'age', { from: 9, to: 12 }, 'Clues');
  const payer = await addedPerson(workbench, 'opener', caseId, 'concerned', '#read("/etc/passwd") *x* $y$ @z');
  await said(workbench, 'opener', payer, caseId, 'note', { text: 'مرحبا שלום 日本 😀 a\u202eb e\u0301' });
  const item = await registered(workbench, 'opener', caseId);
  const { holderId: _, nextCheckOn: __, ...registeredAs } = newItem('opener');
  const correction = {
    body: { ...registeredAs, sealNumber: 'S-101', reason: 'Mal lu' },
    headers: { 'if-match': '"1"' },
  };
  expect((await ask('opener', 'POST', `/api/evidence/${item}/corrections`, correction)).status).toBe(200);
  const gone = await registered(workbench, 'opener', caseId);
  const destruction = { body: { kind: 'destroy_evidence', itemId: gone, reason: 'Ordonnance 3' } };
  const proposed = (await ask('opener', 'POST', `/api/cases/${caseId}/proposals`, destruction)).json().id;
  const answered = `/api/cases/${caseId}/proposals/${proposed}/answer`;
  expect((await ask('magistrate', 'POST', answered, { body: { agreed: true } })).status).toBe(200);
  const destroyed = { act: 'destroyed', agreementId: proposed, paper: 'PV-12', words: '', happenedOn: '2026-03-02' };
  const entered = await ask('opener', 'POST', `/api/evidence/${gone}/custody`, { body: destroyed });
  expect(entered.status, entered.body).toBe(200);
  const step = { body: { to: 'preliminary_inquiry', reason: 'Act 1' }, headers: { 'if-match': '"1"' } };
  const moved = await ask('opener', 'POST', `/api/cases/${caseId}/stage`, step);
  expect(moved.status, moved.body).toBe(200);
  const request = await ask('opener', 'POST', `/api/cases/${caseId}/requests`, { body: newRequest('opener') });
  const happened = { kind: 'sent', at: { date: '2026-02-01' }, words: 'By post' };
  await ask('opener', 'POST', `/api/requests/${request.json().id}/events`, { body: happened });
  const end = { how: 'dropped', reason: 'Le prestataire n’existe plus' };
  const ended = await ask('opener', 'POST', `/api/requests/${request.json().id}/end`, { body: end });
  expect(ended.status, ended.body).toBe(200);
  const agreed = { body: { agreed: true, words: 'Vérifié au registre' } };
  const answer = `/api/cases/${caseId}/proposals/${ended.json().id}/answer`;
  expect((await ask('magistrate', 'POST', answer, agreed)).status).toBe(200);
  const referral = {
    ...{ caseId, serviceUnitId: null, serviceName: 'Service d’aide aux victimes', need: 'NEED-OF-THE-CHILD' },
    ...{ basis: 'consent', basisWords: 'CONSENT-OF-WHOM', basisOn: '2026-02-04' },
  };
  expect((await ask('opener', 'POST', `/api/children/${child}/referrals`, { body: referral })).status).toBe(200);
  const offer = { qualification: 'fr-cp-225-4-1', words: 'Paiements avant chaque contact' };
  const offered = (await ask('opener', 'POST', `/api/cases/${caseId}/candidates`, { body: offer })).json().id;
  const journey = {
    kind: 'travel',
    when: { precision: 'day', at: '2026-02-03' },
    otherPlace: 'Brest',
    source: 'Billet 7',
  };
  const event = (await ask('opener', 'POST', `/api/cases/${caseId}/events`, { body: journey })).json().id;
  const named = {
    kind: 'for',
    element: 'act',
    fact: { kind: 'event', id: event },
    words: 'Le voyage suit le paiement',
  };
  const entry = await ask('opener', 'POST', `/api/candidates/${offered}/entries`, { body: named });
  expect(entry.status, entry.body).toBe(200);
  const [lead = '', withheld = ''] = await addLeads(database, unit, [
    { queue: 'investigation', rank: 50, subject: 'SP-1' },
    { queue: 'safeguarding', rank: 51, subject: 'SV-1' },
  ]);
  await database.query(`update vigie.lead_body set body = $2 where lead_id = $1`, [lead, JSON.stringify(leadBody())]);
  await told(
    database.query,
    `insert into casework.case_lead (case_id, lead_id, added_by) select $1, unnest($2::uuid[]), 'opener'`,
    [caseId, [lead, withheld]],
  );
});
afterAll(() => workbench.close());

/** Two ties, one of them with somebody of the other queue, and an amount with more digits than a float keeps. */
function leadBody() {
  const person = (kind: 'payer' | 'payee', id: string, name: string | null) => ({
    ...{ kind, id, name, role: kind, country: null, place: null, score: 1, transfers: 2, amountEur: '120.50' },
  });
  const reason = {
    ...{ indicator: 'P04', title: { en: 'At night', fr: 'La nuit' }, strength: 1, weight: 1, contribution: 1 },
    ...{ sentence: { en: 'Most at night.', fr: 'Surtout la nuit.' }, source: 'Synthetic guidance, 2024', trust: 'B' },
    ...{ lookAlikes: { en: 'Shifts', fr: 'Horaires décalés' }, evidence: ['t1'], evidenceTotal: 2 },
  };
  return {
    score: 1,
    subject: person('payer', 'SP-1', 'Synthetic SP-1'),
    members: [person('payer', 'SP-1', 'Synthetic SP-1'), person('payee', 'PE-1', 'Synthetic PE-1')],
    links: [{ payerId: 'SP-1', payeeId: 'PE-1', transfers: 2, amountEur: '12345678901234567.890123' }],
    reasons: [reason],
    reasonsAgainst: [{ ...reason, indicator: 'O01', weight: -1, sentence: { en: 'A tie.', fr: 'Un lien.' } }],
    unknown: [],
    transfers: [
      {
        ...{ transferId: 't1', at: '2025-03-01T22:00:00Z', payerId: 'SP-1', payeeId: 'PE-1', currency: 'EUR' },
        ...{ amount: '12345678901234567.890123', amountEur: null, channel: null, provider: null, payerNight: null },
        ...{ payerMinute: null, sourceFile: 'ab'.repeat(32), sourceRow: 7 },
      },
    ],
  };
}

async function made(member: string, body: object = newFile): Promise<{ id: string; sha256: string }> {
  const answer = await ask(member, 'POST', `/api/cases/${caseId}/files`, { body });
  expect(answer.status, answer.body).toBe(200);
  return answer.json();
}

async function bytesOf(member: string, id: string): Promise<Buffer> {
  const answer = await workbench.app.inject({
    ...{ method: 'GET', url: `/api/files/${id}` },
    headers: { 'x-test-member': member, 'x-vigie-purpose': 'inquiry' },
  });
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  return answer.rawPayload;
}

describe('the file of a case', () => {
  it('says in both languages what the case holds, children first and by their working names alone', async () => {
    for (const [language, heading, last] of [
      ['fr', 'Enfants', 'journal d’audit'],
      ['en', 'Children', 'audit log'],
    ]) {
      const { id, sha256 } = await made('opener', { ...newFile, language });
      const pdf = await bytesOf('opener', id);
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
      if (PICTURES !== undefined) writeFileSync(join(PICTURES, `file-${language}.pdf`), pdf);
      const text = await textOf(pdf);
      const body = text.slice(text.indexOf('\f'));
      expect(body.indexOf(`1 ${heading}`)).toBeGreaterThan(0);
      expect(body.indexOf(`1 ${heading}`)).toBeLessThan(body.indexOf('2 Person'));
      expect(body).toContain('Enfant du marché');
      expect(body).toContain(last);
      expect(body).toContain(language === 'fr' ? 'Demande envoyée' : 'Request sent');
      expect(body).toMatch(language === 'fr' ? /Chronologie :.{0,80}Brest/ : /Timeline:.{0,80}Brest/);
      // How a request ended: why, by whom and how; and to whom the child was referred, not what it needs.
      const close = text.replaceAll(/[\s\u200b]/g, '');
      for (const words of language === 'fr'
        ? [
            '«S-100»estdevenu«S-101»',
            'Enquêtepréliminaire',
            'Sansréponse',
            'Leprestatairen’existeplus',
            'Vérifiéauregistre',
            'Serviced’aideauxvictimes',
            'Consentement',
          ]
        : [
            '“S-100”became“S-101”',
            'Preliminaryinquiry(enquêtepréliminaire)',
            'Withoutananswer',
            'Leprestatairen’existeplus',
            'Vérifiéauregistre',
            'Serviced’aideauxvictimes',
            'Consent',
          ])
        expect(close).toContain(words);
      expect(close).toMatch(
        language === 'fr'
          ? /sansréponse·proposépar:.{1,40}·datedelaproposition:.{1,40}·motif:Leprestatairen’existeplus·réponse:Vérifiéauregistre/
          : /withoutananswer·proposedby:.{1,40}·dateoftheproposal:.{1,40}·reason:Leprestatairen’existeplus·answer:Vérifiéauregistre/,
      );
      expect(close).toMatch(
        language === 'fr'
          ? /Étatdétruite,2mars2026·proposéepar.{1,40},accordde.{1,40}·PV-12Description/
          : /Statedestroyed,2Mar2026·proposedby.{1,40},agreedby.{1,40}·PV-12Description/,
      );
      // Each act by itself; readings as a count.
      expect(close).toContain(language === 'fr' ? 'aproposéunefinsansrésultat' : 'proposedanendwithoutaresult');
      expect(close).not.toContain(language === 'fr' ? 'aluuneaffaire' : 'readacase');
      expect(close).toContain('vigieauditverify');
      if (language === 'fr') expect(close).toContain('Cequiestditd’Enfantdumarché');
      expect(close).toContain(language === 'fr' ? 'proposée,sansréponse' : 'proposed,notanswered');
      expect(text).not.toMatch(/NEED-OF|CONSENT-OF/);
      // What is ordinary stands beside each reason, with what it counts; the figure says what it counts.
      expect(close).toContain(language === 'fr' ? 'Horairesdécalés' : 'Shifts');
      expect(close).toContain(language === 'fr' ? '+1,0000' : '+1.0000');
      expect(close).toContain(language === 'fr' ? '2personnessur2et1liensur1' : '2of2people,1of1tie.');
      expect(text).not.toContain('SEALED');
      expect(text).not.toMatch(NOT_SAID);
      // Every page has its marking and its number.
      const pages = text.split('\f');
      for (const [index, page] of pages.entries()) {
        expect(page).toContain('CONFIDENTIEL ENQUÊTE');
        expect(page).toContain(`page ${index + 1}/${pages.length}`);
      }
      expect(body.replaceAll(/[\s,]/g, '')).toContain('12345678901234567');
      expect(body).toContain('890123');
      expect(body).toContain('ab'.repeat(32));
    }
  });

  it('shows names as they are, and runs nothing that one holds', async () => {
    const { id } = await made('opener');
    const text = await textOf(await bytesOf('opener', id));
    expect(text).toContain('#read("/etc/passwd") *x* $y$ @z');
    expect(text).not.toContain('root:');
    expect(text).toContain('U+65E5');
    expect(text).toContain('U+202E');
  });

  it('holds no lead that its maker may not read, and none of those in it is given to who may read it no longer', async () => {
    const { id } = await made('opener');
    const text = await textOf(await bytesOf('opener', id));
    expect(text).toContain('SP-1');
    expect(text).not.toContain('SV-1');
    const magistrates = await made('magistrate');
    expect(await textOf(await bytesOf('magistrate', magistrates.id))).not.toMatch(/SP-1|SV-1/);
    const before = await made('second');
    expect(await textOf(await bytesOf('second', before.id))).toContain('SP-1');
    await told(
      workbench.database.query,
      `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by)
       select lead_id, 'deny', 'second', 'x', 'opener' from casework.case_lead where case_id = $1`,
      [caseId],
    );
    const missing = await ask('second', 'GET', `/api/files/${randomUUID()}`);
    expect((await ask('second', 'GET', `/api/files/${before.id}`)).body).toBe(missing.body);
    const after = await made('second');
    expect(await textOf(await bytesOf('second', after.id))).not.toContain('SP-1');
  });

  it('says in its annex to who leads the case alone that somebody was barred', async () => {
    const body = { memberId: 'other', reason: 'Knows somebody' };
    expect((await ask('opener', 'POST', `/api/cases/${caseId}/bars`, { body })).status).toBe(200);
    const barred = LABELS['act.case.bar'].fr.replaceAll(' ', '');
    const withoutSpace = async (member: string, id: string) =>
      (await textOf(await bytesOf(member, id))).replaceAll(/\s/g, '');
    const [leads, works] = [await made('opener'), await made('second')];
    expect(await withoutSpace('opener', leads.id)).toContain(barred);
    expect(await withoutSpace('second', works.id)).not.toContain(barred);
  });

  it('is kept with its hash, who made it, when, as of when and what for; another member reads that, and not the file', async () => {
    const { id, sha256 } = await made('opener');
    const list = (await ask('second', 'GET', `/api/cases/${caseId}/files`)).json().items;
    expect(list.find((each: { id: string }) => each.id === id)).toMatchObject({
      ...{ sha256, language: 'fr', words: newFile.words, marking: newFile.marking, purpose: 'triage', mine: false },
      by: { id: 'opener' },
      asOf: expect.stringMatching(/^\d{4}-/),
      pages: expect.any(Number),
    });
    expect((await ask('second', 'GET', `/api/files/${id}`)).status).toBe(404);
    const missing = await ask('other', 'GET', `/api/files/${randomUUID()}`);
    for (const member of ['second', 'magistrate', 'other', 'care', 'administrator', 'auditor'])
      expect((await ask(member, 'GET', `/api/files/${id}`)).body, member).toBe(missing.body);
    for (const member of ['other', 'care', 'administrator', 'auditor']) {
      expect((await ask(member, 'POST', `/api/cases/${caseId}/files`, { body: newFile })).status, member).toBe(404);
      expect((await ask(member, 'GET', `/api/cases/${caseId}/files`)).status, member).toBe(404);
    }
    const [entry] = await workbench.database.query(
      `select content::jsonb -> 'detail' ->> 'sha256' as sha256 from audit.entry where act = 'file.make' order by seq desc limit 1`,
    );
    expect(entry).toEqual({ sha256 });
    const headers = { 'x-vigie-purpose': '' };
    expect((await ask('opener', 'POST', `/api/cases/${caseId}/files`, { body: newFile, headers })).status).toBe(400);
  });

  it('names what it shows as the pages of the workbench do', () => {
    for (const [key, words] of Object.entries(LABELS))
      if (key in en) expect(words, key).toEqual({ en: en[key as keyof typeof en], fr: fr[key as keyof typeof fr] });
  });

  it('says on each page of a file of the demonstration that it is synthetic, and which language in its name', async () => {
    const mark = (of: boolean) =>
      told(workbench.database.query, 'update vigie.unit set demonstration = $2 where id = $1', [unit, of]);
    await mark(true);
    try {
      const { id } = await made('opener');
      for (const page of (await textOf(await bytesOf('opener', id))).split('\f')) {
        expect(page).toContain('DONNÉES FICTIVES');
        expect(page).not.toContain('CONFIDENTIEL');
      }
      const { headers } = await workbench.app.inject({
        ...{ method: 'GET', url: `/api/files/${id}` },
        headers: { 'x-test-member': 'opener', 'x-vigie-purpose': 'inquiry' },
      });
      expect(headers['content-disposition']).toMatch(/-fr\.pdf"$/);
    } finally {
      await mark(false);
    }
  });

  it('leaves out the long parts that its maker names, and says so in it and beside it', async () => {
    const whole = await textOf(await bytesOf('opener', (await made('opener')).id));
    const leftOut = ['audit', 'timeline', 'sources', 'requests', 'evidence'];
    const { id } = await made('opener', { ...newFile, leftOut });
    const text = await textOf(await bytesOf('opener', id));
    expect(whole).toContain('Brest');
    expect(whole).toContain('ab'.repeat(32));
    const close = text.replaceAll(/\s/g, '');
    for (const gone of ['ab'.repeat(32), 'Leprestatairen’existeplus']) expect(close).not.toContain(gone);
    expect(close.split('alaissécettepartiedecôté').length - 1).toBe(leftOut.length);
    expect(close).toContain('Laissédecôtéparsonauteur');
    for (const stays of ['Enfantdumarché', 'Horairesdécalés']) expect(close).toContain(stays);
    const list = (await ask('second', 'GET', `/api/cases/${caseId}/files`)).json().items;
    expect(list.find((each: { id: string }) => each.id === id).leftOut).toEqual([
      ...['evidence', 'timeline', 'requests', 'sources', 'audit'],
    ]);
    const body = { ...newFile, leftOut: ['children'] };
    expect((await ask('opener', 'POST', `/api/cases/${caseId}/files`, { body })).status).toBe(400);
  });

  it('is made once for each key, whole or not at all', async () => {
    const headers = { 'idempotency-key': 'file-once' };
    const [first, again] = [
      await ask('opener', 'POST', `/api/cases/${caseId}/files`, { body: newFile, headers }),
      await ask('opener', 'POST', `/api/cases/${caseId}/files`, { body: newFile, headers }),
    ];
    expect(again.body).toBe(first.body);
    await expect(
      told(
        workbench.database.query,
        `insert into casework.filed_document (id, case_id, language, purpose, words, marking, as_of, pages, bytes, sha256, data_sha256, program, leads, made_by)
         values (gen_random_uuid(), $1, 'fr', 'inquiry', 'x', 'x', now(), 1, 1, sha256('x'), sha256('x'), 'x', '{}', 'opener')`,
        [caseId],
      ),
    ).rejects.toThrow(/has its bytes/);
  });

  it.each([
    `update casework.filed_document set sha256 = sha256('x')`,
    `delete from casework.filed_document`,
    `update casework.filed_content set content = 'x'`,
    `delete from casework.filed_content`,
  ])('cannot be changed by the role of the server: %s', (sql) => expectNoRightTo(workbench, 'opener', sql));
});
