import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Agreed } from '../cases/agreements.ts';
import { requireOpenWith } from '../cases/require-open.ts';
import { plainDate } from '../plain-date.ts';
import { Conflict, Missing } from '../refusals.ts';
import { requireNewest, seenAt } from '../seen-entry.ts';
import type { Tables } from '../tables.ts';
import { CHILD_STATES, type ChildState, endingOf, TRACKS, type Track } from './child-states.ts';

const states = TRACKS.flatMap((track) => Object.keys(CHILD_STATES[track])) as ChildState[];

export const newStatusSchema = z.object({
  track: z.enum(TRACKS),
  state: z.enum(states).describe('given_up is written by an agreement of two people, not here.'),
  holderId: z.string().min(1).max(100),
  nextStep: z.string().trim().min(1).max(2000).describe('What comes next; when the track has ended, how it ended.'),
  nextOn: plainDate.nullable().describe('By when; null when the track has ended.'),
  seenAt,
});
export type NewStatus = z.infer<typeof newStatusSchema>;

/**
 * How it stands with a child from now on. Throws Missing, or Conflict when the state is none of the track, the date does not go with it,
 * or somebody has written since the entry that was seen.
 */
export async function setStatus(
  transaction: Transaction<Tables>,
  tell: Tell,
  personId: string,
  { track, state, holderId, nextStep, nextOn, seenAt: seen }: NewStatus,
  memberId: string,
): Promise<void> {
  const known = endingOf(track, state);
  if (known === null || known.ending === 'agreement') throw new Conflict('no_such_step');
  if ((known.ending === null) !== (nextOn !== null)) throw new Conflict('next_date_while_open');
  await requireChild(transaction, personId);
  await requireOpenWith(transaction, personId);
  // Of two who write at once, the second one sees the first.
  await sql`select pg_advisory_xact_lock(hashtextextended('casework.child_status ' || ${personId}::uuid, 0))`.execute(
    transaction,
  );
  requireNewest(seen, await newestOf(transaction, personId, track));
  await transaction
    .insertInto('casework.child_status')
    .values({
      ...{ person_id: personId, track, state, holder_id: holderId, next_step: nextStep, next_on: nextOn },
      made_by: memberId,
    })
    .execute();
  await tell({ act: 'child.status', objectId: personId, unitId: null, detail: { track, state, nextOn } });
}

/** In the act of the second person. */
export async function giveUpTrack(
  transaction: Transaction<Tables>,
  { id, objectId, content, reason }: Agreed,
  memberId: string,
): Promise<void> {
  const track = z.enum(TRACKS).parse(content.track);
  const holder = await holderOf(transaction, objectId, track);
  await transaction
    .insertInto('casework.child_status')
    .values({
      ...{ person_id: objectId, track, state: 'given_up', holder_id: holder ?? memberId, next_on: null },
      ...{ next_step: reason.slice(0, 2000), agreement_id: id, made_by: memberId },
    })
    .execute();
}

/** Throws Missing unless the person is a child whom the member sees. */
async function requireChild(transaction: Transaction<Tables>, personId: string): Promise<void> {
  const child = await transaction
    .selectFrom('casework.person')
    .select('id')
    .where('id', '=', personId)
    .where('population', '=', 'child')
    .executeTakeFirst();
  if (!child) throw new Missing();
}

/** When the newest entry of a track was made that the member may read. */
async function newestOf(transaction: Transaction<Tables>, person: string, track: Track): Promise<Date | undefined> {
  const newest = await transaction
    .selectFrom('casework.child_status')
    .select('made_at')
    .where('person_id', '=', person)
    .where('track', '=', track)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return newest?.made_at;
}

async function holderOf(transaction: Transaction<Tables>, person: string, track: Track): Promise<string | null> {
  const newest = await transaction
    .selectFrom('casework.child_status')
    .select('holder_id')
    .where('person_id', '=', person)
    .where('track', '=', track)
    .where(sql<boolean>`casework.may_hold_child(person_id, holder_id)`)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return newest?.holder_id ?? null;
}
