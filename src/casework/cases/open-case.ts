import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { refusal } from '../field-refusals.ts';
import { plainDate } from '../plain-date.ts';
import type { Tables } from '../tables.ts';
import { drawReference } from './case-reference.ts';

export const newCaseSchema = z.object({
  unit: z.uuid(),
  title: z.string().trim().min(1).max(200).describe('What colleagues call it: no name of a person.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, refusal('country_form'))
    .describe('Whose procedure it follows (ISO 3166-1 alpha-2).'),
  leads: z.array(z.uuid()).max(100).default([]).describe('Leads that it is opened from.'),
  nextStep: z.string().trim().min(1).max(2000).describe('What is done next to find the children.'),
  nextOn: plainDate.describe('By when.'),
});
export type NewCase = z.infer<typeof newCaseSchema>;

/**
 * Opens a case: its opener is responsible for it and for the search of its children, from the first moment. Leads that it is opened
 * from are kept from erasure. Throws Missing when the unit or a lead is not the opener's.
 */
export async function openCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, title, country, leads, nextStep, nextOn }: NewCase,
  memberId: string,
): Promise<{ id: string; reference: string }> {
  const id = randomUUID();
  const reference = drawReference();
  await transaction
    .insertInto('casework.case_file')
    .values({ id, unit_id: unit, reference, title, country, opened_by: memberId })
    .execute();
  await transaction
    .insertInto('casework.case_member')
    .values({ case_id: id, member_id: memberId, role: 'responsible', added_by: memberId })
    .execute();
  await transaction
    .insertInto('casework.child_search')
    .values({ case_id: id, holder_id: memberId, next_step: nextStep, next_on: nextOn, made_by: memberId })
    .execute();
  await addLeadsToCase(transaction, id, leads, memberId);
  await tell({ act: 'case.open', objectId: id, unitId: unit, detail: { reference, leads } });
  return { id, reference };
}

/** Throws (refused by policy: missing) when a lead cannot be seen. One that is there already stays. */
export async function addLeadsToCase(
  transaction: Transaction<Tables>,
  caseId: string,
  leads: readonly string[],
  memberId: string,
): Promise<void> {
  for (const lead of new Set(leads))
    await transaction
      .insertInto('casework.case_lead')
      .values({ case_id: caseId, lead_id: lead, added_by: memberId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
