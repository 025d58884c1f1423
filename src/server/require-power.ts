import { type Actor, look } from '../casework/act.ts';
import { Forbidden } from '../casework/refusals.ts';
import { POWERS } from '../casework/staff-roles.ts';
import type { Workbench } from './workbench.ts';

/** Throws Forbidden unless a role of the member has the power now. The database decides again by its policies. */
export async function requirePower(
  { db }: Workbench,
  actor: Actor,
  power: 'imports' | 'administers' | 'audits',
): Promise<void> {
  const roles = await look(db, actor, (transaction) =>
    transaction
      .selectFrom('vigie.membership')
      .innerJoin('vigie.member', 'vigie.member.id', 'member_id')
      .select('role')
      .where('member_id', '=', actor.memberId)
      .where('ended_at', 'is', null)
      .where('disabled_at', 'is', null)
      .execute(),
  );
  if (!roles.some(({ role }) => POWERS[role][power])) throw new Forbidden();
}
