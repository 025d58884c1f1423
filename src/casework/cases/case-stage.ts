import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Conflict } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import type { Agreed } from './agreements.ts';
import { lockCase } from './lock-case.ts';
import { STAGE_STEPS, STAGES, type Stage } from './stages.ts';

export const stageSchema = z.object({
  to: z.enum(STAGES).exclude(['closed']).describe('A case is closed by an agreement of two people.'),
  reason: z.string().trim().min(1).max(10_000).describe('The act or event by which it moves.'),
});

/** Throws Missing, or Conflict when this stage does not follow, or somebody has written meanwhile. */
export async function moveStage(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { to, reason }: z.infer<typeof stageSchema>,
  memberId: string,
  expected: number | null,
): Promise<number> {
  const found = await lockCase(transaction, caseId, expected);
  await writeStage(transaction, { caseId, from: found.stage, to, reason, agreementId: null }, memberId);
  await tell({ act: 'case.stage', objectId: caseId, unitId: found.unit_id, detail: { from: found.stage, to } });
  return found.version + 1;
}

/** In the act of the second person. */
export async function closeCase(transaction: Transaction<Tables>, agreed: Agreed, memberId: string): Promise<void> {
  const { stage: from } = await lockCase(transaction, agreed.caseId, null);
  const { caseId, reason, id: agreementId } = agreed;
  await writeStage(transaction, { caseId, from, to: 'closed', reason, agreementId }, memberId);
}

async function writeStage(
  transaction: Transaction<Tables>,
  change: { caseId: string; from: Stage; to: Stage; reason: string; agreementId: string | null },
  memberId: string,
): Promise<void> {
  const { caseId, from, to, reason, agreementId } = change;
  if (!(STAGE_STEPS[from] as readonly Stage[]).includes(to)) throw new Conflict('no_such_step');
  await transaction
    .insertInto('casework.stage_change')
    .values({ case_id: caseId, from_stage: from, to_stage: to, reason, agreement_id: agreementId, made_by: memberId })
    .execute();
}
