import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Conflict, Missing, notEnded } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { handOverSearch } from './child-search.ts';
import { lockCase } from './lock-case.ts';
import { CASE_ROLES } from './stages.ts';

export const newCaseMemberSchema = z.object({ memberId: z.string().min(1).max(100), role: z.enum(CASE_ROLES) });
export const barSchema = z.object({ memberId: z.string().min(1).max(100), reason: z.string().trim().min(1).max(2000) });

/**
 * Takes somebody into a case. Whoever becomes responsible takes it over from who was, who stays as a deputy: there may be something to
 * finish, or to undo. Where nobody who leads it can act, whoever works on it may take it over. Throws Missing or Conflict.
 */
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
  if (role === 'responsible' && (await mustNotAnswer(transaction, caseId, memberId)))
    throw new Conflict('responsible_acts');
  await transaction
    .insertInto('casework.case_member')
    .values({ case_id: caseId, member_id: memberId, role, added_by: by })
    .execute();
  const given = role === 'responsible' ? await handOver(transaction, caseId, before, memberId, by) : null;
  const told = { objectId: caseId, unitId: found.unit_id };
  await tell({ act: 'case.member_add', ...told, detail: { member: memberId, role } });
  for (const deputy of given?.deputies ?? [])
    await tell({ act: 'case.member_add', ...told, detail: { member: deputy, role: 'deputy' } });
  if (given?.search) await tell({ act: 'case.search', ...told, detail: { holder: memberId, ...given.search } });
}

/** Whether a colleague could not open the case as its responsible. Nothing is said to who does not lead it, nor of who is no colleague. */
async function mustNotAnswer(transaction: Transaction<Tables>, caseId: string, memberId: string): Promise<boolean> {
  const { rows } = await sql<{ not: boolean }>`
    select casework.i_lead(${caseId}::uuid) and vigie.is_colleague(${memberId})
      and not casework.may_answer_for(${caseId}::uuid, ${memberId}) as not`.execute(transaction);
  return rows[0]?.not === true;
}

/** The part of who was responsible becomes that of a deputy, as far as they can act; the search for the children goes along. */
async function handOver(
  transaction: Transaction<Tables>,
  caseId: string,
  before: readonly { readonly id: string; readonly member_id: string }[],
  to: string,
  by: string,
): Promise<{ readonly deputies: readonly string[]; readonly search: { nextOn: string; from: string } | null }> {
  const deputies: string[] = [];
  const already = new Set((await liveMember(transaction, caseId, 'deputy')).map(({ member_id }) => member_id));
  for (const { id, member_id: giver } of before) {
    const { rows } = await sql<{ acts: boolean }>`select casework.may_hold(${caseId}::uuid, ${giver}) as acts`.execute(
      transaction,
    );
    // First the new part: who gives the case over must not lose it in between.
    if (rows[0]?.acts === true && !already.has(giver)) {
      await transaction
        .insertInto('casework.case_member')
        .values({ case_id: caseId, member_id: giver, role: 'deputy', added_by: by })
        .execute();
      deputies.push(giver);
    }
    await end(transaction, id, by);
  }
  return { deputies, search: await handOverSearch(transaction, caseId, { from: before, to, by }) };
}

/** Ends one's part in a case; the row stays. Of who then no longer acts on it, what is owed goes to whoever is responsible, by the database. Throws Missing, or Conflict when nobody would be responsible or it has ended meanwhile. */
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
