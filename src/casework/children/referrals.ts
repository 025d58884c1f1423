import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { requireOpen } from '../cases/require-open.ts';
import { plainDate } from '../plain-date.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { REFERRAL_ANSWERS, REFERRAL_STATES } from './child-states.ts';

const colleague = z.object({ id: z.string(), name: z.string() });

/** Every child can be referred; none without a consent or another legal basis, said in words, of a day. */
export const newReferralSchema = z.object({
  caseId: z.uuid(),
  serviceUnitId: z
    .uuid()
    .nullable()
    .default(null)
    .describe('A unit in which victim services work; null: a service outside.'),
  serviceName: z.string().trim().min(1).max(200),
  need: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .describe('What the child needs. It goes to the service: nothing of the case.'),
  basis: z.enum(['consent', 'legal_basis']),
  basisWords: z.string().trim().min(1).max(2000).describe('Who consented, or by what provision.'),
  basisOn: plainDate,
});

export const referralAnswerSchema = z.object({
  answer: z.enum(REFERRAL_ANSWERS),
  words: z.string().trim().min(1).max(2000),
});

export const referralSchema = z.object({
  id: z.uuid(),
  outside: z.boolean().describe('The service does not work here: who works on the case writes down what it answers.'),
  serviceName: z.string(),
  need: z.string(),
  basis: z.enum(['consent', 'legal_basis']),
  basisWords: z.string(),
  basisOn: z.string(),
  state: z.enum(REFERRAL_STATES),
  by: colleague,
  at: z.string(),
  onRecord: z
    .string()
    .nullable()
    .describe('Working name of the record it was made on, when that was merged into this one.'),
  answers: z.array(z.object({ answer: z.enum(REFERRAL_ANSWERS), words: z.string(), by: colleague, at: z.string() })),
});
export type Referral = z.infer<typeof referralSchema>;

/** Throws Missing or CaseClosed. */
export async function refer(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
  referral: z.infer<typeof newReferralSchema>,
  memberId: string,
): Promise<{ id: string }> {
  await requireOpen(transaction, referral.caseId);
  const id = randomUUID();
  await transaction
    .insertInto('casework.referral')
    .values({
      ...{ id, person_id: personId, case_id: referral.caseId, service_unit_id: referral.serviceUnitId },
      ...{ service_name: referral.serviceName, need: referral.need, basis: referral.basis },
      ...{ basis_words: referral.basisWords, basis_on: referral.basisOn, made_by: memberId },
    })
    .execute();
  await tell({
    act: 'referral.make',
    objectId: personId,
    unitId: null,
    detail: { referral: id, basis: referral.basis },
  });
  return { id };
}

/** Throws Missing, or Conflict when the referral is past that. */
export async function answerReferral(
  transaction: Transaction<Tables>,
  tell: Tell,
  referralId: string,
  { answer, words }: z.infer<typeof referralAnswerSchema>,
  memberId: string,
): Promise<void> {
  const referral = await transaction
    .selectFrom('casework.referral')
    .select(['person_id', 'case_id', 'state'])
    .select(
      sql<boolean>`coalesce(service_unit_id = any (vigie.my_units('victim_services')), false)`.as('to_my_service'),
    )
    .where('id', '=', referralId)
    .executeTakeFirst();
  if (!referral) throw new Missing();
  const steps = { proposed: ['accepted', 'declined', 'revoked'], accepted: ['revoked', 'ended'] } as const;
  const next: readonly string[] =
    referral.state === 'proposed' || referral.state === 'accepted' ? steps[referral.state] : [];
  if (!next.includes(answer)) throw new Conflict('no_such_step');
  // The service answers whether the case is open or not, and sees neither.
  if (!referral.to_my_service) await requireOpen(transaction, referral.case_id);
  await transaction
    .insertInto('casework.referral_answer')
    .values({ referral_id: referralId, answer, words, made_by: memberId })
    .execute();
  await tell({
    act: 'referral.answer',
    objectId: referral.person_id,
    unitId: null,
    detail: { referral: referralId, answer },
  });
}

/** Referrals of a child, whose own record comes first among the records, that the member may read; of one case or of all, newest first. */
export async function referralsOf(
  transaction: Transaction<Tables>,
  records: readonly string[],
  caseId: string | null = null,
): Promise<Referral[]> {
  const rows = await transaction
    .selectFrom('casework.referral as referral')
    .innerJoin('vigie.member as by', 'by.id', 'referral.made_by')
    .innerJoin('casework.person as record', 'record.id', 'referral.person_id')
    .select([
      'referral.id',
      'person_id',
      'working_name',
      'service_unit_id',
      'service_name',
      'need',
      'basis',
      'basis_words',
      'state',
      'referral.made_by',
      'by.name',
      'referral.made_at',
    ])
    .select(sql<string>`basis_on::text`.as('basis_on'))
    .where('referral.person_id', 'in', [...records])
    .$if(caseId !== null, (of) => of.where('referral.case_id', '=', caseId))
    .orderBy('referral.made_at', 'desc')
    .orderBy('referral.id')
    .execute();
  const referrals: Referral[] = [];
  for (const row of rows)
    referrals.push({
      ...{ id: row.id, outside: row.service_unit_id === null },
      ...{ serviceName: row.service_name, need: row.need, basis: row.basis, basisWords: row.basis_words },
      ...{ basisOn: row.basis_on, state: row.state, by: { id: row.made_by, name: row.name } },
      at: row.made_at.toISOString(),
      onRecord: row.person_id === records[0] ? null : row.working_name,
      answers: await answersOf(transaction, row.id),
    });
  return referrals;
}

async function answersOf(transaction: Transaction<Tables>, referral: string): Promise<Referral['answers']> {
  const rows = await transaction
    .selectFrom('casework.referral_answer as answer')
    .innerJoin('vigie.member as by', 'by.id', 'answer.made_by')
    .select(['answer.answer', 'words', 'made_by', 'by.name', 'made_at'])
    .where('referral_id', '=', referral)
    .orderBy('seq')
    .execute();
  return rows.map(({ answer, words, made_by, name, made_at }) => ({
    ...{ answer, words, by: { id: made_by, name }, at: made_at.toISOString() },
  }));
}
