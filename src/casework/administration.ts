import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from './act.ts';
import { Conflict, Missing, notEnded } from './refusals.ts';
import { STAFF_ROLES } from './staff-roles.ts';
import type { Tables } from './tables.ts';

export const staffMemberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  disabledAt: z.string().nullable(),
  memberships: z.array(
    z.object({
      id: z.uuid(),
      unitId: z.uuid(),
      unitName: z.string(),
      role: z.enum(STAFF_ROLES),
      grantedAt: z.string(),
    }),
  ),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;

export const newMembershipSchema = z.object({
  memberId: z.string().min(1).max(100),
  unitId: z.uuid(),
  role: z.enum(STAFF_ROLES),
});
export const unitNameSchema = z.object({ name: z.string().trim().min(1).max(200) });

/** The members of the own organisation with the roles that hold now, as the database sees them. */
export async function staff(
  transaction: Transaction<Pick<Tables, 'vigie.member' | 'vigie.membership' | 'vigie.unit'>>,
) {
  const members = await transaction.selectFrom('vigie.member').selectAll().orderBy('name').orderBy('id').execute();
  const memberships = await transaction
    .selectFrom('vigie.membership as membership')
    .innerJoin('vigie.unit as unit', 'unit.id', 'membership.unit_id')
    .select(['membership.id', 'member_id', 'unit_id', 'unit.name', 'role', 'granted_at'])
    .where('ended_at', 'is', null)
    .orderBy('unit.name')
    .orderBy('role')
    .execute();
  const byMember = Map.groupBy(memberships, ({ member_id }) => member_id);
  return members.map(
    ({ id, name, email, disabled_at }): StaffMember => ({
      id,
      name,
      email,
      disabledAt: disabled_at?.toISOString() ?? null,
      memberships: (byMember.get(id) ?? []).map((held) => ({
        id: held.id,
        unitId: held.unit_id,
        unitName: held.name,
        role: held.role,
        grantedAt: held.granted_at.toISOString(),
      })),
    }),
  );
}

/** Gives a role in a unit. Throws Conflict when the member has it; the database refuses what the administrator may not give. */
export async function grantMembership(
  transaction: Transaction<Tables>,
  tell: Tell,
  { memberId, unitId, role }: z.infer<typeof newMembershipSchema>,
  administrator: string,
): Promise<{ id: string }> {
  const granted = await transaction
    .insertInto('vigie.membership')
    .values({ member_id: memberId, unit_id: unitId, role, granted_by: administrator })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!granted) throw new Conflict('same_name');
  await tell({ act: 'membership.grant', objectId: memberId, unitId, detail: { role } });
  return granted;
}

/** Ends a role; it stays to be read. Throws Missing, or Conflict when somebody has ended it meanwhile. */
export async function endMembership(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  administrator: string,
): Promise<void> {
  const ended = await transaction
    .updateTable('vigie.membership')
    .set({ ended_by: administrator, ended_at: new Date() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['member_id', 'unit_id', 'role'])
    .executeTakeFirst();
  if (!ended)
    throw notEnded(
      await transaction.selectFrom('vigie.membership').select('ended_at').where('id', '=', id).executeTakeFirst(),
    );
  await tell({ act: 'membership.end', objectId: ended.member_id, unitId: ended.unit_id, detail: { role: ended.role } });
}

/** Shuts or opens an account. Nobody shuts the own one: the last administrator would be gone. Throws Missing or Conflict. */
export async function setDisabled(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  disabled: boolean,
  administrator: string,
): Promise<void> {
  if (id === administrator) throw new Conflict('own_account');
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.member')
    .set({ disabled_at: disabled ? new Date() : null })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
  await tell({ act: disabled ? 'member.disable' : 'member.enable', objectId: id, unitId: null });
}

/** On how many open cases nobody else can act: the number and no case. Throws Missing. */
export async function casesWaitingOn(
  transaction: Transaction<Pick<Tables, 'vigie.member'>>,
  id: string,
): Promise<{ cases: number }> {
  const { rows } = await sql<{ cases: number | null }>`select casework.waits_on(${id}) as cases`.execute(transaction);
  const cases = rows[0]?.cases ?? null;
  if (cases === null) throw new Missing();
  return { cases };
}

export const entrustSchema = z.object({ to: z.string().min(1).max(100) });
export const entrustedSchema = z.object({
  given: z.number().int(),
  remain: z
    .number()
    .int()
    .describe('Cases of units in which the colleague does not work, or from which they are kept out.'),
});

/**
 * Makes a colleague responsible for the cases that wait for a member who can act no longer. Each is told; who entrusts them reads none.
 * Throws Missing, or Conflict when the member can act.
 */
export async function entrustCases(
  transaction: Transaction<Tables>,
  tell: Tell,
  of: string,
  { to }: z.infer<typeof entrustSchema>,
): Promise<z.infer<typeof entrustedSchema>> {
  const { rows } = await sql<{ given: number | null; remain: number | null }>`
    select given, remain from casework.entrust(${of}, ${to})`.execute(transaction);
  const [{ given, remain } = { given: null, remain: null }] = rows;
  if (given === null || remain === null) throw new Missing();
  await tell({ act: 'cases.entrust', objectId: of, unitId: null, detail: { to, given, remain } });
  return { given, remain };
}

export async function addUnit(transaction: Transaction<Tables>, tell: Tell, name: string): Promise<{ id: string }> {
  const { id: organisation_id } = await transaction
    .selectFrom('vigie.organisation')
    .select('id')
    .executeTakeFirstOrThrow();
  const added = await transaction
    .insertInto('vigie.unit')
    .values({ organisation_id, name })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw new Conflict('same_name');
  await tell({ act: 'unit.add', objectId: added.id, unitId: added.id });
  return added;
}

export async function renameUnit(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  name: string,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.unit')
    .set({ name })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
  await tell({ act: 'unit.rename', objectId: id, unitId: id });
}
