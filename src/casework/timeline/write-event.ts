import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { requireWork } from '../cases/require-open.ts';
import { refusal } from '../field-refusals.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { type EventTime, eventTime, PRECISIONS, type TimeProblem, zoneName } from './event-time.ts';
import { cleanValue, type Form } from './imports/clean-value.ts';
import { MEANS } from './imports/import-words.ts';

const OF_TIME: Readonly<Record<TimeProblem, 'at' | 'until' | 'zone'>> = {
  ...{ not_a_time: 'at', no_such_time: 'at', too_early: 'at', ends_before: 'until' },
  ...{ zone_not_said: 'zone', no_such_zone: 'zone' },
};

const said = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?)?)?$/, refusal('time_form'))
  .describe('Local to the zone, as far as it is known: 2026-03-04T10:15, 2026-03-04T10, 2026-03-04, 2026-03 or 2026.');
const of = (form: Form) =>
  z
    .string()
    .max(1000)
    .refine((value) => value.trim() !== '' && 'value' in cleanValue(value, form), {
      message: refusal('metadata_alone'),
    })
    .transform((value) => value.trim().normalize('NFC'))
    .nullable()
    .default(null);
const person = z.uuid().nullable().default(null);
const when = z
  .object({
    precision: z.enum(PRECISIONS),
    at: said.nullable().default(null),
    until: said.nullable().default(null),
    zone: z
      .string()
      .max(60)
      .refine((zone) => zoneName(zone) !== null, refusal('no_such_zone'))
      .nullable()
      .default(null)
      .describe('An IANA name or an offset; needed where an hour is said.'),
  })
  .superRefine((given, context) => {
    const time = eventTime(given);
    if (typeof time === 'string') context.addIssue({ code: 'custom', path: [OF_TIME[time]], message: refusal(time) });
  });
const common = {
  when,
  source: z.string().trim().min(1).max(500).describe('Where it is known from.'),
};
const who = {
  personId: person.describe('Who, of the case; of a child no identifier is kept.'),
  identifier: of('identifier').describe('Number, address or name of an account.'),
};
const toward = { otherPersonId: person, otherIdentifier: of('identifier') };
const words = z.string().trim().min(1).max(2000);
const place = z.string().trim().min(1).max(200).nullable().default(null);

/** What is entered by hand. Of contacts and reports there are no words: what was said has no place here. */
export const newTimelineEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('contact'), ...common, ...who, ...toward },
    service: of('service'),
    means: z.enum(MEANS).nullable().default(null),
    seconds: z
      .number()
      .int()
      .min(0)
      .max(2_000_000)
      .nullable()
      .optional()
      .describe('Left out of a correction: as before.'),
  }),
  z.strictObject({
    ...{ kind: z.literal('provider_report'), ...common, ...who, service: of('service'), reference: of('reference') },
    country: of('country'),
    files: z.number().int().min(0).max(1_000_000_000).nullable().default(null).describe('How many: a number alone.'),
  }),
  z.strictObject({
    ...{ kind: z.literal('travel'), ...common, ...who, place, otherPlace: place },
    words: words.or(z.literal('')).default(''),
  }),
  z.strictObject({ kind: z.literal('fact'), ...common, ...who, ...toward, place, words }),
]);
export type NewTimelineEvent = z.infer<typeof newTimelineEventSchema>;

const reason = z.string().trim().min(1).max(2000);
export const eventCorrectionSchema = z.object({ event: newTimelineEventSchema, reason });
export const eventWithdrawalSchema = z.object({ reason });

/** Journeys and hearings can lie ahead; contacts and reports have happened. */
const AHEAD = { hours: 26 };

/** Throws Missing, or Conflict when it has not happened yet or a child would stand with an identifier. */
export async function addEvent(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  event: NewTimelineEvent,
  memberId: string,
): Promise<{ id: string }> {
  const { unit_id: unitId } = await requireWork(transaction, caseId);
  const id = await insert(transaction, caseId, event, memberId, null);
  await tell({ act: 'event.add', objectId: caseId, unitId, detail: { event: id, kind: event.kind } });
  return { id };
}

/** Puts another event in the place of one, which stays to be read. Throws Missing, or Conflict when somebody has done so meanwhile. */
export async function correctEvent(
  transaction: Transaction<Tables>,
  tell: Tell,
  eventId: string,
  { event, reason: why }: z.infer<typeof eventCorrectionSchema>,
  memberId: string,
): Promise<{ id: string }> {
  const { caseId, unitId } = await requireNewest(transaction, eventId);
  const id = await insert(transaction, caseId, event, memberId, { supersedes: eventId, reason: why });
  const detail = { event: id, corrects: eventId };
  await tell({ act: 'event.correct', objectId: caseId, unitId, detail });
  return { id };
}

/** Takes an event from the timeline; it stays to be read. Throws as `correctEvent`. */
export async function withdrawEvent(
  transaction: Transaction<Tables>,
  tell: Tell,
  eventId: string,
  why: string,
  memberId: string,
): Promise<{ id: string }> {
  const { caseId, unitId } = await requireNewest(transaction, eventId);
  const id = randomUUID();
  await sql`insert into casework.event (id, case_id, kind, precision, source, supersedes, reason, withdrawn, entered_by)
    select ${id}::uuid, case_id, kind, 'undated', '-', id, ${why}, true, ${memberId} from casework.event where id = ${eventId}::uuid`.execute(
    transaction,
  );
  const detail = { event: id, withdraws: eventId };
  await tell({ act: 'event.correct', objectId: caseId, unitId, detail });
  return { id };
}

async function insert(
  transaction: Transaction<Tables>,
  caseId: string,
  event: NewTimelineEvent,
  memberId: string,
  corrects: { readonly supersedes: string; readonly reason: string } | null,
): Promise<string> {
  const time = eventTime(event.when);
  if (typeof time === 'string') throw new Conflict('not_a_time');
  if (event.kind === 'contact' || event.kind === 'provider_report') requirePast(time);
  const id = randomUUID();
  const before = corrects === null ? null : await notByHand(transaction, corrects.supersedes);
  const has = <K extends string>(key: K): unknown => (key in event ? (event as Record<string, unknown>)[key] : null);
  await transaction
    .insertInto('casework.event')
    .values({
      ...{ id, case_id: caseId, kind: event.kind, precision: time.precision, begins_at: time.from, ends_at: time.to },
      ...{ said_at: time.said, said_until: time.until, zone: time.zone, person_id: event.personId },
      ...{ identifier: event.identifier, other_person_id: has('otherPersonId') as string | null },
      other_identifier: has('otherIdentifier') as string | null,
      service: has('service') as string | null,
      means: has('means') as (typeof MEANS)[number] | null,
      seconds: event.kind === 'contact' && event.seconds !== undefined ? event.seconds : (before?.seconds ?? null),
      reference: 'reference' in event ? event.reference : (before?.reference ?? null),
      country: ('country' in event ? event.country : (before?.country ?? null))?.toUpperCase() ?? null,
      ...{ identifiers: before?.identifiers ?? [], incident_at: before?.incident_at?.toISOString() ?? null },
      incident: before?.incident == null ? null : JSON.stringify(before.incident),
      files: has('files') as number | null,
      place: has('place') as string | null,
      other_place: has('otherPlace') as string | null,
      words: (has('words') as string | null) ?? '',
      ...{ source: event.source, supersedes: corrects?.supersedes ?? null, reason: corrects?.reason ?? null },
      entered_by: memberId,
    })
    .execute();
  return id;
}

/** What a file said of it that is not typed by hand: a correction keeps it. */
async function notByHand(transaction: Transaction<Tables>, id: string) {
  return transaction
    .selectFrom('casework.event')
    .select(['seconds', 'reference', 'country', 'identifiers', 'incident_at', 'incident'])
    .where('id', '=', id)
    .executeTakeFirst();
}

function requirePast({ from }: EventTime): void {
  if (from !== null && Temporal.Instant.compare(from, Temporal.Now.instant().add(AHEAD)) > 0)
    throw new Conflict('not_yet');
}

async function requireNewest(
  transaction: Transaction<Tables>,
  eventId: string,
): Promise<{ caseId: string; unitId: string }> {
  const event = await transaction
    .selectFrom('casework.event')
    .select(['case_id', 'withdrawn'])
    .where('id', '=', eventId)
    .executeTakeFirst();
  if (!event) throw new Missing();
  if (event.withdrawn) throw new Conflict('changed_meanwhile');
  return { caseId: event.case_id, unitId: (await requireWork(transaction, event.case_id)).unit_id };
}
