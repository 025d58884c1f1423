import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Conflict } from '../refusals.ts';
import type { LeadState, Tables } from '../tables.ts';
import { writeHandling } from './handle-lead.ts';
import { SAID_BY } from './lead-words.ts';
import { lockLead } from './read-lead.ts';

const words = z.string().trim().max(10_000);
const whom = z.string().trim().max(200);

/** What a member decides about a lead: nothing is closed by it, and each can be undone. */
export const decisionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('follow_up'), words: words.default('') }),
  z.object({
    kind: z.literal('ordinary'),
    explanation: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .describe('Which ordinary explanation: an indicator against, or other.'),
    words: words.default('').describe('The explanation, as it was given.'),
    said: z
      .discriminatedUnion('by', [
        z.object({
          by: z
            .enum(SAID_BY)
            .exclude(['other'])
            .describe('The records alone, the firm of the payer, the person concerned, or a colleague.'),
          whom: whom.default(''),
        }),
        z.object({ by: z.literal('other'), whom: whom.min(1) }),
      ])
      .optional()
      .describe('In whose words the explanation is, and who that was.'),
  }),
  z.object({ kind: z.literal('need_more'), words: words.min(1).describe('What is needed.') }),
]);
export type Decision = z.infer<typeof decisionSchema>;

/** Writes a decision and sets the lead to it; gives its new version. Throws Missing, or Conflict when somebody has written meanwhile. */
export async function decide(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  decision: Decision,
  memberId: string,
  expected: number | null,
): Promise<number> {
  const lead = await lockLead(transaction, id);
  if (expected !== null && lead.version !== expected) throw new Conflict('changed_meanwhile');
  await transaction
    .insertInto('vigie.lead_decision')
    .values({
      lead_id: id,
      kind: decision.kind,
      explanation: decision.kind === 'ordinary' ? decision.explanation : null,
      words: decision.words,
      ...(decision.kind === 'ordinary' && decision.said !== undefined
        ? { said_by: decision.said.by, said_by_whom: decision.said.whom }
        : {}),
      made_by: memberId,
    })
    .execute();
  const version = lead.version + 1;
  await writeHandling(transaction, id, { state: decision.kind, changed: null, snoozed_until: null, version });
  await tell({ act: 'lead.decide', objectId: id, unitId: lead.unit_id, detail: { kind: decision.kind } });
  return version;
}

/** Undoes the newest decision that still holds: the lead is again what it was before. Throws Missing or Conflict. */
export async function undoDecision(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  memberId: string,
  expected: number | null,
): Promise<number> {
  const lead = await lockLead(transaction, id);
  if (expected !== null && lead.version !== expected) throw new Conflict('changed_meanwhile');
  const decisions = await transaction
    .selectFrom('vigie.lead_decision')
    .select(['id', 'kind', 'undoes'])
    .where('lead_id', '=', id)
    .orderBy('seq', 'desc')
    .execute();
  const [newest, before] = standing(decisions);
  if (newest === undefined) throw new Conflict('nothing_to_undo');
  await transaction
    .insertInto('vigie.lead_decision')
    .values({
      lead_id: id,
      kind: 'undo',
      undoes: newest.id,
      explanation: null,
      words: '',
      made_by: memberId,
    })
    .execute();
  const version = lead.version + 1;
  await writeHandling(transaction, id, { state: before?.kind ?? 'new', changed: null, version });
  await tell({ act: 'lead.undo', objectId: id, unitId: lead.unit_id, detail: { undoes: newest.id } });
  return version;
}

type Made = Pick<Tables['vigie.lead_decision'], 'kind' | 'undoes'> & { readonly id: string };

/** Decisions that were not undone, newest first as given. */
function standing(decisions: readonly Made[]): (Made & { kind: LeadState })[] {
  const undone = new Set(decisions.map(({ undoes }) => undoes));
  return decisions.filter(
    (decision): decision is Made & { kind: Exclude<typeof decision.kind, 'undo'> } =>
      decision.kind !== 'undo' && !undone.has(decision.id),
  );
}
