import { sql, type Transaction } from 'kysely';
import { CaseClosed, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';

/**
 * The policies of the database let nobody write to a closed case, and what they refuse is as good as missing. Who reads the case is told
 * why, before the write. Throws Missing or CaseClosed.
 */
export async function requireOpen(
  transaction: Transaction<Tables>,
  caseId: string,
): Promise<{ readonly unit_id: string }> {
  const found = await transaction
    .selectFrom('casework.case_file')
    .select(['id', 'unit_id', 'stage'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (!found) throw new Missing();
  if (found.stage === 'closed') throw await caseClosed(transaction, found.id);
  return found;
}

/** The same for whoever works on the case, not for who reads it alone. Throws Missing or CaseClosed. */
export async function requireWork(
  transaction: Transaction<Tables>,
  caseId: string,
): Promise<{ readonly unit_id: string }> {
  const found = await requireOpen(transaction, caseId);
  const { rows } = await sql<{ works: boolean }>`select casework.i_work_on(${caseId}::uuid) as works`.execute(
    transaction,
  );
  if (rows[0]?.works !== true) throw new Missing();
  return found;
}

/** Throws CaseClosed when all cases are closed in which the member sees the person. */
export async function requireOpenWith(transaction: Transaction<Tables>, personId: string): Promise<void> {
  const cases = await transaction
    .selectFrom('casework.person_in_case as part')
    .innerJoin('casework.case_file as file', 'file.id', 'part.case_id')
    .select(['file.id', 'file.stage'])
    .where('part.person_id', '=', personId)
    .execute();
  const [first] = cases;
  if (first !== undefined && cases.every(({ stage }) => stage === 'closed'))
    throw await caseClosed(transaction, first.id);
}

/** To be thrown for a closed case that the member reads. */
export async function caseClosed(transaction: Transaction<Tables>, caseId: string): Promise<CaseClosed> {
  const closing = await transaction
    .selectFrom('casework.stage_change')
    .select('made_at')
    .where('case_id', '=', caseId)
    .where('to_stage', '=', 'closed')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return new CaseClosed(closing?.made_at ?? null);
}
