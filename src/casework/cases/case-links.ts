import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { lockOpenCase } from './lock-case.ts';

export const newLinkSchema = z.object({ otherCaseId: z.uuid(), reason: z.string().trim().min(1).max(2000) });

export const caseLinkSchema = z.object({
  id: z.uuid(),
  other: z
    .object({ id: z.uuid(), reference: z.string(), reason: z.string() })
    .nullable()
    .describe('Null: there is a link, and no more is said to who does not work on the other case.'),
  ask: z
    .object({ id: z.string(), name: z.string() })
    .describe(
      'Who is responsible for the other case; to who may not read it, a deputy or a head where that one can act no longer.',
    ),
});
export type CaseLink = z.infer<typeof caseLinkSchema>;

/** Links two cases on which the member works. Throws Missing. */
export async function linkCases(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { otherCaseId, reason }: z.infer<typeof newLinkSchema>,
  memberId: string,
): Promise<void> {
  if (otherCaseId === caseId) throw new Missing();
  const [first, second] = [caseId, otherCaseId].sort() as [string, string];
  await lockOpenCase(transaction, first, null);
  const { unit_id } = await lockOpenCase(transaction, second, null);
  await transaction
    .insertInto('casework.case_link')
    .values({ case_id: first, other_case_id: second, reason, made_by: memberId })
    .execute();
  await tell({ act: 'case.link', objectId: caseId, unitId: unit_id, detail: { other: otherCaseId } });
}

export async function linksOf(transaction: Transaction<Tables>, caseId: string): Promise<CaseLink[]> {
  const { rows } = await sql<{
    id: string;
    other_case_id: string | null;
    other_reference: string | null;
    reason: string | null;
    ask_id: string;
    ask_name: string;
  }>`select id, other_case_id, other_reference, reason, ask_id, ask_name from casework.links_of(${caseId}::uuid) order by id`.execute(
    transaction,
  );
  return rows.map(({ id, other_case_id, other_reference, reason, ask_id, ask_name }) => ({
    id,
    other:
      other_case_id === null ? null : { id: other_case_id, reference: other_reference ?? '', reason: reason ?? '' },
    ask: { id: ask_id, name: ask_name },
  }));
}
