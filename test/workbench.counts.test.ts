import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLeads, addStaffedUnit, type TestWorkbench, testWorkbench, told } from './support/workbench.ts';

const MEMBERS = ['analyst', 'denied', 'granted'] as const;
const LEADS = 6;
let workbench: TestWorkbench;
let unit: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  unit = await addStaffedUnit(workbench.database, {
    analyst: 'analyst',
    denied: 'investigator',
    granted: 'magistrate',
  });
});
afterAll(() => workbench.close());

const lead = fc.nat({ max: LEADS - 1 });
/** One write, as people and scans do them. */
const write = fc.oneof(
  fc.record({ kind: fc.constant('state' as const), lead, to: fc.constantFrom('new', 'follow_up', 'ordinary') }),
  fc.record({ kind: fc.constant('tier' as const), lead, to: fc.constantFrom('first', 'second', 'context') }),
  fc.record({ kind: fc.constant('queue' as const), lead, to: fc.constantFrom('investigation', 'safeguarding') }),
  fc.record({ kind: fc.constant('gone' as const), lead, to: fc.constantFrom('true', 'false') }),
  fc.record({ kind: fc.constant('payee_countries' as const), lead, to: fc.constantFrom('{KE}', '{FR,KE}', '{PH}') }),
  fc.record({ kind: fc.constant('holder_id' as const), lead, to: fc.constantFrom('analyst', null) }),
  fc.record({
    kind: fc.constant('snoozed_until' as const),
    lead,
    to: fc.constantFrom('2099-01-01', '2020-01-01', null),
  }),
  fc.record({ kind: fc.constant('changed' as const), lead, to: fc.constantFrom('{}', null) }),
  fc.record({
    kind: fc.constant('rule' as const),
    lead,
    to: fc.constantFrom('grant', 'restrict', 'deny', 'none'),
  }),
  fc.record({ kind: fc.constant('erased' as const), lead, to: fc.constant(null) }),
  fc.record({ kind: fc.constant('sum' as const), lead, to: fc.constant(null) }),
);
/** Several at once, each to another lead: here a lead and the log are locked in no order, as no program does it. */
const round = fc.uniqueArray(write, { maxLength: LEADS, selector: (each) => each.lead });
type Write = typeof write extends fc.Arbitrary<infer W> ? W : never;

describe('the counts of a queue', () => {
  it('are the same added up as read lead by lead, whatever was written, by whom at once', { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
        const { query } = workbench.database;
        await told(
          query,
          `update vigie.access_rule set ended_by = 'analyst', ended_at = now() where ended_at is null`,
          [],
        );
        await erase(`unit_id = '${unit}'`);
        const ids = await addLeads(
          workbench.database,
          unit,
          Array.from({ length: LEADS }, (_, at) => ({
            queue: at % 2 ? 'safeguarding' : 'investigation',
            rank: at + 1,
          })),
        );
        for (const writes of rounds) {
          await Promise.all(writes.map((each) => put(each, ids[each.lead] ?? '')));
          await check();
        }
      }),
      { numRuns: 12 },
    ),
  );

  it('are summed up again by whoever comes by when a thousand writes left their part', async () => {
    const { query } = workbench.database;
    await erase(`unit_id = '${unit}'`);
    const [id] = await addLeads(workbench.database, unit, [{ queue: 'investigation', rank: 1 }]);
    const flip = (state: string) => told(query, `update vigie.lead set state = $2 where id = $1`, [id, state]);
    await query(`select setval('vigie.lead_tally_number_seq', 3000)`);
    for (let n = 0; n < 200; n++) await flip(n % 2 ? 'new' : 'ordinary');
    const parts = async () => Number((await query('select count(*)::int parts from vigie.lead_tally'))[0]?.parts);
    expect(await parts()).toBeGreaterThan(400);
    await query(`select setval('vigie.lead_tally_number_seq', 3999)`);
    await flip('ordinary');
    expect(await parts()).toBeLessThan(10);
    await check();
  });
});

async function put({ kind, to }: Write, id: string): Promise<void> {
  const { query } = workbench.database;
  if (kind === 'sum') await query('select vigie.sum_tallies()');
  else if (kind === 'erased') await erase(`id = '${id}' and not has_exception`);
  else if (kind !== 'rule') await told(query, `update vigie.lead set ${kind} = $2 where id = $1`, [id, to]);
  else if (to === 'none')
    await told(query, `update vigie.access_rule set ended_by = 'analyst', ended_at = now() where lead_id = $1`, [id]);
  else
    await told(
      query,
      `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by) select id, $2, $3, 'x', 'analyst' from vigie.lead where id = $1`,
      [id, to, { grant: 'granted', restrict: null, deny: 'denied' }[to]],
    );
}

/** As retention erases: past what else hangs on a lead. */
async function erase(which: string): Promise<void> {
  const { query } = workbench.database;
  await told(query, `delete from vigie.access_rule where lead_id in (select id from vigie.lead where ${which})`, []);
  await told(query, `delete from vigie.lead where ${which}`, []);
}

async function check(): Promise<void> {
  for (const member of MEMBERS)
    for (const queue of ['investigation', 'safeguarding'])
      for (const filter of [
        '',
        '&gone=true',
        '&holder=nobody',
        '&holder=somebody',
        '&changed=true',
        '&country=PH&country=FR',
        '&state=new&orChanged=true',
      ]) {
        const count = async (and: string) =>
          (await workbench.ask(member, 'GET', `/api/leads/counts?unit=${unit}&queue=${queue}${filter}${and}`)).json();
        // Every lead was active within ten years: the condition leaves all of them, and has them read one by one.
        expect(await count(''), `${member} ${queue} ${filter}`).toEqual(await count('&activeWithin=3660'));
      }
}
