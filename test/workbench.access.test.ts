import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POWERS, STAFF_ROLES, type StaffRole } from '../src/casework/staff-roles.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
  told,
} from './support/workbench.ts';

type Queue = 'investigation' | 'safeguarding';
interface Rule {
  readonly lead: number;
  readonly effect: 'grant' | 'restrict' | 'deny';
  readonly member: number;
  readonly ended: boolean;
}
interface Staff {
  readonly organisation: 0 | 1;
  readonly roles: readonly { readonly unit: number; readonly role: StaffRole; readonly ended: boolean }[];
  readonly disabled: boolean;
}
interface World {
  readonly staff: readonly Staff[];
  readonly leads: readonly { readonly unit: number; readonly queue: Queue }[];
  readonly rules: readonly Rule[];
}

/** Units 0 and 1 are of the first organisation, 2 of the second. */
const ORGANISATION_OF_UNIT = [0, 0, 1] as const;
const UNITS = ORGANISATION_OF_UNIT.length;

const staff: fc.Arbitrary<Staff> = fc.record({
  organisation: fc.constantFrom(0 as const, 1 as const),
  roles: fc.uniqueArray(
    fc.record({
      unit: fc.nat({ max: UNITS - 1 }),
      role: fc.constantFrom(...STAFF_ROLES),
      ended: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
    }),
    { maxLength: 3, selector: ({ unit, role }) => `${unit} ${role}` },
  ),
  disabled: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});
const world: fc.Arbitrary<World> = fc.record({
  staff: fc.array(staff, { minLength: 4, maxLength: 8 }),
  leads: fc.array(
    fc.record({
      unit: fc.nat({ max: UNITS - 1 }),
      queue: fc.constantFrom('investigation' as const, 'safeguarding' as const),
    }),
    { minLength: 3, maxLength: 8 },
  ),
  rules: fc.array(
    fc.record({
      lead: fc.nat({ max: 7 }),
      effect: fc.constantFrom('grant' as const, 'restrict' as const, 'deny' as const),
      member: fc.nat({ max: 7 }),
      ended: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    }),
    { maxLength: 12 },
  ),
});

/** Who may read a lead, said again in other words than the policies. */
function mayRead({ staff, leads, rules }: World, member: number, lead: number): boolean {
  const who = staff[member];
  const what = leads[lead];
  if (!who || !what || who.disabled) return false;
  const holding = rules.filter((rule) => rule.lead === lead && !rule.ended);
  if (holding.some(({ effect, member: named }) => effect === 'deny' && named === member)) return false;
  const live = rolesOf(who);
  const sameOrganisation = ORGANISATION_OF_UNIT[what.unit] === who.organisation;
  const granted =
    sameOrganisation &&
    holding.some(({ effect, member: named }) => effect === 'grant' && named === member) &&
    live.some(({ role }) => (POWERS[role].mayBeGranted as readonly Queue[]).includes(what.queue));
  if (granted) return true;
  return !holding.some(({ effect }) => effect === 'restrict') && handles(who, what);
}

function handles(who: Staff, { unit, queue }: World['leads'][number]): boolean {
  return rolesOf(who).some(
    (held) => held.unit === unit && (POWERS[held.role].handles as readonly Queue[]).includes(queue),
  );
}

function rolesOf({ roles }: Staff) {
  return roles.filter(({ ended }) => !ended);
}

/** A member belongs to one organisation and has roles in its units only; an administrator has no other role. */
function possible({ staff, leads, rules }: World): World {
  return {
    leads,
    rules: rules.filter(({ lead, member }) => lead < leads.length && member < staff.length),
    staff: staff.map((who) => {
      const here = who.roles.filter(({ unit }) => ORGANISATION_OF_UNIT[unit] === who.organisation);
      const administers = here.some(({ role, ended }) => role === 'administrator' && !ended);
      return {
        ...who,
        roles: administers ? here.filter(({ role, ended }) => role === 'administrator' || ended) : here,
      };
    }),
  };
}

let workbench: TestWorkbench;
beforeAll(async () => {
  workbench = await testWorkbench();
});
afterAll(() => workbench.close());

describe('who may see a lead', () => {
  it('is the same in every route, list, count and search, and in the tables, as the rules say', {
    timeout: 240_000,
  }, async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(world.map(possible), async (drawn) => {
        await checkWorld(drawn, `w${round++}`);
      }),
      { numRuns: 25 },
    );
  });
});

async function checkWorld(drawn: World, name: string): Promise<void> {
  const { database, ask } = workbench;
  const organisations = [
    await addOrganisation(database, `${name}-0`),
    await addOrganisation(database, `${name}-1`),
  ] as const;
  const units: string[] = [];
  for (const [index, organisation] of ORGANISATION_OF_UNIT.entries())
    units.push(await addUnit(database, organisations[organisation], `${name}-unit-${index}`));
  const unit = (index: number): string => units[index] ?? '';
  const members: string[] = [];
  for (const [index, who] of drawn.staff.entries()) {
    const id = await addMember(database, organisations[who.organisation], `${name}-${index}`, []);
    for (const { unit: at, role, ended } of who.roles)
      await told(
        database.query,
        `insert into vigie.membership (member_id, unit_id, role, ended_by, ended_at) values ($1, $2, $3, $4, $5)`,
        [id, unit(at), role, ended ? id : null, ended ? new Date() : null],
      );
    if (who.disabled) await told(database.query, `update vigie.member set disabled_at = now() where id = $1`, [id]);
    members.push(id);
  }
  const leads: string[] = [];
  for (const [index, { unit: at, queue }] of drawn.leads.entries())
    leads.push(...(await addLeads(database, unit(at), [{ queue, rank: index + 1, subject: `SP-${name}-${index}` }])));
  for (const { lead, effect, member, ended } of drawn.rules) {
    const id = leads[lead];
    const named = members[member];
    const by = members[0];
    if (!id || !named || !by) continue;
    await told(
      database.query,
      `insert into vigie.access_rule (lead_id, effect, member_id, reason, made_by, ended_by, ended_at) values ($1, $2, $3, 'test', $4, $5, $6)`,
      [id, effect, effect === 'restrict' ? null : named, by, ended ? by : null, ended ? new Date() : null],
    );
  }

  for (const [member, id] of members.entries()) {
    const seen = leads.filter((_, lead) => mayRead(drawn, member, lead));
    for (const [lead, leadId] of leads.entries()) {
      const read = await ask(id, 'GET', `/api/leads/${leadId}`);
      expect(read.status, `${id} reads ${lead}`).toBe(seen.includes(leadId) ? 200 : 404);
      const who = drawn.staff[member];
      const what = drawn.leads[lead];
      const writes = seen.includes(leadId) && who !== undefined && what !== undefined && handles(who, what);
      const put = await ask(id, 'POST', `/api/leads/${leadId}/wake`, { body: {} });
      expect(put.status, `${id} writes to ${lead}`).toBe(writes ? 200 : 404);
    }
    const listed: string[] = [];
    let counted = 0;
    const found: string[] = [];
    for (const at of units) {
      for (const queue of ['investigation', 'safeguarding']) {
        const list = `unit=${at}&queue=${queue}`;
        listed.push(...(await ask(id, 'GET', `/api/leads?${list}`)).json().items.map((row: { id: string }) => row.id));
        counted += (await ask(id, 'GET', `/api/leads/counts?${list}`)).json().total;
      }
      const answer = await ask(id, 'GET', `/api/find?unit=${at}&text=SP-${name}`);
      found.push(...answer.json().items.map(({ leadId }: { leadId: string }) => leadId));
    }
    expect(listed.toSorted(), `${id} lists`).toEqual(seen.toSorted());
    expect(counted, `${id} counts`).toBe(seen.length);
    expect(found.toSorted(), `${id} finds`).toEqual(seen.toSorted());
    expect(await rowsOf(id, 'vigie.lead', 'id', leads), `${id} in the table`).toEqual(seen.toSorted());
    expect(await rowsOf(id, 'vigie.lead_person', 'lead_id', leads), `${id} in the people`).toEqual(seen.toSorted());
    expect(await rowsOf(id, 'vigie.lead_body', 'lead_id', leads), `${id} in the bodies, untold`).toEqual([]);
  }
}

/** What the role of the server sees of these leads, straight in a table. */
async function rowsOf(member: string, table: string, column: string, leads: readonly string[]): Promise<string[]> {
  const client = await workbench.database.pools.app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('vigie.member', $1, true)`, [member]);
    const { rows } = await client.query(`select ${column} as id from ${table} where ${column} = any($1)`, [leads]);
    return rows.map(({ id }) => String(id)).toSorted();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the tables', () => {
  it('are all under forced row-level security, and owned by nobody who signs in', async () => {
    const open = await workbench.database.query(
      `select oid::regclass as name, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) as owner from pg_class
       where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('vigie', 'audit')
         and not (relrowsecurity and relforcerowsecurity and pg_get_userbyid(relowner) = 'vigie_owner')`,
    );
    expect(open).toEqual([]);
  });

  it('are used by roles that own nothing and pass by no policy', async () => {
    const roles = await workbench.database.query(
      `select rolname from pg_roles where rolname like 'vigie%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(roles).toEqual([]);
    const owned = await workbench.database.query(
      `select relname from pg_class where pg_get_userbyid(relowner) in ('vigie_app', 'vigie_worker', 'vigie_sign_in')`,
    );
    expect(owned).toEqual([]);
  });

  it('let nobody who signs in change or delete what was logged, decided or granted', async () => {
    const grants = await workbench.database.query(
      `select table_schema, table_name, grantee, privilege_type from information_schema.table_privileges
       where grantee in ('vigie_app', 'vigie_worker', 'vigie_sign_in', 'PUBLIC')
         and (table_schema, table_name) in (('audit', 'entry'), ('audit', 'checkpoint'), ('audit', 'head'), ('vigie', 'lead_decision'),
           ('vigie', 'access_rule'), ('vigie', 'membership'))
         and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')`,
    );
    expect(grants).toEqual([]);
  });

  it('show nothing to a transaction that names nobody', async () => {
    for (const table of [
      'vigie.lead',
      'vigie.member',
      'vigie.unit',
      'vigie.membership',
      'audit.entry',
      'vigie.scan_run',
    ]) {
      const { rows } = await workbench.database.pools.app.query(`select count(*)::int as n from ${table}`);
      expect(rows, table).toEqual([{ n: 0 }]);
    }
  });
});

describe('who sees a record', () => {
  /** docs/why/access.md: deny over restrict over grant over the role. */
  const TRUTH = [
    // denied, restricted, granted, by role: may read
    [false, false, false, false, false],
    [false, false, false, true, true],
    [false, false, true, false, true],
    [false, false, true, true, true],
    [false, true, false, false, false],
    [false, true, false, true, false],
    [false, true, true, false, true],
    [false, true, true, true, true],
    [true, false, false, false, false],
    [true, false, false, true, false],
    [true, false, true, false, false],
    [true, false, true, true, false],
    [true, true, false, false, false],
    [true, true, false, true, false],
    [true, true, true, false, false],
    [true, true, true, true, false],
  ] as const;

  it('is decided by one function, as its truth table says', async () => {
    for (const [denied, restricted, granted, byRole, may] of TRUTH) {
      const values = [denied, restricted, granted, byRole];
      const rows = await workbench.database.query(`select vigie.may_read($1, $2, $3, $4) as may`, values);
      expect(rows, values.join()).toEqual([{ may }]);
    }
  });
});
