import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';
import { eventVersions } from './read-events.ts';
import { eventItem } from './timeline-items.ts';
import { timelineRowSchema } from './timeline-schema.ts';
import { timelineRow } from './timeline-words.ts';

export const eventVersionsSchema = z.object({
  kind: z.enum(['contact', 'provider_report', 'travel', 'fact']),
  versions: z
    .array(z.object({ row: timelineRowSchema, withdrawn: z.boolean() }))
    .describe('Newest first: what was entered, and what took its place.'),
  draft: z
    .record(z.string(), z.unknown())
    .describe('The newest version as it would be entered by hand: what a correction begins with.'),
});

/** An event with all that it was before; null when it is not there for this member. */
export async function readEvent(
  transaction: Transaction<Tables>,
  tell: Tell,
  eventId: string,
  language: 'fr' | 'en',
): Promise<z.infer<typeof eventVersionsSchema> | null> {
  const read = await eventVersions(transaction, eventId);
  await tell({ act: 'event.read', objectId: eventId, unitId: null, detail: { found: read !== null } });
  const newest = await transaction
    .selectFrom('casework.event')
    .selectAll()
    .where('id', '=', eventId)
    .executeTakeFirst();
  if (read === null || !newest) return null;
  return {
    kind: newest.kind,
    versions: read.versions.map((version) => ({
      row: timelineRow(eventItem(version), language),
      withdrawn: version.withdrawn,
    })),
    draft: {
      when: { precision: newest.precision, at: newest.said_at, until: newest.said_until, zone: newest.zone },
      ...{ personId: newest.person_id, otherPersonId: newest.other_person_id, identifier: newest.identifier },
      ...{ otherIdentifier: newest.other_identifier, service: newest.service, means: newest.means },
      ...{ reference: newest.reference, country: newest.country, place: newest.place, otherPlace: newest.other_place },
      ...{ seconds: newest.seconds, files: newest.files, words: newest.words, source: newest.source },
    },
  };
}
