import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whileConnected } from '../src/casework/connection.ts';
import { type MISSES, type Practised, review } from '../src/casework/practice/review.ts';
import { addedPerson, openedCase, said } from './support/casework.ts';
import { registered } from './support/evidence.ts';
import { type ImportingUnit, importingUnit, isOver } from './support/imports.ts';
import { newRequest } from './support/requests.ts';
import { addLeads, type TestWorkbench, told } from './support/workbench.ts';

type Row = Readonly<Record<string, unknown>>;

let real: ImportingUnit;
/** The same workbench, asked from within practice. */
let practice: TestWorkbench;
let space: string;

beforeAll(async () => {
  real = await importingUnit();
  const { workbench } = real;
  practice = {
    ...workbench,
    ask: (member, method, url, options) => workbench.ask(member, method, `/practice${url}`, options),
  };
  space = await begun('analyst');
  await real.startJobs();
});
afterAll(() => real.close());

async function begun(member: string, anew = false): Promise<string> {
  const answer = await practice.ask(member, 'POST', '/api/practice', { body: { anew } });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().unitId;
}

const steps = async (): Promise<Record<string, boolean>> => {
  const { space: of } = (await practice.ask('analyst', 'GET', '/api/practice')).json();
  return Object.fromEntries(of.steps.map(({ step, done }: { step: string; done: boolean }) => [step, done]));
};
const missed = async (): Promise<{ kind: string; id: string }[]> =>
  (await practice.ask('analyst', 'GET', '/api/practice/review')).json().missed;

/** Asks, and gives the answer of what must go well. */
async function well(of: TestWorkbench, method: 'GET' | 'POST', url: string, body?: unknown) {
  const answer = await of.ask('analyst', method, url, body === undefined ? {} : { body });
  expect(answer.status, `${url} ${answer.body}`).toBeLessThan(300);
  return answer.json();
}

/** A case from a lead with a child, of whom something is said, somebody concerned, evidence and a request that was sent; gives the ids by the path of their pages. */
async function worked(of: TestWorkbench, unit: string, lead: string): Promise<Record<string, string>> {
  const file = await openedCase(of, 'analyst', unit);
  await well(of, 'POST', `/api/cases/${file}/leads`, { lead });
  const child = await addedPerson(of, 'analyst', file, 'child', `Synthetic child ${unit.slice(0, 4)}`);
  const payer = await addedPerson(of, 'analyst', file, 'concerned', `Synthetic payer ${unit.slice(0, 4)}`);
  const statement = await said(of, 'analyst', payer, file, 'place', { country: 'PH', text: 'Synthetic place' });
  await well(of, 'POST', `/api/statements/${statement}/standing`, { standing: 'adopted', reason: 'Synthetic' }).catch(
    () => undefined,
  );
  const item = await registered(of, 'analyst', file);
  const { id: request } = await well(of, 'POST', `/api/cases/${file}/requests`, newRequest('analyst'));
  await well(of, 'POST', `/api/requests/${request}/events`, { kind: 'sent', at: { date: '2026-11-01' } });
  return { cases: file, children: child, people: payer, evidence: item, requests: request, leads: lead };
}

describe('a training space', () => {
  let leads: { id: string; harmful: boolean; queue: string }[];
  let made: Record<string, string>;
  let ours: Record<string, string>;

  it('goes the whole way, each step ticked by what is there', async () => {
    const open = { import: false, read: false, decide: false, case: false, request: false, file: false };
    expect(await steps()).toEqual(open);
    const { items: files } = await well(practice, 'GET', `/api/imports/files?unit=${space}`);
    expect(files).toHaveLength(1);
    const discarded = await practice.ask('analyst', 'DELETE', `/api/imports/files/${files[0].id}`);
    expect([discarded.status, discarded.json().type]).toEqual([409, 'urn:vigie:problem:training_file']);
    const asked = { unit: space, files: [{ received: files[0].id }] };
    const { id: job } = await well(practice, 'POST', '/api/imports', asked);
    for (;;) {
      const state = await well(practice, 'GET', `/api/jobs/${job}`);
      if (isOver(state)) {
        expect(state.state).toBe('done');
        break;
      }
      await pause(100);
    }
    expect(await steps()).toMatchObject({ import: true, read: false });
    leads = (await real.workbench.database.query(
      `select lead.id, harmful, lead.queue from vigie.lead join vigie.training_truth t on t.unit_id = lead.unit_id and t.kind = subject_kind
         and t.subject_id = lead.subject_id where lead.unit_id = $1 and rank_in_queue <= 20 order by rank_in_queue, lead.id`,
      [space],
    )) as typeof leads;
    const harmful = leads.filter((lead) => lead.harmful && lead.queue === 'investigation');
    expect(harmful.length).toBeGreaterThan(2);
    expect(leads.some((lead) => lead.harmful && lead.queue === 'safeguarding')).toBe(true);
    const before = (await real.workbench.database.query(
      `select lead.id, harmful from vigie.lead join vigie.training_truth t on t.unit_id = lead.unit_id and t.kind = subject_kind
         and t.subject_id = lead.subject_id where lead.unit_id = $1 and tier <> 'context' and lead.queue = 'investigation' order by rank_in_queue`,
      [space],
    )) as { id: string; harmful: boolean }[];
    const ordinary = before.filter(({ harmful: is }) => !is);
    expect(ordinary.length, 'about half are ordinary people').toBeGreaterThanOrEqual(before.length / 2);
    expect(before.length - ordinary.length).toBeGreaterThanOrEqual(before.length / 4);
    expect(before.slice(0, 10).filter(({ harmful: is }) => !is).length, 'also in front').toBeGreaterThanOrEqual(4);
    expect(before.findLastIndex(({ harmful: is }) => is)).toBeGreaterThan(ordinary.length);
    const of = (queue: string) => leads.filter((lead) => lead.queue === queue);
    for (const { id } of of('investigation').slice(0, 3)) await well(practice, 'GET', `/api/leads/${id}`);
    expect((await steps()).read, 'of one queue alone').toBe(false);
    await well(practice, 'GET', `/api/leads/${of('safeguarding')[0]?.id}`);
    expect(await steps()).toMatchObject({ read: true, decide: false });

    const [follow, aside] = harmful;
    await well(practice, 'POST', `/api/leads/${follow?.id}/decisions`, { kind: 'follow_up' });
    const explained = { kind: 'ordinary', explanation: 'other', words: 'Synthetic' };
    await well(practice, 'POST', `/api/leads/${aside?.id}/decisions`, explained);
    expect(await steps()).toMatchObject({ decide: true, case: false });
    made = await worked(practice, space, follow?.id ?? '');
    const wanted = { language: 'fr', words: 'Synthetic', marking: 'Other' };
    await well(practice, 'POST', `/api/cases/${made.cases}/files`, wanted);
    const { items: filed } = await well(practice, 'GET', `/api/cases/${made.cases}/files`);
    expect(filed.map(({ marking }: Row) => marking)).toEqual([expect.stringContaining('TRAINING')]);
    expect(Object.values(await steps())).toEqual(Object.values(open).map(() => true));
    const found = await missed();
    expect(found.find(({ kind }) => kind === 'set_aside_harmful')?.id).toBe(aside?.id);
    expect(found.some(({ kind }) => kind === 'followed_ordinary')).toBe(false);
    await well(practice, 'POST', `/api/leads/${ordinary[0]?.id}/decisions`, { kind: 'follow_up' });
    expect((await missed()).find(({ kind }) => kind === 'followed_ordinary')?.id).toBe(ordinary[0]?.id);
    const kinds = found.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['left_undecided', 'child_without_clue', 'request_without_law', 'no_preservation']),
    );
    expect(kinds).not.toContain('case_without_child');
    await said(practice, 'analyst', made.children ?? '', made.cases ?? '', 'payout_place', {
      country: 'PH',
      text: 'Synthetic place',
    });
    expect((await missed()).map(({ kind }) => kind)).not.toContain('child_without_clue');
  });

  it('is seen from within alone, by its learner alone; and from within nothing else is', async () => {
    const { workbench, unit } = real;
    const [lead = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 1 }]);
    await workbench.ask('analyst', 'POST', `/api/leads/${lead}/decisions`, { body: { kind: 'follow_up' } });
    ours = await worked(workbench, unit, lead);
    const missing = (await workbench.ask('analyst', 'GET', '/api/cases/00000000-0000-4000-8000-000000000000')).body;
    for (const [kind, id] of Object.entries(made)) {
      expect((await practice.ask('analyst', 'GET', `/api/${kind}/${id}`)).status, kind).toBe(200);
      for (const [asker, of] of [
        ['analyst', workbench],
        ['investigator', workbench],
        ['investigator', practice],
      ] as const) {
        const answer = await of.ask(asker, 'GET', `/api/${kind}/${id}`);
        expect([answer.status, answer.body], kind).toEqual([404, missing]);
      }
      expect((await workbench.ask('analyst', 'GET', `/api/${kind}/${ours[kind]}`)).status, kind).toBe(200);
      const answer = await practice.ask('analyst', 'GET', `/api/${kind}/${ours[kind]}`);
      expect([answer.status, answer.body], kind).toEqual([404, missing]);
    }
    for (const [of, own, other] of [
      [workbench, unit, space],
      [practice, space, unit],
    ] as const) {
      const units = (await of.ask('analyst', 'GET', '/api/me')).json().memberships.map((one: Row) => one.unitId);
      expect(units).toEqual([own]);
      const { items } = (await of.ask('analyst', 'GET', `/api/cases?unit=${own}`)).json();
      expect(items.map((one: Row) => one.id)).toEqual([of === practice ? made.cases : ours.cases]);
      const list = await of.ask('analyst', 'GET', `/api/leads?unit=${other}&queue=investigation`);
      expect(list.status === 404 || list.json().items.length === 0).toBe(true);
      const people = await of.ask('analyst', 'GET', '/api/people?text=Synthetic');
      expect(people.status).toBe(200);
      expect(people.body).toContain(of === practice ? made.children : ours.children);
      expect(people.body).not.toContain(of === practice ? ours.children : made.children);
    }
    const admin = (await workbench.ask('administrator', 'GET', '/api/admin/units')).body;
    expect(admin).not.toContain(space);
    expect((await practice.ask('administrator', 'GET', '/api/admin/units')).status).toBe(403);
    expect((await practice.ask('analyst', 'GET', `/api/outcomes?unit=${space}`)).status).toBe(404);
    expect((await practice.ask('administrator', 'POST', '/api/practice', { body: {} })).status).toBe(403);
    const { rows } = await workbench.database.pools.worker.query(
      `select * from casework.units_to_reckon(now() + interval '10 years', 'other')`,
    );
    expect(rows.map((row: Row) => Object.values(row)[0])).toEqual([unit]);
  });

  it('takes in its own synthetic file and no other, and shows nothing of what waits on the server', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await practice.ask('analyst', 'PUT', `/api/imports/files?unit=${space}&name=other.csv`, {
      body: Buffer.from('payer,payee,amount\nA,B,1\n'),
      headers,
    });
    expect([sent.status, sent.json().type]).toEqual([409, 'urn:vigie:problem:training_file']);
    const { items } = await well(practice, 'GET', `/api/imports/files?unit=${space}`);
    expect(items.filter(({ name }: Row) => name === 'other.csv')).toEqual([]);
    expect((await well(practice, 'GET', `/api/inbox?unit=${space}`)).items).toEqual([]);
    const asked = { unit: space, files: [{ inbox: 'other.csv' }] };
    expect((await practice.ask('analyst', 'POST', '/api/imports', { body: asked })).status).toBe(404);
  });

  it('takes in no file by its cases either: what is real would lie among what is made up', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const contacts = Buffer.from('at,from,to\n2026-01-01 10:00,a,b\n');
    for (const path of [
      'event-imports?kind=contact&order=iso&zone=UTC&name=real.csv',
      'attachments?words=Real&name=real.csv',
    ]) {
      const sent = [];
      for (const [of, file] of [
        [practice, made.cases],
        [real.workbench, ours.cases],
      ] as const)
        sent.push(await of.ask('analyst', 'PUT', `/api/cases/${file}/${path}`, { body: contacts, headers }));
      expect(sent[0]?.json().type, path).toBe('urn:vigie:problem:training_file');
      expect(sent[1]?.status, sent[1]?.body).toBeLessThan(300);
    }
  });

  it('does not say of a calendar that it has stopped: that one is real, and goes on', async () => {
    const { ask } = real.workbench;
    const { address } = (await ask('analyst', 'POST', '/api/me/date-feed', { body: {} })).json();
    expect((await practice.ask('analyst', 'DELETE', '/api/me/date-feed')).status).toBe(404);
    const read = async () => (await ask(null, 'GET', new URL(address).pathname)).status;
    expect(await read()).toBe(200);
    expect((await ask('analyst', 'DELETE', '/api/me/date-feed')).status).toBe(200);
    expect(await read()).toBe(404);
  });

  it('gives no answer of what is real to a write that has the same key', async () => {
    const sent = {
      body: { title: 'Synthetic', country: 'FR', nextStep: 'Ask the provider', nextOn: '2099-01-15', unit: real.unit },
      headers: { 'idempotency-key': 'one-key' },
    };
    expect((await real.workbench.ask('analyst', 'POST', '/api/cases', sent)).status).toBe(200);
    const again = await practice.ask('analyst', 'POST', '/api/cases', sent);
    expect(again.json().type).toBe('urn:vigie:problem:key_of_another_request');
  });

  it('takes nobody in but its learner, and is tied to nothing: not by any row of any table, whoever writes it', async () => {
    const { workbench } = real;
    const body = { memberId: 'investigator', role: 'investigator' };
    const taken = await practice.ask('analyst', 'POST', `/api/cases/${made.cases}/members`, { body });
    expect([taken.status, taken.json().type]).toEqual([409, 'urn:vigie:problem:one_space']);
    const placed = await practice.ask('analyst', 'POST', `/api/people/${ours.people}/cases`, {
      body: { caseId: made.cases, capacity: 'payer' },
    });
    expect(placed.status).toBe(404);

    await whileConnected(workbench.database.admin, 'vigie test', async (client) => {
      const { rows: bordered } = await client.query<{
        table_name: string;
        column_name: string;
        target: string;
        via: string;
      }>(`select * from vigie.bordered order by table_name, column_name`);
      const { rows: guarded } = await client.query<{ name: string; columns: number }>(
        `select tgrelid::regclass::text as name, tgnargs as columns from pg_trigger where tgname = 'one_space' and tgenabled = 'O'`,
      );
      const several = [...Map.groupBy(bordered, ({ table_name }) => table_name)].filter(([, of]) => of.length > 1);
      const byKey = ['vigie.lead', 'vigie.lead_group'];
      expect(guarded.map(({ name }) => name).toSorted()).toEqual(
        [...several.map(([name]) => name).filter((name) => !byKey.includes(name)), 'vigie.unit'].toSorted(),
      );
      // A column that came later, too.
      for (const [name, columns] of several)
        expect(guarded.find((one) => one.name === name)?.columns ?? columns.length, name).toBe(columns.length);
      const refused = new Set<string>();
      for (const [table, columns] of several) {
        const { rows } = await client.query<{ at: string; row: Row }>(
          `select ctid::text as at, to_jsonb(t) as row from ${table} t order by random() limit 12`,
        );
        for (const { at, row } of rows)
          for (const { column_name: column, target, via } of columns) {
            // A row that refers to one thing alone goes over with it, and ties nothing.
            if (
              row[column] === null ||
              columns.every((one) => one.column_name === column || row[one.column_name] === null)
            )
              continue;
            const spaces = `array(select vigie.spaces_of('${target}', '${via}', t.id))`;
            const { rows: others } = await client.query<{ id: string }>(
              `select t.id from ${target} t where ${spaces} <> array(select vigie.spaces_of('${target}', '${via}', $1)) and ${spaces} <> '{}'
               order by random() limit 2`,
              [row[column]],
            );
            for (const { id } of others) {
              await client.query('begin');
              // As if nothing else stood in the way.
              await client.query(`alter table ${table} disable trigger user`);
              for (const name of ['one_space', 'one_space_kept'])
                if (
                  (
                    await client.query(`select from pg_trigger where tgrelid = $1::regclass and tgname = $2`, [
                      table,
                      name,
                    ])
                  ).rowCount
                )
                  await client.query(`alter table ${table} enable trigger ${name}`);
              const error = await client
                .query(`update ${table} set ${column} = $1 where ctid = $2::tid`, [id, at])
                .then(() => client.query('set constraints all immediate'))
                .then(
                  () => null,
                  (failed: { code: string; constraint?: string }) => failed,
                );
              await client.query('rollback');
              expect(error, `${table}.${column}`).not.toBeNull();
              expect(['23514', '23503', '23505', '23P01'], `${table}.${column} ${error?.constraint}`).toContain(
                error?.code,
              );
              if (error?.constraint === 'one_space') refused.add(`${table}.${column}`);
            }
          }
      }
      for (const tie of [
        'case_lead.case_id',
        'case_lead.lead_id',
        'person_in_case.case_id',
        'person_in_case.person_id',
        'statement.person_id',
        'statement.case_id',
        'request.case_id',
        'request.unit_id',
        'request_event.request_id',
      ])
        expect(refused, tie).toContain(`casework.${tie}`);
    });
  });

  it('is begun anew by its learner, and the earlier one opens to nobody', async () => {
    const spaces = async () =>
      (await real.workbench.database.query(`select id from vigie.unit where training_of = 'analyst'`)).length;
    // Asked for again it is the one that is open, however often and at once.
    expect(await Promise.all([1, 2, 3].map(() => begun('analyst')))).toEqual([space, space, space]);
    expect(await spaces()).toBe(1);
    const another = await begun('analyst', true);
    expect(another).not.toBe(space);
    expect(await spaces()).toBe(2);
    expect(Object.values(await steps())).not.toContain(true);
    for (const [kind, id] of Object.entries(made))
      expect((await practice.ask('analyst', 'GET', `/api/${kind}/${id}`)).status, kind).toBe(404);
    await expect(
      real.workbench.database.query(`update vigie.unit set training_ended_at = null where id = $1`, [space]),
    ).rejects.toThrow(/unit_training_once/);
    await expect(
      real.workbench.database.query(`update vigie.unit set training_of = null, training_file = null where id = $1`, [
        another,
      ]),
    ).rejects.toThrow(/stays what it was/);
    for (const member of ['investigator', 'victim_services']) await begun(member);
  });

  it('is begun anew five times within a day, whatever asks for it, and then no more', async () => {
    const { query } = real.workbench.database;
    const open = await begun('victim_services');
    await told(
      query,
      `insert into vigie.unit (organisation_id, name, training_of, training_file, training_ended_at)
       select organisation_id, 'Ended ' || n, training_of, training_file, clock_timestamp() - n * interval '1 hour'
       from vigie.unit, generate_series(1, 5) n where id = $1`,
      [open],
    );
    const refused = await practice.ask('victim_services', 'POST', '/api/practice', { body: { anew: true } });
    expect([refused.status, refused.json().type]).toEqual([409, 'urn:vigie:problem:begun_often']);
    expect(await begun('victim_services')).toBe(open);
    const inDatabase = async (replaces: string | null) => {
      const client = await real.workbench.database.pools.app.connect();
      try {
        await client.query('begin');
        await client.query(
          `select set_config('vigie.member', 'victim_services', true), set_config('vigie.practice', 'on', true)`,
        );
        await client.query(`select vigie.begin_practice($1, '[]', $2)`, ['0'.repeat(64), replaces]);
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    await expect(inDatabase(open)).rejects.toThrow(/five times/);
    await expect(inDatabase(null)).rejects.toThrow(/Another training space/);
    await told(
      query,
      `update vigie.unit set training_ended_at = clock_timestamp() - interval '2 days' where training_of = 'victim_services' and id <> $1`,
      [open],
    );
    expect(await begun('victim_services', true)).not.toBe(open);
  });

  it('keeps nobody from becoming an administrator: no colleague sees the role in it', async () => {
    const { ask } = real.workbench;
    const { items } = (await ask('administrator', 'GET', '/api/admin/members')).json();
    const held = items.find((one: Row) => one.id === 'investigator').memberships;
    for (const { id } of held)
      expect((await ask('administrator', 'POST', `/api/admin/memberships/${id}/end`, { body: {} })).status).toBe(200);
    const body = { memberId: 'investigator', unitId: real.unit, role: 'administrator' };
    const given = await ask('administrator', 'POST', '/api/admin/memberships', { body });
    expect(given.status, given.body).toBe(200);
  });
});

describe('the review', () => {
  const nothing: Practised = {
    ...{ today: '2026-11-20', leads: [], cases: [], people: [], children: [], requests: [] },
  };
  const lead = { id: '1', queue: 'investigation', rankInQueue: 20, state: 'new', name: 'S', harmful: true } as const;
  const file = {
    ...{ id: '2', title: 'C', queues: ['safeguarding'], capacities: ['payer', 'possible_victim'], children: 1 },
    ...{ nextOn: '2026-12-01', preserved: true },
  };
  const child = { id: '3', name: 'A', clues: 1, nextOn: '2026-12-01' };
  const request = { id: '4', addressee: 'B', legalBasis: 'Article 60-1', sent: true, nextOn: '2026-11-20' };
  const done: Practised = {
    ...nothing,
    leads: [
      { ...lead, id: '9', rankInQueue: 21 },
      { ...lead, state: 'follow_up' },
      { ...lead, id: '5', state: 'ordinary', harmful: false },
    ],
    ...{ cases: [file], children: [child], requests: [request] },
    people: [{ id: '6', name: 'P', capacity: 'payer' }],
  };
  it('says nothing of what was done well', () => {
    expect(review(done)).toEqual([]);
  });
  it.each<[(typeof MISSES)[number], Partial<Practised>]>([
    ['set_aside_harmful', { leads: [{ ...lead, state: 'ordinary' }] }],
    ['followed_ordinary', { leads: [{ ...lead, state: 'follow_up', harmful: false }] }],
    ['left_undecided', { leads: [lead] }],
    ['case_without_child', { cases: [{ ...file, children: 0 }] }],
    ['child_without_clue', { children: [{ ...child, clues: 0 }] }],
    ['victim_not_recorded', { cases: [{ ...file, capacities: ['payer'] }] }],
    ['suspect_named', { people: [{ id: '6', name: 'P', capacity: 'suspect' }] }],
    ['date_passed', { cases: [{ ...file, nextOn: '2026-11-19' }] }],
    ['date_passed', { children: [{ ...child, nextOn: '2026-11-19' }] }],
    ['date_passed', { requests: [{ ...request, nextOn: '2026-11-19' }] }],
    ['request_without_law', { requests: [{ ...request, legalBasis: 'The law' }] }],
    ['request_not_sent', { requests: [{ ...request, sent: false }] }],
    ['no_preservation', { cases: [{ ...file, preserved: false }] }],
  ])('finds %s', (kind, changed) => {
    expect(review({ ...done, ...changed }).map((miss) => miss.kind)).toEqual([kind]);
  });
});
