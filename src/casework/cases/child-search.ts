import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { plainDate } from '../plain-date.ts';
import { requireNewest, seenAt } from '../seen-entry.ts';
import type { Tables } from '../tables.ts';
import type { Agreed } from './agreements.ts';
import { lockOpenCase } from './lock-case.ts';

export const searchStepSchema = z.object({
  holderId: z.string().min(1).max(100),
  nextStep: z.string().trim().min(1).max(2000),
  nextOn: plainDate,
  seenAt,
});

/**
 * Who looks for the children of a case, what comes next and when. Throws Missing when the holder is not on the case, Conflict
 * when somebody has written since the entry that was seen.
 */
export async function setSearch(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { holderId, nextStep, nextOn, seenAt: seen }: z.infer<typeof searchStepSchema>,
  memberId: string,
): Promise<void> {
  const found = await lockOpenCase(transaction, caseId, null);
  const newest = await transaction
    .selectFrom('casework.child_search')
    .select('made_at')
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  requireNewest(seen, newest?.made_at);
  await transaction
    .insertInto('casework.child_search')
    .values({ case_id: caseId, holder_id: holderId, next_step: nextStep, next_on: nextOn, made_by: memberId })
    .execute();
  await tell({ act: 'case.search', objectId: caseId, unitId: found.unit_id, detail: { holder: holderId, nextOn } });
}

/**
 * In the act by which a case changes hands: who was responsible looks for its children no longer, the one who is now does, with the same
 * step and date. Gives what is to be told; null when somebody else looks, or nobody any more.
 */
export async function handOverSearch(
  transaction: Transaction<Tables>,
  caseId: string,
  hands: {
    readonly from: readonly { readonly member_id: string }[];
    readonly to: string;
    readonly by: string;
  },
): Promise<{ readonly nextOn: string; readonly from: string } | null> {
  const newest = await transaction
    .selectFrom('casework.child_search')
    .select(['holder_id', 'next_step', sql<string | null>`next_on::text`.as('next_on')])
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  if (!newest || newest.next_on === null) return null;
  if (!hands.from.some(({ member_id }) => member_id === newest.holder_id)) return null;
  const { next_step, next_on } = newest;
  await transaction
    .insertInto('casework.child_search')
    .values({ case_id: caseId, holder_id: hands.to, next_step, next_on, made_by: hands.by })
    .execute();
  return { nextOn: next_on, from: newest.holder_id };
}

/** In the act of the second person: nobody looks further, for the reason that was agreed to. */
export async function endSearch(transaction: Transaction<Tables>, agreed: Agreed, memberId: string): Promise<void> {
  await transaction
    .insertInto('casework.child_search')
    .values({
      ...{ case_id: agreed.caseId, holder_id: memberId, next_step: agreed.reason.slice(0, 2000), next_on: null },
      ...{ agreement_id: agreed.id, made_by: memberId },
    })
    .execute();
}
