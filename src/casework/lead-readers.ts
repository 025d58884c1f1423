import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from './act.ts';
import { POWERS, STAFF_ROLES, type StaffRole } from './staff-roles.ts';
import type { Tables } from './tables.ts';

export const readersSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        roles: z.array(z.enum(STAFF_ROLES)).describe('In the unit of the lead.'),
        mayRead: z.boolean(),
        because: z
          .enum(['deny', 'restrict', 'grant', 'role', 'no_role'])
          .describe(
            'What decides: an exception that names the member, the restriction to those who are named, the role, or that no role opens it.',
          ),
        mayBeGranted: z.boolean().describe('Whether a grant by name would open it.'),
      }),
    )
    .describe('Every member of the organisation whose role may ever read a lead, by name.'),
});
export type Readers = z.infer<typeof readersSchema>;
type Reader = Readers['items'][number];

interface Standing {
  readonly id: string;
  readonly name: string;
  readonly roles: StaffRole[];
  readonly denied: boolean;
  readonly restricted: boolean;
  readonly granted: boolean;
  readonly by_role: boolean;
  readonly grantable: boolean;
  readonly may_read: boolean;
}

/** Who may read a lead and why, for who may make exceptions; null when the lead is not there for the member, or not to be handled. */
export async function readersOf(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<Readers | null> {
  const lead = await transaction
    .selectFrom('vigie.lead')
    .select(['unit_id', 'queue', 'restricted'])
    .where('id', '=', id)
    .where(sql<boolean>`vigie.i_handle(unit_id, queue)`)
    .executeTakeFirst();
  await tell({
    act: 'access.read',
    objectId: id,
    unitId: lead?.unit_id ?? null,
    detail: { found: lead !== undefined },
  });
  if (lead === undefined) return null;
  const rolesWith = (power: 'handles' | 'mayBeGranted'): readonly StaffRole[] =>
    STAFF_ROLES.filter((role) => (POWERS[role][power] as readonly string[]).includes(lead.queue));
  const readingRoles = STAFF_ROLES.filter((role) => POWERS[role].mayBeGranted.length > 0);
  const { rows } = await sql<Standing>`
    select standing.*, vigie.may_read(denied, restricted, granted and grantable, by_role) as may_read from (
      select member.id, member.name, ${lead.restricted}::boolean as restricted,
        coalesce(array_agg(distinct role) filter (where unit_id = ${lead.unit_id}::uuid), '{}') as roles,
        bool_or(unit_id = ${lead.unit_id}::uuid and role = any(${rolesWith('handles')})) as by_role,
        bool_or(role = any(${rolesWith('mayBeGranted')})) as grantable,
        exists (select from vigie.access_rule r where r.lead_id = ${id}::uuid and r.member_id = member.id and effect = 'deny' and r.ended_at is null) as denied,
        exists (select from vigie.access_rule r where r.lead_id = ${id}::uuid and r.member_id = member.id and effect = 'grant' and r.ended_at is null) as granted
      from vigie.member join vigie.membership on membership.member_id = member.id
      where member.disabled_at is null and membership.ended_at is null and role = any(${readingRoles})
      group by member.id, member.name) standing
    order by name, id`.execute(transaction);
  return { items: rows.map(readerOf) };
}

function readerOf({ id, name, roles, grantable, may_read, ...standing }: Standing): Reader {
  return { id, name, roles, mayRead: may_read, mayBeGranted: grantable, because: because({ grantable, ...standing }) };
}

function because({
  denied,
  restricted,
  granted,
  grantable,
  by_role,
}: Pick<Standing, 'denied' | 'restricted' | 'granted' | 'grantable' | 'by_role'>): Reader['because'] {
  if (denied) return 'deny';
  if (granted && grantable) return 'grant';
  if (!by_role) return 'no_role';
  return restricted ? 'restrict' : 'role';
}
