import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedPerson, openedCase, said } from './support/casework.ts';
import { textOf } from './support/pdf-text.ts';
import { addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);
const post = async (member: string, url: string, body: object) => {
  const answer = await ask(member, 'POST', url, { body });
  expect(answer.status, answer.body).toBe(200);
  return answer.json();
};
const get = async (member: string, url: string) => (await ask(member, 'GET', url)).json();
const names = (people: readonly { readonly workingName: string }[]) => people.map(({ workingName }) => workingName);

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, {
    ...{ ines: 'investigator', otto: 'investigator', anna: 'analyst', vera: 'victim_services' },
  });
});
afterAll(() => workbench.close());

async function merged(from: string, into: string): Promise<void> {
  await post('ines', `/api/people/${from}/merge`, { into, reason: 'One telephone' });
}

describe('two records of one person', () => {
  it('stand in the case as one, with why and by whom they were merged, and as two again when they are taken apart', async () => {
    const id = await openedCase(workbench, 'ines', unit);
    const one = await addedPerson(workbench, 'ines', id, 'concerned', 'Payer One');
    const uno = await addedPerson(workbench, 'ines', id, 'concerned', 'Payer Uno');
    await post('ines', `/api/cases/${id}/people/${uno}`, { capacity: 'collector' });
    await said(workbench, 'ines', uno, id, 'phone', { text: '+33 0 00 11 22 33' });
    const call = { kind: 'fact', when: { precision: 'day', at: '2026-02-03' }, words: 'Seen', source: 'Note 1' };
    const event = await post('ines', `/api/cases/${id}/events`, { ...call, personId: uno });
    const before = await get('ines', `/api/cases/${id}`);
    await merged(uno, one);
    const { people } = await get('ines', `/api/cases/${id}`);
    expect(people).toMatchObject([
      {
        ...{ id: one, workingName: 'Payer One', capacities: ['collector', 'payer'] },
        merged: [{ id: uno, workingName: 'Payer Uno', reason: 'One telephone', by: { id: 'ines' } }],
      },
    ]);
    const timeline = async () => (await get('ines', `/api/cases/${id}/timeline?language=en`)).rows;
    const [seen] = (await timeline()).filter((row: { eventId: string | null }) => row.eventId === event.id);
    expect(seen.words.who).toBe('Payer One');
    // A mistaken capacity leaves the person, whichever record it was said on.
    await post('ines', `/api/cases/${id}/people/${one}/end`, { capacity: 'collector', reason: 'Misread' });
    expect((await get('ines', `/api/cases/${id}`)).people).toMatchObject([{ id: one, capacities: ['payer'] }]);
    await post('ines', `/api/people/${uno}/unmerge`, { reason: 'Two people' });
    const after = await get('ines', `/api/cases/${id}`);
    expect(names(after.people)).toEqual(names(before.people));
    expect(after.people.flatMap((person: { merged: unknown[] }) => person.merged)).toEqual([]);
    const decided = (await timeline()).filter((row: { words: { what: string } }) => /Record/.test(row.words.what));
    expect(
      decided.map(({ words }: { words: { what: string; toward: string; details: string } }) => [
        ...[words.what, words.toward, words.details],
      ]),
    ).toEqual([
      ['Records merged: one person', 'Payer Uno, Payer One', 'reason: One telephone'],
      ['Records taken apart again', 'Payer Uno, Payer One', 'reason: Two people'],
    ]);
  });

  it('are printed once in the file of the case, each statement once, in both languages', async () => {
    const id = await openedCase(workbench, 'ines', unit);
    const one = await addedPerson(workbench, 'ines', id, 'concerned', 'Payer Three');
    const uno = await addedPerson(workbench, 'ines', id, 'concerned', 'Payer Trois');
    await said(workbench, 'ines', one, id, 'account', { text: 'SYN-ACCOUNT-3' });
    await said(workbench, 'ines', uno, id, 'phone', { text: 'SYN-PHONE-3' });
    await merged(uno, one);
    for (const [language, line, on] of [
      ['en', 'TherecordPayerTroisisthispersontoo:mergedby', 'ontherecordPayerTrois'],
      ['fr', 'LafichePayerTroisestlamêmepersonne:réuniepar', 'surlafichePayerTrois'],
    ]) {
      const body = { language, words: 'For the magistrate', marking: 'SYNTHETIC' };
      const made = await post('ines', `/api/cases/${id}/files`, body);
      const { rawPayload } = await workbench.app.inject({
        ...{ method: 'GET', url: `/api/files/${made.id}` },
        headers: { 'x-test-member': 'ines', 'x-vigie-purpose': 'inquiry' },
      });
      const text = (await textOf(rawPayload)).replaceAll(/[\s\u200b]/g, '');
      expect(text).toContain(line);
      expect(text).toContain('Onetelephone');
      expect(text).toContain(on);
      for (const words of ['SYN-ACCOUNT-3', 'SYN-PHONE-3']) expect(text.split(words), words).toHaveLength(2);
      expect(text).not.toMatch(/\d\.\d\.\dPayerTrois/);
    }
  });

  it('owe for one child what one child is owed, and are counted as one', async () => {
    const id = await openedCase(workbench, 'ines', unit);
    const heron = await addedPerson(workbench, 'ines', id, 'child', 'Child Heron');
    const crane = await addedPerson(workbench, 'ines', id, 'child', 'Child Crane');
    const owed = async () =>
      (await get('ines', `/api/cases/${id}`)).obligations
        .filter(({ kind }: { kind: string }) => kind !== 'child_search')
        .map(({ objectId }: { objectId: string }) => objectId);
    const known = async () =>
      (await get('ines', '/api/cases?limit=100')).items.find((row: { id: string }) => row.id === id).children.known;
    expect(await owed()).toHaveLength(6);
    await merged(crane, heron);
    expect(await owed()).toEqual([heron, heron, heron]);
    expect(await known()).toBe(1);
    const { children, row } = await get('ines', `/api/cases/${id}`);
    expect(row.children.known).toBe(1);
    expect(children).toMatchObject([{ id: heron, merged: [{ id: crane, reason: 'One telephone' }] }]);
    const { rows } = await get('ines', `/api/cases/${id}/timeline?language=en`);
    const stands = rows.filter((each: { words: { what: string } }) => each.words.what === 'How it stands with a child');
    expect(new Set(stands.map((each: { words: { toward: string } }) => each.words.toward))).toEqual(
      new Set(['Child Heron']),
    );
    await post('ines', `/api/people/${crane}/unmerge`, { reason: 'Two children' });
    expect((await owed()).sort()).toEqual([heron, heron, heron, crane, crane, crane].sort());
    expect(await known()).toBe(2);
  });

  it('show the care that one of them has, through the service that has it, and their own again when they are taken apart', async () => {
    const id = await openedCase(workbench, 'ines', unit);
    const shown = await addedPerson(workbench, 'ines', id, 'child', 'Child Dunlin');
    const record = await addedPerson(workbench, 'ines', id, 'child', 'Child Knot');
    const basis = { basis: 'consent', basisWords: 'Synthetic guardian', basisOn: '2026-01-10' };
    const to = { caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'A doctor' };
    const { id: referral } = await post('ines', `/api/children/${record}/referrals`, { ...to, ...basis });
    const care = async (child = shown) => {
      const { statuses } = await get('ines', `/api/children/${child}`);
      const found = statuses.find(({ track }: { track: string }) => track === 'care');
      return [found.state, found.nextOn === null];
    };
    const answered = (answer: string) =>
      post('vera', `/api/referrals/${referral}/answer`, { answer, words: 'Synthetic words' });
    const written = async (state: string, nextOn: string | null) =>
      post('vera', `/api/children/${record}/statuses`, {
        ...{ track: 'care', state, holderId: 'vera', nextStep: 'WORDS-OF-THE-SERVICE', nextOn },
      });
    expect(await care()).toEqual(['not_referred', false]);
    await merged(record, shown);
    expect(await care()).toEqual(['referred', false]);
    const listed = async (child: string) =>
      (await get('ines', `/api/children/${child}`)).referrals.map((of: { id: string; onRecord: string | null }) => [
        of.id,
        of.onRecord,
      ]);
    expect(await listed(shown)).toEqual([[referral, 'Child Knot']]);
    expect(await listed(record)).toEqual([[referral, null]]);
    await answered('accepted');
    await written('in_care', '2030-01-01');
    expect(await care()).toEqual(['in_care', false]);
    const [child] = (await get('ines', `/api/cases/${id}`)).children;
    expect(child).toMatchObject({ id: shown, statuses: [{}, {}, { track: 'care', state: 'in_care' }] });
    expect(JSON.stringify(child)).not.toContain('WORDS-OF-THE-SERVICE');
    await written('completed', null);
    await answered('ended');
    expect(await care()).toEqual(['completed', true]);
    await post('ines', `/api/people/${record}/unmerge`, { reason: 'Two children' });
    expect(await care()).toEqual(['not_referred', false]);
    expect(await care(record)).toEqual(['completed', true]);
    expect(await listed(shown)).toEqual([]);
  });

  it('follow the care since, where they were merged by a program that did not move it yet', async () => {
    const id = await openedCase(workbench, 'ines', unit);
    const basis = { basis: 'consent', basisWords: 'Synthetic guardian', basisOn: '2026-01-10' };
    const to = { caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'A doctor' };
    const care = async (child: string): Promise<string[]> =>
      (await get('ines', `/api/children/${child}`)).statuses
        .filter(({ track }: { track: string }) => track === 'care')
        .map(({ state }: { state: string }) => state);
    const pair = async (name: string) => {
      const shown = await addedPerson(workbench, 'ines', id, 'child', `Child ${name}`);
      const record = await addedPerson(workbench, 'ines', id, 'child', `Child ${name} too`);
      const { id: referral } = await post('ines', `/api/children/${record}/referrals`, { ...to, ...basis });
      return { shown, record, referral };
    };
    const [proposed, cared, completed, declined] = [
      ...[await pair('Avocet'), await pair('Curlew'), await pair('Godwit'), await pair('Whimbrel')],
    ] as const;
    const written = (record: string, state: string, nextOn: string | null) =>
      post('vera', `/api/children/${record}/statuses`, {
        ...{ track: 'care', state, holderId: 'vera', nextStep: 'Synthetic step', nextOn },
      });
    const answered = (referral: string, answer: string) =>
      post('vera', `/api/referrals/${referral}/answer`, { answer, words: 'Synthetic words' });
    const triggers = (does: 'disable' | 'enable') =>
      workbench.database.query(
        `alter table casework.person_merge ${does} trigger moves_care; alter table casework.child_status ${does} trigger shown;
         alter table casework.referral ${does} trigger followed`,
      );
    await triggers('disable');
    for (const { record, shown } of [proposed, cared, completed, declined]) await merged(record, shown);
    for (const { record, referral } of [cared, completed]) {
      await answered(referral, 'accepted');
      await written(record, 'in_care', '2030-01-01');
    }
    await written(completed.record, 'completed', null);
    await answered(declined.referral, 'declined');
    await triggers('enable');
    const all = () => Promise.all([proposed, cared, completed, declined].map(({ shown }) => care(shown)));
    expect(await all()).toEqual(Array(4).fill(['not_referred']));
    const migration = readFileSync('src/casework/migrations/0300-care-of-records-merged-before.sql', 'utf8');
    const followed = [
      ...[['referred', 'not_referred'], ['in_care', 'not_referred'], ['completed', 'not_referred'], ['not_referred']],
    ];
    for (const time of ['once', 'again']) {
      await workbench.database.query(migration);
      expect([time, await all()]).toEqual([time, followed]);
    }
    expect(await care(cared.record)).toEqual(['in_care', 'referred', 'not_referred']);
  });

  it('move nothing of a record in another case, whose people need not know of this one', async () => {
    const [here, there] = [await openedCase(workbench, 'ines', unit), await openedCase(workbench, 'ines', unit)];
    const mine = await addedPerson(workbench, 'ines', here, 'child', 'Child Plover');
    const other = await addedPerson(workbench, 'ines', there, 'child', 'Child Ruff');
    await merged(mine, other);
    const basis = { basis: 'consent', basisWords: 'Synthetic guardian', basisOn: '2026-01-10' };
    const to = { caseId: here, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'A doctor' };
    await post('ines', `/api/children/${mine}/referrals`, { ...to, ...basis });
    const history = async (child: string) =>
      (await get('ines', `/api/children/${child}`)).statuses
        .filter(({ track }: { track: string }) => track === 'care')
        .map(({ state }: { state: string }) => state);
    expect(await history(mine)).toEqual(['referred', 'not_referred']);
    expect(await history(other)).toEqual(['not_referred']);
  });

  it('say nothing of the other to who may read only one, who finds and carries that one as before', async () => {
    const [here, there] = [await openedCase(workbench, 'ines', unit), await openedCase(workbench, 'ines', unit)];
    await post('ines', `/api/cases/${here}/members`, { memberId: 'anna', role: 'analyst' });
    const mine = await addedPerson(workbench, 'ines', here, 'child', 'Child Bittern');
    const other = await addedPerson(workbench, 'ines', there, 'child', 'Child Spoonbill');
    await merged(mine, other);
    for (const url of [`/api/cases/${here}`, `/api/cases/${here}/timeline?language=en`, `/api/children/${mine}`])
      expect((await ask('anna', 'GET', url)).body, url).not.toContain('Spoonbill');
    const read = await get('anna', `/api/cases/${here}`);
    expect(names(read.children)).toEqual(['Child Bittern']);
    expect(read.obligations.filter(({ objectId }: { objectId: string }) => objectId === mine)).toHaveLength(3);
    const found = async (member: string, text: string) =>
      (await get(member, `/api/people?text=${text}`)).items.map((person: { id: string }) => person.id);
    expect(await found('anna', 'bittern')).toEqual([mine]);
    expect(await found('anna', 'spoonbill')).toEqual([]);
    expect(await found('ines', 'bittern')).toEqual([other]);
    expect(
      (await get('ines', `/api/cases/${here}/timeline?language=en`)).rows.map(
        ({ words }: { words: { what: string } }) => words.what,
      ),
    ).not.toContain('Records merged: one person');
  });
});
