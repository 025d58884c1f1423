import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from './act.ts';
import { Conflict, Missing, notEnded } from './refusals.ts';
import { STAFF_ROLES } from './staff-roles.ts';
import type { Tables } from './tables.ts';

/** A one-time link holds for so long, by the clock of the database. */
const HOLDS = { invitation: sql<Date>`now() + interval '7 days'`, recovery: sql<Date>`now() + interval '1 day'` };

export const newInvitationSchema = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  unitId: z.uuid(),
  role: z.enum(STAFF_ROLES),
});

export const invitationSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['first_administrator', 'invitation', 'recovery']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  unitName: z.string().nullable(),
  demonstration: z
    .boolean()
    .describe('The server made it when it started, for an analyst who sees the synthetic world alone.'),
  role: z.enum(STAFF_ROLES).nullable(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

/** What is left of a link once it was made; its token is shown by who made it, once. */
export interface MadeInvitation {
  readonly id: string;
  readonly expiresAt: string;
}

/** Invites somebody to a role in a unit. Throws Conflict when there is a member with this address. */
export async function invite(
  transaction: Transaction<Tables>,
  tell: Tell,
  { name, email, unitId, role }: z.infer<typeof newInvitationSchema>,
  tokenHash: Buffer,
  administrator: string,
): Promise<MadeInvitation> {
  const taken = await transaction
    .selectFrom('vigie.member')
    .select('id')
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
  if (taken) throw new Conflict('member_exists');
  const made = await transaction
    .insertInto('vigie.invitation')
    .values({
      ...{ kind: 'invitation', token_hash: tokenHash, made_by: administrator },
      ...{ organisation_id: await ownOrganisation(transaction), unit_id: unitId, role, name, email },
      expires_at: HOLDS.invitation,
    })
    .returning(['id', 'expires_at'])
    .executeTakeFirstOrThrow();
  await tell({
    act: 'member.invite',
    objectId: null,
    unitId,
    detail: { kind: 'invitation', invitation: made.id, role },
  });
  return { id: made.id, expiresAt: made.expires_at.toISOString() };
}

/** A link with which a colleague who lost password or second factor opens the account anew. Throws Missing. */
export async function offerRecovery(
  transaction: Transaction<Tables>,
  tell: Tell,
  memberId: string,
  tokenHash: Buffer,
  administrator: string,
): Promise<MadeInvitation> {
  const member = await transaction
    .selectFrom('vigie.member')
    .select(['organisation_id', 'name', 'email'])
    .where('id', '=', memberId)
    .where('id', '<>', administrator)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!member) throw new Missing();
  const made = await transaction
    .insertInto('vigie.invitation')
    .values({
      ...{ kind: 'recovery', token_hash: tokenHash, made_by: administrator, member_id: memberId },
      ...member,
      expires_at: HOLDS.recovery,
    })
    .returning(['id', 'expires_at'])
    .executeTakeFirstOrThrow();
  await tell({
    act: 'member.invite',
    objectId: memberId,
    unitId: null,
    detail: { kind: 'recovery', invitation: made.id },
  });
  return { id: made.id, expiresAt: made.expires_at.toISOString() };
}

/** The links of the own organisation that can still be used: not one for an address that has an account by now, nor for an account that is shut. */
export async function openInvitations(
  transaction: Transaction<Pick<Tables, 'vigie.invitation' | 'vigie.unit'>>,
): Promise<z.infer<typeof invitationSchema>[]> {
  const rows = await transaction
    .selectFrom('vigie.invitation as invitation')
    .leftJoin('vigie.unit as unit', 'unit.id', 'invitation.unit_id')
    .select([
      ...(['invitation.id', 'kind', 'invitation.name', 'email', 'role', 'made_at', 'expires_at'] as const),
      'unit.name as unit_name',
    ])
    .select(sql<boolean>`unit.demonstration is true and made_by is null`.as('demonstration'))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where(
      sql<boolean>`case kind when 'invitation' then not exists (select from vigie.member m where lower(m.email) = lower(invitation.email))
        when 'recovery' then exists (select from vigie.member m where m.id = invitation.member_id and m.disabled_at is null) else true end`,
    )
    .orderBy('made_at')
    .orderBy('invitation.id')
    .execute();
  return rows.map(({ unit_name, made_at, expires_at, ...row }) => ({
    ...row,
    unitName: unit_name,
    madeAt: made_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
}

/** Takes a link back. Throws Missing, or Conflict when it was used or taken back meanwhile. */
export async function withdrawInvitation(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.invitation')
    .set({ withdrawn_at: new Date() })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw notEnded(
      await transaction
        .selectFrom('vigie.invitation')
        .select(({ fn }) => fn.coalesce('accepted_at', 'withdrawn_at').as('ended_at'))
        .where('id', '=', id)
        .executeTakeFirst(),
    );
  await tell({ act: 'invitation.withdraw', objectId: null, unitId: null, detail: { invitation: id } });
}

async function ownOrganisation(transaction: Transaction<Tables>): Promise<string> {
  const { id } = await transaction.selectFrom('vigie.organisation').select('id').executeTakeFirstOrThrow();
  return id;
}
