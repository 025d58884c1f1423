import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedCase } from './support/casework.ts';
import { newItem, registered } from './support/evidence.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

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
    ['otto', 'deputy'],
    ['anna', 'analyst'],
    ['malik', 'magistrate'],
  ])
    expect((await post('ines', `/api/cases/${id}/members`, { memberId, role })).status).toBe(200);
  return id;
}

const read = async (id: string, member = 'ines') => (await ask(member, 'GET', `/api/evidence/${id}`)).json();
const enter = (member: string, id: string, body: object, headers = {}) =>
  post(member, `/api/evidence/${id}/custody`, { happenedOn: '2026-03-02', ...body }, headers);
const court = { name: 'Synthetic clerk', service: 'Court registry' };
const bank = { name: 'Synthetic custodian', service: 'Example Bank' };

describe('an item of evidence', () => {
  it('is registered with who has it, where it lies, and when it is looked at next', async () => {
    const caseId = await staffed();
    const id = await registered(workbench, 'ines', caseId);
    const { row, entries } = await read(id);
    expect(row).toMatchObject({
      ...{ number: 1, state: 'held', version: 1, holder: { id: 'ines' }, nextCheckOn: '2099-06-01', gaps: [] },
      ...{ custodian: { name: 'Synthetic custodian', service: 'Example Bank' }, place: 'Safe 3', offer: null },
      said: { sealNumber: 'S-100', hashAlgorithm: 'sha256', kind: 'device' },
    });
    expect(entries[0].content).toMatchObject({ act: 'registered', by: 'ines', byName: 'Synthetic ines', seq: 1 });
    expect(await registered(workbench, 'otto', caseId)).not.toBe(id);
    const { items } = (await ask('malik', 'GET', `/api/cases/${caseId}/evidence`)).json();
    expect(items.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
  });

  it('is looked at next by somebody who can act on it: not by a magistrate, nor by who is not on the case', async () => {
    const caseId = await staffed();
    const id = await registered(workbench, 'ines', caseId);
    for (const holderId of ['malik', 'noor', 'vera']) {
      expect((await post('ines', `/api/cases/${caseId}/evidence`, newItem(holderId))).status).toBeGreaterThanOrEqual(
        400,
      );
      const planned = { act: 'planned', holderId, nextCheckOn: '2099-07-01', words: 'Later' };
      expect((await enter('ines', id, planned)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await read(id)).row).toMatchObject({ holder: { id: 'ines' }, nextCheckOn: '2099-06-01' });
    const planned = { act: 'planned', holderId: 'anna', nextCheckOn: '2099-07-01', words: 'Later' };
    expect((await enter('ines', id, planned)).status).toBe(200);
    expect((await read(id)).row).toMatchObject({ holder: { id: 'anna' }, holderReads: true });
    const { members } = (await ask('ines', 'GET', `/api/cases/${caseId}`)).json();
    const part = members.find(({ member }: { member: { id: string } }) => member.id === 'anna').id;
    expect((await post('ines', `/api/cases/${caseId}/members/${part}/end`, {})).status).toBe(200);
    // Nobody writes her chain for her: it stays in her name and says that she no longer reads the case.
    expect((await read(id)).row).toMatchObject({ holder: { id: 'anna' }, holderReads: false });
    const [listed] = (await ask('ines', 'GET', `/api/cases/${caseId}/evidence`)).json().items;
    expect(listed.holderReads).toBe(false);
  });

  it('is corrected by a further version; the one before stays, and nobody’s correction is lost', async () => {
    const id = await registered(workbench, 'ines', await staffed());
    const { holderId: _, nextCheckOn: __, ...said } = newItem('ines');
    const correct = (place: string, seen: number) =>
      post(
        'anna',
        `/api/evidence/${id}/corrections`,
        { ...said, place, reason: 'Misread' },
        { 'if-match': `"${seen}"` },
      );
    expect((await correct('Safe 4', 1)).status).toBe(200);
    expect((await correct('Safe 5', 1)).status).toBe(412);
    const { row, entries } = await read(id);
    expect([row.said.place, row.place, row.version]).toEqual(['Safe 4', 'Safe 4', 2]);
    expect(entries.map(({ content }: { content: { act: string } }) => content.act)).toEqual([
      'registered',
      'corrected',
    ]);
    expect(
      await query(`select place from casework.evidence_version where item_id = $1 order by version`, [id]),
    ).toEqual([{ place: 'Safe 3' }, { place: 'Safe 4' }]);
  });

  it('changes hands when giver and taker have both acknowledged, each for oneself', async () => {
    const id = await registered(workbench, 'ines', await staffed());
    const offer = {
      act: 'handed_over',
      from: bank,
      to: { memberId: 'otto' },
      place: 'Unit store',
      sealNumber: 'S-100',
    };
    expect((await enter('ines', id, offer)).status).toBe(200);
    expect((await enter('ines', id, offer)).json().type).toContain('offer_open');
    expect((await read(id)).row).toMatchObject({
      ...{ custodian: bank, offer: { seq: 2, giverAcknowledged: false, takerAcknowledged: false } },
    });
    expect((await enter('ines', id, { act: 'acknowledged', side: 'taker' })).json().type).toContain('for_oneself');
    expect((await enter('ines', id, { act: 'acknowledged', side: 'giver' })).json().type).toContain('paper_is_named');
    expect((await enter('ines', id, { act: 'acknowledged', side: 'giver', paper: 'Receipt 7' })).status).toBe(200);
    expect((await read(id)).row.custodian).toMatchObject(bank);
    expect((await enter('otto', id, { act: 'acknowledged', side: 'taker' })).status).toBe(200);
    expect((await read(id)).row).toMatchObject({
      custodian: { member: 'otto' },
      place: 'Unit store',
      offer: null,
      gaps: [],
    });
    expect((await enter('otto', id, { act: 'acknowledged', side: 'taker' })).json().type).toContain('no_open_offer');
  });

  it('shows a hand-over by who did not have it, one that nobody acknowledged, and a seal that was broken', async () => {
    const caseId = await staffed();
    const id = await registered(workbench, 'ines', caseId);
    await enter('otto', id, { act: 'handed_over', from: { memberId: 'otto' }, to: court, place: 'Registry' });
    await enter('anna', id, {
      ...{ act: 'checked', seal: 'broken', hash: 'different', holderId: 'anna', nextCheckOn: '2026-04-01' },
      words: 'Record 3 of the custodian',
    });
    const { gaps } = (await read(id)).row;
    expect(gaps).toMatchObject([
      { what: 'custody_break', seq: 2, expected: 'Synthetic custodian', given: 'Synthetic otto' },
      { what: 'seal_broken', seq: 3 },
      { what: 'hash_different', seq: 3 },
      { what: 'not_acknowledged', seq: 2, side: 'taker' },
      { what: 'check_overdue', nextCheckOn: '2026-04-01' },
    ]);
    const { obligations } = (await ask('ines', 'GET', `/api/cases/${caseId}`)).json();
    expect(obligations.filter(({ kind }: { kind: string }) => kind.startsWith('evidence'))).toMatchObject([
      { kind: 'evidence_handover', objectId: id, holder: { id: 'otto' }, item: 'A telephone, black' },
      {
        kind: 'evidence_check',
        objectId: id,
        holder: { id: 'anna' },
        nextOn: '2026-04-01',
        item: 'A telephone, black',
      },
    ]);
    expect((await enter('ines', id, { act: 'declined', words: 'It did not take place' })).status).toBe(200);
    expect((await read(id)).row.offer).toBeNull();
  });

  it('is not checked by whoever looked at nothing: what is overdue stays so', async () => {
    const id = await registered(workbench, 'ines', await staffed());
    const later = { holderId: 'ines', nextCheckOn: '2099-09-01', words: 'Record 3 of the custodian' };
    const before = (await read(id)).row;
    for (const hash of ['not_compared', 'none_stated']) {
      const refused = await enter('ines', id, { act: 'checked', seal: 'not_looked_at', hash, ...later });
      expect([refused.status, refused.json().type]).toEqual([409, expect.stringContaining('something_was_looked_at')]);
    }
    expect((await read(id)).row).toEqual(before);
    expect((await enter('ines', id, { act: 'checked', seal: 'not_looked_at', hash: 'equal', ...later })).status).toBe(
      200,
    );
    expect(
      (await enter('ines', id, { act: 'checked', seal: 'not_sealed', hash: 'none_stated', ...later })).status,
    ).toBe(200);
    expect((await read(id)).row.nextCheckOn).toBe('2099-09-01');
  });

  it('is checked while somebody outside has it only with who looked, and by what record', async () => {
    const id = await registered(workbench, 'ines', await staffed());
    const check = { act: 'checked', seal: 'intact', hash: 'equal', holderId: 'ines', nextCheckOn: '2099-09-01' };
    const checked = async (words = '') => {
      const answer = await enter('ines', id, { ...check, words });
      return answer.status === 200 ? 'taken' : answer.json().type.split(':').at(-1);
    };
    const move = async (from: object, to: object) =>
      expect((await enter('ines', id, { act: 'handed_over', from, to, place: 'Safe 5' })).status).toBe(200);
    const acknowledge = async (member: string, side: string, paper: string | null = null) =>
      expect((await enter(member, id, { act: 'acknowledged', side, paper })).status).toBe(200);
    expect(await checked()).toBe('who_looked_is_said');
    expect(await checked('Looked at by the custodian, record 3')).toBe('taken');
    await move(bank, { memberId: 'ines' });
    await acknowledge('ines', 'taker');
    expect(await checked(), 'the giver has not acknowledged yet').toBe('who_looked_is_said');
    await acknowledge('ines', 'giver', 'Receipt 7');
    expect(await checked()).toBe('taken');
    await move({ memberId: 'ines' }, court);
    expect(await checked(), 'it has not left yet').toBe('taken');
    await acknowledge('ines', 'taker', 'Receipt 8');
    expect(await checked()).toBe('who_looked_is_said');
    const back = { act: 'received', from: court, to: { memberId: 'otto' }, place: 'Safe 5' };
    expect((await enter('otto', id, back)).status).toBe(200);
    expect(await checked()).toBe('taken');
  });

  it('is with a colleague when it was registered under the name of one', async () => {
    const caseId = await staffed();
    const item = { ...newItem('ines'), custodian: ' synthetic  OTTO ' };
    const { id } = (await post('ines', `/api/cases/${caseId}/evidence`, item)).json();
    const check = { act: 'checked', seal: 'intact', hash: 'equal', holderId: 'ines', nextCheckOn: '2099-09-01' };
    expect((await enter('ines', id, check)).status).toBe(200);
  });

  it('is destroyed by two people alone, and nothing is entered afterwards', async () => {
    const caseId = await staffed();
    const id = await registered(workbench, 'ines', caseId);
    const destroy = (agreementId: string) =>
      enter('ines', id, { act: 'destroyed', agreementId, paper: 'Record 12', words: 'Shredded' });
    const proposal = { kind: 'destroy_evidence', itemId: id, reason: 'Ordered by act 3' };
    const { id: agreementId } = (await post('ines', `/api/cases/${caseId}/proposals`, proposal)).json();
    expect((await destroy(agreementId)).json().type).toContain('second_person');
    const answer = (member: string) =>
      post(member, `/api/cases/${caseId}/proposals/${agreementId}/answer`, { agreed: true });
    expect((await answer('ines')).status).toBe(409);
    expect((await answer('malik')).status).toBe(200);
    expect((await destroy(agreementId)).status).toBe(200);
    const { row, entries } = await read(id);
    expect(row).toMatchObject({ state: 'destroyed', nextCheckOn: null });
    expect(entries.at(-1).content.detail).toMatchObject({ proposedBy: 'ines', agreedBy: 'malik', paper: 'Record 12' });
    const later = { act: 'returned', from: bank, to: court, paper: 'Receipt 1' };
    expect((await enter('ines', id, later)).json().type).toContain('evidence_gone');
    expect((await post('ines', `/api/cases/${caseId}/proposals`, proposal)).status).toBe(409);
  });

  it('looks missing to who is not on the case, whatever is asked', async () => {
    const caseId = await staffed();
    const id = await registered(workbench, 'ines', caseId);
    const missing = await ask('noor', 'GET', `/api/evidence/00000000-0000-4000-8000-000000000000`);
    const check = {
      ...{ act: 'checked', seal: 'intact', hash: 'equal', holderId: 'ines', nextCheckOn: '2099-04-01' },
      words: 'Record 3 of the custodian',
    };
    for (const member of ['noor', 'vera', 'adam', 'aude']) {
      for (const answer of [
        await ask(member, 'GET', `/api/evidence/${id}`),
        await ask(member, 'GET', `/api/cases/${caseId}/evidence`),
        await enter(member, id, check),
        await post(member, `/api/cases/${caseId}/evidence`, newItem('ines')),
      ])
        expect([answer.status, answer.body]).toEqual([404, missing.body]);
    }
    expect((await enter('malik', id, check)).status).toBe(404);
    expect((await enter('anna', id, check)).status).toBe(200);
  });

  it('is refused with dates that are none, names that have no end, and a hash that is not of its form', async () => {
    const caseId = await staffed();
    const add = async (changes: object) =>
      (await post('ines', `/api/cases/${caseId}/evidence`, { ...newItem('ines'), ...changes })).status;
    expect(await add({ custodian: 'x'.repeat(100_000) })).toBe(400);
    expect(await add({ hash: { algorithm: 'sha256', value: 'ab' } })).toBe(400);
    expect(await add({ hash: { algorithm: 'md5', value: 'z'.repeat(32) } })).toBe(400);
    expect(await add({ happenedOn: '2026-02-30' })).toBe(400);
    expect(await add({ happenedOn: '1799-12-31' })).toBe(400);
    expect(await add({ happenedOn: '2199-01-01' })).toBe(409);
    expect(await add({ description: 'nul \u0000 within' })).toBe(400);
    expect(await add({ nextCheckOn: null })).toBe(400);
    const custodian = '\u202eمحمد e\u0301\u0323 名';
    expect(await add({ custodian, happenedOn: '1899-12-31' })).toBe(200);
    const { items } = (await ask('ines', 'GET', `/api/cases/${caseId}/evidence`)).json();
    expect(items[0].custodian.name).toBe(custodian);
  });
});

describe('custody', () => {
  it('is a chain of hashes for each item, told in the audit log hash by hash', async () => {
    const id = await registered(workbench, 'ines', await staffed());
    for (let i = 0; i < 3; i++)
      await enter('anna', id, { act: 'planned', holderId: 'anna', nextCheckOn: '2099-05-01', words: 'Later' });
    const rows = await query<{ content: string; hash: Buffer; told: string }>(
      `select content, hash, (select content::jsonb -> 'detail' ->> 'hash' from audit.entry e where e.object_id = item_id::text
         and (e.content::jsonb -> 'detail' ->> 'entry')::int = c.seq) as told from casework.custody_entry c where item_id = $1 order by seq`,
      [id],
    );
    let previous = createHash('sha256').update(`vigie custody 1 ${id}`).digest('hex');
    for (const { content, hash, told } of rows) {
      expect(JSON.parse(content).previous).toBe(previous);
      previous = createHash('sha256').update(content).digest('hex');
      expect([hash.toString('hex'), told]).toEqual([previous, previous]);
    }
    expect(rows).toHaveLength(4);
  });

  it('cannot be updated, deleted or written past its functions by any role that signs in', async () => {
    const tables = [
      'evidence_item',
      'custody_entry',
      'evidence_version',
      'attachment',
      'attachment_content',
      'custody_timestamp',
    ];
    const grants = await query(
      `select grantee, table_name, privilege_type from information_schema.column_privileges where table_schema = 'casework'
         and table_name = any($1) and grantee in ('vigie_app', 'vigie_worker', 'vigie_sign_in', 'PUBLIC') and privilege_type <> 'SELECT'
         and not (table_name like 'attachment%' and grantee = 'vigie_app' and privilege_type = 'INSERT')
       union select grantee, table_name, privilege_type from information_schema.table_privileges where table_schema = 'casework'
         and table_name = any($1) and grantee in ('vigie_app', 'vigie_worker', 'vigie_sign_in', 'PUBLIC') and privilege_type <> 'SELECT'`,
      [tables],
    );
    expect(grants).toEqual([]);
    const functions = await query<{ name: string }>(
      `select proname as name from pg_proc where pronamespace = 'casework'::regnamespace and proname ~ 'custody|version|evidence|timestamp|party'
         and has_function_privilege('vigie_app', oid, 'execute') order by 1`,
    );
    expect(functions.map(({ name }) => name)).toEqual(['enter_custody', 'register_evidence']);
    const id = await registered(workbench, 'ines', await staffed());
    // Not even the owner, by mistake.
    for (const change of [
      `update casework.custody_entry set content = content`,
      `delete from casework.evidence_version`,
    ])
      await expect(query(`${change} where item_id = $1`, [id])).rejects.toThrow('append-only');
  });
});
