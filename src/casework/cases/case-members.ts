import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Conflict, Missing, notEnded } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { lockCase } from './lock-case.ts';
import { CASE_ROLES } from './stages.ts';

export const newCaseMemberSchema = z.object({ memberId: z.string().min(1).max(100), role: z.enum(CASE_ROLES) });
export const barSchema = z.object({ memberId: z.string().min(1).max(100), reason: z.string().trim().min(1).max(2000) });

/** Takes somebody into a case. Whoever becomes responsible takes it over from who was. Throws Missing or Conflict. */
export async function addCaseMember(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { memberId, role }: z.infer<typeof newCaseMemberSchema>,
  by: string,
): Promise<void> {
  const found = await lockCase(transaction, caseId, null);
  const before = await liveMember(transaction, caseId, role);
  if (before.some(({ member_id }) => member_id === memberId)) throw new Conflict('on_the_case');
  await transaction
    .insertInto('casework.case_member')
    .values({ case_id: caseId, member_id: memberId, role, added_by: by })
    .execute();
  if (role === 'responsible') for (const { id } of before) await end(transaction, id, by);
  await tell({ act: 'case.member_add', objectId: caseId, unitId: found.unit_id, detail: { member: memberId, role } });
}

/** Ends one's part in a case; the row stays. Throws Missing, or Conflict when nobody would be responsible or it has ended meanwhile. */
export async function endCaseMember(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  rowId: string,
  by: string,
): Promise<void> {
  const found = await lockCase(transaction, caseId, null);
  const row = await transaction
    .selectFrom('casework.case_member')
    .select(['member_id', 'role', 'ended_at'])
    .where('id', '=', rowId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined || row.ended_at !== null) throw notEnded(row);
  if (row.role === 'responsible') throw new Conflict('case_has_responsible');
  await end(transaction, rowId, by);
  const { member_id: member, role } = row;
  await tell({ act: 'case.member_end', objectId: caseId, unitId: found.unit_id, detail: { member, role } });
}

/** Keeps somebody out of a case, whatever else holds. Throws Missing, or Conflict for oneself or who is responsible. */
export async function barFromCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { memberId, reason }: z.infer<typeof barSchema>,
  by: string,
): Promise<void> {
  const found = await lockCase(transaction, caseId, null);
  const responsible = await liveMember(transaction, caseId, 'responsible');
  if (memberId === by || responsible.some(({ member_id }) => member_id === memberId))
    throw new Conflict('case_has_responsible');
  await transaction
    .insertInto('casework.case_bar')
    .values({ case_id: caseId, member_id: memberId, reason, made_by: by })
    .execute();
  await tell({ act: 'case.bar', objectId: caseId, unitId: found.unit_id, detail: { member: memberId } });
}

/** Throws Missing, or Conflict when somebody has ended it meanwhile. */
export async function endBar(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  barId: string,
  by: string,
): Promise<void> {
  const found = await lockCase(transaction, caseId, null);
  const { numUpdatedRows } = await transaction
    .updateTable('casework.case_bar')
    .set({ ended_by: by, ended_at: sql`clock_timestamp()` })
    .where('id', '=', barId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw notEnded(
      await transaction
        .selectFrom('casework.case_bar')
        .select('ended_at')
        .where('id', '=', barId)
        .where('case_id', '=', caseId)
        .executeTakeFirst(),
    );
  await tell({ act: 'case.bar_end', objectId: caseId, unitId: found.unit_id, detail: { bar: barId } });
}

function liveMember(transaction: Transaction<Tables>, caseId: string, role: (typeof CASE_ROLES)[number]) {
  return transaction
    .selectFrom('casework.case_member')
    .select(['id', 'member_id'])
    .where('case_id', '=', caseId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .execute();
}

async function end(transaction: Transaction<Tables>, rowId: string, by: string): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('casework.case_member')
    .set({ ended_by: by, ended_at: sql`clock_timestamp()` })
    .where('id', '=', rowId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
}
