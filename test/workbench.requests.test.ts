import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../src/casework/requests/sweep.ts';
import { startJobs } from '../src/server/jobs/start-jobs.ts';
import { expectNoRightTo } from './support/casework.ts';
import { addCase, newRequest } from './support/requests.ts';
import { addMember, addOrganisation, addUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let organisation: string;
let unit: string;
let ofCase: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);
const query: TestWorkbench['database']['query'] = (...given) => workbench.database.query(...given);
const never = new AbortController().signal;
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);
const daysAgo = (days: number): string => Temporal.Now.plainDateISO('UTC').subtract({ days }).toString();

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  organisation = await addOrganisation(database);
  unit = await addUnit(database, organisation);
  for (const [id, role] of [
    ['opener', 'investigator'],
    ['head', 'investigator'],
    ['other', 'investigator'],
    ['magistrate', 'magistrate'],
    ['care', 'victim_services'],
    ['administrator', 'administrator'],
    ['auditor', 'auditor'],
  ] as const)
    await addMember(database, organisation, id, [{ unit, role }]);
  ofCase = await addCase(workbench, unit, 'opener', [
    ['head', 'head'],
    ['magistrate', 'magistrate'],
  ]);
});
afterAll(() => workbench.close());

async function write(changes: Record<string, unknown> = {}, member = 'opener', to = ofCase): Promise<string> {
  const answer = await ask(member, 'POST', `/api/cases/${to}/requests`, { body: newRequest(member, changes) });
  expect([answer.status, answer.body.slice(0, 300)]).toEqual([200, expect.any(String)]);
  return answer.json().id;
}
async function enter(id: string, kind: string, date: string, more: object = {}): Promise<string> {
  const answer = await ask('opener', 'POST', `/api/requests/${id}/events`, { body: { kind, at: { date }, ...more } });
  expect([answer.status, answer.body.slice(0, 300)]).toEqual([200, expect.any(String)]);
  return answer.json().id;
}
/** As if it had been entered two hours ago: what is entered after the fact is told of a little later. */
async function aged(id: string): Promise<void> {
  await told(
    query,
    `update casework.request_event set entered_at = entered_at - interval '2 hours' where request_id = $1`,
    [id],
  );
  await query(`update casework.request_standing set look_at = '-infinity' where request_id = $1`, [id]);
  await sweep(workbench.worker, Temporal.Now.instant(), never);
}
const read = async (id: string, member = 'opener') => (await ask(member, 'GET', `/api/requests/${id}`)).json();
const agree = async (member: string, id: string, agreed = true): Promise<number> => {
  const url = `/api/cases/${ofCase}/proposals/${id}/answer`;
  return (await ask(member, 'POST', url, { body: { agreed, words: 'read' } })).status;
};

describe('on the board and in what a case owes, a request', () => {
  it("whose term has passed comes first and says so whatever the holder's own date is, and one never sent is counted", async () => {
    const own = await addUnit(workbench.database, organisation, 'Unit of passed terms');
    await addMember(workbench.database, organisation, 'alone', [{ unit: own, role: 'investigator' }]);
    const file = await addCase(workbench, own, 'alone');
    const [passed, waiting] = [
      await write({ nextOn: '2030-06-01' }, 'alone', file),
      await write({ nextOn: '2029-01-01' }, 'alone', file),
    ];
    for (const [kind, days] of [
      ['sent', 400],
      ['received', 390],
    ] as const) {
      const body = { kind, at: { date: daysAgo(days) } };
      expect((await ask('alone', 'POST', `/api/requests/${passed}/events`, { body })).status).toBe(200);
    }
    const board = async (more = '') => (await ask('alone', 'GET', `/api/requests?unit=${own}&open=true${more}`)).json();
    const found = await board();
    expect(found).toMatchObject({
      counts: { overdue: 1, due: 1 },
      notSent: 1,
      items: [
        { id: passed, standing: 'overdue', notSent: false, passedOn: expect.stringMatching(/^\d{4}-/) },
        { id: waiting, standing: 'due', notSent: true, passedOn: null },
      ],
    });
    expect((await board('&notSent=true')).items.map(({ id }: { id: string }) => id)).toEqual([waiting]);
    const first = await board('&limit=1');
    expect((await board(`&limit=1&cursor=${first.next}`)).items).toMatchObject([{ id: waiting }]);
    const { obligations } = (await ask('alone', 'GET', `/api/cases/${file}`)).json();
    expect(obligations.filter(({ kind }: { kind: string }) => kind === 'request')).toMatchObject([
      { objectId: passed, nextOn: '2030-06-01', request: { passedOn: found.items[0].passedOn, notSent: false } },
      { objectId: waiting, nextOn: '2029-01-01', request: { passedOn: null, notSent: true } },
    ]);
    const alone = (await ask('alone', 'GET', `/api/requests/${passed}`)).json();
    expect(alone).toMatchObject({ passedOn: found.items[0].passedOn, notSent: false });
  });
});

describe('a request that is silent past its term', () => {
  it('is overdue on the board, under its filter, on the page of its case and on its own alike; the silent and the overdue overlap', async () => {
    const own = await addUnit(workbench.database, organisation, 'Unit of silence');
    await addMember(workbench.database, organisation, 'waiting', [{ unit: own, role: 'investigator' }]);
    const file = await addCase(workbench, own, 'waiting');
    const changes = { nextOn: '2030-06-01' };
    const enter = async (id: string, kind: string, date: string) =>
      (await ask('waiting', 'POST', `/api/requests/${id}/events`, { body: { kind, at: { date } } })).status;
    const silent = await write({ ...changes, addressee: 'Synthetic silent authority' }, 'waiting', file);
    expect(await enter(silent, 'sent', daysAgo(40))).toBe(200);
    const runs = await write({ ...changes, addressee: 'Synthetic new authority' }, 'waiting', file);
    expect(await enter(runs, 'sent', daysAgo(2))).toBe(200);
    const board = async (more: string) => (await ask('waiting', 'GET', `/api/requests?unit=${own}${more}`)).json();
    const all = await board('&open=true');
    expect(all).toMatchObject({ open: 2, counts: { silent: 1, overdue: 1, due: 1, ended: 0 } });
    for (const standing of ['silent', 'overdue']) {
      const { items } = await board(`&standing=${standing}`);
      expect(items).toMatchObject([{ id: silent, standing: 'silent', overdue: true }]);
      expect(items).toHaveLength(all.counts[standing]);
    }
    expect(await read(silent, 'waiting')).toMatchObject({ standing: 'silent', overdue: true });
    const { obligations } = (await ask('waiting', 'GET', `/api/cases/${file}`)).json();
    expect(obligations.filter(({ kind }: { kind: string }) => kind === 'request')).toMatchObject([
      {
        ...{ objectId: silent, holder: { id: 'waiting' }, nextOn: '2030-06-01' },
        request: {
          ...{ kind: 'mutual_legal_assistance', addressee: 'Synthetic silent authority', standing: 'silent' },
          ...{ overdue: true, passedOn: all.items[0].passedOn },
        },
      },
      {
        ...{ objectId: runs, nextOn: '2030-06-01' },
        request: {
          ...{ addressee: 'Synthetic new authority', standing: 'due', overdue: false, passedOn: null },
          ...{ termOn: expect.stringMatching(/^20(?!30)/), termMeans: 'ask_again' },
        },
      },
    ]);
  });

  it('is overdue on the page of its case from the day on that its date has passed, also when nobody has looked since', async () => {
    const own = await addUnit(workbench.database, organisation, 'Unit of midnight');
    await addMember(workbench.database, organisation, 'early', [{ unit: own, role: 'investigator' }]);
    const file = await addCase(workbench, own, 'early');
    const id = await write({ nextOn: daysAgo(1) }, 'early', file);
    // As it was kept the day before.
    await query(
      `update casework.request_standing set standing = 'due', overdue = false, passed_on = null, reckoned_at = now() - interval '1 day',
         look_at = date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' where request_id = $1`,
      [id],
    );
    const { obligations } = (await ask('early', 'GET', `/api/cases/${file}`)).json();
    expect(obligations.filter(({ kind }: { kind: string }) => kind === 'request')).toMatchObject([
      { objectId: id, request: { overdue: true } },
    ]);
  });

  it("is overdue too once it was answered and its holder's own date has passed: it stays open, and nobody has looked", async () => {
    for (const [nextOn, overdue] of [
      ['2030-01-01', false],
      [daysAgo(3), true],
    ] as const) {
      const id = await write({ nextOn });
      await enter(id, 'sent', daysAgo(10));
      await enter(id, 'answered', daysAgo(5));
      expect(await read(id)).toMatchObject({ standing: 'answered', overdue });
    }
  });
});

describe('a request', () => {
  it('has a holder and a next date from the first moment', async () => {
    const id = await write();
    expect(await read(id)).toMatchObject({
      standing: 'due',
      holder: { id: 'opener' },
      nextOn: '2030-01-01',
      because: 'own_date',
      events: [],
    });
    for (const missing of ['holderId', 'nextOn'])
      expect(
        (
          await ask('opener', 'POST', `/api/cases/${ofCase}/requests`, {
            body: newRequest('opener', { [missing]: null }),
          })
        ).status,
      ).toBe(400);
  });

  it('starts its clocks when it was sent, shows the law with its mark, and is silent when nobody answers', async () => {
    const id = await write();
    await enter(id, 'sent', daysAgo(40));
    await aged(id);
    const found = await read(id);
    expect(found).toMatchObject({ standing: 'silent', silentSince: daysAgo(40), because: 'step' });
    expect(found.clocks[0]).toMatchObject({
      rule: 'house-letters-rogatory-silence',
      trust: 'unit',
      state: 'overdue',
      escalatedTo: 'deputy',
      why: { startedBy: 'sent' },
    });
    expect(found.law.map((each: { id: string }) => each.id)).toContain('budapest-35');
    expect(found.told.map((each: { to: string }) => each.to)).toEqual(['holder', 'deputy']);
  });

  it('has until the day that the addressee named for more time: on its page, on the board and for the sweeper', async () => {
    const rule = 'house-letters-rogatory-no-answer';
    const id = await write();
    await enter(id, 'sent', daysAgo(100));
    const net = async () =>
      (await read(id)).clocks.find((clock: { rule: string; endsOn: string }) => clock.rule === rule);
    expect(await net()).toMatchObject({ state: 'overdue' });
    const until = daysAgo(-10);
    const event = await enter(id, 'extended', daysAgo(2), { until });
    const extended = await read(id);
    expect(await net()).toMatchObject({ endsOn: until, why: { named: { on: until, notFollowed: null } } });
    expect(extended.passedOn).toBe(null);
    expect(extended.events.at(-1)).toMatchObject({ kind: 'extended', until });
    // The sweeper reads the same day under a role of its own.
    await query(
      `update casework.request_standing set look_at = '2020-01-01', passed_on = '2020-01-01' where request_id = $1`,
      [id],
    );
    await sweep(workbench.worker, Temporal.Now.instant(), never);
    expect(await query('select passed_on from casework.request_standing where request_id = $1', [id])).toEqual([
      { passed_on: null },
    ]);
    const strike = { body: { reason: 'Another request was meant' } };
    expect((await ask('opener', 'POST', `/api/requests/${id}/events/${event}/strike`, strike)).status).toBe(200);
    expect(await net()).toMatchObject({ state: 'overdue', why: { named: null } });
    for (const refused of [
      { kind: 'answered', at: { date: daysAgo(1) }, until },
      { kind: 'extended', at: { date: daysAgo(1) }, until: daysAgo(5) },
      { kind: 'extended', at: { instant: '2026-02-30T00:00:00Z' }, until },
      { kind: 'extended', at: { instant: '-271821-04-20T00:00:00Z' }, until },
    ])
      expect((await ask('opener', 'POST', `/api/requests/${id}/events`, { body: refused })).status).toBe(400);
  });

  it('keeps what was entered wrongly, struck, with a reason', async () => {
    const id = await write();
    const event = await enter(id, 'sent', daysAgo(40));
    const strike = (reason: string) =>
      ask('opener', 'POST', `/api/requests/${id}/events/${event}/strike`, { body: { reason } });
    expect((await strike('')).status).toBe(400);
    expect((await strike('wrong year')).status).toBe(200);
    const found = await read(id);
    expect(found).toMatchObject({ standing: 'due', events: [{ kind: 'sent', struck: { reason: 'wrong year' } }] });
    expect(found.clocks[0].state).toBe('not_started');
  });

  it('is not made to somebody to whom its kind is not made', async () => {
    const body = newRequest('opener', { addresseeKind: 'bank' });
    expect((await ask('opener', 'POST', `/api/cases/${ofCase}/requests`, { body })).status).toBe(409);
  });

  it('holds only what has happened', async () => {
    const id = await write();
    const body = { kind: 'sent', at: { date: daysAgo(-3) } };
    expect((await ask('opener', 'POST', `/api/requests/${id}/events`, { body })).status).toBe(409);
  });

  it('has nothing happen before it went out, until the entry that is wrong is struck', async () => {
    const id = await write();
    const event = (kind: string, at: object) =>
      ask('opener', 'POST', `/api/requests/${id}/events`, { body: { kind, at } });
    const { id: sent } = (await event('sent', { date: daysAgo(10) })).json();
    for (const kind of ['extended', 'received', 'answered', 'refused', 'asked_again']) {
      const answer = await event(kind, { date: daysAgo(11) });
      expect([kind, answer.status, answer.json().type]).toEqual([kind, 409, 'urn:vigie:problem:before_sent']);
    }
    expect((await event('answered', { instant: `${daysAgo(13)}T12:00:00Z` })).status).toBe(409);
    expect((await event('received', { date: daysAgo(10) })).status).toBe(200);
    // Sent in the evening, far in the west: of an hour that is known beside a day nothing is sure.
    expect((await event('received', { instant: `${daysAgo(10)}T00:30:00Z` })).status).toBe(200);
    expect((await event('ordered', { date: daysAgo(20) })).status).toBe(200);
    expect((await event('withdrawn', { date: daysAgo(20) })).status).toBe(200);
    const strike = { body: { reason: 'It went out earlier' } };
    expect((await ask('opener', 'POST', `/api/requests/${id}/events/${sent}/strike`, strike)).status).toBe(200);
    expect((await event('sent', { date: daysAgo(5) })).status).toBe(409);
    expect((await event('sent', { date: daysAgo(30) })).status).toBe(200);
    expect((await event('extended', { date: daysAgo(11) })).status).toBe(200);
  });

  it('is held by somebody of the case', async () => {
    const body = newRequest('other');
    expect((await ask('opener', 'POST', `/api/cases/${ofCase}/requests`, { body })).status).toBe(409);
  });

  it('is held by somebody who can act on it: the page offers those whom the server takes, and nobody else', async () => {
    const own = await addCase(workbench, unit, 'opener', [
      ['head', 'head'],
      ['other', 'investigator'],
      ['magistrate', 'magistrate'],
    ]);
    await told(
      query,
      `insert into casework.case_bar (case_id, member_id, reason, made_by) values ($1, 'other', 'kin', 'opener')`,
      [own],
    );
    const offered = (await ask('opener', 'GET', `/api/cases/${own}`))
      .json()
      .holders.map(({ id }: { id: string }) => id);
    expect(offered.sort()).toEqual(['head', 'opener']);
    const id = await write({}, 'opener', own);
    for (const holderId of ['opener', 'head', 'other', 'magistrate', 'care', 'administrator', 'nobody']) {
      const body = newRequest(holderId);
      const wrote = await ask('opener', 'POST', `/api/cases/${own}/requests`, { body });
      const gave = await ask('opener', 'PUT', `/api/requests/${id}`, { body: { holderId, nextOn: '2029-01-01' } });
      const may = offered.includes(holderId) ? 200 : 409;
      expect([holderId, wrote.status, gave.status]).toEqual([holderId, may, may]);
    }
  });

  it('goes to whoever is responsible when its holder is kept out of the case, and stays writable', async () => {
    const own = await addCase(workbench, unit, 'opener', [['other', 'investigator']]);
    const id = await write({ holderId: 'other' }, 'opener', own);
    const body = { memberId: 'other', reason: 'kin' };
    expect((await ask('opener', 'POST', `/api/cases/${own}/bars`, { body })).status).toBe(200);
    expect(await read(id)).toMatchObject({
      holder: { id: 'opener' },
      givenOn: [{ from: { id: 'other' }, to: { id: 'opener' }, by: { id: 'opener' } }],
    });
    await enter(id, 'sent', daysAgo(1), { nextOn: '2029-01-01' });
    const body2 = { holderId: 'opener', nextOn: '2029-02-01' };
    expect((await ask('opener', 'PUT', `/api/requests/${id}`, { body: body2 })).status).toBeLessThan(500);
    expect((await read(id)).givenOn, 'another date is no other holder').toHaveLength(1);
    await expectNoRightTo(workbench, 'opener', `delete from casework.request_given_on`);
    await expectNoRightTo(workbench, 'opener', `update casework.request_given_on set to_id = from_id`);
    await expectNoRightTo(
      workbench,
      'opener',
      `insert into casework.request_given_on (request_id, from_id, to_id, made_by) values ('${id}', 'opener', 'other', 'opener')`,
    );
  });

  it('loses nobody’s words when two people write', async () => {
    const id = await write();
    const { version } = await read(id);
    const change = (nextOn: string) =>
      ask('opener', 'PUT', `/api/requests/${id}`, {
        body: { holderId: 'head', nextOn },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await change('2029-01-01')).status).toBe(200);
    expect((await change('2028-01-01')).status).toBe(412);
    expect(await read(id)).toMatchObject({ ownDate: '2029-01-01', holder: { id: 'head' } });
  });
});

describe('the past of a request that is written down late', () => {
  const enterAll = async (id: string, events: readonly (readonly [kind: string, date: string])[]) => {
    const [first, ...since] = events.map(([kind, date]) => ({ kind, at: { date } }));
    return ask('opener', 'POST', `/api/requests/${id}/events`, { body: { ...first, since } });
  };
  const noticesOf = (id: string) => query(`select key from casework.request_notice where request_id = $1`, [id]);

  it('is entered in one act, whole or not at all, and alarms nobody', async () => {
    const id = await write();
    const answer = await enterAll(id, [
      ['sent', daysAgo(100)],
      ['received', daysAgo(95)],
      ['answered', daysAgo(80)],
    ]);
    expect([answer.status, answer.body.slice(0, 200)]).toEqual([200, expect.any(String)]);
    await aged(id);
    expect(await read(id)).toMatchObject({
      standing: 'answered',
      told: [],
      events: [{ kind: 'sent' }, { kind: 'received' }, { kind: 'answered' }],
    });
    const other = await write();
    const refused = await enterAll(other, [
      ['sent', daysAgo(100)],
      ['answered', daysAgo(101)],
    ]);
    expect([refused.status, refused.json().type]).toEqual([409, 'urn:vigie:problem:before_sent']);
    expect(
      (
        await enterAll(other, [
          ['sent', daysAgo(100)],
          ['answered', daysAgo(-5)],
        ])
      ).status,
    ).toBe(409);
    expect((await read(other)).events).toEqual([]);
    const body = {
      kind: 'sent',
      at: { date: daysAgo(9) },
      since: [{ kind: 'answered', at: { date: daysAgo(8) }, until: daysAgo(1) }],
    };
    const field = await ask('opener', 'POST', `/api/requests/${other}/events`, { body });
    expect([field.status, field.json().fields[0].field]).toEqual([400, '/since/0/until']);
  });

  it('alarms nobody while it is entered event by event, and says until when nobody is told', async () => {
    const id = await write();
    await enter(id, 'sent', daysAgo(100));
    await sweep(workbench.worker, Temporal.Now.instant(), never);
    const { standing, escalatedTo, told: tellings, clocks, nextOn } = await read(id);
    expect([standing, escalatedTo, tellings]).toEqual(['silent', null, []]);
    expect(nextOn).not.toBe(null);
    const [held] = clocks.flatMap(({ heldUntil }: { heldUntil: string | null }) => heldUntil ?? []);
    const minutes = (Date.parse(held) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(20);
    expect(minutes).toBeLessThanOrEqual(30);
    // Looked at again when that is over, whether somebody looks or not.
    const [{ soon }] = (await query(
      `select look_at <= $2::timestamptz as soon from casework.request_standing where request_id = $1`,
      [id, held],
    )) as [{ soon: boolean }];
    expect(soon).toBe(true);
    await enter(id, 'answered', daysAgo(80));
    await aged(id);
    expect(await noticesOf(id)).toEqual([]);
  });

  it('makes void what was told before it was known, says why and since when, and deletes nothing', async () => {
    const id = await write();
    await enter(id, 'sent', daysAgo(100));
    await aged(id);
    const alarmed = await read(id);
    expect(alarmed.escalatedTo).not.toBe(null);
    expect(alarmed.told.length).toBeGreaterThan(2);
    expect(alarmed.told.every((each: { void: unknown }) => each.void === null)).toBe(true);
    const answered = await enter(id, 'answered', daysAgo(80));
    const known = await read(id);
    expect(known.escalatedTo).toBe(null);
    expect(known.told.map(({ void: _, ...each }: { void: unknown }) => each)).toEqual(
      alarmed.told.map(({ void: _, ...each }: { void: unknown }) => each),
    );
    for (const each of known.told)
      expect(each.void).toMatchObject({
        by: 'event',
        event: 'answered',
        at: { date: daysAgo(80) },
        who: { id: 'opener' },
      });
    expect((await noticesOf(id)).length).toBe(alarmed.told.length);
    const [entry] = await query(
      `select content::jsonb -> 'detail' ->> 'voids' as voids from audit.entry where object_id = $1 and act = 'request.event' order by seq desc limit 1`,
      [id],
    );
    expect(entry).toEqual({ voids: String(alarmed.told.length) });
    const strike = { body: { reason: 'The answer was to another request' } };
    expect((await ask('opener', 'POST', `/api/requests/${id}/events/${answered}/strike`, strike)).status).toBe(200);
    expect((await read(id)).told.every((each: { void: unknown }) => each.void === null)).toBe(true);
  });

  it('makes void what goes back to an hour as well as to a day', async () => {
    const id = await write();
    const at = { instant: `${daysAgo(100)}T09:30:00.5Z` };
    const body = { kind: 'sent', at };
    expect((await ask('opener', 'POST', `/api/requests/${id}/events`, { body })).status).toBe(200);
    await aged(id);
    expect((await read(id)).told.length).toBeGreaterThan(2);
    await enter(id, 'answered', daysAgo(80));
    const { told: tellings } = await read(id);
    expect(tellings.map((each: { void: { event: string } | null }) => each.void?.event)).toEqual(
      tellings.map(() => 'answered'),
    );
  });

  it('tells nobody of terms that passed before an answer which was entered with them, however late that came', async () => {
    const id = await write();
    await enter(id, 'sent', daysAgo(100));
    await enter(id, 'answered', daysAgo(1));
    await aged(id);
    expect(await noticesOf(id)).toEqual([]);
  });

  it('keeps nobody from being told for good, by striking and entering again or by one more entry', async () => {
    const [struck, more] = [await write(), await write()];
    const nearlyHalfAnHourLater = async (): Promise<void> => {
      await told(
        query,
        `update casework.request_event set entered_at = entered_at - interval '29 minutes' where request_id in ($1, $2)`,
        [struck, more],
      );
      await query(`update casework.request_standing set look_at = '-infinity' where request_id in ($1, $2)`, [
        struck,
        more,
      ]);
      await sweep(workbench.worker, Temporal.Now.instant(), never);
    };
    for (let round = 0; round < 3; round++) {
      const sent = await enter(struck, 'sent', daysAgo(100));
      if (round > 0) await enter(more, 'refused', daysAgo(100));
      await enter(more, 'sent', daysAgo(100));
      await nearlyHalfAnHourLater();
      if (round === 2) break;
      const strike = { body: { reason: 'Another day' } };
      expect((await ask('opener', 'POST', `/api/requests/${struck}/events/${sent}/strike`, strike)).status).toBe(200);
    }
    for (const id of [struck, more]) expect((await noticesOf(id)).length).toBeGreaterThan(2);
  });

  it('makes void by striking too, and leaves what came before the answer as it was told', async () => {
    const [struck, late] = [await write(), await write()];
    const sent = await enter(struck, 'sent', daysAgo(100));
    await aged(struck);
    const strike = { body: { reason: 'It never went out' } };
    expect((await ask('opener', 'POST', `/api/requests/${struck}/events/${sent}/strike`, strike)).status).toBe(200);
    const { told: tellings } = await read(struck);
    expect(tellings.length).toBeGreaterThan(2);
    for (const each of tellings)
      expect(each.void).toMatchObject({ by: 'strike', event: 'sent', who: { id: 'opener' } });
    await enter(late, 'sent', daysAgo(100));
    await aged(late);
    const before = (await read(late)).told;
    await enter(late, 'answered', daysAgo(1));
    expect((await read(late)).told).toEqual(before);
  });
});

describe('odd input', () => {
  it('is kept as it was written, or refused with a reason, and never breaks the clocks', async () => {
    const odd = 'مكتب \u202e e\u0301 \u{1f3db}';
    const id = await write({ addressee: odd, asked: odd.repeat(100) });
    expect(await read(id)).toMatchObject({ addressee: odd, asked: odd.repeat(100) });
    for (const [field, value] of [
      ['addressee', 'x'.repeat(100_000)],
      ['addressee', 'a\u0000b'],
      ['country', 'France'],
      ['nextOn', '2026-02-30'],
      ['traits', ['no_such_trait']],
      ['annexes', Array(101).fill('x')],
    ] as const) {
      const body = newRequest('opener', { [field]: value });
      const { status } = await ask('opener', 'POST', `/api/cases/${ofCase}/requests`, { body });
      expect([field, status]).toEqual([field, expect.toBeOneOf([400, 409])]);
    }
  });

  it('takes no event from before or after the years of work, and no day that does not exist', async () => {
    const id = await write();
    const event = async (at: object) =>
      (await ask('opener', 'POST', `/api/requests/${id}/events`, { body: { kind: 'sent', at } })).status;
    expect(await event({ date: '2026-02-29' })).toBe(400);
    expect(await event({ date: '0000-01-01' })).toBe(400);
    expect(await event({ instant: '2026-01-01' })).toBe(400);
    for (const at of [
      ...['0001-01-01', '1850-03-01', '1969-12-31', '2100-01-01', '9999-12-31'].map((date) => ({ date })),
      ...['0000-01-01T00:00:00Z', '1850-03-01T00:00:00Z', '9999-12-31T23:59:59+14:00'].map((instant) => ({ instant })),
    ])
      expect([at, await event(at)]).toEqual([at, 400]);
    const refused = await ask('opener', 'POST', `/api/requests/${id}/events`, {
      body: { kind: 'sent', at: { date: '1850-03-01' } },
    });
    expect(refused.json().fields).toEqual([{ field: '/at/date', sentence: 'Write a date between 1970 and 2099.' }]);
    expect(await event({ date: '1970-01-01' })).toBe(200);
    expect(await read(id)).toMatchObject({ standing: 'silent', silentSince: '1970-01-01' });
    const extended = (until: string) =>
      ask('opener', 'POST', `/api/requests/${id}/events`, {
        body: { kind: 'extended', at: { date: daysAgo(1) }, until },
      });
    const inYears = (years: number) => `${Number(daysAgo(1).slice(0, 4)) + years}${daysAgo(1).slice(4)}`;
    for (const until of ['0001-01-01', '9999-12-31', inYears(11)]) expect((await extended(until)).status).toBe(400);
    expect((await extended(inYears(11))).json().fields[0].sentence).toContain('more than 10 years after');
    expect((await extended(inYears(10))).status).toBe(200);
  });
});

describe('a case with open requests', () => {
  it('does not close', async () => {
    const owed = await query<{ kind: string }>(`select kind from casework.open_obligations($1)`, [ofCase]);
    expect(owed.map(({ kind }) => kind)).toContain('request');
  });

  it('keeps a holder for each when one leaves: whoever is responsible', async () => {
    const own = await addCase(workbench, unit, 'opener', [['other', 'investigator']]);
    const id = await write({ holderId: 'other' }, 'opener', own);
    await told(
      query,
      `update casework.case_member set ended_at = now(), ended_by = 'opener' where case_id = $1 and member_id = 'other'`,
      [own],
    );
    expect((await read(id)).holder.id).toBe('opener');
  });

  it('stands on the board under whoever holds it now, and where it is addressed to', async () => {
    const id = await write({ holderId: 'opener' });
    const heldBy = async (holder: string): Promise<string[]> =>
      (await ask('opener', 'GET', `/api/requests?unit=${unit}&open=true&holder=${holder}&limit=200`))
        .json()
        .items.map((row: { id: string }) => row.id);
    expect(await heldBy('opener')).toContain(id);
    const body = { holderId: 'head', nextOn: '2029-01-01' };
    const { version } = await read(id);
    const headers = { 'if-match': `"${version}"` };
    expect((await ask('opener', 'PUT', `/api/requests/${id}`, { body, headers })).status).toBe(200);
    expect(await heldBy('opener')).not.toContain(id);
    expect(await heldBy('head')).toContain(id);
    const odd = await query(
      `select s.request_id from casework.request_standing s join casework.request r on r.id = s.request_id
       where (s.case_id, s.unit_id, s.country, s.abroad, s.holder_id) is distinct from (r.case_id, r.unit_id, r.country, r.country <> r.own_country, r.holder_id)`,
    );
    expect(odd).toEqual([]);
  });
});

describe('the end of a request', () => {
  const propose = (id: string, how: string) =>
    ask('opener', 'POST', `/api/requests/${id}/end`, { body: { how, reason: 'a reason' } });

  it('needs a reason and a second person', async () => {
    const id = await write();
    expect(
      (await ask('opener', 'POST', `/api/requests/${id}/end`, { body: { how: 'dropped', reason: ' ' } })).status,
    ).toBe(400);
    const { id: proposal } = (await propose(id, 'dropped')).json();
    expect(await read(id)).toMatchObject({ standing: 'due', proposal: { id: proposal, how: 'dropped' } });
    expect(await agree('opener', proposal)).toBe(409);
    expect((await read(id)).standing).toBe('due');
    expect(await agree('head', proposal)).toBe(200);
    expect(await read(id)).toMatchObject({ standing: 'ended', nextOn: null, proposal: null });
    expect(
      (await ask('opener', 'POST', `/api/requests/${id}/events`, { body: { kind: 'sent', at: { date: daysAgo(1) } } }))
        .status,
    ).toBe(409);
  });

  it('goes on when the second person declines', async () => {
    const id = await write();
    const { id: proposal } = (await propose(id, 'dropped')).json();
    expect(await agree('magistrate', proposal, false)).toBe(200);
    expect(await read(id)).toMatchObject({ standing: 'due', proposal: null });
  });

  it('needs an answer to be called answered', async () => {
    const id = await write();
    expect((await propose(id, 'answered')).status).toBe(409);
    await enter(id, 'sent', daysAgo(10));
    await enter(id, 'answered', daysAgo(1));
    const { id: proposal } = (await propose(id, 'answered')).json();
    expect(await agree('magistrate', proposal)).toBe(200);
    expect((await read(id)).standing).toBe('ended');
  });

  it('ends as refused when a refusal is what came last, with a second person, and is told so on the board and of the case', async () => {
    const id = await write();
    await enter(id, 'sent', daysAgo(10));
    expect((await propose(id, 'refused')).status).toBe(409);
    const refusal = await enter(id, 'refused', daysAgo(5));
    await enter(id, 'sent', daysAgo(3));
    expect((await propose(id, 'refused')).json().type, 'it waits for an answer again').toMatch(/no_refusal$/);
    const again = await enter(id, 'refused', daysAgo(1));
    const { id: proposal } = (await propose(id, 'refused')).json();
    expect(await read(id)).toMatchObject({ standing: 'refused', endedAs: null, proposal: { how: 'refused' } });
    expect(await agree('opener', proposal)).toBe(409);
    for (const event of [refusal, again])
      await ask('opener', 'POST', `/api/requests/${id}/events/${event}/strike`, { body: { reason: 'of another' } });
    expect(await agree('head', proposal), 'struck meanwhile').toBe(409);
    await enter(id, 'refused', daysAgo(1));
    expect(await agree('head', proposal)).toBe(200);
    const ended = { standing: 'ended', endedAs: 'refused', nextOn: null };
    expect(await read(id)).toMatchObject(ended);
    const board = (await ask('opener', 'GET', `/api/requests?unit=${unit}&standing=ended&limit=200`)).json();
    expect(board.items.find((row: { id: string }) => row.id === id)).toMatchObject(ended);
    const timeline = (await ask('opener', 'GET', `/api/cases/${ofCase}/timeline?lanes=decisions&limit=200`)).json();
    expect(JSON.stringify(timeline.rows)).toContain('refused');
  });

  it('is refused by the database without one, whoever asks', async () => {
    const id = await write();
    const refused = async (sql: string) => {
      await expect(query(sql, [id])).rejects.toThrow();
      expect((await read(id)).standing).not.toBe('ended');
    };
    await refused(`update casework.request set next_on = null where id = $1`);
    await refused(`update casework.request set next_on = null, ended_at = now() where id = $1`);
    await refused(`update casework.request set holder_id = null where id = $1`);
    await refused(
      `update casework.request set next_on = null, ended_at = now(), agreement_id = (select id from casework.agreement limit 1) where id = $1`,
    );
  });
});

describe('what the role of the server may not do', () => {
  it.each([
    `update casework.request_event set words = 'x'`,
    `delete from casework.request_event`,
    `delete from casework.request`,
    `update casework.request set asked = 'x'`,
    `insert into casework.request_notice (request_id, key, case_id, rule, rule_version, kind, to_role, due_on, due_at)
       select id, 'x', case_id, 'x', 1, 'warning', 'holder', now(), now() from casework.request`,
    `delete from casework.request_notice`,
    `update casework.request_standing set standing = 'answered'`,
    `update casework.clock_rule set content = '{}'`,
    `delete from casework.clock_rule`,
    `delete from casework.date_feed`,
  ])('%s', async (sql) => {
    const client = await workbench.database.pools.app.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('vigie.member', 'opener', true)`);
      await expect(client.query(sql)).rejects.toThrow(/permission denied/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('the board', () => {
  it('counts and lists what the member may see, and shows silence abroad by country and age', async () => {
    const own = await addCase(workbench, unit, 'other');
    const id = await write({}, 'other', own);
    await told(
      query,
      `insert into casework.request_event (request_id, case_id, kind, at_date, entered_by) values ($1, $2, 'sent', $3, 'other')`,
      [id, own, daysAgo(100)],
    );
    const board = (member: string) => ask(member, 'GET', `/api/requests?unit=${unit}`);
    // The event went past the server: the standing that was kept is still the old one, until somebody reckons.
    await query(`update casework.request_standing set look_at = '-infinity' where request_id = $1`, [id]);
    const found = (await board('other')).json();
    // A hundred days without a sign are past a term: it is in both counts, and open once.
    expect(found.counts).toEqual({ due: 0, overdue: 1, silent: 1, refused: 0, answered: 0, ended: 0 });
    expect(found.open).toBe(1);
    expect(found.silentAbroad).toEqual([{ country: 'PH', fromDays: '90', requests: 1 }]);
    expect(found.items.map((row: { id: string }) => row.id)).toEqual([id]);
    const openers = (await board('opener')).json();
    expect(openers.items.map((row: { id: string }) => row.id)).not.toContain(id);
    for (const nobody of ['care', 'administrator', 'auditor'])
      expect((await board(nobody)).json()).toMatchObject({
        counts: { due: 0, silent: 0 },
        silentAbroad: [],
        items: [],
      });
  });

  it('shows each member what the ladder has come to them with', async () => {
    const own = await addCase(workbench, unit, 'opener', [
      ['other', 'deputy'],
      ['head', 'head'],
      ['magistrate', 'magistrate'],
    ]);
    const id = await write({}, 'opener', own);
    const turnedTo = async () => {
      const found: string[] = [];
      for (const member of ['opener', 'other', 'head', 'magistrate']) {
        const board = (await ask(member, 'GET', `/api/requests?unit=${unit}&forMe=true&limit=200`)).json();
        if (board.items.some((row: { id: string }) => row.id === id)) found.push(member);
      }
      return found;
    };
    const waitsFor = async () => {
      const found: string[] = [];
      for (const member of ['opener', 'other', 'head', 'magistrate']) {
        const { owed } = (await ask(member, 'GET', '/api/me/work')).json();
        const row = owed.find((each: { objectId: string }) => each.objectId === id);
        if (row !== undefined) found.push(`${member} ${row.heldBy}`);
      }
      return found;
    };
    expect(await turnedTo()).toEqual([]);
    expect(await waitsFor()).toEqual(['opener null']);
    const event = await enter(id, 'sent', daysAgo(31));
    expect(await turnedTo()).toEqual([]);
    await aged(id);
    expect(await turnedTo()).toEqual(['opener']);
    await ask('opener', 'POST', `/api/requests/${id}/events/${event}/strike`, { body: { reason: 'earlier' } });
    await enter(id, 'sent', daysAgo(45));
    await aged(id);
    expect(await turnedTo()).toEqual(['opener', 'other', 'head']);
    expect(await waitsFor()).toEqual(['opener null', 'other Synthetic opener', 'head Synthetic opener']);
  });

  it('shows what is protected until when, and no longer once what is protected was asked for', async () => {
    const own = await addCase(workbench, unit, 'other');
    const preservation = { kind: 'preservation', addresseeKind: 'police', country: 'PH' };
    const id = await write(preservation, 'other', own);
    const board = async () => (await ask('other', 'GET', `/api/requests?unit=${unit}&runsOut=true&open=true`)).json();
    expect(await board()).toMatchObject({ runsOut: 0, items: [] });
    const send = (kind: string, days: number) =>
      ask('other', 'POST', `/api/requests/${id}/events`, { body: { kind, at: { date: daysAgo(days) } } });
    await send('sent', 40);
    const found = await board();
    expect(found).toMatchObject({ runsOut: 1, countries: ['PH'] });
    expect(found.holders).toContainEqual({ id: 'other', name: 'Synthetic other' });
    expect(found.items).toMatchObject([{ id, protectionEndsOn: daysAgo(40 - 59) }]);
    await send('production_requested', 0);
    expect(await board()).toMatchObject({ runsOut: 0, items: [] });
  });

  it('is read page by page', async () => {
    const pages: string[][] = [];
    let cursor = '';
    do {
      const page = (await ask('opener', 'GET', `/api/requests?unit=${unit}&limit=3${cursor}`)).json();
      pages.push(page.items.map((row: { id: string }) => row.id));
      cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== '');
    const all = (await ask('opener', 'GET', `/api/requests?unit=${unit}&limit=200`)).json().items;
    expect(pages.flat()).toEqual(all.map((row: { id: string }) => row.id));
    expect(pages.length).toBeGreaterThan(1);
  });
});

describe('access to requests', () => {
  const MEMBERS = ['opener', 'head', 'other', 'magistrate', 'care', 'administrator', 'auditor', 'stranger'] as const;
  const ROLES = ['responsible', 'deputy', 'head', 'investigator', 'analyst', 'magistrate'] as const;

  it('is that of the case, on every route: what is denied looks like what is missing', async () => {
    const elsewhere = await addOrganisation(workbench.database, 'Another organisation');
    const theirs = await addUnit(workbench.database, elsewhere);
    await addMember(workbench.database, elsewhere, 'stranger', [{ unit: theirs, role: 'investigator' }]);
    const staff: Record<string, string> = { magistrate: 'magistrate', care: 'x', administrator: 'x', auditor: 'x' };
    /** The oracle: by name on the case, not kept out of it, with a staff role that goes with the part. */
    const may = (member: string, parts: readonly string[], barred: boolean) => {
      const fits = parts.filter((part) =>
        part === 'magistrate' ? staff[member] === 'magistrate' : staff[member] === undefined,
      );
      return { reads: fits.length > 0 && !barred, works: fits.some((part) => part !== 'magistrate') && !barred };
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom(...MEMBERS.filter((each) => each !== 'opener' && each !== 'stranger')),
            fc.constantFrom(...ROLES.slice(1)),
          ),
          { maxLength: 5 },
        ),
        fc.option(fc.constantFrom(...MEMBERS.filter((each) => each !== 'opener' && each !== 'stranger')), {
          nil: null,
        }),
        async (others, barred) => {
          const distinct = [...new Map(others.map((pair) => [pair.join(), pair])).values()];
          const made = await addCase(workbench, unit, 'opener', distinct);
          if (barred !== null)
            await told(
              query,
              `insert into casework.case_bar (case_id, member_id, reason, made_by) values ($1, $2, 'kin', 'opener')`,
              [made, barred],
            );
          const id = await write({}, 'opener', made);
          const event = await enter(id, 'sent', daysAgo(40));
          for (const member of MEMBERS) {
            const parts =
              member === 'opener'
                ? ['responsible']
                : distinct.filter(([name]) => name === member).map(([, role]) => role);
            const { reads, works } = may(member, parts, member === barred);
            const status = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) =>
              (await ask(member, method, url, body === undefined ? {} : { body })).status;
            expect([member, parts, await status('GET', `/api/requests/${id}`)]).toEqual([
              member,
              parts,
              reads ? 200 : 404,
            ]);
            const list = await ask(member, 'GET', `/api/cases/${made}/requests`);
            expect(list.status).toBe(reads ? 200 : 404);
            if (reads) expect(list.json().items.map((row: { id: string }) => row.id)).toEqual([id]);
            const board = (await ask(member, 'GET', `/api/requests?unit=${unit}&limit=200`)).json();
            expect(board.items.some((row: { id: string }) => row.id === id)).toBe(reads);
            expect(board.items.length).toBe(Math.min(200, board.open + board.counts.ended));
            // The list is the oracle of the counts, where it is whole: overdue by what each row says, whatever else it is.
            const rows: { standing: string; overdue: boolean }[] = board.items;
            if (rows.length < 200)
              for (const [standing, count] of Object.entries(board.counts))
                expect([standing, count]).toEqual([
                  standing,
                  rows.filter((row) => (standing === 'overdue' ? row.overdue : row.standing === standing)).length,
                ]);
            if (works) continue;
            expect(await status('POST', `/api/cases/${made}/requests`, newRequest('opener'))).toBe(404);
            expect(
              await status('POST', `/api/requests/${id}/events`, { kind: 'answered', at: { date: daysAgo(1) } }),
            ).toBe(404);
            expect(await status('PUT', `/api/requests/${id}`, { holderId: 'opener', nextOn: '2031-01-01' })).toBe(404);
            expect(await status('POST', `/api/requests/${id}/events/${event}/strike`, { reason: 'x' })).toBe(404);
            expect(await status('POST', `/api/requests/${id}/end`, { how: 'dropped', reason: 'x' })).toBe(404);
          }
          expect((await read(id)).events).toHaveLength(1);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('needs a purpose to read, and leaves a trace', async () => {
    const id = await write();
    const answer = await ask('opener', 'GET', `/api/requests/${id}`, { headers: { 'x-vigie-purpose': 'inquiry' } });
    expect(answer.status).toBe(200);
    const [entry] = await query(
      `select act, member, purpose from audit.entry where object_id = $1 order by seq desc limit 1`,
      [id],
    );
    expect(entry).toEqual({ act: 'request.read', member: 'opener', purpose: 'inquiry' });
  });
});

describe('the sweeper', () => {
  const notices = (id: string) =>
    query<{ key: string }>(`select key from casework.request_notice where request_id = $1 order by due_at, key`, [id]);
  /** Past the server, which would have told of everything until today. */
  const sent = async (date: string): Promise<string> => {
    const id = await write();
    await told(
      query,
      `insert into casework.request_event (request_id, case_id, kind, at_date, entered_by, entered_at) values ($1, $2, 'sent', $3, 'opener', $3::date)`,
      [id, ofCase, date],
    );
    return id;
  };

  it('tells of each step once, whoever sweeps, how often, and with a clock that was set back', async () => {
    const id = await sent('2025-01-12');
    const all = () => sweep(workbench.worker, at('2025-03-01T00:00:00Z'), never);
    await Promise.all([all(), all()]);
    const first = await notices(id);
    expect(first.map(({ key }) => key.split(' ').slice(-2)[0])).toEqual(['holder', 'deputy', 'head']);
    await sweep(workbench.worker, at('2025-02-28T23:00:00Z'), never);
    await all();
    expect(await notices(id)).toEqual(first);
    const [standing] = await query(
      `select standing, next_on::text as next_on from casework.request_standing where request_id = $1`,
      [id],
    );
    expect(standing).toEqual({ standing: 'silent', next_on: '2025-03-13' });
  });

  it('does nothing, and tells nothing, while nothing can have changed', async () => {
    const now = at('2025-06-01T00:00:00Z');
    await sweep(workbench.worker, now, never);
    expect(await sweep(workbench.worker, now.add({ seconds: 1 }), never)).toEqual({ requests: 0, notices: 0 });
  });

  it('leaves nothing half done when its connection is cut, again and again', async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, index) => sent(`2024-01-${String(index + 1).padStart(2, '0')}`)),
    );
    const now = at('2024-05-01T00:00:00Z');
    let cut = 0;
    // Until one was cut: a sweep may be over before.
    for (let round = 0; round < 12 || (cut === 0 && round < 200); round++) {
      const swept = sweep(workbench.worker, now, never).then(
        () => true,
        () => false,
      );
      await pause((round % 12) * 3);
      await query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'vigie_worker' and datname = current_database()`,
      );
      if (!(await swept)) cut++;
      // A standing is never without its notices, nor they without it.
      const [odd] = await query(
        `select count(*)::int as odd from casework.request_standing s
         where s.request_id = any ($1) and s.reckoned_at = $2::timestamptz
           and not exists (select from casework.request_notice n where n.request_id = s.request_id and n.due_at > '2024-04-01')`,
        [ids, now.toString()],
      );
      expect(odd).toEqual({ odd: 0 });
      await query(`update casework.request_standing set look_at = '-infinity' where request_id = any ($1)`, [ids]);
    }
    // That its connection was ended, the pool may notice at its next use alone.
    await sweep(workbench.worker, now, never).catch(() => sweep(workbench.worker, now, never));
    for (const id of ids) expect((await notices(id)).length).toBeGreaterThan(3);
    expect(cut).toBeGreaterThan(0);
  });

  it('does not write what it read before somebody entered an answer', async () => {
    const id = await sent('2025-01-12');
    const [before] = await query<{ version: number }>(`select version from casework.request where id = $1`, [id]);
    await enter(id, 'answered', '2025-01-20');
    const reckoned = {
      standing: 'overdue',
      nextOn: '2025-02-01',
      lookAt: 'infinity',
      rules: 'x',
      reckonedAt: '2025-03-01T00:00:00Z',
    };
    const client = await workbench.database.pools.worker.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('vigie.unit', $1, true)`, [unit]);
      const { rows } = await client.query(`select casework.keep_standing($1, $2, $3, '[]') as kept`, [
        id,
        before?.version,
        JSON.stringify(reckoned),
      ]);
      expect(rows).toEqual([{ kept: -1 }]);
    } finally {
      await client.query('rollback');
      client.release();
    }
    expect((await read(id)).standing).toBe('answered');
  });

  it('runs in the server, and again when it starts after a day without power', async () => {
    const id = await sent(daysAgo(60));
    await query(`update casework.request_standing set look_at = '-infinity' where request_id = $1`, [id]);
    const { worker, dataFolder, database } = workbench;
    const settings = { memory: '1GB', threads: 1, atOnce: 1 };
    const jobs = await startJobs({
      pool: database.pools.worker,
      db: worker,
      dataFolder,
      settings,
      log: () => undefined,
    });
    try {
      for (let waits = 0; waits < 1200 && (await notices(id)).length === 0; waits++) await pause(100);
      expect((await notices(id)).length).toBeGreaterThan(0);
    } finally {
      await jobs.stop();
    }
  });
});

describe('the calendar of a member', () => {
  const feed = async (address: string) => ask(null, 'GET', new URL(address).pathname);

  it('holds references and dates of the requests that the member holds, and of each case the next of all else, and nothing of a case', async () => {
    const own = await addCase(workbench, unit, 'opener');
    const id = await write({}, 'opener', own);
    const { address } = (await ask('opener', 'POST', '/api/me/date-feed', { body: {} })).json();
    const answer = await feed(address);
    const { reference } = await read(id);
    expect(answer.body).toContain(`(${reference})`);
    const { row: of } = (await ask('opener', 'GET', `/api/cases/${own}`)).json();
    expect(of.search.nextOn).not.toBeNull();
    const dated = `DTSTART;VALUE=DATE:${of.search.nextOn.replaceAll('-', '')}`;
    expect(answer.body).toMatch(new RegExp(`UID:${of.reference}@(?:(?!END:VEVENT)[^])*${dated}`));
    expect(answer.body).not.toMatch(/Synthetic|authority|assistance/);
    expect(answer.headers['content-type']).toContain('text/calendar');
    const [row] = await query<{ hash: string }>(`select encode(token_hash, 'escape') as hash from casework.date_feed`);
    expect(row?.hash).not.toContain(new URL(address).pathname.slice(-47, -4));
  });

  it('speaks the language of the page on which it was made, whatever the calendar asks in', async () => {
    for (const [made, asks, words] of [
      ['en', 'fr-FR', 'Vigie: a date is due'],
      ['fr', 'en-GB', 'Vigie : une échéance'],
    ] as const) {
      const headers = { 'accept-language': made };
      const { address } = (await ask('opener', 'POST', '/api/me/date-feed', { body: {}, headers })).json();
      const { pathname, search } = new URL(address);
      const asked = await ask(null, 'GET', pathname + search, { headers: { 'accept-language': asks } });
      expect(asked.body).toContain(words);
    }
  });

  it('ends when it is revoked, made anew, or its member is disabled', async () => {
    const make = async (): Promise<string> =>
      (await ask('head', 'POST', '/api/me/date-feed', { body: {} })).json().address;
    const since = async () => (await ask('head', 'GET', '/api/me/date-feed')).json().since;
    expect(await since()).toBeNull();
    const first = await make();
    const second = await make();
    expect(await since()).toMatch(/^\d{4}-/);
    expect([(await feed(first)).status, (await feed(second)).status]).toEqual([404, 200]);
    await told(query, `update vigie.member set disabled_at = now() where id = $1`, ['head']);
    expect((await feed(second)).status).toBe(404);
    await told(query, `update vigie.member set disabled_at = null where id = $1`, ['head']);
    expect((await feed(second)).status).toBe(200);
    await ask('head', 'DELETE', '/api/me/date-feed');
    expect((await feed(second)).status).toBe(404);
    expect(await since()).toBeNull();
  });
});

describe('the rules that a request would go by', () => {
  const rulesToCome = (member: string, query: string) =>
    ask(member, 'GET', `/api/cases/${ofCase}/request-rules?${query}`);

  it('are those that its clocks then have', async () => {
    const id = await write({ urgent: true });
    const asked = 'kind=mutual_legal_assistance&addresseeKind=judicial_authority&country=PH&urgent=true';
    const come = (await rulesToCome('opener', asked)).json();
    const is = await read(id);
    expect(come.rules.map((rule: { id: string }) => rule.id)).toEqual(
      is.clocks.map((clock: { rule: string }) => clock.rule),
    );
    expect(come.law.map((law: { id: string }) => law.id)).toEqual(is.law.map((law: { id: string }) => law.id));
    expect(come.rules[0]).toMatchObject({
      trust: 'unit',
      length: { amount: 7, unit: 'days' },
      tells: expect.any(Array),
    });
    expect(come.rules[0].tells[0]).toBe('holder');
  });

  it('are told to those alone who are on the case', async () => {
    const asked = 'kind=production&addresseeKind=bank&country=FR';
    for (const member of ['other', 'care', 'administrator', 'auditor'])
      expect((await rulesToCome(member, asked)).status).toBe(404);
  });
});

describe('the rules of an organisation', () => {
  const rules = async () =>
    (await ask('opener', 'GET', '/api/clock-rules')).json().items as {
      id: string;
      version: number;
      own: boolean;
      rule: Record<string, unknown>;
    }[];
  const seen = async () => (await rules()).find(({ id }) => id === 'house-letters-rogatory-silence');
  const change = async (member: string, changes: object, from?: Awaited<ReturnType<typeof seen>>) => {
    const found = from ?? (await seen());
    return ask(member, 'POST', '/api/admin/clock-rules', {
      body: { rule: { ...found?.rule, ...changes }, reason: 'decided by the unit' },
    });
  };

  it('are written by an administrator alone, as new versions, and count from then on', async () => {
    const id = await write();
    await enter(id, 'sent', daysAgo(20));
    expect((await read(id)).standing).toBe('due');
    expect((await change('opener', { length: { amount: 15, unit: 'days' } })).status).toBe(403);
    const answer = await change('administrator', { length: { amount: 15, unit: 'days' } });
    expect(answer.json()).toEqual({ id: 'house-letters-rogatory-silence', version: 2 });
    expect((await read(id)).standing).toBe('silent');
    await sweep(workbench.worker, Temporal.Now.instant(), never);
    const [standing] = await query(`select standing from casework.request_standing where request_id = $1`, [id]);
    expect(standing).toEqual({ standing: 'silent' });
    const [own] = (await rules()).filter(({ own: is }) => is);
    expect(own).toMatchObject({
      ...{ id: 'house-letters-rogatory-silence', version: 2 },
      written: [{ version: 2, reason: 'decided by the unit', by: { name: 'Synthetic administrator' } }],
    });
    const kept = await query(`select version from casework.clock_rule`);
    expect(kept).toEqual([{ version: 2 }]);
  });

  it('are refused when they do not fit, or would leave a silence unwatched', async () => {
    for (const changes of [
      { ladder: 'none' },
      { length: { amount: 0, unit: 'days' } },
      { again: false },
      { where: 'home' },
    ]) {
      const answer = await change('administrator', changes);
      expect(answer.status).toBe(400);
      expect(answer.json().fields[0]).toEqual({
        field: expect.stringMatching(/^\/rule/),
        sentence: expect.stringMatching(/\w/),
      });
    }
  });

  it('are refused at the field that is longer, or earlier or later, than any rule of a law', async () => {
    const named = (text: string) => ({ en: text, fr: text });
    for (const [field, value] of [
      ['id', 'a'.repeat(5000)],
      ['words', named('x'.repeat(100_000))],
      ['instrument', named('x'.repeat(2001))],
      ['in_force_from', '0000-01-01'],
      ['in_force_from', '9999-12-31'],
      ['in_force_until', '9999-12-31'],
      ['countries', Array(301).fill('FR')],
      ['warn_days', Array(51).fill(3)],
    ] as const) {
      const answer = await change('administrator', { [field]: value });
      expect([field, answer.status]).toEqual([field, 400]);
      expect(answer.json().fields[0].field).toContain(field);
      expect(answer.body.length).toBeLessThan(2000);
    }
  });

  it('are not written over each other by two administrators at once', async () => {
    const both = await seen();
    const answers = await Promise.all([
      change('administrator', { warn_days: [3] }, both),
      change('administrator', { warn_days: [4] }, both),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await change('administrator', { warn_days: [5] }, both)).status).toBe(412);
  });

  it('are not those of another organisation', async () => {
    expect(
      (await ask('stranger', 'GET', '/api/clock-rules')).json().items.filter(({ own }: { own: boolean }) => own),
    ).toEqual([]);
  });
});
