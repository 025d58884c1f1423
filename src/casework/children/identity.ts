import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { requireOpen } from '../cases/require-open.ts';
import { type Statement, statementsOf } from '../people/read-person.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { RELEASE_PURPOSES } from './child-states.ts';

const colleague = z.object({ id: z.string(), name: z.string() });

/** No release lasts longer: what is still needed is asked for anew. */
export const LONGEST_RELEASE_DAYS = 90;

export const newReleaseSchema = z.object({
  caseId: z.uuid(),
  memberId: z.string().min(1).max(100).describe('Who shall be able to read who the child is.'),
  purpose: z.enum(RELEASE_PURPOSES),
  reason: z.string().trim().min(1).max(2000),
  days: z.number().int().min(1).max(LONGEST_RELEASE_DAYS).describe('For how long.'),
});

export const releaseAnswerSchema = z.object({ agreed: z.boolean() });

export const releaseSchema = z.object({
  id: z.uuid(),
  member: colleague,
  purpose: z.enum(RELEASE_PURPOSES),
  reason: z.string(),
  until: z.string(),
  proposedBy: colleague,
  answeredBy: colleague.nullable(),
  answeredAt: z.string().nullable(),
  endedBy: colleague.nullable().describe('Who ended it before its time, or the part by which it was read.'),
  endedAt: z.string().nullable(),
  state: z.enum(['asked', 'open', 'declined', 'ended']),
});
export type Release = z.infer<typeof releaseSchema>;

export const awaitingReleaseSchema = releaseSchema
  .pick({ id: true, member: true, purpose: true, reason: true, until: true, proposedBy: true })
  .extend({ child: z.object({ id: z.uuid(), workingName: z.string() }), proposedAt: z.string() });

/** Asks that a member may read who a child is. It opens when a second person agrees. Throws Missing, or Conflict for whom it could not open. */
export async function askRelease(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
  { caseId, memberId, purpose, reason, days }: z.infer<typeof newReleaseSchema>,
  by: string,
): Promise<{ id: string }> {
  await requireOpen(transaction, caseId);
  await requireReader(transaction, caseId, personId, memberId);
  const id = randomUUID();
  await transaction
    .insertInto('casework.identity_release')
    .values({
      ...{ id, person_id: personId, case_id: caseId, member_id: memberId, purpose, reason, proposed_by: by },
      until: sql`clock_timestamp() + make_interval(days => ${days}::int)`,
    })
    .execute();
  await tell({
    act: 'identity.ask',
    objectId: personId,
    unitId: null,
    detail: { release: id, member: memberId, purpose, days },
  });
  return { id };
}

/** The second person's answer. Throws Missing, or Conflict for who asked, who would read, when it was answered, or for whom it could not open. */
export async function answerRelease(
  transaction: Transaction<Tables>,
  tell: Tell,
  releaseId: string,
  { agreed }: z.infer<typeof releaseAnswerSchema>,
  by: string,
): Promise<void> {
  const release = await releaseRow(transaction, releaseId);
  if (release.answered_at !== null || release.ended_at !== null) throw new Conflict('answered_already');
  if (release.proposed_by === by || release.member_id === by) throw new Conflict('second_person');
  if (agreed) await requireReader(transaction, release.case_id, release.person_id, release.member_id);
  await update(transaction, releaseId, { answered_by: by, answered_at: sql`clock_timestamp()`, agreed });
  await tell({
    act: 'identity.answer',
    objectId: release.person_id,
    unitId: null,
    detail: { release: releaseId, agreed },
  });
}

/** Throws Missing, or Conflict when there is nothing open to end. */
export async function endRelease(
  transaction: Transaction<Tables>,
  tell: Tell,
  releaseId: string,
  by: string,
): Promise<void> {
  const release = await releaseRow(transaction, releaseId);
  if (!release.agreed || release.ended_at !== null) throw new Conflict('answered_already');
  await update(transaction, releaseId, { ended_by: by, ended_at: sql`clock_timestamp()` });
  await tell({ act: 'identity.end', objectId: release.person_id, unitId: null, detail: { release: releaseId } });
}

/** Releases of a child that the member may know of, or those alone that let the member read, newest first. */
export async function releasesOf(
  transaction: Transaction<Tables>,
  personId: string,
  { ofMine = false } = {},
): Promise<Release[]> {
  const rows = await transaction
    .selectFrom('casework.identity_release as release')
    .innerJoin('vigie.member as member', 'member.id', 'release.member_id')
    .innerJoin('vigie.member as proposer', 'proposer.id', 'release.proposed_by')
    .leftJoin('vigie.member as answerer', 'answerer.id', 'release.answered_by')
    .leftJoin('vigie.member as ender', 'ender.id', 'release.ended_by')
    .selectAll('release')
    .select(['member.name as member_name', 'proposer.name as proposer_name'])
    .select(['answerer.name as answerer_name', 'ender.name as ender_name'])
    .select(sql<boolean>`release.until <= now()`.as('over'))
    .where('release.person_id', '=', personId)
    .$if(ofMine, (query) => query.where('release.member_id', '=', sql<string>`vigie.me()`))
    .orderBy('release.proposed_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, purpose: row.purpose, reason: row.reason, until: row.until.toISOString() },
    member: { id: row.member_id, name: row.member_name },
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by === null ? null : { id: row.answered_by, name: row.answerer_name ?? '' },
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by === null ? null : { id: row.ended_by, name: row.ender_name ?? '' },
    state: stateOf(row),
  }));
}

/** Releases of a case that nobody has answered: for who may be the second person, and for who asked. The child by its working name. */
export async function releasesAwaiting(
  transaction: Transaction<Tables>,
  caseId: string,
): Promise<z.infer<typeof awaitingReleaseSchema>[]> {
  const rows = await transaction
    .selectFrom('casework.identity_release as release')
    .innerJoin('casework.person as child', 'child.id', 'release.person_id')
    .innerJoin('vigie.member as member', 'member.id', 'release.member_id')
    .innerJoin('vigie.member as proposer', 'proposer.id', 'release.proposed_by')
    .selectAll('release')
    .select(['child.working_name', 'member.name as member_name', 'proposer.name as proposer_name'])
    .where('release.case_id', '=', caseId)
    .where('release.answered_at', 'is', null)
    .where('release.ended_at', 'is', null)
    .where(sql<boolean>`release.until > now()`)
    .where(sql<boolean>`(casework.i_agree_in(release.case_id) or release.proposed_by = vigie.me())`)
    .orderBy('release.proposed_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, purpose: row.purpose, reason: row.reason, until: row.until.toISOString() },
    child: { id: row.person_id, workingName: row.working_name },
    member: { id: row.member_id, name: row.member_name },
    ...{ proposedBy: { id: row.proposed_by, name: row.proposer_name }, proposedAt: row.proposed_at.toISOString() },
  }));
}

/**
 * Who a child is. Told before it is read, whether it opens or not; empty for whom no release names. Null when there is no such child
 * for the member.
 */
export async function readIdentity(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
): Promise<Statement[] | null> {
  const child = await transaction
    .selectFrom('casework.person')
    .select('id')
    .where('id', '=', personId)
    .where('population', '=', 'child')
    .executeTakeFirst();
  const open = await transaction
    .selectFrom('casework.identity_release')
    .select('id')
    .where('person_id', '=', personId)
    .where(sql<boolean>`person_id = any (casework.identities_open_to_me())`)
    .limit(1)
    .executeTakeFirst();
  await tell({ act: 'identity.read', objectId: personId, unitId: null, detail: { found: !!child, open: !!open } });
  if (!child) return null;
  const merged = await transaction
    .selectFrom('casework.person')
    .select('id')
    .where('merged_into', '=', personId)
    .execute();
  return statementsOf(transaction, [personId, ...merged.map(({ id }) => id)], true);
}

function stateOf(row: { agreed: boolean | null; ended_at: Date | null; over: boolean }): Release['state'] {
  if (row.agreed === false) return 'declined';
  if (row.ended_at !== null || row.over) return 'ended';
  return row.agreed === null ? 'asked' : 'open';
}

async function requireReader(
  transaction: Transaction<Tables>,
  caseId: string,
  personId: string,
  memberId: string,
): Promise<void> {
  const { rows } = await sql<{ could: boolean }>`
    select casework.keeps_identity(${caseId}::uuid, ${personId}::uuid, ${memberId}) as could`.execute(transaction);
  if (rows[0]?.could !== true) throw new Conflict('release_reader');
}

async function releaseRow(transaction: Transaction<Tables>, id: string) {
  const release = await transaction
    .selectFrom('casework.identity_release')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!release) throw new Missing();
  return release;
}

async function update(transaction: Transaction<Tables>, id: string, set: object): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('casework.identity_release')
    .set(set)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Missing();
}
