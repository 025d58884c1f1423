import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCase, newRequest } from './support/requests.ts';
import { addMember, addOrganisation, addUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let caseId: string;
let request: string;
let rule: Record<string, unknown>;
let qualification: Record<string, unknown> & { elements: readonly Record<string, unknown>[] };

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database, ask } = workbench;
  const organisation = await addOrganisation(database);
  const unit = await addUnit(database, organisation);
  await addMember(database, organisation, 'ines', [{ unit, role: 'investigator' }]);
  await addMember(database, organisation, 'adam', [{ unit, role: 'administrator' }]);
  caseId = await addCase(workbench, unit, 'ines');
  request = (await ask('ines', 'POST', `/api/cases/${caseId}/requests`, { body: newRequest('ines') })).json().id;
  rule = (await ask('adam', 'GET', '/api/clock-rules')).json().items[0].rule;
  qualification = (await ask('adam', 'GET', '/api/qualifications')).json().items[0];
});
afterAll(() => workbench.close());

interface Refused {
  readonly fields?: readonly { readonly field: string; readonly sentence: string }[];
  readonly detail?: string;
}

async function refused(member: string, url: string, body: unknown, language = 'fr'): Promise<Refused> {
  const answer = await workbench.ask(member, 'POST', url, { body, headers: { 'accept-language': language } });
  expect(answer.status, answer.body).toBe(400);
  return answer.json();
}

const said = async (...given: Parameters<typeof refused>): Promise<Record<string, string>> =>
  Object.fromEntries(((await refused(...given)).fields ?? []).map(({ field, sentence }) => [field, sentence]));

describe('what is refused of a field', () => {
  it('is said at the field, in the language of who asks', async () => {
    const url = `/api/cases/${caseId}/requests`;
    const body = newRequest('ines', { addressee: ' ', country: 'fr', nextOn: '2026-02-31', annexes: ['A', ''] });
    expect(await said('ines', url, body)).toEqual({
      '/addressee': 'Remplissez ce champ.',
      '/country': expect.stringMatching(/^Écrivez un pays en deux lettres capitales/),
      '/nextOn': expect.stringMatching(/^Donnez une date qui existe/),
      '/annexes/1': 'Remplissez ce champ.',
    });
    expect(await said('ines', url, body, 'en')).toEqual({
      '/addressee': 'Fill in this field.',
      '/country': expect.stringMatching(/^Write a country as two capital letters/),
      '/nextOn': expect.stringMatching(/^Give a date that exists/),
      '/annexes/1': 'Fill in this field.',
    });
  });

  it('is said of what two fields mean together', async () => {
    const url = `/api/requests/${request}/events`;
    const extended = { kind: 'extended', at: { date: '2026-03-04' }, until: '2026-03-01' };
    expect(await said('ines', url, extended)).toEqual({ '/until': 'Le nouveau dernier jour précède l’événement.' });
    expect(await said('ines', url, extended, 'en')).toEqual({ '/until': 'The new last day lies before the event.' });
    const event = { kind: 'fact', source: 'Record 1', words: 'Synthetic' };
    const when = { precision: 'exact', at: '2026-03-04T10:15' };
    expect(await said('ines', `/api/cases/${caseId}/events`, { ...event, when })).toEqual({
      '/when/zone': 'Une heure se dit avec son fuseau.',
    });
  });

  it('of a value that has several forms is that of the form which was meant', async () => {
    const body = { kind: 'received', at: { date: '2026-02-31' } };
    expect(Object.keys(await said('ines', `/api/requests/${request}/events`, body))).toEqual(['/at/date']);
  });

  it('is said of each part of a rule and of a qualification that an administrator writes', async () => {
    const body = {
      rule: { ...rule, id: 'Banque 2', version: 0, ladder: 'none', kinds: ['none'] },
      reason: 'Synthetic',
    };
    const form = await said('adam', '/api/admin/clock-rules', body);
    expect(form).toEqual({ '/rule/id': expect.stringMatching(/^Écrivez un identifiant en petites lettres/) });
    const meaning = { ...body, rule: { ...body.rule, id: 'bank-2' } };
    expect(await said('adam', '/api/admin/clock-rules', meaning)).toMatchObject({
      '/rule/ladder': 'Il n’y a pas d’échelle d’alerte « none ».',
      '/rule/kinds': 'Il n’y a pas de sorte de demande « none ».',
    });
    const taken = { ...body, rule: { ...rule, version: 0 } };
    expect(await said('adam', '/api/admin/clock-rules', taken)).toEqual({
      '/rule/id': 'Cet identifiant est déjà pris.',
    });
    expect(await said('adam', '/api/admin/clock-rules', meaning, 'en')).toMatchObject({
      '/rule/ladder': 'There is no ladder "none".',
    });
    const { own: _, ...written } = qualification;
    const elements = [...written.elements, { ...written.elements[0], id: 'one-more', words: { fr: '', en: 'x' } }];
    expect(
      await said('adam', '/api/admin/qualifications', {
        qualification: { ...written, id: 'new-one', version: 0, elements },
        reason: 'Synthetic',
      }),
    ).toEqual({ [`/qualification/elements/${written.elements.length}/words/fr`]: 'Remplissez ce champ.' });
    expect(
      await said('adam', '/api/admin/qualifications', {
        qualification: { ...written, id: 'new-one', version: 0, elements: [...written.elements, written.elements[0]] },
        reason: 'Synthetic',
      }),
    ).toEqual({ [`/qualification/elements/${written.elements.length}/id`]: 'Deux éléments ont le même identifiant.' });
  });

  it('of a mapping file is said in French as on the command line', async () => {
    const mapping = { columns: { amount: 'Montant' }, direction: { column: 'Sens', out: ['D'], sign_of: 'Montant' } };
    const fields = await said('ines', '/api/mappings', { unit: crypto.randomUUID(), name: 'x', mapping });
    expect(fields['/mapping/direction']).toMatch(/^donner soit « column »/);
  });

  it('is said in the detail where it is of no field', async () => {
    const answer = await refused('ines', `/api/cases/${caseId}/requests`, []);
    expect([answer.fields, answer.detail]).toEqual([undefined, 'Donnez un objet JSON.']);
  });

  it('is not as long as what was sent', async () => {
    const annexes = Array.from({ length: 5_000 }, () => 1);
    const body = { ...newRequest('ines', { annexes }), ['x'.repeat(50_000)]: 1 };
    const { fields = [] } = await refused('ines', `/api/cases/${caseId}/requests`, body);
    expect(fields.length).toBeGreaterThan(0);
    expect(JSON.stringify(fields).length).toBeLessThan(10_000);
  });
});
