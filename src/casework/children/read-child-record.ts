import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { personSchema, readPerson } from '../people/read-person.ts';
import type { Tables } from '../tables.ts';
import { TRACKS } from './child-states.ts';
import { LONGEST_RELEASE_DAYS, releaseSchema, releasesOf } from './identity.ts';
import { careStatesOf, childSchema, statusHistory } from './read-children.ts';
import { referralSchema, referralsOf } from './referrals.ts';
import { askedToOpen, sealedOf, sealedSchema } from './sealed.ts';

export const childRecordSchema = z.object({
  person: personSchema,
  statuses: z.array(childSchema.shape.statuses.element).describe('All that was written, newest first.'),
  careStates: childSchema.shape.careStates,
  givingUp: z
    .array(z.enum(TRACKS))
    .describe('Tracks that somebody has proposed to give up, for a second person to answer.'),
  sealed: z
    .array(sealedSchema)
    .nullable()
    .describe(
      'How much lies under the seal of each record, and never what it says; null to who neither works on a case of the child nor is asked to agree that somebody reads it.',
    ),
  releases: z.array(releaseSchema),
  longestRelease: z.number().int().describe('For how many days at most somebody may read who the child is.'),
  referrals: z.array(referralSchema),
});

/** A child as the page of the case shows it. Told whether found or not; null when not, or when the person is no child. */
export async function readChildRecord(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
): Promise<z.infer<typeof childRecordSchema> | null> {
  const person = await readPerson(transaction, tell, id);
  if (person === null || person.population !== 'child') return null;
  return {
    person,
    statuses: await statusHistory(transaction, id),
    careStates: (await careStatesOf(transaction, [id])).get(id) ?? [],
    givingUp: await givingUp(transaction, id),
    sealed:
      person.cases.some(({ mayWrite }) => mayWrite) || (await askedToOpen(transaction, id))
        ? await sealedOf(transaction, id)
        : null,
    releases: await releasesOf(transaction, id),
    longestRelease: LONGEST_RELEASE_DAYS,
    referrals: await referralsOf(transaction, [id, ...person.merged.map((record) => record.id)]),
  };
}

async function givingUp(transaction: Transaction<Tables>, id: string): Promise<(typeof TRACKS)[number][]> {
  const rows = await transaction
    .selectFrom('casework.agreement')
    .select('content')
    .where('kind', '=', 'end_child_status')
    .where('object_id', '=', id)
    .where('answered_at', 'is', null)
    .execute();
  return TRACKS.filter((track) => rows.some(({ content }) => content.track === track));
}
