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
});

const me = z.object({
  member: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organisation: z.object({ id: z.uuid(), name: z.string() }),
  memberships: z.array(
    z.object({ unitId: z.uuid(), unitName: z.string(), demonstration: z.boolean(), role: z.enum(STAFF_ROLES), powers }),
  ),
});

const colleague = z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(STAFF_ROLES)) });

/** What a member sees of itself and of its colleagues. */
export function ownRoutes(api: Api, { db, signIn }: Workbench): void {
  api.get(
    '/me',
    { schema: { summary: 'Who is signed in', tags: ['staff'], response: { 200: me } } },
    async (request) => {
      const { memberId } = await actorOf(request, signIn);
      return look(db, memberId, async (transaction) => {
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
          .where('vigie.member.id', '=', memberId)
          .where('disabled_at', 'is', null)
          .executeTakeFirst();
        if (!member) throw new SignedOut();
        const memberships = await transaction
          .selectFrom('vigie.membership')
          .innerJoin('vigie.unit', 'vigie.unit.id', 'unit_id')
          .select(['unit_id as unitId', 'vigie.unit.name as unitName', 'demonstration', 'role'])
          .where('member_id', '=', memberId)
          .where('ended_at', 'is', null)
          .orderBy('vigie.unit.name')
          .orderBy('role')
          .execute();
        return {
          member: { id: member.id, name: member.name, email: member.email },
          organisation: { id: member.organisation_id, name: member.organisation },
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
      const { memberId } = await actorOf(request, signIn);
      return look(db, memberId, async (transaction) => {
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
            of[0] ? [{ id: of[0].id, name: of[0].name, roles: of.map(({ role }) => role) }] : [],
          ),
        };
      });
    },
  );
}

function powersOf(role: StaffRole): z.infer<typeof powers> {
  const { handles, imports, administers, audits } = POWERS[role];
  return { handles: [...handles], imports, administers, audits };
}
