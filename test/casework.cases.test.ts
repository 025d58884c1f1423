import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARTS_OF, STAGE_STEPS } from '../src/casework/cases/stages.ts';
import { CHILD_STATES, RESTS_ON } from '../src/casework/children/child-states.ts';
import { CAPACITIES, STATEMENT_FIELDS } from '../src/casework/people/populations.ts';
import type { StaffRole } from '../src/casework/staff-roles.ts';
import { addedPerson, openedCase, said } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import { newRequest } from './support/requests.ts';
import {
  addLeads,
  addMember,
  addStaffedUnit,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);
const post = (member: string, url: string, body: object, headers = {}) => ask(member, 'POST', url, { body, headers });

const STAFF: Readonly<Record<string, StaffRole>> = {
  ...{ ines: 'investigator', otto: 'investigator', anna: 'analyst', malik: 'magistrate', vera: 'victim_services' },
  ...{ adam: 'administrator', aude: 'auditor' },
};

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, STAFF);
});
afterAll(() => workbench.close());

const shut = (member: string) =>
  told(workbench.database.query, `update vigie.member set disabled_at = now() where id = $1`, [member]);

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

const read = async (member: string, id: string) => (await ask(member, 'GET', `/api/cases/${id}`)).json();

describe('the tables of casework', () => {
  it('say the same as the program', async () => {
    const { query } = workbench.database;
    const pairs = (of: Record<string, readonly string[]>) =>
      Object.entries(of)
        .flatMap(([key, values]) => values.map((value) => `${key} ${value}`))
        .sort();
    const rows = async (sql: string) => (await query<{ pair: string }>(sql)).map(({ pair }) => pair).sort();
    expect(await rows(`select from_stage || ' ' || to_stage as pair from casework.stage_step`)).toEqual(
      pairs(STAGE_STEPS),
    );
    expect(await rows(`select population || ' ' || capacity as pair from casework.capacity`)).toEqual(
      pairs(CAPACITIES),
    );
    const fields = Object.entries(STATEMENT_FIELDS).flatMap(([population, of]) =>
      Object.entries(of).map(([field, { sealed, forCare }]) => `${population} ${field} ${sealed} ${forCare}`),
    );
    expect(
      await rows(
        `select concat_ws(' ', population, field, case when sealed then 'true' else 'false' end, case when for_care then 'true' else 'false' end) as pair from casework.statement_field`,
      ),
    ).toEqual(fields.sort());
    const restsOn: Readonly<Record<string, readonly string[]>> = RESTS_ON;
    const states = Object.entries(CHILD_STATES).flatMap(([track, of]) =>
      Object.entries(of).map(
        ([state, ending]) => `${track} ${state} ${ending ?? '-'} ${restsOn[state]?.join() ?? 'null'}`,
      ),
    );
    expect(
      await rows(
        `select concat_ws(' ', track, state, coalesce(ending, '-'), coalesce(array_to_string(rests_on, ','), 'null')) as pair from casework.child_state`,
      ),
    ).toEqual(states.sort());
    for (const [member, role] of Object.entries(STAFF)) {
      const client = await workbench.database.pools.app.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('vigie.member', $1, true)`, [member]);
        const { rows: parts } = await client.query<{ part: string }>(`select unnest(casework.my_parts()) as part`);
        expect(parts.map(({ part }) => part).sort(), role).toEqual([...PARTS_OF[role]].sort());
      } finally {
        await client.query('rollback');
        client.release();
      }
    }
  });

  it('let nobody who signs in delete anything, or change what was written', async () => {
    const grants = await workbench.database.query(
      `select table_name, privilege_type from information_schema.table_privileges where table_schema = 'casework'
         and grantee in ('vigie_app', 'vigie_worker', 'vigie_sign_in', 'PUBLIC') and privilege_type in ('DELETE', 'TRUNCATE', 'UPDATE', 'TRIGGER', 'REFERENCES')`,
    );
    expect(grants).toEqual([]);
    const columns = await workbench.database.query(
      `select table_name from information_schema.column_privileges where table_schema = 'casework' and grantee like 'vigie_%'
         and grantee <> 'vigie_owner' and privilege_type = 'UPDATE'
         and table_name in ('stage_change', 'child_search', 'statement', 'statement_standing', 'child_status', 'referral', 'referral_answer', 'case_link', 'case_lead')`,
    );
    expect(columns).toEqual([]);
  });
});

describe('a member', () => {
  it('is told whether a role opens cases, works on them, or cares for children who are referred', async () => {
    const powers = async (member: string) => {
      const [{ cases, cares }] = (await ask(member, 'GET', '/api/me'))
        .json()
        .memberships.map((of: { powers: object }) => of.powers);
      return { cases, cares };
    };
    expect(await powers('ines')).toEqual({ cases: 'opens', cares: false });
    expect(await powers('malik')).toEqual({ cases: 'works', cares: false });
    expect(await powers('vera')).toEqual({ cases: 'none', cares: true });
    expect(await powers('aude')).toEqual({ cases: 'none', cares: false });
  });

  it('sees to which services of the organisation a child can be referred, and none of another', async () => {
    const elsewhere = await addStaffedUnit(workbench.database, { viola: 'victim_services' });
    const { items } = (await ask('ines', 'GET', '/api/services')).json();
    expect(items).toEqual([{ unitId: unit, unitName: 'Unit', members: [{ id: 'vera', name: 'Synthetic vera' }] }]);
    expect((await ask('viola', 'GET', '/api/services')).json().items).toMatchObject([{ unitId: elsewhere }]);
    expect((await ask(null, 'GET', '/api/services')).status).toBe(401);
  });
});

describe('a case', () => {
  it('is open to who works on it by name, and looks missing to everybody else', async () => {
    const id = await staffed();
    for (const member of ['ines', 'otto', 'anna', 'malik'])
      expect((await ask(member, 'GET', `/api/cases/${id}`)).status).toBe(200);
    const missing = await ask('vera', 'GET', '/api/cases/00000000-0000-4000-8000-000000000000');
    for (const member of ['vera', 'adam', 'aude']) {
      const answer = await ask(member, 'GET', `/api/cases/${id}`);
      expect([answer.status, answer.body]).toEqual([404, missing.body]);
    }
  });

  it('opens on the children, and says who looks for them while there is none', async () => {
    const id = await staffed();
    const { row, children, obligations } = await read('ines', id);
    expect(children).toEqual([]);
    expect(row.children).toEqual({ known: 0, identified: 0, safe: 0, inCare: 0 });
    expect(row.search).toMatchObject({ holder: { id: 'ines' }, nextOn: '2099-01-15' });
    expect(obligations).toMatchObject([{ kind: 'child_search', holder: { id: 'ines' }, nextOn: '2099-01-15' }]);
  });

  it('keeps the leads that it goes back to from being erased, and opens none to who may not read it', async () => {
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'safeguarding', rank: 1 }]);
    const refused = await post('ines', '/api/cases', {
      ...{ unit, title: 'From a lead', country: 'FR', nextStep: 'Read', nextOn: '2099-01-15', leads: [lead] },
    });
    expect(refused.status).toBe(404);
    const made = await post('anna', '/api/cases', {
      ...{ unit, title: 'From a lead', country: 'FR', nextStep: 'Read', nextOn: '2099-01-15', leads: [lead] },
    });
    const { id } = made.json();
    await post('anna', `/api/cases/${id}/members`, { memberId: 'ines', role: 'investigator' });
    expect((await read('anna', id)).leads).toHaveLength(1);
    expect((await read('ines', id)).leads).toEqual([]);
    // Whoever reads the lead learns that a case goes back to it, no more, and cannot lift that.
    const { holds } = (await workbench.ask('anna', 'GET', `/api/leads/${lead}`)).json();
    expect(holds).toEqual([{ id: expect.any(String), of: null, at: expect.any(String) }]);
    expect((await post('anna', `/api/holds/${holds[0].id}/end`, {})).status).toBe(404);
    const { query } = workbench.database;
    expect(await query(`select reason, ended_at from vigie.hold where lead_id = $1`, [lead])).toEqual([
      { reason: 'case', ended_at: null },
    ]);
  });

  it('moves by the steps that there are, and not on what somebody else has moved', async () => {
    const id = await staffed();
    const move = (to: string, version?: number) =>
      post('ines', `/api/cases/${id}/stage`, { to, reason: 'Act 1' }, version ? { 'if-match': `"${version}"` } : {});
    expect((await move('trial')).status).toBe(409);
    expect((await move('preliminary_inquiry')).status).toBe(200);
    expect((await move('judicial_investigation', 1)).status).toBe(412);
    expect((await post('anna', `/api/cases/${id}/stage`, { to: 'trial', reason: 'x' })).status).toBe(404);
    expect((await read('ines', id)).stages).toMatchObject([
      { from: 'lead', to: 'preliminary_inquiry', reason: 'Act 1' },
    ]);
  });

  it('is not closed while it owes something, nor by one person, and is opened again with all that was in it', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Heron');
    const end = (kind: string, more = {}) =>
      post('ines', `/api/cases/${id}/proposals`, { kind, reason: 'No trace left', ...more });
    const agree = async (member: string, proposal: string, agreed = true) =>
      (
        await post(member, `/api/cases/${id}/proposals/${proposal}/answer`, {
          agreed,
          words: agreed ? '' : 'Look again',
        })
      ).status;
    expect((await end('close_case')).status).toBe(409);
    for (const [kind, more] of [
      ['end_child_search', {}],
      ['end_child_status', { personId: child, track: 'identification' }],
      ['end_child_status', { personId: child, track: 'protection' }],
      ['end_child_status', { personId: child, track: 'care' }],
    ] as const) {
      const proposal = (await end(kind, more)).json().id;
      expect(await agree('ines', proposal), 'who proposed it').toBe(409);
      expect(await agree('anna', proposal), 'who may not agree').toBe(404);
      expect(await agree('malik', proposal)).toBe(200);
      expect(await agree('otto', proposal), 'again').toBe(409);
    }
    expect((await read('ines', id)).obligations).toEqual([]);
    const closing = (await end('close_case')).json().id;
    expect(await agree('otto', closing, false)).toBe(200);
    expect((await read('ines', id)).row.stage).toBe('lead');
    const again = (await end('close_case')).json().id;
    expect(await agree('malik', again)).toBe(200);
    expect((await read('ines', id)).row.stage).toBe('closed');
    expect(
      (await post('ines', `/api/cases/${id}/search`, { holderId: 'ines', nextStep: 'x', nextOn: '2099-02-01' })).status,
    ).toBe(409);
    expect((await post('ines', `/api/cases/${id}/stage`, { to: 'lead', reason: 'A new report' })).status).toBe(200);
    const opened = await read('ines', id);
    expect(opened.children).toHaveLength(1);
    expect(opened.children[0].statuses.map(({ state }: { state: string }) => state)).toEqual([
      'given_up',
      'given_up',
      'given_up',
    ]);
  });

  it('always has somebody responsible, who hands it over and stays on it until that part is ended too', async () => {
    const id = await staffed();
    const parts = async (member: string) =>
      (await read(member, id)).members.map((part: { id: string; member: { id: string }; role: string }) => part);
    const namedSo = (all: Awaited<ReturnType<typeof parts>>) =>
      all.map(({ member, role }: { member: { id: string }; role: string }) => `${member.id} ${role}`).sort();
    const idOf = async (member: string, role: string) =>
      (await parts('otto')).find(
        (part: { member: { id: string }; role: string }) => part.member.id === member && part.role === role,
      ).id;
    const mine = await idOf('ines', 'responsible');
    expect((await post('ines', `/api/cases/${id}/members/${mine}/end`, {})).status).toBe(409);
    const give = (by: string, memberId: string) =>
      post(by, `/api/cases/${id}/members`, { memberId, role: 'responsible' });
    expect((await give('ines', 'otto')).status).toBe(200);
    expect(namedSo(await parts('ines'))).toEqual([
      'anna analyst',
      'ines deputy',
      'malik magistrate',
      'otto deputy',
      'otto responsible',
    ]);
    expect((await read('ines', id)).searches).toMatchObject([
      { holder: { id: 'otto' }, nextStep: 'Ask the provider', nextOn: '2099-01-15', by: { id: 'ines' } },
      { holder: { id: 'ines' }, nextStep: 'Ask the provider', nextOn: '2099-01-15' },
    ]);
    const acts = await workbench.database.query(
      `select act, content::jsonb -> 'detail' as detail from audit.entry where object_id = $1 and act in ('case.member_add', 'case.search') order by seq desc limit 3`,
      [id],
    );
    expect([...acts].reverse()).toMatchObject([
      { act: 'case.member_add', detail: { member: 'otto', role: 'responsible' } },
      { act: 'case.member_add', detail: { member: 'ines', role: 'deputy' } },
      { act: 'case.search', detail: { holder: 'otto', from: 'ines', nextOn: '2099-01-15' } },
    ]);
    expect((await give('ines', 'ines')).status, 'taken back').toBe(200);
    expect((await give('otto', 'otto')).status).toBe(200);
    expect((await post('ines', `/api/cases/${id}/members/${await idOf('ines', 'deputy')}/end`, {})).status).toBe(200);
    expect((await ask('ines', 'GET', `/api/cases/${id}`)).status).toBe(404);
  });

  it('is handed only to who can answer for it: another one is refused, and nothing has changed', async () => {
    const id = await staffed();
    expect((await post('ines', `/api/cases/${id}/bars`, { memberId: 'anna', reason: 'Knows a witness' })).status).toBe(
      200,
    );
    const before = await read('ines', id);
    for (const [memberId, status] of [
      ['anna', 409],
      ['malik', 409],
      ['vera', 409],
      ['adam', 409],
      ['aude', 409],
      ['nobody', 404],
    ] as const)
      expect([
        memberId,
        (await post('ines', `/api/cases/${id}/members`, { memberId, role: 'responsible' })).status,
      ]).toEqual([memberId, status]);
    expect(await read('ines', id)).toEqual(before);
  });

  it('leaves nothing with who has gone from it: what cannot pass of itself says so', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'anna', id, 'child', 'Child handed on');
    const search = {
      holderId: 'anna',
      nextStep: 'Ask again',
      nextOn: '2099-02-01',
      seenAt: (await read('ines', id)).searches[0].at,
    };
    expect((await post('anna', `/api/cases/${id}/search`, search)).status).toBe(200);
    const item = await registered(workbench, 'anna', id);
    const held = async () => {
      const { obligations, checksAhead, row } = await read('ines', id);
      return {
        holders: [...new Set(obligations.map(({ holder }: { holder: { id: string } }) => holder.id))],
        astray: obligations.filter(({ holderReads }: { holderReads: boolean }) => !holderReads),
        search: [row.search.holder.id, row.search.holderReads, row.search.nextStep],
        checksAhead,
      };
    };
    expect(await held()).toMatchObject({
      ...{ holders: ['anna'], astray: [], search: ['anna', true, 'Ask again'] },
      checksAhead: [{ itemId: item, holder: { id: 'anna' }, holderReads: true }],
    });
    const part = (await read('ines', id)).members.find(
      ({ member }: { member: { id: string } }) => member.id === 'anna',
    ).id;
    expect((await post('ines', `/api/cases/${id}/members/${part}/end`, {})).status).toBe(200);
    expect(await held()).toMatchObject({
      ...{ holders: ['ines'], astray: [], search: ['ines', true, 'Ask again'] },
      checksAhead: [{ itemId: item, holder: { id: 'anna' }, holderReads: false }],
    });
    const acts = await workbench.database.query(
      `select act, content::jsonb -> 'detail' ->> 'holder' as holder, content::jsonb -> 'detail' ->> 'from' as from from audit.entry
       where object_id in ($1, $2) and content::jsonb -> 'detail' ? 'from'`,
      [id, child],
    );
    expect(acts).toHaveLength(4);
    expect(new Set(acts.map(({ act }) => act))).toEqual(new Set(['case.search', 'child.status']));
    for (const each of acts) expect(each).toMatchObject({ holder: 'ines', from: 'anna' });
  });

  it('lists what waits for a child of two cases under the one that is open', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Dunlin');
    const other = await openedCase(workbench, 'ines', unit);
    const body = { capacity: 'possible_victim' };
    expect((await post('ines', `/api/cases/${other}/people/${child}`, body)).status).toBe(200);
    const write = (track: string, state: string, nextOn: string | null) =>
      post('ines', `/api/children/${child}/statuses`, { track, state, holderId: 'ines', nextStep: 'Known', nextOn });
    expect((await write('identification', 'identified', null)).status).toBe(200);
    expect((await write('protection', 'safe', null)).status).toBe(200);
    for (const more of [
      { kind: 'end_child_search' },
      { kind: 'end_child_status', personId: child, track: 'care' },
      { kind: 'close_case' },
    ]) {
      const proposed = await post('ines', `/api/cases/${id}/proposals`, { ...more, reason: 'No trace left' });
      expect(proposed.status, proposed.body).toBe(200);
      const answer = `/api/cases/${id}/proposals/${proposed.json().id}/answer`;
      expect((await post('malik', answer, { agreed: true, words: '' })).status).toBe(200);
    }
    expect((await read('ines', id)).row.stage).toBe('closed');
    expect((await write('protection', 'reported', '2099-03-01')).status).toBe(200);
    const { owed } = (await ask('ines', 'GET', '/api/me/work')).json();
    expect(owed.filter(({ objectId }: { objectId: string }) => objectId === child)).toMatchObject([
      { kind: 'child_protection', case: { id: other }, holderReads: true },
    ]);
  });

  it('says of what lies with an account that has ended that it does, until a deputy takes the case over', async () => {
    const own = await addStaffedUnit(workbench.database, { gone: 'investigator', stays: 'investigator' });
    const id = await openedCase(workbench, 'gone', own);
    expect((await post('gone', `/api/cases/${id}/members`, { memberId: 'stays', role: 'deputy' })).status).toBe(200);
    const request = await post('gone', `/api/cases/${id}/requests`, newRequest('gone'));
    const astray = async () => {
      const { obligations, row } = await read('stays', id);
      const board = (await ask('stays', 'GET', `/api/requests?unit=${own}`)).json().items;
      const [listed] = (await ask('stays', 'GET', `/api/cases?unit=${own}`)).json().items;
      return [
        ...obligations.map(({ kind, holder, holderReads }: Record<string, { id: string }>) => [
          kind,
          holder?.id,
          holderReads,
        ]),
        ...[...board, row.search, listed.search].map(({ holder, holderReads }) => [holder.id, holderReads]),
      ];
    };
    expect((await astray()).every((each) => each.includes('gone') && each.includes(true))).toBe(true);
    await told(workbench.database.query, `update vigie.member set disabled_at = now() where id = 'gone'`, []);
    const left = await astray();
    expect(left).toHaveLength(5);
    expect(left.every((each) => each.includes('gone') && each.includes(false))).toBe(true);
    const { owed } = (await ask('stays', 'GET', '/api/me/work')).json();
    expect(
      owed.map(({ kind, heldBy, holderReads }: Record<string, unknown>) => [kind, heldBy, holderReads]).toSorted(),
      'what lies with nobody who can act waits for who would take it over',
    ).toEqual([
      ['child_search', 'Synthetic gone', false],
      ['request', 'Synthetic gone', false],
    ]);
    expect((await post('stays', `/api/cases/${id}/members`, { memberId: 'stays', role: 'responsible' })).status).toBe(
      200,
    );
    expect((await astray()).every((each) => each.includes('stays') && each.includes(true))).toBe(true);
    const { members } = await read('stays', id);
    expect(members.map(({ member, role }: { member: { id: string }; role: string }) => [member.id, role])).toEqual([
      ['stays', 'responsible'],
      ['stays', 'deputy'],
    ]);
    expect((await ask('stays', 'GET', `/api/requests/${request.json().id}`)).json()).toMatchObject({
      holder: { id: 'stays' },
    });
  });

  it('is taken over by a colleague who works on it once nobody who leads it can act, and by nobody else', async () => {
    const own = await addStaffedUnit(workbench.database, {
      boss: 'investigator',
      hand: 'analyst',
      judge: 'magistrate',
      next: 'investigator',
      admin: 'administrator',
    });
    const id = await openedCase(workbench, 'boss', own);
    for (const [memberId, role] of [
      ['hand', 'analyst'],
      ['judge', 'magistrate'],
    ])
      expect((await post('boss', `/api/cases/${id}/members`, { memberId, role })).status).toBe(200);
    const take = async (member: string, memberId = member, role = 'responsible') =>
      (await post(member, `/api/cases/${id}/members`, { memberId, role })).status;
    expect((await read('hand', id)).mayTakeOver).toBe(false);
    expect(await take('hand'), 'while it is led').toBe(404);
    await shut('boss');
    expect((await read('hand', id)).mayTakeOver).toBe(true);
    expect((await read('judge', id)).mayTakeOver).toBe(false);
    for (const member of ['judge', 'next', 'admin', 'boss']) expect(await take(member), member).toBeGreaterThan(400);
    expect(await take('hand', 'next'), 'for somebody else').toBe(404);
    expect(await take('hand', 'hand', 'deputy'), 'as another part').toBe(404);
    expect((await read('hand', id)).members).toHaveLength(3);
    expect(await take('hand')).toBe(200);
    const taken = await read('hand', id);
    expect(taken).toMatchObject({ mayTakeOver: false, row: { search: { holder: { id: 'hand' } } } });
    expect(
      taken.members.map(({ member, role }: { member: { id: string }; role: string }) => [member.id, role]),
    ).toEqual([
      ['hand', 'responsible'],
      ['hand', 'analyst'],
      ['judge', 'magistrate'],
    ]);
    const [entry] = await workbench.database.query(
      `select content::jsonb -> 'detail' as detail from audit.entry
       where object_id = $1 and act = 'case.member_add' order by seq desc limit 1`,
      [id],
    );
    expect(entry).toMatchObject({ detail: { member: 'hand', role: 'responsible' } });
    expect(await take('hand', 'next', 'deputy')).toBe(200);
  });

  it('is counted for who administers accounts while nobody but one member can act on it: the number and no case', async () => {
    const own = await addStaffedUnit(workbench.database, {
      solo: 'investigator',
      duo: 'analyst',
      keys: 'administrator',
    });
    const waiting = (member: string, of = 'solo') => ask(member, 'GET', `/api/admin/members/${of}/waiting`);
    expect((await waiting('keys')).json()).toEqual({ cases: 0 });
    await openedCase(workbench, 'solo', own);
    const shared = await openedCase(workbench, 'solo', own);
    expect((await post('solo', `/api/cases/${shared}/members`, { memberId: 'duo', role: 'analyst' })).status).toBe(200);
    expect((await waiting('keys')).json()).toEqual({ cases: 1 });
    await shut('solo');
    expect((await waiting('keys')).json()).toEqual({ cases: 1 });
    await shut('duo');
    expect((await waiting('keys')).json()).toEqual({ cases: 2 });
    expect((await waiting('ines')).status).toBe(403);
    expect((await waiting('adam')).status, 'of another organisation').toBe(404);
    expect((await waiting('keys', 'nobody')).status).toBe(404);
  });

  it('is entrusted by who administers accounts to a colleague of its unit, once nobody can act on it, and is read by the colleague alone', async () => {
    const own = await addStaffedUnit(workbench.database, {
      lone: 'investigator',
      ...{ mate: 'analyst', mate2: 'analyst' },
      barred: 'investigator',
      boss2: 'administrator',
    });
    const entrust = (member: string, to: string, of = 'lone') =>
      ask(member, 'POST', `/api/admin/members/${of}/cases`, { body: { to } });
    const id = await openedCase(workbench, 'lone', own);
    const shared = await openedCase(workbench, 'lone', own);
    const child = await addedPerson(workbench, 'lone', id, 'child', 'Child Godwit');
    const body = { memberId: 'mate', role: 'analyst' };
    expect((await post('lone', `/api/cases/${shared}/members`, body)).status).toBe(200);
    expect((await post('lone', `/api/cases/${id}/bars`, { memberId: 'barred', reason: 'Synthetic' })).status).toBe(200);
    expect((await entrust('boss2', 'mate')).status, 'while its responsible acts').toBe(409);
    await shut('lone');
    for (const member of ['mate', 'lone', 'ines', 'aude'])
      expect((await entrust(member, 'mate')).status, member).toBe(403);
    expect((await entrust('adam', 'mate')).status, 'of another organisation').toBe(404);
    for (const to of ['nobody', 'ines']) expect((await entrust('boss2', to)).status, to).toBe(404);
    const [of] = await workbench.database.query<{ id: string }>(
      `select organisation_id as id from vigie.unit where id = $1`,
      [own],
    );
    const sister = await addUnit(workbench.database, of?.id ?? '', 'Sister of the unit of lone');
    await addMember(workbench.database, of?.id ?? '', 'elsewhere', [{ unit: sister, role: 'investigator' }]);
    for (const to of ['boss2', 'elsewhere', 'barred'])
      expect((await entrust('boss2', to)).json(), to).toEqual({ given: 0, remain: 1 });
    expect((await ask('mate', 'GET', `/api/cases/${id}`)).status).toBe(404);
    const twice = await Promise.all(['mate', 'mate2'].map(async (to) => (await entrust('boss2', to)).json()));
    expect(twice.map(({ given }) => given).toSorted(), 'at once, to two').toEqual([0, 1]);
    const mate = twice[0]?.given === 1 ? 'mate' : 'mate2';
    const taken = await read(mate, id);
    expect(taken.members).toMatchObject([{ member: { id: mate }, role: 'responsible' }]);
    const owed = taken.obligations.map(({ kind, holder }: { kind: string; holder: { id: string } }) => [
      kind,
      holder.id,
    ]);
    expect(owed).toHaveLength(4);
    for (const each of owed) expect(each[1], each[0]).toBe(mate);
    const { owed: waiting } = (await ask(mate, 'GET', '/api/me/work')).json();
    expect(waiting.filter(({ objectId }: { objectId: string }) => objectId === child)).toHaveLength(3);
    expect((await read('mate', shared)).members, 'who could act on it takes it over').toHaveLength(2);
    expect((await ask('boss2', 'GET', `/api/cases/${id}`)).status).toBe(404);
    const told = await workbench.database.query(
      `select object_id, content::jsonb ->> 'member' as by, content::jsonb -> 'detail' as detail from audit.entry
       where act in ('cases.entrust', 'case.member_add') and content::jsonb ->> 'member' = 'boss2' and content::jsonb -> 'detail' ->> 'given' is distinct from '0' order by seq`,
    );
    expect(told).toEqual([
      { object_id: id, by: 'boss2', detail: { member: mate, role: 'responsible', from: 'lone' } },
      { object_id: 'lone', by: 'boss2', detail: { to: mate, given: 1, remain: 0 } },
    ]);
  });

  it('is entrusted with what lay with everybody on it whose account is shut, whoever of them it is entrusted for', async () => {
    const own = await addStaffedUnit(workbench.database, {
      ...{ led: 'investigator', helped: 'analyst', heir: 'investigator', boss3: 'administrator' },
    });
    const id = await openedCase(workbench, 'led', own);
    const body = { memberId: 'helped', role: 'analyst' };
    expect((await post('led', `/api/cases/${id}/members`, body)).status).toBe(200);
    const child = await addedPerson(workbench, 'helped', id, 'child', 'Child Whimbrel');
    const request = (await post('helped', `/api/cases/${id}/requests`, newRequest('helped'))).json().id;
    await shut('led');
    await shut('helped');
    const entrusted = await ask('boss3', 'POST', '/api/admin/members/helped/cases', { body: { to: 'heir' } });
    expect(entrusted.json()).toEqual({ given: 1, remain: 0 });
    const { owed } = (await ask('heir', 'GET', '/api/me/work')).json();
    const waiting = owed.map(({ kind, objectId }: { kind: string; objectId: string }) => `${kind} ${objectId}`);
    expect(waiting.toSorted()).toEqual(
      [
        ...['care', 'identification', 'protection'].map((track) => `child_${track} ${child}`),
        ...[`child_search ${id}`, `request ${request}`],
      ].toSorted(),
    );
    const [told] = await workbench.database.query(
      `select content::jsonb -> 'detail' as detail from audit.entry where act = 'case.member_add' and object_id = $1 order by seq desc limit 1`,
      [id],
    );
    expect(told).toEqual({ detail: { member: 'heir', role: 'responsible', from: 'led' } });
  });

  it('lies with nobody who can act when the only role left is that of a learner in a training space', async () => {
    const own = await addStaffedUnit(workbench.database, {
      ...{ learner: 'investigator', mover: 'analyst', taker: 'investigator', boss4: 'administrator' },
    });
    const id = await openedCase(workbench, 'learner', own);
    const shared = await openedCase(workbench, 'learner', own);
    const body = { memberId: 'mover', role: 'analyst' };
    expect((await post('learner', `/api/cases/${shared}/members`, body)).status).toBe(200);
    const { query } = workbench.database;
    const [space] = await told(
      query,
      `insert into vigie.unit (organisation_id, name, training_of, training_file)
         select organisation_id, 'Synthetic space', 'learner', repeat('0', 64) from vigie.unit where id = $1 returning id`,
      [own],
    );
    await told(query, `insert into vigie.membership (member_id, unit_id, role) values ('learner', $1, 'analyst')`, [
      space?.id,
    ]);
    await told(
      query,
      `update vigie.membership set ended_at = now(), ended_by = 'boss4' where member_id = 'learner' and unit_id = $1`,
      [own],
    );
    expect((await ask('learner', 'GET', `/api/cases/${id}`)).status).toBe(404);
    expect((await read('mover', shared)).row.search).toMatchObject({ holder: { id: 'learner' }, holderReads: false });
    const responsible = { memberId: 'mover', role: 'responsible' };
    expect((await post('mover', `/api/cases/${shared}/members`, responsible)).status, 'taken over').toBe(200);
    const entrusted = await ask('boss4', 'POST', '/api/admin/members/learner/cases', { body: { to: 'taker' } });
    expect(entrusted.json()).toEqual({ given: 1, remain: 0 });
    expect((await read('taker', id)).row.search).toMatchObject({ holder: { id: 'taker' }, holderReads: true });
  });

  it('leaves what somebody held to a deputy, or to a head, while the account of who is responsible is shut', async () => {
    const own = await addStaffedUnit(workbench.database, {
      first: 'investigator',
      second: 'investigator',
      third: 'investigator',
      leaver: 'analyst',
    });
    const id = await openedCase(workbench, 'first', own);
    for (const [memberId, role] of [
      ['leaver', 'analyst'],
      ['third', 'head'],
      ['second', 'deputy'],
    ])
      expect((await post('first', `/api/cases/${id}/members`, { memberId, role })).status).toBe(200);
    const request = (await post('leaver', `/api/cases/${id}/requests`, newRequest('leaver'))).json().id;
    const holder = async () => (await ask('third', 'GET', `/api/requests/${request}`)).json().holder.id;
    const leaves = async (member: string) => {
      const { members } = await read('third', id);
      const part = members.find((each: { member: { id: string } }) => each.member.id === member).id;
      expect((await post('third', `/api/cases/${id}/members/${part}/end`, {})).status).toBe(200);
    };
    await shut('first');
    await leaves('leaver');
    expect(await holder()).toBe('second');
    await leaves('second');
    expect(await holder()).toBe('third');
  });

  it('keeps out who is barred, whatever part they have', async () => {
    const id = await staffed();
    expect((await post('ines', `/api/cases/${id}/bars`, { memberId: 'anna', reason: 'Knows a witness' })).status).toBe(
      200,
    );
    expect((await ask('anna', 'GET', `/api/cases/${id}`)).status).toBe(404);
    const [bar] = (await read('ines', id)).bars;
    expect((await post('ines', `/api/cases/${id}/bars/${bar.id}/end`, {})).status).toBe(200);
    expect((await ask('anna', 'GET', `/api/cases/${id}`)).status).toBe(200);
  });

  it('tells who sees one of two linked cases that there is a link, and whom to ask', async () => {
    const first = await staffed();
    const second = await openedCase(workbench, 'ines', unit, 'Known to ines alone');
    expect((await post('ines', `/api/cases/${first}/links`, { otherCaseId: first, reason: 'Itself' })).status).toBe(
      404,
    );
    expect((await post('ines', `/api/cases/${first}/links`, { otherCaseId: second, reason: 'One payer' })).status).toBe(
      200,
    );
    expect((await read('ines', first)).links).toMatchObject([
      { other: { id: second, reason: 'One payer' }, ask: { id: 'ines' } },
    ]);
    const told = (await read('anna', first)).links;
    expect(told).toMatchObject([{ other: null, ask: { id: 'ines', name: 'Synthetic ines' } }]);
    expect(JSON.stringify(told)).not.toContain(second);
  });

  it('names of a link somebody who can answer, when the responsible of the other case is gone', async () => {
    const own = await addStaffedUnit(workbench.database, {
      ...{ linker: 'investigator', neighbour: 'analyst', asker: 'analyst' },
    });
    const [first, second] = [await openedCase(workbench, 'linker', own), await openedCase(workbench, 'linker', own)];
    for (const [of, memberId, role] of [
      [first, 'asker', 'analyst'],
      [first, 'neighbour', 'analyst'],
      [second, 'neighbour', 'deputy'],
    ])
      expect((await post('linker', `/api/cases/${of}/members`, { memberId, role })).status).toBe(200);
    const link = { otherCaseId: second, reason: 'One payer' };
    expect((await post('linker', `/api/cases/${first}/links`, link)).status).toBe(200);
    const asked = async (member: string) => (await read(member, first)).links[0].ask.id;
    expect([await asked('asker'), await asked('neighbour')]).toEqual(['linker', 'linker']);
    await shut('linker');
    expect(await asked('asker')).toBe('neighbour');
    expect(await asked('neighbour'), 'who reads it is told who is responsible').toBe('linker');
  });
});

describe('people', () => {
  it('are searched before they are made, and one who was found is not made again unseen', async () => {
    const id = await staffed();
    const first = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic Payer 17');
    await said(workbench, 'ines', first, id, 'phone', { text: '+33 0 00 00 00 17' });
    const twice = {
      population: 'concerned',
      workingName: 'Somebody',
      capacity: 'payer',
      searchedFor: ['+33 0 00 00 00 17'],
    };
    const found = await post('anna', `/api/cases/${id}/people`, twice);
    expect(found.json().found.map(({ id: person }: { id: string }) => person)).toEqual([first]);
    const made = await post('anna', `/api/cases/${id}/people`, { ...twice, notThese: [first] });
    expect(made.json().id).not.toBe(first);
  });

  it('are suspects only by an act of an authority', async () => {
    const id = await staffed();
    const body = {
      population: 'concerned',
      workingName: 'Synthetic Sorrel',
      capacity: 'suspect',
      searchedFor: ['Synthetic Sorrel'],
    };
    expect((await post('ines', `/api/cases/${id}/people`, body)).status).toBe(409);
    expect((await post('ines', `/api/cases/${id}/people`, { ...body, actReference: 'Act 12/2026' })).status).toBe(200);
  });

  it('have statements that stand side by side until one is adopted; none is replaced', async () => {
    const id = await staffed();
    const person = await addedPerson(workbench, 'ines', id, 'concerned', 'Person of statements');
    const one = await said(workbench, 'ines', person, id, 'age', { from: 30, to: 40 }, 'Document');
    const other = await said(workbench, 'anna', person, id, 'age', { from: 45, to: 50 }, 'Witness');
    expect(
      (
        await post('anna', `/api/people/${person}/statements`, {
          caseId: id,
          field: 'age',
          value: { from: 1, to: 2 },
          sourceKind: 'other',
          source: 'x',
        })
      ).status,
    ).toBe(409);
    expect(
      (
        await post('anna', `/api/people/${person}/statements`, {
          caseId: id,
          field: 'age',
          value: { text: 'old' },
          basis: 'x',
          sourceKind: 'other',
          source: 'x',
        })
      ).status,
    ).toBe(409);
    await post('otto', `/api/statements/${other}/standing`, { standing: 'adopted', reason: 'Birth record' });
    const { statements } = (await ask('ines', 'GET', `/api/people/${person}`)).json();
    expect(statements).toMatchObject([
      { id: one, value: { from: 30, to: 40 }, by: { id: 'ines' }, standing: null },
      { id: other, standing: { standing: 'adopted', by: { id: 'otto' } } },
    ]);
  });

  it('are merged and taken apart again, and every statement is where it was', async () => {
    const id = await staffed();
    const a = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic A1');
    const b = await addedPerson(workbench, 'ines', id, 'concerned', 'Synthetic B1');
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Ibis');
    await said(workbench, 'ines', a, id, 'phone', { text: '1' });
    await said(workbench, 'ines', b, id, 'phone', { text: '2' });
    expect((await post('ines', `/api/people/${a}/merge`, { into: child, reason: 'x' })).status).toBe(409);
    expect((await post('ines', `/api/people/${a}/merge`, { into: b, reason: 'One phone' })).status).toBe(200);
    const merged = (await ask('ines', 'GET', `/api/people/${b}`)).json();
    expect(merged.statements.map(({ value }: { value: object }) => value)).toEqual([{ text: '1' }, { text: '2' }]);
    expect((await post('ines', `/api/people/${a}/unmerge`, { reason: 'Two people' })).status).toBe(200);
    const mayIn = async (member: string) => {
      const [{ mayWrite, mayAgree }] = (await ask(member, 'GET', `/api/people/${a}`)).json().cases;
      return [mayWrite, mayAgree];
    };
    expect([await mayIn('ines'), await mayIn('anna'), await mayIn('malik')]).toEqual([
      [true, true],
      [true, false],
      [false, true],
    ]);
    expect((await ask('ines', 'GET', `/api/people/${b}`)).json().statements).toHaveLength(1);
    const told = { reason: 'One phone', by: { id: 'ines' }, undone: { reason: 'Two people', by: { id: 'ines' } } };
    const { merges } = (await ask('ines', 'GET', `/api/people/${b}`)).json();
    expect(merges).toMatchObject([{ ...told, other: { id: a }, into: false }]);
    expect((await ask('ines', 'GET', `/api/people/${a}`)).json().merges).toMatchObject([
      { ...told, other: { id: b }, into: true },
    ]);
    expect((await ask('ines', 'GET', `/api/people/${a}`)).json().mergedInto).toBeNull();
  });
});

describe('a child', () => {
  it('is not put back by who has not read what a colleague wrote meanwhile', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Avocet');
    const newest = async (): Promise<string> =>
      (await ask('ines', 'GET', `/api/children/${child}`))
        .json()
        .statuses.find(({ track }: { track: string }) => track === 'identification').at;
    const seenAt = await newest();
    const found = { track: 'identification', holderId: 'ines', seenAt };
    const write = (member: string, body: object) => post(member, `/api/children/${child}/statuses`, body);
    const first = await write('ines', { ...found, state: 'identified', nextStep: 'By the school', nextOn: null });
    expect(first.status).toBe(200);
    const later = { ...found, state: 'located', nextStep: 'Ask the school', nextOn: '2099-02-01' };
    expect((await write('anna', later)).status).toBe(412);
    expect((await read('ines', id)).row.children.identified).toBe(1);
    expect((await write('anna', { ...later, seenAt: await newest() })).status).toBe(200);

    const [{ at }] = (await read('ines', id)).searches;
    const step = { holderId: 'ines', nextStep: 'Ask the registry', nextOn: '2099-02-01', seenAt: at };
    const answers = await Promise.all(
      ['ines', 'anna'].map((member) => post(member, `/api/cases/${id}/search`, { ...step, nextStep: `By ${member}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is not named in the log by who looks for it', async () => {
    expect((await ask('ines', 'GET', '/api/people?text=Searchedname')).status).toBe(200);
    const told = await workbench.database.query<{ content: string }>(
      `select content from audit.entry where content like '%people.search%'`,
    );
    expect(told.length).toBeGreaterThan(0);
    for (const { content } of told) expect(content).not.toContain('Searchedname');
  });

  it('that is not identified yet is a full record with three statuses, each with a holder and a date', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Egret');
    await said(workbench, 'anna', child, id, 'age', { from: 8, to: 11 }, 'School day as declared');
    await said(workbench, 'anna', child, id, 'payout_place', { country: 'PH', text: 'Synthetic town' });
    const { children, row } = await read('malik', id);
    expect(row.children.known).toBe(1);
    expect(children).toMatchObject([
      {
        workingName: 'Child Egret',
        statuses: ['identification', 'protection', 'care'].map((track) => ({
          track,
          holder: { id: 'ines' },
          nextOn: '2099-01-20',
        })),
      },
    ]);
    const none = await post('ines', `/api/cases/${id}/people`, {
      population: 'child',
      workingName: 'Child Nightjar',
      capacity: 'victim',
      searchedFor: ['Child Nightjar'],
    });
    expect(none.status).toBe(409);
    const status = (body: object) =>
      post('ines', `/api/children/${child}/statuses`, { holderId: 'anna', nextStep: 'Ask', ...body });
    expect((await status({ track: 'protection', state: 'reported', nextOn: null })).status).toBe(409);
    expect((await status({ track: 'protection', state: 'given_up', nextOn: null })).status).toBe(409);
    expect((await status({ track: 'protection', state: 'identified', nextOn: null })).status).toBe(409);
    expect((await status({ track: 'protection', state: 'reported', nextOn: '2099-02-01' })).status).toBe(200);
    expect((await status({ track: 'protection', state: 'safe', nextOn: null })).status).toBe(200);
    expect((await read('ines', id)).row.children.safe).toBe(1);
    const givingUp = async () => (await ask('ines', 'GET', `/api/children/${child}`)).json().givingUp;
    expect(await givingUp()).toEqual([]);
    const proposal = { kind: 'end_child_status', personId: child, track: 'care', reason: 'Asked for by the child' };
    expect((await post('ines', `/api/cases/${id}/proposals`, proposal)).status).toBe(200);
    expect(await givingUp()).toEqual(['care']);
  });

  it('lists those of units in which a member has no role, to whoever is on them by name', async () => {
    const id = await staffed();
    const list = async (member: string, query: string): Promise<string[]> =>
      (await ask(member, 'GET', `/api/cases?limit=100${query}`)).json().items.map((row: { id: string }) => row.id);
    expect(await list('anna', '')).toContain(id);
    expect(await list('anna', '&elsewhere=true')).toEqual([]);
    const { query } = workbench.database;
    const [other] = await told(
      query,
      `insert into vigie.unit (organisation_id, name) select organisation_id, 'Other unit' from vigie.unit where id = $1 returning id`,
      [unit],
    );
    const move = (to: unknown) =>
      told(query, `update vigie.membership set unit_id = $1 where member_id = 'anna'`, [to]);
    await move(other?.id);
    expect(await list('anna', '&elsewhere=true')).toContain(id);
    expect(await list('anna', `&unit=${other?.id}`)).toEqual([]);
    expect(await list('aude', '&elsewhere=true')).toEqual([]);
    await move(unit);
  });

  it('is known by its own name to whom a release names, once a second person has agreed, until it ends', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Wren');
    await said(workbench, 'ines', child, id, 'name', { text: 'SEALED-NAME' });
    const identity = async (member: string) => (await ask(member, 'GET', `/api/children/${child}/identity`)).body;
    for (const member of ['ines', 'otto', 'anna', 'malik']) expect(await identity(member)).toBe('{"items":[]}');
    for (const url of [`/api/cases/${id}`, `/api/people/${child}`, `/api/children/${child}`, '/api/people?text=SEALED'])
      expect((await ask('ines', 'GET', url)).body).not.toContain('SEALED-NAME');
    const ask1 = await post('ines', `/api/children/${child}/releases`, {
      caseId: id,
      memberId: 'anna',
      purpose: 'identification',
      reason: 'Compare',
      days: 7,
    });
    const release = ask1.json().id;
    expect(await identity('anna')).toBe('{"items":[]}');
    const answer = (member: string) => post(member, `/api/releases/${release}/answer`, { agreed: true });
    expect((await answer('ines')).status, 'who asked').toBe(409);
    expect((await answer('anna')).status, 'who would read').toBe(409);
    expect((await answer('malik')).status).toBe(200);
    expect((await answer('otto')).status, 'again').toBe(409);
    expect(await identity('anna')).toContain('SEALED-NAME');
    for (const member of ['ines', 'otto', 'malik']) expect(await identity(member)).toBe('{"items":[]}');
    expect((await ask('vera', 'GET', `/api/children/${child}/identity`)).status).toBe(404);
    expect(
      (await ask('anna', 'GET', `/api/children/${child}/identity`, { headers: { 'x-vigie-purpose': '' } })).status,
    ).toBe(400);
    expect((await post('otto', `/api/releases/${release}/end`, {})).status).toBe(200);
    expect(await identity('anna')).toBe('{"items":[]}');
  });

  it('is not known again by who comes back to the case: what was agreed to, or only asked, ended with the part, and is told', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Stilt');
    await said(workbench, 'ines', child, id, 'name', { text: 'SEALED-NAME' });
    const identity = async () => (await ask('anna', 'GET', `/api/children/${child}/identity`)).body;
    const asked = async () => {
      const body = { caseId: id, memberId: 'anna', purpose: 'identification', reason: 'Compare', days: 7 };
      return (await post('ines', `/api/children/${child}/releases`, body)).json().id;
    };
    const answered = async (release: string) =>
      (await post('malik', `/api/releases/${release}/answer`, { agreed: true })).status;
    const releases = async () =>
      (await ask('ines', 'GET', `/api/children/${child}`)).json().releases.toReversed() as {
        state: string;
        endedBy: { id: string } | null;
      }[];
    const add = async (role: string) =>
      expect((await post('ines', `/api/cases/${id}/members`, { memberId: 'anna', role })).status).toBe(200);
    const end = async (role: string) => {
      const { members } = await read('ines', id);
      const part = members.find(
        (each: { member: { id: string }; role: string }) => each.member.id === 'anna' && each.role === role,
      );
      expect((await post('ines', `/api/cases/${id}/members/${part.id}/end`, {})).status).toBe(200);
    };
    const [first, waits] = [await asked(), await asked()];
    expect(await answered(first)).toBe(200);
    await add('investigator');
    await end('analyst');
    expect(await identity(), 'another part gives it still').toContain('SEALED-NAME');
    await end('investigator');
    await add('deputy');
    expect(await identity()).toBe('{"items":[]}');
    expect(await answered(waits), 'asked before, answered after').toBe(409);
    expect((await read('malik', id)).releases).toEqual([]);
    expect(await releases()).toMatchObject([
      { state: 'ended', endedBy: { id: 'ines' } },
      { state: 'ended', endedBy: { id: 'ines' } },
    ]);

    const second = await asked();
    expect(await answered(second)).toBe(200);
    expect(await identity()).toContain('SEALED-NAME');
    expect((await post('otto', `/api/cases/${id}/bars`, { memberId: 'anna', reason: 'Knows a witness' })).status).toBe(
      200,
    );
    const [bar] = (await read('otto', id)).bars;
    expect((await post('otto', `/api/cases/${id}/bars/${bar.id}/end`, {})).status).toBe(200);
    expect(await identity()).toBe('{"items":[]}');
    expect((await releases())[2]).toMatchObject({ state: 'ended', endedBy: { id: 'otto' } });
    const ends = await workbench.database.query(
      `select content::jsonb ->> 'member' as by, content::jsonb -> 'detail' ->> 'release' as release from audit.entry
       where act = 'identity.end' and object_id = $1 order by seq`,
      [child],
    );
    expect(ends).toHaveLength(3);
    expect(new Set(ends.slice(0, 2).map(({ release }) => release))).toEqual(new Set([first, waits]));
    expect(ends[2]).toEqual({ by: 'otto', release: second });
  });

  it('is referred on a consent or another legal basis, and the service sees the care and nothing of the case', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Swift');
    await said(workbench, 'ines', child, id, 'name', { text: 'SEALED-NAME' });
    await said(workbench, 'ines', child, id, 'note', { text: 'CASE-NOTE' });
    await said(workbench, 'ines', child, id, 'need', { text: 'A safe place' });
    expect((await ask('vera', 'GET', `/api/care/${child}`)).status).toBe(404);
    const body = {
      caseId: id,
      serviceUnitId: unit,
      serviceName: 'Synthetic service',
      need: 'Care',
      basis: 'legal_basis',
      basisWords: 'Article 1',
      basisOn: '2026-11-01',
    };
    expect((await post('ines', `/api/children/${child}/referrals`, { ...body, basisWords: '' })).status).toBe(400);
    const referral = (await post('ines', `/api/children/${child}/referrals`, body)).json().id;
    const inCase = { track: 'care', state: 'referred', holderId: 'ines', nextStep: 'CASE-STEP', nextOn: '2099-01-03' };
    expect((await post('ines', `/api/children/${child}/statuses`, inCase)).status).toBe(200);
    const seen = await ask('vera', 'GET', `/api/care/${child}`);
    expect(seen.json()).toMatchObject({
      workingName: 'Child Swift',
      identityUntil: null,
      referrals: [{ id: referral, outside: false }],
      known: [{ field: 'need' }],
      care: null,
    });
    expect(seen.json().states).toHaveLength(3);
    expect(seen.json().states).toContainEqual({ track: 'care', state: 'referred' });
    const hidden = ['SEALED-NAME', 'CASE-NOTE', 'CASE-STEP', id, 'Synthetic record'];
    const listed = await ask('vera', 'GET', '/api/care');
    expect(listed.json().items).toMatchObject([{ id: child, toAnswer: { referrals: 1 } }]);
    for (const secret of hidden) for (const { body: told } of [seen, listed]) expect(told).not.toContain(secret);
    for (const url of [`/api/cases/${id}`, `/api/people/${child}`, `/api/children/${child}`])
      expect((await ask('vera', 'GET', url)).status).toBe(404);
    const answered = (member: string, answer: string) =>
      post(member, `/api/referrals/${referral}/answer`, { answer, words: 'Agreed by phone' });
    expect((await answered('anna', 'accepted')).status).toBe(404);
    expect((await answered('vera', 'accepted')).status).toBe(200);
    const care = { track: 'care', state: 'in_care', holderId: 'vera', nextStep: 'First meeting', nextOn: '2099-01-05' };
    expect((await post('vera', `/api/children/${child}/statuses`, care)).status).toBe(200);
    expect(
      (await post('vera', `/api/children/${child}/statuses`, { ...care, track: 'protection', state: 'measures' }))
        .status,
    ).toBe(404);
    expect((await read('ines', id)).row.children.inCare).toBe(1);
    const own = { nextStep: 'First meeting', nextOn: '2099-01-05', holder: { id: 'vera' } };
    expect((await ask('vera', 'GET', `/api/care/${child}`)).json().care).toMatchObject(own);
    const further = { ...inCase, state: 'in_care' };
    expect((await post('ines', `/api/children/${child}/statuses`, further)).status).toBe(200);
    expect((await ask('vera', 'GET', `/api/care/${child}`)).json().care, 'what the service wrote').toMatchObject(own);
    expect((await answered('ines', 'revoked')).status).toBe(200);
    expect((await ask('vera', 'GET', `/api/care/${child}`)).status).toBe(404);
    expect((await ask('vera', 'GET', '/api/care')).json().items).toEqual([]);
  });

  it('lies no longer with the account of a service that has ended, which says so and is given nothing more', async () => {
    const own = await addStaffedUnit(workbench.database, {
      ida: 'investigator',
      wim: 'victim_services',
      wanda: 'victim_services',
    });
    const id = await openedCase(workbench, 'ida', own);
    const child = await addedPerson(workbench, 'ida', id, 'child', 'Child Wren');
    const body = {
      ...{ caseId: id, serviceUnitId: own, serviceName: 'Synthetic service', need: 'Care' },
      ...{ basis: 'legal_basis', basisWords: 'Article 1', basisOn: '2026-11-01' },
    };
    const referral = (await post('ida', `/api/children/${child}/referrals`, body)).json().id;
    const accepted = { answer: 'accepted', words: 'Agreed by phone' };
    expect((await post('wim', `/api/referrals/${referral}/answer`, accepted)).status).toBe(200);
    const care = { track: 'care', state: 'in_care', nextStep: 'First meeting', nextOn: '2099-01-05' };
    const give = async (holderId: string) =>
      (await post('ida', `/api/children/${child}/statuses`, { ...care, holderId })).status;
    expect(await give('wim')).toBe(200);
    const owed = async () =>
      (await read('ida', id)).obligations.find(({ kind }: { kind: string }) => kind === 'child_care');
    expect(await owed()).toMatchObject({ holder: { id: 'wim' }, holderReads: true });
    await told(workbench.database.query, `update vigie.member set disabled_at = now() where id = 'wim'`, []);
    expect(await owed()).toMatchObject({ holder: { id: 'wim' }, holderReads: false });
    expect(await give('wim')).toBe(404);
    expect(await give('wanda')).toBe(200);
    expect(await owed()).toMatchObject({ holder: { id: 'wanda' }, holderReads: true });
  });

  it('is first in the list of the service while its referral waits for an answer, the longest first, whatever its name is', async () => {
    const id = await staffed();
    const names = async (): Promise<string[]> =>
      (await ask('vera', 'GET', '/api/care'))
        .json()
        .items.map(
          (row: { workingName: string; toAnswer: object | null }) => `${row.workingName} ${row.toAnswer !== null}`,
        );
    const referred: string[] = [];
    for (const name of ['Child Zorilla', 'Child Yak', 'Child Auk']) {
      const child = await addedPerson(workbench, 'ines', id, 'child', name);
      const body = {
        ...{ caseId: id, serviceUnitId: unit, serviceName: 'Synthetic service', need: 'Care' },
        ...{ basis: 'legal_basis', basisWords: 'Article 1', basisOn: '2026-11-01' },
      };
      referred.push((await post('ines', `/api/children/${child}/referrals`, body)).json().id);
    }
    const answer = (referral: string | undefined, given: string, member = 'vera') =>
      post(member, `/api/referrals/${referral}/answer`, { answer: given, words: 'Agreed by phone' });
    expect(await names()).toEqual(['Child Zorilla true', 'Child Yak true', 'Child Auk true']);
    expect((await answer(referred[0], 'accepted')).status).toBe(200);
    expect(await names()).toEqual(['Child Yak true', 'Child Auk true', 'Child Zorilla false']);
    for (const each of referred) expect((await answer(each, 'revoked', 'ines')).status).toBe(200);
    expect(await names()).toEqual([]);
  });

  it('is told by no state of its care that no referral brought about, and the state follows what becomes of the referrals', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Stork');
    const record = async () => (await ask('ines', 'GET', `/api/children/${child}`)).json();
    const care = async () => {
      const { statuses } = await record();
      return statuses.find(({ track }: { track: string }) => track === 'care');
    };
    const write = async (state: string, nextOn: string | null = '2099-01-05') =>
      post('ines', `/api/children/${child}/statuses`, {
        ...{ track: 'care', state, holderId: 'ines', nextStep: 'Call the service', nextOn },
      });
    const refer = async (): Promise<string> => {
      const answer = await post('ines', `/api/children/${child}/referrals`, {
        ...{ caseId: id, serviceName: 'Synthetic service', need: 'Care', basis: 'consent', basisWords: 'Guardian' },
        basisOn: '2026-11-01',
      });
      expect(answer.status).toBe(200);
      return answer.json().id;
    };
    const answered = async (referral: string, answer: string): Promise<void> => {
      const { status } = await post('ines', `/api/referrals/${referral}/answer`, { answer, words: 'By phone' });
      expect(status).toBe(200);
    };
    for (const [state, nextOn] of [['referred'], ['in_care'], ['completed', null]] as const) {
      const refused = await write(state, nextOn);
      expect([refused.status, refused.json().type]).toEqual([409, 'urn:vigie:problem:follows_referral']);
    }
    expect((await record()).careStates).toEqual(['not_referred', 'declined_by_child']);
    expect((await write('declined_by_child')).status).toBe(200);
    const first = await refer();
    expect(await care()).toMatchObject({ state: 'referred', nextOn: '2099-01-05', holder: { id: 'ines' } });
    expect((await write('not_referred')).status, 'while a referral is open').toBe(409);
    expect((await write('in_care')).status, 'before it is accepted').toBe(409);
    await answered(first, 'declined');
    expect((await care()).state).toBe('not_referred');
    const second = await refer();
    await answered(second, 'accepted');
    expect((await care()).state).toBe('referred');
    const { children } = await read('ines', id);
    expect(children[0].careStates).toEqual(['referred', 'in_care', 'declined_by_child', 'completed']);
    expect((await write('in_care')).status).toBe(200);
    await answered(second, 'ended');
    expect((await care()).state, 'what was done is not undone').toBe('in_care');
    expect((await write('in_care')).status, 'nobody cares any more').toBe(409);
    expect((await write('completed', null)).status).toBe(200);
  });

  it('is carried, and looked for, by somebody who can act: a magistrate reads and agrees', async () => {
    const id = await staffed();
    const child = await addedPerson(workbench, 'ines', id, 'child', 'Child Plover');
    const { holders } = await read('ines', id);
    expect(holders.map((each: { id: string }) => each.id).sort()).toEqual(['anna', 'ines', 'otto']);
    const step = { nextStep: 'Ask again', nextOn: '2099-01-05' };
    const status = { track: 'protection', state: 'reported', ...step };
    for (const holderId of ['malik', 'vera', 'adam', 'anna']) {
      const may = holderId === 'anna' ? 200 : 404;
      expect((await post('ines', `/api/cases/${id}/search`, { ...step, holderId })).status, holderId).toBe(may);
      expect((await post('ines', `/api/children/${child}/statuses`, { ...status, holderId })).status, holderId).toBe(
        may,
      );
    }
  });
});
