import type { Transaction } from 'kysely';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';

/** Tells that something of a case is read, whether the case is found or not; gives whether it is. */
export async function tellCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  act: Parameters<Tell>[0]['act'],
  caseId: string,
): Promise<boolean> {
  const file = await transaction
    .selectFrom('casework.case_file')
    .select('unit_id')
    .where('id', '=', caseId)
    .executeTakeFirst();
  const found = file !== undefined;
  await tell({ act, objectId: caseId, unitId: file?.unit_id ?? null, detail: { found } });
  return found;
}
