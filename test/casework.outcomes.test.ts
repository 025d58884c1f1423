import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawReference } from '../src/casework/cases/case-reference.ts';
import { whileConnected } from '../src/casework/connection.ts';
import { STAFF_ROLES } from '../src/casework/staff-roles.ts';
import { addedPerson, openedCase } from './support/casework.ts';
import { newRequest } from './support/requests.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from './support/workbench.ts';

let workbench: TestWorkbench;
let organisation: string;
let unit: string;

beforeAll(async () => {
  workbench = await testWorkbench();
  organisation = await addOrganisation(workbench.database);
  unit = await addUnit(workbench.database, organisation);
  for (const role of STAFF_ROLES) await addMember(workbench.database, organisation, role, [{ unit, role }]);
  const other = await addUnit(workbench.database, organisation, 'Other');
  await addMember(workbench.database, organisation, 'stranger', [{ unit: other, role: 'analyst' }]);
});
afterAll(() => workbench.close());

const outcomesOf = (member: string, of = unit, until?: string) =>
  workbench.ask(member, 'GET', `/api/outcomes?unit=${of}${until === undefined ? '' : `&until=${until}`}`);

const quarter = fc.nat({ max: 5 });
const child = fc.record({
  quarter,
  states: fc.array(
    fc.record({
      quarter,
      of: fc.constantFrom(
        ...(['identification identified', 'identification located', 'protection safe', 'protection measures'] as const),
        ...(['care in_care', 'care completed', 'care referred'] as const),
      ),
    }),
    { maxLength: 8 },
  ),
});
const request = fc.record({
  quarter,
  events: fc.array(fc.record({ quarter, kind: fc.constantFrom('received', 'answered') }), { maxLength: 2 }),
  end: fc.option(fc.record({ quarter, how: fc.constantFrom('answered', 'refused', 'dropped') }), { nil: null }),
});
const lead = fc.array(fc.record({ quarter, explanation: fc.constantFrom(null, 'C01', 'C02', 'other') }), {
  maxLength: 3,
});
const world = fc.record({
  children: fc.array(child, { maxLength: 40 }),
  requests: fc.array(request, { maxLength: 30 }),
  leads: fc.array(lead, { maxLength: 40 }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** Puts a world into a unit of its own, past every rule: it is as old as it says. Gives the unit. */
async function put(drawn: World, quarters: readonly string[]): Promise<string> {
  const of = await addUnit(workbench.database, organisation, `World ${randomUUID()}`);
  await workbench.database.query(`insert into vigie.membership (member_id, unit_id, role)
    select 'analyst', '${of}', 'analyst' from (select audit.append('run.load', 'test', null, null, null, null, null)) told`);
  // The middle of a quarter, the oldest first.
  const at = (of: number) => new Date(Date.parse(quarters[5 - of] ?? '') - 40 * 86_400_000).toISOString();
  await whileConnected(workbench.database.admin, 'vigie test', async (client: pg.Client) => {
    await client.query(`set session_replication_role = replica`);
    const insert = (table: string, row: Readonly<Record<string, unknown>>) =>
      client.query(
        `insert into ${table} (${Object.keys(row).join()}) values (${Object.keys(row)
          .map((_, index) => `$${index + 1}`)
          .join()})`,
        Object.values(row),
      );
    const made = (when: number) => ({ made_by: 'analyst', made_at: at(when) });
    const file = randomUUID();
    await insert('casework.case_file', {
      ...{ id: file, unit_id: of, reference: drawReference(), title: 'Synthetic', country: 'FR' },
      ...{ opened_by: 'analyst', opened_at: at(0) },
    });
    await insert('casework.child_search', {
      ...{ case_id: file, holder_id: 'analyst', next_step: 'Synthetic', next_on: '2030-01-01', ...made(0) },
    });
    for (const { quarter: since, states } of drawn.children) {
      const id = randomUUID();
      await insert('casework.person_in_case', {
        ...{ case_id: file, person_id: id, population: 'child', capacity: 'possible_victim' },
        ...{ added_by: 'analyst', added_at: at(since) },
      });
      for (const { quarter: when, of: state } of states.toSorted((a, b) => a.quarter - b.quarter)) {
        const [track, name] = state.split(' ');
        await insert('casework.child_status', {
          ...{ person_id: id, track, state: name, holder_id: 'analyst', next_step: 'Synthetic', ...made(when) },
        });
      }
    }
    for (const { quarter: since, events, end } of drawn.requests) {
      const [id, agreement] = [randomUUID(), randomUUID()];
      if (end !== null)
        await insert('casework.agreement', {
          ...{ id: agreement, case_id: file, kind: 'end_request', object_id: id, content: { how: end.how } },
          ...{ reason: 'Synthetic', proposed_by: 'analyst', proposed_at: at(end.quarter), answered_by: 'investigator' },
          ...{ answered_at: at(end.quarter), agreed: true },
        });
      await insert('casework.request', {
        ...{ id, case_id: file, unit_id: of, reference: drawReference(), kind: 'mutual_legal_assistance' },
        ...{
          addressee_kind: 'bank',
          addressee: 'Synthetic',
          country: 'PH',
          own_country: 'FR',
          legal_basis: 'Synthetic',
        },
        ...{
          asked: 'Synthetic',
          language: 'en',
          urgent: false,
          holder_id: 'analyst',
          next_on: end === null ? '2030-01-01' : null,
          rules: '1',
        },
        ...(end === null ? {} : { ended_at: at(end.quarter), agreement_id: agreement }),
        ...made(since),
      });
      for (const { quarter: when, kind } of [{ quarter: since, kind: 'sent' }, ...events])
        await insert('casework.request_event', {
          ...{ request_id: id, case_id: file, kind, at_date: at(when).slice(0, 10), entered_by: 'analyst' },
          entered_at: at(when),
        });
    }
    for (const decisions of drawn.leads) {
      const id = randomUUID();
      await insert('vigie.lead', {
        ...{ id, unit_id: of, lead_id: id, run_id: id, first_run_id: id, queue: 'investigation', tier: 'first' },
        ...{ rank_in_queue: 1, score: 1, role: 'payer', subject_kind: 'payer', subject_id: id, transfers: 1 },
        ...{ first_transfer_at: at(0), last_transfer_at: at(0), last_active_at: at(0), as_of: at(0) },
        ...{ payee_countries: '{}', indicators: '{}', headline: '{}', facts: '{}' },
      });
      for (const { quarter: when, explanation } of decisions.toSorted((a, b) => a.quarter - b.quarter))
        await insert('vigie.lead_decision', {
          ...{ lead_id: id, kind: explanation === null ? 'follow_up' : 'ordinary', explanation },
          ...{ facts: '{}', run_id: id, ...made(when) },
        });
    }
  });
  return of;
}

/** Every number in an answer. */
function numbersIn(given: unknown, key = ''): (number | null)[] {
  if (key === 'days') return [];
  if (typeof given === 'number' || given === null) return [given];
  return typeof given === 'object' && given !== null
    ? Object.entries(given).flatMap(([name, value]) => numbersIn(value, name))
    : [];
}

const inFives = (count: number) => (count === 0 ? 0 : count < 5 ? null : count - (count % 5));

describe('outcomes of a unit', () => {
  it('tell no small number, nor any two whose difference is one, in whatever quarter, and tell the truth', async () => {
    const quarters: readonly string[] = (await outcomesOf('analyst')).json().quarters;
    await fc.assert(
      fc.asyncProperty(world, async (drawn) => {
        const of = await put(drawn, quarters);
        const shown: number[] = [];
        for (let now = 0; now <= 5; now++) {
          const answer = await outcomesOf('analyst', of, quarters[5 - now]);
          expect(answer.status, answer.body).toBe(200);
          const { children, requests, leads } = answer.json();
          shown.push(...numbersIn({ children, requests, leads }).filter((number) => number !== null));
          const known = drawn.children.filter((one) => one.quarter <= now);
          const stateOf = (states: World['children'][number]['states'], track: string) =>
            states
              .toSorted((a, b) => a.quarter - b.quarter)
              .findLast((state) => state.quarter <= now && state.of.startsWith(track))
              ?.of.split(' ')[1];
          const safe = known.filter(
            ({ states }) =>
              stateOf(states, 'identification') === 'identified' &&
              stateOf(states, 'protection') === 'safe' &&
              ['in_care', 'completed'].includes(stateOf(states, 'care') ?? ''),
          );
          expect(children.safe).toBe(inFives(safe.length));
          expect(children.known).toBe(inFives(known.length));
          const heard = (kinds: readonly string[]) =>
            drawn.requests.filter(
              (one) =>
                one.quarter <= now && one.events.some((event) => event.quarter <= now && kinds.includes(event.kind)),
            ).length;
          const sent = drawn.requests.filter((one) => one.quarter <= now).length;
          expect(requests.sent).toBe(inFives(sent));
          expect(requests.answered).toBe(inFives(heard(['answered'])));
          const isOver = ({ end }: World['requests'][number]) => end !== null && end.quarter <= now;
          const gone = drawn.requests.filter((one) => one.quarter <= now);
          const heardOf = ({ events }: World['requests'][number], kinds: readonly string[]) =>
            events.some((event) => event.quarter <= now && kinds.includes(event.kind));
          expect(requests.silent).toBe(
            inFives(gone.filter((one) => !isOver(one) && !heardOf(one, ['answered', 'received'])).length),
          );
          const over = gone.filter(isOver);
          const refused = over.filter(({ end }) => end?.how === 'refused');
          expect(requests.endedRefused).toBe(inFives(refused.length));
          expect(requests.endedWithoutAnswer).toBe(
            inFives(over.filter((one) => !refused.includes(one) && !heardOf(one, ['answered'])).length),
          );
          const standing = drawn.leads.map((decisions) =>
            decisions.toSorted((a, b) => a.quarter - b.quarter).findLast((decision) => decision.quarter <= now),
          );
          expect(leads.ordinary).toBe(inFives(standing.filter((one) => one && one.explanation !== null).length));
        }
        for (const one of shown)
          for (const other of shown) {
            const difference = Math.abs(one - other);
            expect(difference === 0 || difference >= 5, `${one} and ${other}`).toBe(true);
          }
      }),
      { numRuns: 6 },
    );
  });

  it('leave it open how many there are between a whole and its part', () => {
    for (let whole = 0; whole <= 60; whole++)
      for (let part = 0; part <= whole; part++) {
        const apart = new Set<number>();
        for (let w = 0; w <= 65; w++)
          for (let p = 0; p <= w; p++)
            if (inFives(w) === inFives(whole) && inFives(p) === inFives(part)) apart.add(w - p);
        // None of a whole that is told as none, or the whole itself, is no small number that was hidden.
        if (apart.size === 1) expect([whole, part]).toContain(0);
      }
  });

  it('of a quarter that is over are moved by nothing that is done now, of whatever date', async () => {
    const quarters: readonly string[] = (await outcomesOf('analyst')).json().quarters;
    const four = <T>(one: T): T[] => [one, one, one, one];
    const states = ['identification identified', 'protection safe', 'care in_care'] as const;
    // One less than a figure tells: whatever is added would show.
    const of = await put(
      {
        children: four({ quarter: 0, states: states.map((state) => ({ quarter: 1, of: state })) }),
        requests: four({ quarter: 1, events: [], end: null }),
        leads: four([{ quarter: 2, explanation: 'C01' }]),
      },
      quarters,
    );
    const all = async () => {
      const answers: unknown[] = [];
      for (const until of quarters) answers.push((await outcomesOf('analyst', of, until)).json());
      return answers;
    };
    const before = await all();
    const { ask, database } = workbench;
    const well = async (url: string, body: unknown) => {
      const answer = await ask('analyst', 'POST', url, { body });
      expect(answer.status, `${url} ${answer.body}`).toBeLessThan(300);
      return answer.json();
    };
    const day = quarters[3] ?? '';
    const caseId = await openedCase(workbench, 'analyst', of);
    const children: string[] = [];
    for (let one = 0; one < 3; one++) {
      const id = await addedPerson(workbench, 'analyst', caseId, 'child', `Synthetic child ${one} ${of}`);
      children.push(id);
      const { id: request } = await well(`/api/cases/${caseId}/requests`, newRequest('analyst'));
      for (const kind of ['sent', 'answered'])
        await well(`/api/requests/${request}/events`, { kind, at: { date: day }, words: 'Synthetic' });
    }
    for (const id of children)
      await told(
        database.query,
        `insert into casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by)
         select $1, track, state, 'analyst', 'x', case when ending is null then date '2030-01-01' end, 'analyst' from casework.child_state
         where (track, state) in (('identification', 'identified'), ('protection', 'safe'))`,
        [id],
      );
    const [gone, stays] = children;
    const merged = await ask('analyst', 'POST', `/api/people/${gone}/merge`, {
      body: { into: stays, reason: 'Synthetic' },
    });
    expect(merged.status, merged.body).toBeLessThan(300);
    const ids = await addLeads(
      database,
      of,
      [1, 2, 3].map((rank) => ({ queue: 'investigation' as const, rank })),
    );
    for (const id of ids)
      await well(`/api/leads/${id}/decisions`, { kind: 'ordinary', explanation: 'C01', words: 'Synthetic' });
    expect(await all()).toEqual(before);
  });

  it('are for who works on cases there; victim services get the children alone, and nobody else anything', async () => {
    for (const role of ['analyst', 'investigator', 'magistrate'])
      expect((await outcomesOf(role)).json(), role).toMatchObject({ requests: { sent: 0 }, leads: { ordinary: 0 } });
    expect((await outcomesOf('victim_services')).json()).toMatchObject({
      children: { safe: 0, known: 0 },
      requests: null,
      leads: null,
    });
    const missing = (await outcomesOf('analyst', randomUUID())).body;
    for (const role of ['administrator', 'auditor', 'stranger', 'nobody']) {
      const answer = await outcomesOf(role);
      expect([answer.status, answer.body], role).toEqual([404, missing]);
    }
  });

  it('are of whole quarters that are over, in the database too', async () => {
    for (const day of ['2025-03-30', '2025-04-01', '2099-12-31'])
      expect((await outcomesOf('analyst', unit, day)).status, day).toBe(404);
    const asked = (day: string) =>
      workbench.db.transaction().execute(async (transaction) => {
        const { sql } = await import('kysely');
        await sql`select set_config('vigie.member', 'analyst', true)`.execute(transaction);
        await sql`select casework.outcomes_of(${unit}::uuid, ${day}::date)`.execute(transaction);
      });
    await asked('2025-04-01');
    for (const day of ['2025-04-02', '2099-01-01']) await expect(asked(day), day).rejects.toThrow(/whole quarters/);
  });
});
