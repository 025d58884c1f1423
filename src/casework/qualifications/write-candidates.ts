import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { lockOpenCase } from '../cases/lock-case.ts';
import { requireOpen } from '../cases/require-open.ts';
import { refusal } from '../field-refusals.ts';
import { plainDate } from '../plain-date.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { DECISIONS, FACT_KINDS } from './candidate-words.ts';
import { qualificationsInForce } from './own-qualifications.ts';

const words = z.string().trim().min(1).max(10_000);
const element = z.string().max(200);

export const newCandidateSchema = z.object({
  qualification: z.string().max(200).describe('Id of a qualification in force.'),
  words: words.describe('Why it is offered.'),
});

export const newEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['for', 'against']),
    element,
    fact: z.object({
      kind: z.enum(FACT_KINDS),
      id: z.uuid(),
      indicator: z.string().min(1).max(200).optional().describe('Of a lead: the one of its reasons that is meant.'),
    }),
    words: words.describe('How the fact speaks to the element.'),
  }),
  z.object({ kind: z.literal('missing'), element, words: words.describe('What is missing.') }),
  z.object({ kind: z.literal('set_aside'), words: words.describe('Why it is looked at no longer.') }),
  z.object({ kind: z.literal('struck'), entry: z.uuid(), words: words.describe('Why the entry is taken back.') }),
]);

const HOURS = 3_600_000;
export const newDecisionSchema = z.object({
  decision: z.enum(DECISIONS),
  // By the calendar of whoever is furthest ahead: what has not come has not been decided.
  on: plainDate.refine(
    (day) => day <= new Date(Date.now() + 14 * HOURS).toISOString().slice(0, 10),
    refusal('day_has_come'),
  ),
  words,
});

/** Offers a qualification for a case. Throws Missing, or Conflict when there is no such one or it is offered already. */
export async function offerCandidate(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  { qualification: wanted, words: why }: z.infer<typeof newCandidateSchema>,
  memberId: string,
): Promise<{ id: string }> {
  const file = await lockOpenCase(transaction, caseId, null);
  const qualification = (await qualificationsInForce(transaction)).items.find((each) => each.id === wanted);
  if (qualification === undefined) throw new Conflict('no_such_kind');
  const { own: _, ...content } = qualification;
  const id = randomUUID();
  await transaction
    .insertInto('casework.candidate')
    .values({
      ...{ id, case_id: caseId, rule_id: content.id, rule_version: content.version, words: why, made_by: memberId },
      content: JSON.stringify(content),
    })
    .execute();
  const detail = { candidate: id, qualification: content.id, version: content.version };
  await tell({ act: 'candidate.offer', objectId: caseId, unitId: file.unit_id, detail });
  return { id };
}

/** Adds an entry to a candidate; nothing is replaced by it. Throws Missing, also for a fact that the member does not read, or CaseClosed. */
export async function enterForCandidate(
  transaction: Transaction<Tables>,
  tell: Tell,
  candidateId: string,
  entry: z.infer<typeof newEntrySchema>,
  memberId: string,
): Promise<{ id: string }> {
  const { case_id, unit_id } = await candidateRow(transaction, candidateId);
  await requireOpen(transaction, case_id);
  const id = randomUUID();
  const fact = entry.kind === 'for' || entry.kind === 'against' ? entry.fact : null;
  await transaction
    .insertInto('casework.candidate_entry')
    .values({
      ...{ id, case_id, candidate_id: candidateId, kind: entry.kind, words: entry.words, made_by: memberId },
      element: 'element' in entry ? entry.element : null,
      strikes: entry.kind === 'struck' ? entry.entry : null,
      lead_id: fact?.kind === 'lead' ? fact.id : null,
      indicator: fact?.kind === 'lead' ? (fact.indicator ?? null) : null,
      evidence_id: fact?.kind === 'evidence' ? fact.id : null,
      request_event_id: fact?.kind === 'request_event' ? fact.id : null,
      statement_id: fact?.kind === 'statement' ? fact.id : null,
      event_id: fact?.kind === 'event' ? fact.id : null,
    })
    .execute();
  const detail = { candidate: candidateId, entry: id, kind: entry.kind };
  await tell({ act: 'candidate.enter', objectId: case_id, unitId: unit_id, detail });
  return { id };
}

/** Records what a magistrate of the case decided on a candidate. Throws Missing, also for whoever is none. */
export async function decideOnCandidate(
  transaction: Transaction<Tables>,
  tell: Tell,
  candidateId: string,
  { decision, on, words: why }: z.infer<typeof newDecisionSchema>,
  memberId: string,
): Promise<{ id: string }> {
  const { case_id, unit_id } = await candidateRow(transaction, candidateId);
  const id = randomUUID();
  await transaction
    .insertInto('casework.magistrate_decision')
    .values({
      ...{ id, case_id, candidate_id: candidateId, decision, decided_on: on, words: why, made_by: memberId },
    })
    .execute();
  const detail = { candidate: candidateId, decision };
  await tell({ act: 'candidate.decide', objectId: case_id, unitId: unit_id, detail });
  return { id };
}

async function candidateRow(transaction: Transaction<Tables>, id: string) {
  const row = await transaction
    .selectFrom('casework.candidate as candidate')
    .innerJoin('casework.case_file as file', 'file.id', 'candidate.case_id')
    .select(['candidate.case_id', 'file.unit_id'])
    .where('candidate.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Missing();
  return row;
}
