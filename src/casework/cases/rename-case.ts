import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { Tell } from '../act.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { lockOpenCase } from './lock-case.ts';
import { newCaseSchema } from './open-case.ts';

export const renameSchema = newCaseSchema.pick({ title: true, country: true });

/** Throws Missing, or Conflict when somebody has written meanwhile. */
export async function renameCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { title, country }: z.infer<typeof renameSchema>,
  expected: number | null,
): Promise<void> {
  const found = await lockOpenCase(transaction, caseId, expected);
  const { numUpdatedRows } = await transaction
    .updateTable('casework.case_file')
    .set({ title, country, version: found.version + 1 })
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
  await tell({ act: 'case.rename', objectId: caseId, unitId: found.unit_id, detail: { country } });
}
