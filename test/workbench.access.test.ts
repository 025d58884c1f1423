import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POWERS, STAFF_ROLES, type StaffRole } from '../src/casework/staff-roles.ts';
import type { Group } from '../src/leads/group.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addStaffedUnit,
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
  /** Each of leads of one unit and one queue. */
  readonly groups: readonly (readonly number[])[];
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
  groups: fc.array(fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
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
function possible({ staff, leads, rules, groups }: World): World {
  const together = (first: number | undefined, other: number): boolean => {
    const [one, two] = [leads[first ?? 0], leads[other]];
    return one !== undefined && one.unit === two?.unit && one.queue === two.queue;
  };
  return {
    leads,
    groups: groups
      .map((parts) => parts.filter((part) => part < leads.length && together(parts[0], part)))
      .filter((parts) => parts.length > 0),
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
  it('is the same in every route, list, count and search, and in the tables, as the rules say', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(world.map(possible), async (drawn) => {
        await checkWorld(drawn, `w${round++}`);
      }),
      { numRuns: 16 },
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
  const placed = drawn.leads.map(({ unit: at, queue }, index) => ({
    ...{ at, index, queue, rank: index + 1, subject: `SP-${name}-${index}` },
  }));
  for (const [at, own] of Map.groupBy(placed, (each) => each.at)) {
    const ids = await addLeads(database, unit(at), own);
    for (const [place, { index }] of own.entries()) leads[index] = ids[place] ?? '';
  }
  const groups: string[] = [];
  for (const parts of drawn.groups)
    groups.push(await addGroup(drawn, parts, leads, unit(drawn.leads[parts[0] ?? 0]?.unit ?? 0)));
  await addStandings(leads);
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
      const next = await ask(id, 'GET', `/api/leads/${leadId}/neighbours`);
      expect(next.status, `${id} compares ${lead}`).toBe(seen.includes(leadId) ? 200 : 404);
      expect(compared(next), `${id} compares ${lead} with`).toEqual(nextTo(drawn, leads, seen, lead));
      const open = drawn.groups.flatMap((parts, group) =>
        seen.includes(leadId) && parts.includes(lead) && parts.every((part) => seen.includes(leads[part] ?? ''))
          ? [`G-${name}-${group}`]
          : [],
      );
      const told = read.status === 200 ? read.json().groups : [];
      expect(told.map(({ groupId }: ToldGroup) => groupId).toSorted(), `${id} groups of ${lead}`).toEqual(open);
      const who = drawn.staff[member];
      const what = drawn.leads[lead];
      const writes = seen.includes(leadId) && who !== undefined && what !== undefined && handles(who, what);
      const readers = await ask(id, 'GET', `/api/leads/${leadId}/readers`);
      expect(readers.status, `${id} reads who may read ${lead}`).toBe(writes ? 200 : 404);
      if (writes) {
        const told: readonly { id: string; mayRead: boolean }[] = readers.json().items;
        const may = members.filter((_, each) => mayRead(drawn, each, lead));
        expect(told.flatMap((each) => (each.mayRead ? [each.id] : [])).toSorted()).toEqual(may.toSorted());
      }
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
    const without = drawn.leads.filter(
      (_, lead) => !drawn.rules.some((rule) => rule.lead === lead && !rule.ended) && mayRead(drawn, member, lead),
    );
    expect(await talliedFor(id, units), `${id} in the sums`).toBe(without.length);
    const words = new Set(await rowsOf(id, 'vigie.lead_person_word', 'lead_id', leads));
    expect([...words].toSorted(), `${id} in the words of people`).toEqual(seen.toSorted());
    expect(await rowsOf(id, 'vigie.lead_in_run', 'lead_id', leads), `${id} in the runs`).toEqual(seen.toSorted());
    expect(await rowsOf(id, 'vigie.lead_body', 'lead_id', leads), `${id} in the bodies, untold`).toEqual([]);
    const whole = groups.filter((_, group) => drawn.groups[group]?.every((part) => seen.includes(leads[part] ?? '')));
    expect(await rowsOf(id, 'vigie.lead_group', 'id', groups), `${id} in the groups`).toEqual(whole.toSorted());
    expect(await rowsOf(id, 'vigie.lead_group_body', 'group_id', groups), `${id} in their bodies, untold`).toEqual([]);
    const parts = groups.flatMap((group, index) =>
      (drawn.groups[index] ?? []).filter((part) => seen.includes(leads[part] ?? '')).map(() => group),
    );
    expect(await rowsOf(id, 'vigie.lead_of_group', 'group_id', groups), `${id} in their leads`).toEqual(
      parts.toSorted(),
    );
  }
}

/** How many leads of these units the sums that a member may read tell of. */
async function talliedFor(member: string, units: readonly string[]): Promise<number> {
  return asMember(member, async (client) => {
    const sql = 'select coalesce(sum(leads), 0)::int as leads from vigie.lead_tally where unit_id = any($1)';
    return (await client.query<{ leads: number }>(sql, [units])).rows[0]?.leads ?? 0;
  });
}

/** How these leads stood in their run, as a scan would have left it. */
async function addStandings(leads: readonly string[]): Promise<void> {
  await told(
    workbench.database.query,
    `insert into vigie.lead_in_run (run_id, lead_id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, reasons)
     select run_id, id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, '{}' from vigie.lead where id = any($1)`,
    [leads],
  );
}

/** A group of these leads, of one unit and one queue, as a scan would have left it; gives its id. */
async function addGroup(
  drawn: World,
  parts: readonly number[],
  leads: readonly string[],
  unit: string,
): Promise<string> {
  const [first = 0] = parts;
  const { queue = 'investigation' } = drawn.leads[first] ?? {};
  const { database } = workbench;
  const [lead] = await database.query(`select run_id, subject_id from vigie.lead where id = $1`, [leads[first]]);
  const [, world] = String(lead?.subject_id).split('-');
  const groupId = `G-${world}-${drawn.groups.indexOf(parts)}`;
  const [made] = await database.query(
    `insert into vigie.lead_group (unit_id, run_id, group_id, queue, rank_in_queue, leads_needed) values ($1, $2, $3, $4, 1, $5) returning id`,
    [unit, lead?.run_id, groupId, queue, parts.length],
  );
  for (const part of parts)
    await database.query(`insert into vigie.lead_of_group values ($1, $2, true, 1)`, [made?.id, leads[part]]);
  const members = await Promise.all(
    parts.map(async (part) => {
      const [row] = await database.query(`select lead_id, subject_id from vigie.lead where id = $1`, [leads[part]]);
      return memberOf(String(row?.subject_id), String(row?.lead_id));
    }),
  );
  await database.query(`insert into vigie.lead_group_body values ($1, $2)`, [
    made?.id,
    JSON.stringify({ ...EMPTY_GROUP, groupId, queue, members }),
  ]);
  return String(made?.id);
}

interface ToldGroup {
  readonly groupId: string;
}

const SUM = { transfers: 1, amountEur: null, withoutRate: 1 };
const memberOf = (id: string, leadId: string): Group['members'][number] => ({
  ...{ kind: 'payer', id, leadId, name: null, role: 'payer', country: null, place: null, rankInQueue: 1, score: 1 },
  ...{ household: null, ...SUM, firstAt: null, lastAt: null, active: false, mainGroup: null, otherGroups: [] },
});
const EMPTY_GROUP: Omit<Group, 'groupId' | 'queue' | 'members'> = {
  ...{ rank: 1, payees: 0, payers: 0, ...SUM, links: [], joins: [], places: [], transfersElsewhere: 0 },
  cut: { payees: 0, payers: 0, ...SUM, joins: 0 },
  around: { payers: 0, possibleVictims: 0, active: 0, transfers: 0, amountEur: null, payees: 0 },
  activity: { firstAt: null, lastAt: null, daysSinceLast: null, activeMembers: 0, activePayers: 0 },
};

/** With whom an answer compared, the nearest first on each side. */
function compared({ status, json }: { readonly status: number; readonly json: () => Compared }): readonly string[][] {
  if (status !== 200) return [[], []];
  const { above, below } = json();
  return [above, below].map((side) => side.map(({ id }) => id));
}
interface Compared {
  readonly above: readonly { readonly id: string }[];
  readonly below: readonly { readonly id: string }[];
}

/** The same, said again: the two nearest of those seen on each side, in the order of their ranks. */
function nextTo(
  { leads: drawn }: World,
  ids: readonly string[],
  seen: readonly string[],
  lead: number,
): readonly string[][] {
  const isSeen = (index: number): boolean => seen.includes(ids[index] ?? '');
  if (!isSeen(lead)) return [[], []];
  const near = drawn.flatMap(({ unit, queue }, index) =>
    unit === drawn[lead]?.unit && queue === drawn[lead]?.queue && isSeen(index) ? [index] : [],
  );
  const side = (indexes: readonly number[]): string[] => indexes.slice(0, 2).map((index) => ids[index] ?? '');
  return [side(near.filter((index) => index < lead).toReversed()), side(near.filter((index) => index > lead))];
}

/** What the role of the server sees of these leads, straight in a table. */
async function rowsOf(member: string, table: string, column: string, leads: readonly string[]): Promise<string[]> {
  return asMember(member, async (client) => {
    const { rows } = await client.query(`select ${column} as id from ${table} where ${column} = any($1)`, [leads]);
    return rows.map(({ id }) => String(id)).toSorted();
  });
}

async function asMember<T>(member: string, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await workbench.database.pools.app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('vigie.member', $1, true)`, [member]);
    return await use(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('how a lead stood in earlier runs', () => {
  it('is seen by who may read the lead as it is now, whichever queue it was in then', async () => {
    const { database } = workbench;
    const organisation = await addOrganisation(database);
    const unit = await addUnit(database, organisation);
    for (const role of ['investigator', 'victim_services'] as const)
      await addMember(database, organisation, `moved-${role}`, [{ unit, role }]);
    const leads = await addLeads(database, unit, [{ queue: 'safeguarding', rank: 1 }]);
    await addStandings(leads);
    const seenBy = (role: StaffRole) => rowsOf(`moved-${role}`, 'vigie.lead_in_run', 'lead_id', leads);
    expect([await seenBy('investigator'), await seenBy('victim_services')]).toEqual([[], leads]);
    await told(database.query, `update vigie.lead set queue = 'investigation' where id = any($1)`, [leads]);
    expect([await seenBy('investigator'), await seenBy('victim_services')]).toEqual([leads, []]);
  });

  it('is under the very policy of the leads', async () => {
    const policies = await workbench.database.query<{ rule: string }>(
      `select replace(pg_get_expr(polqual, polrelid), 'lead_id', 'id') as rule from pg_policy
       where polrelid in ('vigie.lead'::regclass, 'vigie.lead_in_run'::regclass) and polname = 'may_read'`,
    );
    expect(policies).toHaveLength(2);
    expect(policies[1]).toEqual(policies[0]);
  });
});

describe('whom a lead names beside its subject', () => {
  it('is withheld from who may not read that person’s own lead, and named to who may', async () => {
    const { database, ask } = workbench;
    const unit = await addStaffedUnit(database, {
      ...{ 'w-analyst': 'analyst', 'w-investigator': 'investigator', 'w-services': 'victim_services' },
    });
    const [collector = '', victim = ''] = await addLeads(database, unit, [
      { queue: 'investigation', rank: 1, subject: 'SR-withheld-collector' },
      { queue: 'safeguarding', rank: 1, subject: 'SP-withheld-victim' },
    ]);
    const member = (id: string, name: string) => ({ kind: 'payer', id, name, role: 'payer', score: 1 });
    const members = [
      member('SR-withheld-collector', 'Synthetic Collector'),
      member('SP-withheld-victim', 'Synthetic Victim'),
    ];
    for (const lead of [collector, victim])
      await database.query(`update vigie.lead_body set body = $2 where lead_id = $1`, [
        lead,
        JSON.stringify({ members }),
      ]);
    const bodyFor = async (who: string, lead: string) => (await ask(who, 'GET', `/api/leads/${lead}`)).body;
    expect(await bodyFor('w-analyst', collector)).toContain('Synthetic Victim');
    expect(await bodyFor('w-investigator', collector)).not.toMatch(/SP-withheld-victim|Synthetic Victim/);
    expect(await bodyFor('w-investigator', collector)).toContain('Withheld person 1');
    expect(await bodyFor('w-services', victim)).not.toMatch(/SR-withheld-collector|Synthetic Collector/);
  });

  it('follows the very rule of the leads', async () => {
    const [rules] = await workbench.database.query<{ policy: string; body: string }>(
      `select pg_get_expr(polqual, polrelid) as policy, (select prosrc from pg_proc where proname = 'withheld_of') as body
       from pg_policy where polrelid = 'vigie.lead'::regclass and polname = 'may_read'`,
    );
    const plain = (sql = '') =>
      sql.replaceAll(/AS \w+|::\w+(\[\])?|lead\.|VARIADIC ARRAY|[\s()[\]]/gi, '').toLowerCase();
    const rule = plain(rules?.policy);
    expect(rule).toMatch(/^casequeuewhen'investigation'.*elsefalseend$/);
    expect(plain(rules?.body)).toContain(rule);
  });
});

describe('the tables', () => {
  it('are all under forced row-level security, and owned by nobody who signs in', async () => {
    const open = await workbench.database.query(
      `select oid::regclass as name, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) as owner from pg_class
       where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('vigie', 'audit', 'casework')
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

  it('have their writes told whoever commits: before PostgreSQL 18 a deferred trigger runs as that role', async () => {
    const asWhoeverCommits = await workbench.database.query(
      `select distinct proname from pg_trigger join pg_proc on pg_proc.oid = tgfoid
       where tgdeferrable and not tgisinternal and not prosecdef`,
    );
    expect(asWhoeverCommits).toEqual([]);
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
