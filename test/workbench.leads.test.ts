import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
let leads: string[];
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  unit = await addStaffedUnit(database, { analyst: 'analyst', colleague: 'analyst', magistrate: 'magistrate' });
  const ranks = Array.from({ length: 12 }, (_, index) => ({ queue: 'investigation', rank: index + 1 }) as const);
  leads = await addLeads(database, unit, ranks);
});
afterAll(() => workbench.close());

const lead = (index: number): string => {
  const id = leads[index];
  if (id === undefined) throw new Error('There is no such lead in this test.');
  return id;
};
const list = (query: string): string => `/api/leads?unit=${unit}&queue=investigation&${query}`;

describe('the list of leads', () => {
  it('comes page by page, in the order of the scan, each lead once', async () => {
    const ranks: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await ask('analyst', 'GET', list(`limit=5${cursor && `&cursor=${cursor}`}`))).json();
      ranks.push(...page.items.map(({ rankInQueue }: { rankInQueue: number }) => rankInQueue));
      cursor = page.next;
    }
    expect(ranks).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('is not read without a purpose', async () => {
    const answer = await ask('analyst', 'GET', list('limit=1'), { headers: { 'x-vigie-purpose': '' } });
    expect(answer.status).toBe(400);
  });

  it('takes a search for what it says, not for a pattern', async () => {
    expect((await ask('analyst', 'GET', list('search=%25'))).json().items).toEqual([]);
    expect((await ask('analyst', 'GET', list("search=' or 1=1 --"))).json().items).toEqual([]);
  });

  it('shows again what was set aside when its facts change', async () => {
    const id = lead(11);
    await ask('analyst', 'POST', `/api/leads/${id}/decisions`, {
      body: { kind: 'ordinary', explanation: 'O05-guests' },
    });
    const open = async () =>
      (await ask('analyst', 'GET', list('state=new&orChanged=true'))).json().items.map((row: { id: string }) => row.id);
    expect(await open()).not.toContain(id);
    await workbench.database.query(
      `update vigie.lead set changed = '{"moreTransfers":2,"lastTransferAt":"2026-01-01T00:00:00Z","newReasons":[],"strongerReasons":[]}' where id = $1`,
      [id],
    );
    expect(await open()).toContain(id);
  });

  it('begins at the beginning with a cursor that it did not make', async () => {
    const answer = (await ask('analyst', 'GET', list('limit=1&cursor=nonsense'))).json();
    expect(answer.items[0].rankInQueue).toBe(1);
  });
});

describe('a lead', () => {
  it('is claimed by one of two who claim it at once', async () => {
    const both = await Promise.all(
      ['analyst', 'colleague'].map((member) => ask(member, 'POST', `/api/leads/${lead(1)}/claim`, { body: {} })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is never claimed twice, by however many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ask(i % 2 ? 'analyst' : 'colleague', 'POST', `/api/leads/${lead(2)}/claim`, { body: {} }),
      ),
    );
    const [row] = (await ask('analyst', 'GET', list('holder=somebody')))
      .json()
      .items.filter((r: { id: string }) => r.id === lead(2));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(10);
    expect(['analyst', 'colleague']).toContain(row.holder.id);
  });

  it('is written once when the same write is sent twice with its key', async () => {
    const headers = { 'idempotency-key': 'decide-1' };
    const body = { kind: 'follow_up', words: 'to look at' };
    const url = `/api/leads/${lead(3)}/decisions`;
    const sent = await Promise.all([1, 2, 3].map(() => ask('analyst', 'POST', url, { body, headers })));
    expect(sent.map((answer) => answer.json())).toEqual([{ version: 2 }, { version: 2 }, { version: 2 }]);
    expect((await ask('analyst', 'GET', `/api/leads/${lead(3)}`)).json().decisions).toHaveLength(1);
    const other = await ask('analyst', 'POST', url, { body: { kind: 'follow_up', words: 'other' }, headers });
    expect(other.status).toBe(409);
  });

  it('is not overwritten by who has not seen what another wrote', async () => {
    const url = `/api/leads/${lead(4)}/decisions`;
    const seen = { headers: { 'if-match': '"1"' } };
    expect((await ask('analyst', 'POST', url, { body: { kind: 'need_more', words: 'rates' }, ...seen })).status).toBe(
      200,
    );
    expect((await ask('colleague', 'POST', url, { body: { kind: 'follow_up' }, ...seen })).status).toBe(412);
  });

  it('is again what it was when decisions are undone one after the other', async () => {
    const url = `/api/leads/${lead(5)}`;
    const state = async () => (await ask('analyst', 'GET', url)).json().row.state;
    await ask('analyst', 'POST', `${url}/decisions`, {
      body: { kind: 'ordinary', explanation: 'O05', words: 'a host' },
    });
    await ask('analyst', 'POST', `${url}/decisions`, { body: { kind: 'follow_up' } });
    expect(await state()).toBe('follow_up');
    await ask('analyst', 'POST', `${url}/undo`, { body: {} });
    expect(await state()).toBe('ordinary');
    await ask('analyst', 'POST', `${url}/undo`, { body: {} });
    expect(await state()).toBe('new');
    expect((await ask('analyst', 'POST', `${url}/undo`, { body: {} })).status).toBe(409);
    expect((await ask('analyst', 'GET', url)).json().decisions).toHaveLength(4);
  });

  it('is handed only to who can open it', async () => {
    const hand = (to: string) => ask('analyst', 'POST', `/api/leads/${lead(9)}/assign`, { body: { to } });
    expect((await hand('colleague')).status).toBe(200);
    expect((await hand('magistrate')).status).toBe(409);
    expect((await hand('nobody')).status).toBe(409);
    const reason = { reason: 'knows the person', effect: 'deny', memberId: 'colleague' };
    await ask('analyst', 'POST', `/api/leads/${lead(9)}/access`, { body: reason });
    expect((await hand('colleague')).status).toBe(409);
  });

  it('does not come from another site', async () => {
    const answer = await ask('analyst', 'POST', `/api/leads/${lead(6)}/claim`, {
      body: {},
      headers: { origin: 'http://elsewhere.example' },
    });
    expect(answer.status).toBe(403);
  });

  it('answers that nothing changed to who has its version', async () => {
    const url = `/api/leads/${lead(7)}`;
    const first = await ask('analyst', 'GET', url);
    const again = await ask('analyst', 'GET', url, { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
  });
});

describe('the audit log', () => {
  it('is put off to a day that is to come, within a year', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const snooze = (until: string) => ask('analyst', 'POST', `/api/leads/${lead(10)}/snooze`, { body: { until } });
    const snoozed = async () => (await ask('analyst', 'GET', `/api/leads/${lead(10)}`)).json().row.snoozedUntil;
    for (const until of [
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00Z',
      inDays(-1),
      inDays(400),
      '9999-12-31T00:00:00Z',
    ])
      expect([until, (await snooze(until)).status]).toEqual([until, 400]);
    expect((await snooze(inDays(-1))).json().fields[0].sentence).toContain('later day');
    expect((await snooze(inDays(400))).json().fields[0].sentence).toContain('earlier day');
    expect(await snoozed()).toBe(null);
    const until = inDays(30);
    expect((await snooze(until)).status).toBe(200);
    expect(await snoozed()).toBe(until);
  });

  it('tells of each read of a lead with its purpose, of a missing one too', async () => {
    const missing = '00000000-0000-4000-8000-000000000000';
    await ask('analyst', 'GET', `/api/leads/${missing}`, {
      headers: { 'x-vigie-purpose': 'inquiry', 'x-vigie-purpose-reference': encodeURIComponent('n° 12') },
    });
    const [entry] = await workbench.database.query<{ content: string }>(
      `select content from audit.entry where object_id = $1`,
      [missing],
    );
    expect(JSON.parse(entry?.content ?? '{}')).toMatchObject({
      ...{ act: 'lead.read', member: 'analyst', purpose: 'inquiry', reference: 'n° 12', detail: { found: false } },
    });
  });

  it('refuses a commit that it does not tell of', async () => {
    await expect(
      workbench.database.query(`update vigie.lead set state = 'ordinary' where id = $1`, [lead(8)]),
    ).rejects.toThrow(/not told/);
  });

  it('is not changed even by its owner', async () => {
    for (const statement of [
      'update audit.entry set content = content',
      'delete from audit.entry',
      'truncate audit.entry',
    ])
      await expect(workbench.database.query(statement)).rejects.toThrow(/append-only/);
  });

  it('opens the body of a lead only to a transaction that has told', async () => {
    const bodies = await workbench.db.transaction().execute(async (transaction) => {
      await transaction
        .selectNoFrom((eb) => eb.fn('set_config', [eb.val('vigie.member'), eb.val('analyst'), eb.lit(true)]).as('x'))
        .execute();
      return transaction.selectFrom('vigie.lead_body').selectAll().execute();
    });
    expect(bodies).toEqual([]);
  });
});
