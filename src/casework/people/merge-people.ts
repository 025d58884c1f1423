import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { requireOpenWith } from '../cases/require-open.ts';
import { Conflict, Missing, notEnded } from '../refusals.ts';
import type { Tables } from '../tables.ts';

const reason = z.string().trim().min(1).max(2000);
export const mergeSchema = z.object({ into: z.uuid(), reason });
export const unmergeSchema = z.object({ reason });

/** Two records are one person: from now on they are read as one. Nothing moves. Throws Missing or Conflict. */
export async function mergePeople(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
  { into, reason: why }: z.infer<typeof mergeSchema>,
  memberId: string,
): Promise<void> {
  if (into === personId) throw new Conflict('mergeable');
  const both = await transaction
    .selectFrom('casework.person')
    .select('id')
    .where('id', 'in', [personId, into])
    .execute();
  if (both.length < 2) throw new Missing();
  for (const id of [personId, into]) await requireOpenWith(transaction, id);
  await transaction
    .insertInto('casework.person_merge')
    .values({ person_id: personId, into_id: into, reason: why, made_by: memberId })
    .execute();
  await tell({ act: 'person.merge', objectId: personId, unitId: null, detail: { into } });
}

/** They were two after all. Throws Missing, or Conflict when somebody has said so meanwhile. */
export async function unmergePerson(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
  { reason: why }: z.infer<typeof unmergeSchema>,
  memberId: string,
): Promise<void> {
  await requireOpenWith(transaction, personId);
  const { numUpdatedRows } = await transaction
    .updateTable('casework.person_merge')
    .set({ undone_by: memberId, undone_at: sql`clock_timestamp()`, undone_reason: why })
    .where('person_id', '=', personId)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw notEnded(
      await transaction
        .selectFrom('casework.person_merge')
        .select('undone_at as ended_at')
        .where('person_id', '=', personId)
        .orderBy('undone_at', (by) => by.desc().nullsFirst())
        .executeTakeFirst(),
    );
  await tell({ act: 'person.unmerge', objectId: personId, unitId: null });
}
