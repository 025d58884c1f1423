import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;
let leads: string[];
const ask: TestWorkbench['ask'] = (...given) => workbench.ask(...given);

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  unit = await addStaffedUnit(database, { analyst: 'analyst', administrator: 'administrator' });
  leads = await addLeads(
    database,
    unit,
    Array.from({ length: 6 }, (_, index) => ({ queue: 'investigation', rank: index + 1 }) as const),
  );
  await told(database.query, `update vigie.scan_run set loaded_at = now() - interval '100 days'`, []);
  await database.query(`update vigie.lead set gone = true where rank_in_queue <= 5`);
  await ask('analyst', 'POST', `/api/leads/${lead(1)}/claim`, { body: {} });
  await ask('analyst', 'POST', `/api/leads/${lead(2)}/decisions`, { body: { kind: 'follow_up' } });
  await ask('analyst', 'POST', `/api/leads/${lead(3)}/holds`, { body: { reason: 'asked for by a court' } });
});
afterAll(() => workbench.close());

const lead = (index: number): string => leads[index] ?? '';
const retention = async () => (await ask('administrator', 'GET', `/api/admin/units/${unit}/retention`)).json();
const erase = async () =>
  (await ask('administrator', 'POST', `/api/admin/units/${unit}/retention/erase`, { body: {} })).json();
const bodies = async () =>
  (await workbench.database.query<{ lead_id: string }>(`select lead_id from vigie.lead_body`)).map(
    (row) => row.lead_id,
  );

const saidOnLead = async () => (await ask('analyst', 'GET', `/api/leads/${lead(1)}`)).json().erasure;

describe('what a unit no longer works on', () => {
  it('is kept for ever until somebody says for how long', async () => {
    expect(await retention()).toEqual({ days: null, due: [], holds: [] });
    expect(await erase()).toEqual({ leads: 0 });
    expect(await saidOnLead()).toEqual({ days: null, unitHeld: false });
  });

  it('is shown in numbers, and just that is erased: never what is held, followed up, or on hold', async () => {
    await ask('administrator', 'PUT', `/api/admin/units/${unit}/retention`, { body: { days: 90 } });
    const due = [{ queue: 'investigation', because: 'no_longer_proposed', leads: 2 }];
    expect((await retention()).due).toEqual(due);
    expect(await erase()).toEqual({ leads: 2 });
    expect((await retention()).due).toEqual([]);
    expect((await bodies()).toSorted()).toEqual([lead(1), lead(2), lead(3), lead(5)].toSorted());
    const [row] = await workbench.database.query(`select subject_id, subject_name from vigie.lead where id = $1`, [
      lead(0),
    ]);
    expect(row).toEqual({ subject_id: '', subject_name: null });
  });

  it('says on the lead itself what holds it, to who reads the lead, who can end that', async () => {
    const read = async () => (await ask('analyst', 'GET', `/api/leads/${lead(3)}`)).json().holds;
    const [hold] = await read();
    expect(hold).toMatchObject({ of: { reason: 'asked for by a court', by: { id: 'analyst' } } });
    expect((await ask('analyst', 'GET', `/api/leads/${lead(1)}`)).json().holds).toEqual([]);
    expect((await ask('administrator', 'POST', `/api/holds/${hold.id}/end`, { body: {} })).status).toBe(404);
    expect((await ask('analyst', 'POST', `/api/holds/${hold.id}/end`, { body: {} })).status).toBe(200);
    expect(await read()).toEqual([]);
    await ask('analyst', 'POST', `/api/leads/${lead(3)}/holds`, { body: { reason: 'asked for by a court' } });
  });

  it('is not erased while the unit is on hold', async () => {
    await workbench.database.query(`update vigie.lead set gone = true where id = $1`, [lead(5)]);
    const { id } = (
      await ask('administrator', 'POST', `/api/admin/units/${unit}/holds`, { body: { reason: 'inquiry' } })
    ).json();
    expect(await erase()).toEqual({ leads: 0 });
    expect(await saidOnLead()).toEqual({ days: 90, unitHeld: true });
    expect((await ask('analyst', 'GET', `/api/leads/${lead(1)}`)).body).not.toContain('"inquiry"');
    await ask('administrator', 'POST', `/api/holds/${id}/end`, { body: {} });
    expect(await saidOnLead()).toEqual({ days: 90, unitHeld: false });
    expect(await erase()).toEqual({ leads: 1 });
  });

  it('is not erased by who does not administer', async () => {
    const answer = await ask('analyst', 'POST', `/api/admin/units/${unit}/retention/erase`, { body: {} });
    expect(answer.status).toBe(403);
  });
});
