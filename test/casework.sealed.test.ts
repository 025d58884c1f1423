import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedPerson, openedCase, said } from './support/casework.ts';
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

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, {
    ...{ ines: 'investigator', otto: 'investigator', anna: 'analyst', malik: 'magistrate', vera: 'victim_services' },
    ...{ noor: 'investigator', keys: 'administrator' },
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
    await post('ines', `/api/cases/${id}/members`, { memberId, role });
  return id;
}

describe('what lies under the seal of a child', () => {
  it('is told to who works on the case by its kind, how much and by whom, never in its words; to nobody else', async () => {
    const id = await staffed();
    const heron = await addedPerson(workbench, 'ines', id, 'child', 'Child Heron');
    const crane = await addedPerson(workbench, 'ines', id, 'child', 'Child Crane');
    expect((await get('ines', `/api/children/${heron}`)).sealed).toEqual([]);
    await said(workbench, 'ines', heron, id, 'name', { text: 'SEALED-ONE' });
    await said(workbench, 'otto', heron, id, 'phone', { text: 'SEALED-TWO' });
    await said(workbench, 'otto', heron, id, 'phone', { text: 'SEALED-TWO' });
    await said(workbench, 'anna', crane, id, 'name', { text: 'SEALED-THREE' });
    const own = {
      ...{ record: { id: heron, workingName: 'Child Heron' }, last: { by: { id: 'otto' } } },
      fields: [
        { field: 'name', entries: 1 },
        { field: 'phone', entries: 2 },
      ],
    };
    for (const member of ['ines', 'otto', 'anna']) {
      const answer = await ask(member, 'GET', `/api/children/${heron}`);
      expect(answer.json().sealed).toMatchObject([own]);
      expect(answer.body).not.toContain('SEALED');
    }
    expect((await get('malik', `/api/children/${heron}`)).sealed).toBeNull();
    expect((await ask('noor', 'GET', `/api/children/${heron}`)).status).toBe(404);
    await post('ines', `/api/people/${crane}/merge`, { into: heron, reason: 'One child' });
    expect((await get('ines', `/api/children/${heron}`)).sealed).toMatchObject([
      own,
      { record: { id: crane }, fields: [{ field: 'name', entries: 1 }], last: { by: { id: 'anna' } } },
    ]);
  });

  it('is not told of another case to who works on this one alone', async () => {
    const [here, there] = [await staffed(), await openedCase(workbench, 'ines', unit)];
    const child = await addedPerson(workbench, 'ines', here, 'child', 'Child Dunlin');
    await post('ines', `/api/cases/${there}/people/${child}`, { capacity: 'victim' });
    await said(workbench, 'ines', child, there, 'name', { text: 'SEALED-FOUR' });
    expect((await get('ines', `/api/children/${child}`)).sealed).toHaveLength(1);
    expect((await get('anna', `/api/children/${child}`)).sealed).toEqual([]);
  });

  it('is told to who is asked to agree that somebody reads it, while that waits for an answer', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Knot');
    await said(workbench, 'ines', child, id, 'name', { text: 'SEALED-SIX' });
    const asked = async (memberId: string) => {
      const release = { caseId: id, memberId, purpose: 'identification', reason: 'Compare', days: 7 };
      return (await post('ines', `/api/children/${child}/releases`, release)).id;
    };
    const sealed = async () => (await get('malik', `/api/children/${child}`)).sealed;
    await asked('malik');
    expect(await sealed(), 'who would read').toBeNull();
    const waits = await asked('anna');
    expect(await sealed()).toMatchObject([{ record: { id: child }, fields: [{ field: 'name', entries: 1 }] }]);
    expect((await ask('malik', 'GET', `/api/children/${child}`)).body).not.toContain('SEALED');
    expect((await ask('malik', 'GET', `/api/children/${child}/identity`)).body).toBe('{"items":[]}');
    await post('malik', `/api/releases/${waits}/answer`, { agreed: false });
    expect(await sealed()).toBeNull();
  });

  it('is asked for in sight of those who may agree, among the decisions by two people of the case, until it is answered', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Plover');
    await said(workbench, 'ines', child, id, 'name', { text: 'SEALED-FIVE' });
    const release = { caseId: id, memberId: 'anna', purpose: 'identification', reason: 'Compare', days: 7 };
    const asked = await post('ines', `/api/children/${child}/releases`, release);
    const awaiting = async (member: string) => (await get(member, `/api/cases/${id}`)).releases;
    const told = {
      ...{ id: asked.id, child: { id: child, workingName: 'Child Plover' }, member: { id: 'anna' } },
      ...{ purpose: 'identification', reason: 'Compare', proposedBy: { id: 'ines' } },
    };
    for (const member of ['ines', 'otto', 'malik']) expect(await awaiting(member), member).toMatchObject([told]);
    expect(await awaiting('anna')).toEqual([]);
    expect((await ask('otto', 'GET', `/api/cases/${id}`)).body).not.toContain('SEALED');
    await post('otto', `/api/releases/${asked.id}/answer`, { agreed: true });
    for (const member of ['ines', 'otto', 'malik']) expect(await awaiting(member), member).toEqual([]);
  });

  it('is opened anew by two people to who read it by a referral, a role or an account that was gone meanwhile', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Whimbrel');
    await said(workbench, 'ines', child, id, 'name', { text: 'SEALED-SEVEN' });
    const referred = async (): Promise<string> => {
      const body = { caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'Care' };
      const basis = { basis: 'consent', basisWords: 'Synthetic consent', basisOn: '2026-11-01' };
      return (await post('ines', `/api/children/${child}/referrals`, { ...body, ...basis })).id;
    };
    const released = async (memberId: string) => {
      const release = { caseId: id, memberId, purpose: 'care', reason: 'To meet the child', days: 7 };
      const asked = await post('ines', `/api/children/${child}/releases`, release);
      await post('malik', `/api/releases/${asked.id}/answer`, { agreed: true });
      expect(await identity(memberId)).toContain('SEALED-SEVEN');
    };
    const identity = async (member: string) => (await ask(member, 'GET', `/api/children/${child}/identity`)).body;
    const newest = async () => (await get('ines', `/api/children/${child}`)).releases[0];

    const first = await referred();
    await released('vera');
    const second = await referred();
    await post('vera', `/api/referrals/${first}/answer`, { answer: 'declined', words: 'Full' });
    expect(await identity('vera'), 'referred once more').toContain('SEALED-SEVEN');
    await post('ines', `/api/referrals/${second}/answer`, { answer: 'revoked', words: 'Moved' });
    await referred();
    expect(await identity('vera')).toBe('{"items":[]}');
    expect(await newest()).toMatchObject({ state: 'ended', endedBy: { id: 'ines' } });

    await released('anna');
    const { items } = await get('keys', '/api/admin/members');
    const held = items.find((each: { id: string }) => each.id === 'anna').memberships[0];
    await post('keys', `/api/admin/memberships/${held.id}/end`, {});
    await post('keys', '/api/admin/memberships', { memberId: 'anna', unitId: unit, role: 'analyst' });
    expect(await identity('anna')).toBe('{"items":[]}');
    expect(await newest()).toMatchObject({ state: 'ended', endedBy: { id: 'keys' } });

    await released('vera');
    await post('keys', '/api/admin/members/vera/disable', {});
    await post('keys', '/api/admin/members/vera/enable', {});
    expect(await identity('vera')).toBe('{"items":[]}');
    expect(await newest()).toMatchObject({ state: 'ended', endedBy: { id: 'keys' } });
    const ends = await workbench.database.query(
      `select content::jsonb ->> 'member' as by from audit.entry where act = 'identity.end' and object_id = $1 order by seq`,
      [child],
    );
    expect(ends).toEqual([{ by: 'ines' }, { by: 'keys' }, { by: 'keys' }]);
  });

  it('is neither asked for nor opened to whom it could not open: who is on no part of it, or kept out', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Dotterel');
    const release = (memberId: string) =>
      ask('ines', 'POST', `/api/children/${child}/releases`, {
        body: { caseId: id, memberId, purpose: 'care', reason: 'Synthetic', days: 7 },
      });
    for (const member of ['noor', 'vera', 'nobody']) expect((await release(member)).status, member).toBe(409);
    const body = { caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'Care' };
    const basis = { basis: 'consent', basisWords: 'Synthetic consent', basisOn: '2026-11-01' };
    await post('ines', `/api/children/${child}/referrals`, { ...body, ...basis });
    const asked = (await release('vera')).json().id;
    await post('ines', `/api/cases/${id}/bars`, { memberId: 'vera', reason: 'Knows the family' });
    expect((await ask('malik', 'POST', `/api/releases/${asked}/answer`, { body: { agreed: true } })).status).toBe(409);
    expect((await release('vera')).status).toBe(409);
  });
});
