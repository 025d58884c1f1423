import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench } from './support/workbench.ts';

let workbench: TestWorkbench;
let unit: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  unit = await addStaffedUnit(database, { analyst: 'analyst', denied: 'investigator' });
  const leads = await addLeads(
    database,
    unit,
    Array.from({ length: 9 }, (_, index) => ({ queue: 'investigation', rank: index + 1 }) as const),
  );
  for (const [index, lead] of leads.entries())
    await database.query(`insert into vigie.lead_facet values ($1, 'corridor', $2)`, [
      lead,
      index < 5 ? 'FR-PH' : 'FR-RO',
    ]);
  const [first] = leads;
  const deny = { effect: 'deny', memberId: 'denied', reason: 'test' };
  await workbench.ask('analyst', 'POST', `/api/leads/${first}/access`, { body: deny });
});
afterAll(() => workbench.close());

const corridors = async (member: string) =>
  (await workbench.ask(member, 'GET', `/api/trends?unit=${unit}&queue=investigation&facet=corridor`)).json();

describe('trends', () => {
  it('tell what at least five leads share, and of the rest only how many values there are', async () => {
    expect(await corridors('analyst')).toEqual({ items: [{ value: 'FR-PH', leads: 5 }], suppressed: 1, fewest: 5 });
  });

  it('do not count a lead that the reader may not see', async () => {
    expect(await corridors('denied')).toEqual({ items: [], suppressed: 2, fewest: 5 });
  });

  it('tell nothing to who sees no lead of the unit', async () => {
    expect(await corridors('nobody')).toEqual({ items: [], suppressed: 0, fewest: 5 });
  });
});
