import { sql } from 'kysely';
import { z } from 'zod';
import { look } from '../../casework/act.ts';
import { POWERS, STAFF_ROLES, type StaffRole } from '../../casework/staff-roles.ts';
import { QUEUES } from '../../leads/lead.ts';
import { actorOf } from '../asking.ts';
import { SignedOut } from '../problem.ts';
import type { Api, Workbench } from '../workbench.ts';

/** What the pages show of a role; what it may do is decided by the database. */
const powers = z.object({
  handles: z.array(z.enum(QUEUES)),
  imports: z.boolean(),
  administers: z.boolean(),
  audits: z.boolean(),
  cases: z.enum(['opens', 'works', 'none']),
  cares: z.boolean(),
});

const me = z.object({
  member: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organisation: z.object({ id: z.uuid(), name: z.string() }),
  mayPractise: z.boolean().describe('Has, or may begin, a training space.'),
  memberships: z.array(
    z.object({
      unitId: z.uuid(),
      unitName: z.string(),
      demonstration: z.boolean(),
      role: z.enum(STAFF_ROLES),
      powers,
      granted: z.array(z.enum(QUEUES)).describe('Queues of the unit in which a record is open to the member by name.'),
    }),
  ),
});

const colleague = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(STAFF_ROLES)),
  handles: z.array(z.enum(QUEUES)).describe('Queues of the unit whose leads can be given to them.'),
});

const service = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  members: z.array(colleague.pick({ id: true, name: true })),
});

/** What a member sees of itself and of its colleagues. */
export function ownRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/me',
    { schema: { summary: 'Who is signed in', tags: ['staff'], response: { 200: me } } },
    async (request) => {
      const actor = await actorOf(request, signIn);
      const { memberId } = actor;
      return look(db, actor, async (transaction) => {
        const member = await transaction
          .selectFrom('vigie.member')
          .innerJoin('vigie.organisation', 'vigie.organisation.id', 'organisation_id')
          .select([
            'vigie.member.id',
            'vigie.member.name',
            'email',
            'organisation_id',
            'vigie.organisation.name as organisation',
          ])
          .select(sql<boolean>`vigie.may_practise()`.as('may'))
          .where('vigie.member.id', '=', memberId)
          .where('disabled_at', 'is', null)
          .executeTakeFirst();
        if (!member) throw new SignedOut();
        const memberships = await transaction
          .selectFrom('vigie.membership')
          .innerJoin('vigie.unit', 'vigie.unit.id', 'unit_id')
          .select(['unit_id as unitId', 'vigie.unit.name as unitName', 'demonstration', 'role'])
          .select(
            sql<(typeof QUEUES)[number][]>`array(select queue from unnest(${[...QUEUES]}::text[]) queue where exists (
              select from unnest(vigie.granted_to_me(queue.queue)) opened (id) join vigie.lead on lead.id = opened.id
              where lead.unit_id = membership.unit_id and lead.queue = queue.queue))`.as('granted'),
          )
          .where('member_id', '=', memberId)
          .where('ended_at', 'is', null)
          .orderBy('vigie.unit.name')
          .orderBy('role')
          .execute();
        return {
          member: { id: member.id, name: member.name, email: member.email },
          organisation: { id: member.organisation_id, name: member.organisation },
          mayPractise: member.may,
          memberships: memberships.map((membership) => ({ ...membership, powers: powersOf(membership.role) })),
        };
      });
    },
  );

  api.get(
    '/units/:id/colleagues',
    {
      schema: {
        summary: 'Members of a unit, for handing a lead to one',
        tags: ['staff'],
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ items: z.array(colleague) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, async (transaction) => {
        const rows = await transaction
          .selectFrom('vigie.membership')
          .innerJoin('vigie.member', 'vigie.member.id', 'member_id')
          .select(['vigie.member.id', 'vigie.member.name', 'role'])
          .where('unit_id', '=', request.params.id)
          .where('ended_at', 'is', null)
          .where('disabled_at', 'is', null)
          .orderBy('vigie.member.name')
          .orderBy('vigie.member.id')
          .execute();
        const byId = Map.groupBy(rows, ({ id }) => id);
        return {
          items: [...byId.values()].flatMap((of) =>
            of[0]
              ? [
                  {
                    ...{ id: of[0].id, name: of[0].name, roles: of.map(({ role }) => role) },
                    handles: QUEUES.filter((queue) => of.some(({ role }) => powersOf(role).handles.includes(queue))),
                  },
                ]
              : [],
          ),
        };
      });
    },
  );

  api.get(
    '/services',
    {
      schema: {
        summary: 'Units of the organisation in which victim services work, for referring a child to one',
        tags: ['staff'],
        response: { 200: z.object({ items: z.array(service) }) },
      },
    },
    async (request) => {
      const actor = await actorOf(request, signIn);
      return look(db, actor, async (transaction) => {
        const rows = await transaction
          .selectFrom('vigie.membership')
          .innerJoin('vigie.member', 'vigie.member.id', 'member_id')
          .innerJoin('vigie.unit', 'vigie.unit.id', 'unit_id')
          .select(['vigie.member.id', 'vigie.member.name', 'unit_id as unitId', 'vigie.unit.name as unitName'])
          .where('role', '=', 'victim_services')
          .where('ended_at', 'is', null)
          .where('disabled_at', 'is', null)
          .orderBy('vigie.unit.name')
          .orderBy('vigie.member.name')
          .orderBy('vigie.member.id')
          .execute();
        const byUnit = Map.groupBy(rows, ({ unitId }) => unitId);
        return {
          items: [...byUnit].flatMap(([unitId, of]) =>
            of[0] ? [{ unitId, unitName: of[0].unitName, members: of.map(({ id, name }) => ({ id, name })) }] : [],
          ),
        };
      });
    },
  );
}

function powersOf(role: StaffRole): z.infer<typeof powers> {
  const { handles, imports, administers, audits, cases, cares } = POWERS[role];
  return { handles: [...handles], imports, administers, audits, cases, cares };
}
