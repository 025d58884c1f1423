import type { Transaction } from 'kysely';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { caseClosed } from './require-open.ts';

/**
 * The row of a case that is about to be written to, locked until the transaction ends, with its version counted up.
 * Throws Missing, or Conflict when somebody has written since the version that was seen.
 */
export async function lockCase(transaction: Transaction<Tables>, id: string, expected: number | null) {
  const found = await lockRow(transaction, id);
  if (expected !== null && found.version !== expected) throw new Conflict('changed_meanwhile');
  return found;
}

/** The same for what is done while a case is open. Throws CaseClosed too. */
export async function lockOpenCase(transaction: Transaction<Tables>, id: string, expected: number | null) {
  const found = await lockRow(transaction, id);
  if (found.stage === 'closed') throw await caseClosed(transaction, id);
  if (expected !== null && found.version !== expected) throw new Conflict('changed_meanwhile');
  return found;
}

async function lockRow(transaction: Transaction<Tables>, id: string) {
  const found = await transaction
    .selectFrom('casework.case_file')
    .select(['id', 'unit_id', 'reference', 'stage', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new Missing();
  return found;
}
