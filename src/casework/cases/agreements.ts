import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { AgreementKind } from '../case-tables.ts';
import { TRACKS } from '../children/child-states.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { lockCase, lockOpenCase } from './lock-case.ts';

const reason = z.string().trim().min(1).max(10_000);

/** What ends without a result: it is proposed by one person, in writing, and answered by another. */
/** What one person proposes and another answers. */
export const AGREEMENT_KINDS = [
  'close_case',
  'end_child_search',
  'end_child_status',
  'end_request',
  'destroy_evidence',
] as const;

export const proposalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('close_case'), reason }),
  z.object({ kind: z.literal('end_child_search'), reason }),
  z.object({ kind: z.literal('end_child_status'), personId: z.uuid(), track: z.enum(TRACKS), reason }),
  z.object({ kind: z.literal('destroy_evidence'), itemId: z.uuid(), reason }),
]);
export type Proposal = z.infer<typeof proposalSchema>;

export const proposalAnswerSchema = z.object({
  agreed: z.boolean(),
  words: z.string().trim().max(10_000).default('').describe('Needed to decline.'),
});
export type ProposalAnswer = z.infer<typeof proposalAnswerSchema>;

/** Throws Missing, or Conflict when the same is proposed already, or a case is to close that still owes something. */
export async function propose(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  proposal: Proposal,
  memberId: string,
): Promise<{ id: string }> {
  const found = await lockOpenCase(transaction, caseId, null);
  if (proposal.kind === 'close_case') await requireNothingOpen(transaction, caseId);
  if (proposal.kind === 'end_child_status') await requireInCase(transaction, caseId, proposal.personId);
  if (proposal.kind === 'destroy_evidence') await requireHeld(transaction, caseId, proposal.itemId);
  return proposeEnd(
    transaction,
    tell,
    {
      caseId,
      unitId: found.unit_id,
      kind: proposal.kind,
      objectId: objectOf(proposal, caseId),
      content: proposal.kind === 'end_child_status' ? { track: proposal.track } : {},
      reason: proposal.reason,
    },
    memberId,
  );
}

/** Any end that needs a second person. Throws Conflict when it is proposed already. */
export async function proposeEnd(
  transaction: Transaction<Tables>,
  tell: Tell,
  end: {
    readonly caseId: string;
    readonly unitId: string;
    readonly kind: AgreementKind;
    readonly objectId: string;
    readonly content: Readonly<Record<string, string>>;
    readonly reason: string;
  },
  memberId: string,
): Promise<{ id: string }> {
  const id = randomUUID();
  await transaction
    .insertInto('casework.agreement')
    .values({
      ...{
        id,
        case_id: end.caseId,
        kind: end.kind,
        object_id: end.objectId,
        reason: end.reason,
        proposed_by: memberId,
      },
      content: JSON.stringify(end.content),
    })
    .execute();
  await tell({ act: 'agreement.propose', objectId: end.caseId, unitId: end.unitId, detail: { kind: end.kind, id } });
  return { id };
}

/** What an agreement brings about, in the transaction in which it is given. */
export type Effect = (transaction: Transaction<Tables>, agreed: Agreed, memberId: string) => Promise<void>;

export interface Agreed {
  readonly id: string;
  readonly caseId: string;
  readonly kind: AgreementKind;
  readonly objectId: string;
  readonly content: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** The second person's answer, and what it brings about. Throws Missing, or Conflict when it was answered meanwhile. */
export async function answerProposal(
  transaction: Transaction<Tables>,
  tell: Tell,
  ids: { readonly caseId: string; readonly agreementId: string },
  { agreed, words }: ProposalAnswer,
  memberId: string,
  effects: Readonly<Record<AgreementKind, Effect>>,
): Promise<void> {
  const found = await lockCase(transaction, ids.caseId, null);
  const proposal = await transaction
    .selectFrom('casework.agreement')
    .selectAll()
    .where('id', '=', ids.agreementId)
    .where('case_id', '=', ids.caseId)
    .executeTakeFirst();
  if (!proposal) throw new Missing();
  if (proposal.answered_at !== null) throw new Conflict('answered_already');
  if (proposal.proposed_by === memberId) throw new Conflict('second_person');
  const { numUpdatedRows } = await transaction
    .updateTable('casework.agreement')
    .set({ answered_by: memberId, answered_at: sql`clock_timestamp()`, agreed, words })
    .where('id', '=', ids.agreementId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
  const { id, kind, object_id: objectId, content, reason: why } = proposal;
  if (agreed)
    await effects[kind](transaction, { id, caseId: ids.caseId, kind, objectId, content, reason: why }, memberId);
  await tell({ act: 'agreement.answer', objectId: ids.caseId, unitId: found.unit_id, detail: { kind, id, agreed } });
}

function objectOf(proposal: Proposal, caseId: string): string {
  switch (proposal.kind) {
    case 'end_child_status':
      return proposal.personId;
    case 'destroy_evidence':
      return proposal.itemId;
    case 'close_case':
    case 'end_child_search':
      return caseId;
  }
}

async function requireHeld(transaction: Transaction<Tables>, caseId: string, itemId: string): Promise<void> {
  const item = await transaction
    .selectFrom('casework.evidence_item')
    .select('state')
    .where('id', '=', itemId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (!item) throw new Missing();
  if (item.state !== 'held') throw new Conflict('evidence_gone');
}

async function requireInCase(transaction: Transaction<Tables>, caseId: string, personId: string): Promise<void> {
  const part = await transaction
    .selectFrom('casework.person_in_case')
    .select('id')
    .where('case_id', '=', caseId)
    .where('person_id', '=', personId)
    .where('population', '=', 'child')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!part) throw new Missing();
}

async function requireNothingOpen(transaction: Transaction<Tables>, caseId: string): Promise<void> {
  const { rows } = await sql`select from casework.obligations_of(${caseId}::uuid) limit 1`.execute(transaction);
  if (rows.length > 0) throw new Conflict('obligations_open');
}
