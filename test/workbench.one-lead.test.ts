import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Group } from '../src/leads/group.ts';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, {
    analyst: 'analyst',
    victims: 'victim_services',
    judge: 'magistrate',
  });
});
afterAll(() => workbench.close());

describe('what separates a lead from its neighbours', () => {
  it('adds up to the difference of the scores exactly, and is told in the log with whom it was compared', async () => {
    const ids = await addLeads(
      workbench.database,
      unit,
      [1, 2, 3, 4, 5, 6].map((rank) => ({ queue: 'investigation', rank })),
    );
    for (const [index, id] of ids.entries())
      await weigh(id, { P04: 2.5 - index / 7, [`P${index}`]: 0.3 }, { O01: -0.1 });
    const [, , middle = ''] = ids;
    const answer = (await ask('analyst', 'GET', `/api/leads/${middle}/neighbours`)).json();
    expect(answer.above.map(({ id }: { id: string }) => id)).toEqual([ids[1], ids[0]]);
    expect(answer.below.map(({ id }: { id: string }) => id)).toEqual([ids[3], ids[4]]);
    for (const { scoreDifference, differences } of [...answer.above, ...answer.below]) {
      expect(differences.map(({ indicator }: { indicator: string }) => indicator)).not.toContain('O01');
      const units = differences.map(({ difference }: { difference: number }) => Math.round(difference * 1e4));
      expect(units.reduce((sum: number, each: number) => sum + each, 0)).toBe(Math.round(scoreDifference * 1e4));
    }
    const [entry] = await workbench.database.query<{ content: string }>(
      `select content from audit.entry where object_id = $1 and act = 'lead.compare'`,
      [middle],
    );
    expect(JSON.parse(entry?.content ?? '{}').detail).toEqual({
      found: true,
      leads: [ids[1], ids[0], ids[3], ids[4]],
    });
    const silent = await ask('analyst', 'GET', `/api/leads/${middle}/neighbours`, {
      headers: { 'x-vigie-purpose': '' },
    });
    expect(silent.status).toBe(400);
  });
});

describe('a page that is still open for somebody else', () => {
  it('reads and writes nothing in the name of who signed in since', async () => {
    const [id = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 19 }]);
    const of = (member: string) => ({ headers: { 'x-vigie-member': member }, body: { kind: 'follow_up' } });
    expect((await ask('analyst', 'GET', `/api/leads/${id}`, { headers: of('victims').headers })).status).toBe(401);
    expect((await ask('analyst', 'POST', `/api/leads/${id}/decisions`, of('victims'))).status).toBe(401);
    expect((await ask('analyst', 'POST', `/api/leads/${id}/decisions`, of('analyst'))).status).toBe(200);
  });
});

describe('an ordinary explanation', () => {
  it('is kept with whose words it is in, and is not without who that was when the list does not say', async () => {
    const [id = ''] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 20 }]);
    const decide = (said: object) =>
      ask('analyst', 'POST', `/api/leads/${id}/decisions`, { body: { kind: 'ordinary', explanation: 'O05', said } });
    expect((await decide({ by: 'other', whom: ' ' })).status).toBe(400);
    expect((await decide({ by: 'neighbour', whom: 'x' })).status).toBe(400);
    expect((await decide({ by: 'firm', whom: 'x'.repeat(201) })).status).toBe(400);
    expect((await decide({ by: 'firm', whom: ' Agency 12 ' })).status).toBe(200);
    const { decisions } = (await ask('analyst', 'GET', `/api/leads/${id}`)).json();
    expect(decisions).toMatchObject([{ explanation: 'O05', said: { by: 'firm', whom: 'Agency 12' } }]);
  });
});

describe('a group of the safeguarding queue', () => {
  it('is open without the leads of the investigation queue about its payees, and then tells nothing of them', async () => {
    const [first = '', second = ''] = await addLeads(workbench.database, unit, [
      { queue: 'safeguarding', rank: 1, subject: 'SP-first' },
      { queue: 'safeguarding', rank: 2, subject: 'SP-second' },
    ]);
    const [paid = ''] = await addLeads(workbench.database, unit, [
      { queue: 'investigation', rank: 30, subject: 'SP-paid' },
    ]);
    const group = await addGroup('safeguarding', [
      { id: first, kind: 'payer', needed: true },
      { id: second, kind: 'payer', needed: true },
      { id: paid, kind: 'payee', needed: false },
    ]);
    const groupsOf = async (member: string, id: string) => (await ask(member, 'GET', `/api/leads/${id}`)).json().groups;
    const payeeOf = ([told]: readonly { members: readonly { kind: string }[] }[]) =>
      told?.members.find(({ kind }) => kind === 'payee');
    expect(payeeOf(await groupsOf('victims', first))).toMatchObject({ lead: null, rankInQueue: null, score: null });
    expect(payeeOf(await groupsOf('analyst', first))).toMatchObject({ lead: paid, rankInQueue: 7, score: 3 });
    expect(await groupsOf('analyst', paid)).toEqual([]);
    const [entry] = await workbench.database.query<{ content: string }>(
      `select content from audit.entry where object_id = $1 and act = 'lead.read' and member = 'victims'`,
      [first],
    );
    const { detail } = JSON.parse(entry?.content ?? '{}');
    expect(detail).toEqual({ found: true, groups: [group], leads: expect.arrayContaining([first, second]) });
    expect(detail.leads).toHaveLength(2);

    const reason = { reason: 'knows the person', effect: 'deny', memberId: 'victims' };
    await ask('analyst', 'POST', `/api/leads/${second}/access`, { body: reason });
    expect(await groupsOf('victims', first)).toEqual([]);
    expect(await groupsOf('analyst', first)).toHaveLength(1);
  });
});

describe('who may see a lead', () => {
  it('is told with the reason, to who may make exceptions', async () => {
    const [id = ''] = await addLeads(workbench.database, unit, [{ queue: 'safeguarding', rank: 9 }]);
    const readers = async () =>
      Object.fromEntries(
        (await ask('analyst', 'GET', `/api/leads/${id}/readers`))
          .json()
          .items.map((each: { id: string; mayRead: boolean; because: string }) => [
            each.id,
            [each.mayRead, each.because],
          ]),
      );
    const rule = (body: object) => ask('analyst', 'POST', `/api/leads/${id}/access`, { body });
    expect(await readers()).toEqual({ analyst: [true, 'role'], victims: [true, 'role'], judge: [false, 'no_role'] });
    await rule({ effect: 'grant', memberId: 'judge', reason: 'asked for by the court' });
    await rule({ effect: 'restrict', reason: 'a colleague is concerned' });
    expect(await readers()).toEqual({ analyst: [true, 'grant'], victims: [false, 'restrict'], judge: [true, 'grant'] });
    await rule({ effect: 'deny', memberId: 'judge', reason: 'knows the person' });
    expect((await readers()).judge).toEqual([false, 'deny']);
    expect((await ask('judge', 'GET', `/api/leads/${id}/readers`)).status).toBe(404);
  });
});

/** Gives a lead these contributions, and their sum as its score. */
async function weigh(id: string, ...contributions: readonly Readonly<Record<string, number>>[]): Promise<void> {
  const [reasons, reasonsAgainst] = contributions.map((each) =>
    Object.entries(each).map(([indicator, contribution]) => ({
      ...{ indicator, title: { en: indicator, fr: indicator }, strength: 1, weight: 1, source: '', trust: 'A' },
      contribution: Math.round(contribution * 1e4) / 1e4,
      ...{ sentence: { en: '', fr: '' }, lookAlikes: { en: '', fr: '' }, evidence: [], evidenceTotal: 0 },
    })),
  );
  const units = [...(reasons ?? []), ...(reasonsAgainst ?? [])].map((each) => Math.round(each.contribution * 1e4));
  const score = units.reduce((sum, each) => sum + each, 0) / 1e4;
  await workbench.database.query(`update vigie.lead set score = $2 where id = $1`, [id, score]);
  await workbench.database.query(`update vigie.lead_body set body = $2 where lead_id = $1`, [
    id,
    JSON.stringify({ reasons, reasonsAgainst }),
  ]);
}

interface Part {
  readonly id: string;
  readonly kind: 'payer' | 'payee';
  readonly needed: boolean;
}

/** A group of these leads as a scan would have left it; gives its id. */
async function addGroup(queue: Group['queue'], parts: readonly Part[]): Promise<string> {
  const { query } = workbench.database;
  const [lead] = await query(`select run_id from vigie.lead where id = $1`, [parts[0]?.id]);
  const [made] = await query(
    `insert into vigie.lead_group (unit_id, run_id, group_id, queue, rank_in_queue, leads_needed) values ($1, $2, 'G-1', $3, 1, $4) returning id`,
    [unit, lead?.run_id, queue, parts.filter(({ needed }) => needed).length],
  );
  const members: Group['members'] = [];
  for (const { id, kind, needed } of parts) {
    await query(`insert into vigie.lead_of_group values ($1, $2, $3, 1)`, [made?.id, id, needed]);
    const [row] = await query(`select lead_id, subject_id from vigie.lead where id = $1`, [id]);
    members.push({
      ...{ kind, id: String(row?.subject_id), leadId: String(row?.lead_id), name: null, role: 'payer', country: null },
      ...{ place: null, rankInQueue: 7, score: 3, household: null, transfers: 1, amountEur: '10.00', withoutRate: 0 },
      ...{ firstAt: null, lastAt: null, active: false, mainGroup: 'G-1', otherGroups: [] },
    });
  }
  const sum = { transfers: 2, amountEur: '20.00', withoutRate: 0 };
  const body: Group = {
    ...{ groupId: 'G-1', rank: 1, queue, payees: 1, payers: 2, ...sum, members, links: [], joins: [], places: [] },
    cut: { payees: 0, payers: 0, transfers: 0, amountEur: null, withoutRate: 0, joins: 0 },
    around: { payers: 0, possibleVictims: 0, active: 0, transfers: 0, amountEur: null, payees: 0 },
    transfersElsewhere: 2,
    activity: { firstAt: null, lastAt: null, daysSinceLast: null, activeMembers: 0, activePayers: 0 },
  };
  await query(`insert into vigie.lead_group_body values ($1, $2)`, [made?.id, JSON.stringify(body)]);
  return String(made?.id);
}
