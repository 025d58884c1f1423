import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leadRecord } from '../src/casework/leads/lead-record.ts';
import { fixtureLeads } from '../src/report/fixture.ts';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, { analyst: 'analyst' });
  await addLeads(workbench.database, unit, [
    { queue: 'safeguarding', rank: 1, urgency: 'later' },
    { queue: 'safeguarding', rank: 2, urgency: 'week' },
    { queue: 'safeguarding', rank: 3, urgency: 'now' },
    { queue: 'safeguarding', rank: 4, urgency: 'today' },
    { queue: 'safeguarding', rank: 5, urgency: 'now' },
  ]);
  // Some of each, so that no condition leaves what another one leaves.
  await told(
    workbench.database.query,
    `update vigie.lead set tier = (array['first', 'second', 'context'])[1 + rank_in_queue % 3],
            state = (array['new', 'follow_up'])[1 + rank_in_queue % 2] where unit_id = $1`,
    [unit],
  );
});
afterAll(() => workbench.close());

const ask = async (path: string) =>
  (await workbench.ask('analyst', 'GET', `${path}unit=${unit}&queue=safeguarding`)).json();
const ranks = (page: { items: { rankInQueue: number }[] }) => page.items.map(({ rankInQueue }) => rankInQueue);

describe('the safeguarding queue', () => {
  it('is read by when to reach a person, then by score, page by page', async () => {
    const first = await ask('/api/leads?sort=reach&limit=2&');
    const second = await ask(`/api/leads?sort=reach&limit=3&cursor=${first.next}&`);
    expect([...ranks(first), ...ranks(second)]).toEqual([3, 5, 4, 2, 1]);
    expect(first.items[0].urgency).toBe('now');
  });

  it('is narrowed and counted by the same words', async () => {
    expect(ranks(await ask('/api/leads?urgency=now&urgency=today&'))).toEqual([3, 4, 5]);
    expect((await ask('/api/leads/counts?')).urgency).toEqual({ now: 2, today: 1, week: 1, later: 1 });
  });

  it('is counted by each value as if that were chosen, with all other conditions as they are', async () => {
    const filters = [
      '',
      'tier=first&',
      'state=new&tier=first&tier=second&',
      'urgency=now&state=follow_up&',
      'tier=context&',
    ];
    for (const filter of filters) {
      const counts = await ask(`/api/leads/counts?${filter}`);
      expect(counts.total).toBe((await ask(`/api/leads?${filter}`)).items.length);
      for (const by of ['state', 'tier', 'urgency'] as const) {
        const others = filter.replaceAll(new RegExp(`${by}=[a-z_]+&`, 'g'), '');
        for (const [value, leads] of Object.entries(counts[by]))
          expect([filter, by, value, leads]).toEqual([
            ...[filter, by, value],
            (await ask(`/api/leads?${others}${by}=${value}&`)).items.length,
          ]);
        const all = (await ask(`/api/leads?${others}`)).items.length;
        expect(Object.values<number>(counts[by]).reduce((sum, each) => sum + each, 0)).toBe(all);
      }
    }
  });
});

it('Leads that were loaded before are given the same urgency and last activity as those that a scan brings', async () => {
  const { database } = workbench;
  const other = await addStaffedUnit(database, { another: 'analyst' });
  const leads = fixtureLeads();
  const ids = await addLeads(
    database,
    other,
    leads.map(({ queue }, index) => ({ queue, rank: index + 1 })),
  );
  for (const [index, lead] of leads.entries()) {
    await database.query(`update vigie.lead set tier = $2, last_transfer_at = $3, urgency = null where id = $1`, [
      ...[ids[index], lead.tier, lead.activity.lastAt],
    ]);
    await database.query(`update vigie.lead_body set body = $2 where lead_id = $1`, [ids[index], JSON.stringify(lead)]);
  }
  const step = readFileSync(join(import.meta.dirname, '../src/casework/migrations/0117-when-to-reach.sql'), 'utf8');
  await database.query(step.slice(step.indexOf('WITH said'), step.indexOf('ALTER TABLE vigie.lead ALTER')));
  const rows = await database.query<{ urgency: string | null; last_active_at: Date }>(
    `select urgency, last_active_at from unnest($1::uuid[]) with ordinality as given(id, place) join vigie.lead using (id) order by place`,
    [ids],
  );
  expect(rows.map(({ urgency, last_active_at }) => [urgency, last_active_at.getTime()])).toEqual(
    leads.map(leadRecord).map(({ urgency, last_active_at }) => [urgency, Date.parse(last_active_at)]),
  );
});
