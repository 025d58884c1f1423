import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { proposeEnd } from '../cases/agreements.ts';
import { drawReference } from '../cases/case-reference.ts';
import { requireOpen } from '../cases/require-open.ts';
import {
  ADDRESSEES,
  MOST_YEARS_NAMED,
  mayNameDay,
  REQUEST_EVENTS,
  untilSchema,
  whenSchema,
} from '../clocks/request-facts.ts';
import { refusal } from '../field-refusals.ts';
import { workDay, yearsAfter } from '../plain-date.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { liesBeforeSending } from './event-order.ts';
import { keepStanding, knownRequest } from './keep-standings.ts';
import { REQUEST_ENDS } from './request-rows.ts';
import { rulesInForce } from './rules-in-force.ts';
import { voidSteps } from './told-steps.ts';

const DAY_MS = 86_400_000;

const words = z.string().trim().max(10_000);
const country = z.string().regex(/^[A-Z]{2}$/, refusal('country_form'));
const nextOn = workDay.describe(
  "The holder's own next date, from 1970 to 2099. A request has one as long as it is open.",
);
const holderId = z.string().min(1).max(100).describe('Who answers for it: a member of the case.');

export const newRequestSchema = z.object({
  kind: z.string().max(60).describe('Id of a kind of request, as in GET /request-kinds.'),
  addresseeKind: z.enum(ADDRESSEES),
  addressee: z.string().trim().min(1).max(300).describe('Authority, firm or service; no name of a person.'),
  country: country.describe('Where the addressee is.'),
  region: z.string().trim().min(1).max(10).nullable().default(null).describe('For its own holidays, such as 67.'),
  legalBasis: z.string().trim().min(1).max(2000),
  asked: words.min(1),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, refusal('language_form'))
    .describe('Language in which it is written (ISO 639).'),
  annexes: z.array(z.string().trim().min(1).max(300)).max(100).default([]).describe('References, never files.'),
  urgent: z.boolean().default(false),
  traits: z.array(z.string().max(60)).max(20).default([]),
  holderId,
  nextOn,
});
export type NewRequest = z.infer<typeof newRequestSchema>;

const whatHappened = z.object({
  kind: z.enum(REQUEST_EVENTS),
  at: whenSchema,
  until: untilSchema.optional(),
  words: words.default(''),
});
type Happened = z.infer<typeof whatHappened>;

/** An event with the day that it names, which must fit it. */
function fitting<Schema extends z.ZodType<Pick<Happened, 'kind' | 'at' | 'until'>>>(schema: Schema) {
  return schema
    .refine(({ kind, until }) => until === undefined || mayNameDay(kind), {
      path: ['until'],
      message: refusal('until_named'),
    })
    .refine(({ at, until }) => until === undefined || until >= ('date' in at ? at.date : dayBefore(at.instant)), {
      path: ['until'],
      message: refusal('until_after_event'),
    })
    .refine(
      ({ at, until }) =>
        until === undefined || until <= yearsAfter('date' in at ? at.date : at.instant.slice(0, 10), MOST_YEARS_NAMED),
      { path: ['until'], message: refusal('until_so_far', MOST_YEARS_NAMED) },
    );
}

/** So many events of the past are entered at once at most. */
const MOST_SINCE = 20;

export const newEventSchema = fitting(
  whatHappened.extend({
    nextOn: nextOn.optional(),
    since: z
      .array(fitting(whatHappened))
      .max(MOST_SINCE)
      .default([])
      .describe('What came of it since, entered in the same act: nobody is told of a step in between.'),
  }),
);
export type NewEvent = z.infer<typeof newEventSchema>;

export const requestChangeSchema = z.object({ holderId, nextOn });
export const strikeSchema = z.object({ reason: words.min(1) });
export const requestEndSchema = z.object({
  how: z
    .enum(REQUEST_ENDS)
    .describe('`answered` needs an answer among its events, `refused` that a refusal was what came last.'),
  reason: words.min(1),
});

/** Who does what, and when. */
export interface Doing {
  readonly transaction: Transaction<Tables>;
  readonly tell: Tell;
  readonly memberId: string;
  readonly now: Temporal.Instant;
}

/** Writes a request down. It is not sent by this: that is an event. Throws Missing or Conflict. */
export async function addRequest(
  { transaction, tell, memberId, now }: Doing,
  caseId: string,
  request: NewRequest,
): Promise<{ id: string; reference: string }> {
  await requireOpen(transaction, caseId);
  const { pack, name } = await rulesInForce(transaction);
  const kind = pack.kinds.find(({ id }) => id === request.kind);
  const traits = kind?.traits.map(({ id }) => id) ?? [];
  if (!kind?.addressees.includes(request.addresseeKind) || !request.traits.every((trait) => traits.includes(trait)))
    throw new Conflict('no_such_kind');
  const ofCase = await transaction
    .selectFrom('casework.case_file')
    .select(['unit_id', 'country'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (!ofCase) throw new Missing();
  const id = randomUUID();
  const reference = drawReference();
  await transaction
    .insertInto('casework.request')
    .values({
      ...{ id, case_id: caseId, unit_id: ofCase.unit_id, reference, kind: request.kind },
      ...{ addressee_kind: request.addresseeKind, addressee: request.addressee, country: request.country },
      ...{ region: request.region, own_country: ofCase.country, legal_basis: request.legalBasis, asked: request.asked },
      ...{ language: request.language, annexes: request.annexes, urgent: request.urgent, traits: request.traits },
      ...{ holder_id: request.holderId, next_on: request.nextOn, rules: name, made_by: memberId },
    })
    .execute();
  await keepStanding(transaction, id, now);
  await tell({ act: 'request.write', objectId: id, unitId: ofCase.unit_id, detail: { case: caseId, kind: kind.id } });
  return { id, reference };
}

/** Anywhere on Earth a day begins at most so much earlier than in UTC. */
const EARLIEST_ZONE = { hours: 14 };

/**
 * Enters what happened, and what came of it since, in one transaction; gives the first. Throws Missing, or Conflict when the request has
 * ended or was changed since it was read, when something has not happened yet, or when it would lie before the request went out.
 */
export async function addRequestEvent(
  { transaction, tell, memberId, now }: Doing,
  id: string,
  { nextOn: next, since, ...first }: NewEvent,
  expected: number | null,
): Promise<{ id: string }> {
  const request = await lockRequest(transaction, id, expected);
  const entered: Pick<Happened, 'kind' | 'at'>[] = [...((await knownRequest(transaction, id))?.facts.events ?? [])];
  const added: { readonly id: string; readonly event: Happened }[] = [];
  for (const event of [first, ...since]) {
    if (isAhead(event.at, now)) throw new Conflict('not_yet');
    if (liesBeforeSending(event, entered)) throw new Conflict('before_sent');
    entered.push(event);
    added.push({ id: randomUUID(), event });
  }
  for (const { id: entry, event } of added)
    await transaction
      .insertInto('casework.request_event')
      .values({
        ...{ id: entry, request_id: id, case_id: request.case_id, kind: event.kind, words: event.words },
        ...('instant' in event.at
          ? { at_instant: new Date(event.at.instant), at_date: null }
          : { at_instant: null, at_date: event.at.date }),
        ...{ until_on: event.until ?? null, strikes: null, entered_by: memberId },
      })
      .execute();
  if (next !== undefined) await setNext(transaction, id, { next_on: next });
  await keepStanding(transaction, id, now);
  const fallen = await voidSteps(transaction, id, await rulesInForce(transaction), now);
  for (const { id: entry, event } of added) {
    const named = event.until === undefined ? {} : { until: event.until };
    const detail = { event: entry, kind: event.kind, ...named, ...voids(fallen.get(entry)) };
    await tell({ act: 'request.event', objectId: id, unitId: request.unit_id, detail });
  }
  return { id: added[0]?.id ?? '' };
}

/** For the log: how many steps that were told are void by an entry. */
function voids(steps = 0): { readonly voids?: number } {
  return steps === 0 ? {} : { voids: steps };
}

/** Strikes what was entered wrongly; it stays to be read. Throws Missing or Conflict. */
export async function strikeRequestEvent(
  { transaction, tell, memberId, now }: Doing,
  ids: { readonly requestId: string; readonly eventId: string },
  reason: string,
): Promise<void> {
  const request = await lockRequest(transaction, ids.requestId, null);
  const events = await transaction
    .selectFrom('casework.request_event')
    .select(['id', 'strikes'])
    .where('request_id', '=', ids.requestId)
    .where((where) => where.or([where('id', '=', ids.eventId), where('strikes', '=', ids.eventId)]))
    .where('kind', '<>', 'struck')
    .execute();
  if (events.length === 0) throw new Missing();
  const strike = randomUUID();
  await transaction
    .insertInto('casework.request_event')
    .values({
      ...{
        id: strike,
        request_id: ids.requestId,
        case_id: request.case_id,
        kind: 'struck',
        words: reason,
        strikes: ids.eventId,
      },
      ...{ at_instant: null, at_date: null, entered_by: memberId },
    })
    .execute();
  await keepStanding(transaction, ids.requestId, now);
  const fallen = await voidSteps(transaction, ids.requestId, await rulesInForce(transaction), now);
  const detail = { event: ids.eventId, ...voids(fallen.get(strike)) };
  await tell({ act: 'request.strike', objectId: ids.requestId, unitId: request.unit_id, detail });
}

/** Gives a request to another holder, or sets its next date. Throws Missing or Conflict. */
export async function changeRequest(
  { transaction, tell, now }: Doing,
  id: string,
  change: z.infer<typeof requestChangeSchema>,
  expected: number | null,
): Promise<void> {
  const request = await lockRequest(transaction, id, expected);
  await setNext(transaction, id, { holder_id: change.holderId, next_on: change.nextOn });
  await keepStanding(transaction, id, now);
  const detail = { holder: change.holderId, nextOn: change.nextOn };
  await tell({ act: 'request.change', objectId: id, unitId: request.unit_id, detail });
}

/** Proposes to end a request; a second person answers. Throws Missing or Conflict. */
export async function proposeRequestEnd(
  { transaction, tell, memberId }: Doing,
  id: string,
  { how, reason }: z.infer<typeof requestEndSchema>,
): Promise<{ id: string }> {
  const { case_id, unit_id } = await lockRequest(transaction, id, null);
  await requireGround(transaction, id, how);
  const end = {
    caseId: case_id,
    unitId: unit_id,
    kind: 'end_request',
    objectId: id,
    content: { how },
    reason,
  } as const;
  return proposeEnd(transaction, tell, end, memberId);
}

/** How a request ends must be what happened to it. Throws Conflict. */
export async function requireGround(transaction: Transaction<Tables>, id: string, how: string): Promise<void> {
  const events = (await knownRequest(transaction, id))?.facts.events ?? [];
  if (how === 'answered' && !events.some(({ kind }) => kind === 'answered')) throw new Conflict('no_answer');
  if (how === 'refused' && !(await isRefused(transaction, id))) throw new Conflict('no_refusal');
}

/** Sent once more after a refusal, it waits for an answer again. */
async function isRefused(transaction: Transaction<Tables>, id: string): Promise<boolean> {
  const found = await transaction
    .selectFrom('casework.request_standing')
    .select('standing')
    .where('request_id', '=', id)
    .executeTakeFirst();
  return found?.standing === 'refused';
}

/** West of here the day of an instant may be the one before. What is no instant is refused for itself. */
function dayBefore(instant: string): string {
  const before = new Date(Date.parse(instant) - DAY_MS);
  return Number.isNaN(before.getTime()) ? '' : before.toISOString().slice(0, 10);
}

function isAhead(at: Happened['at'], now: Temporal.Instant): boolean {
  if ('instant' in at) return Temporal.Instant.compare(at.instant, now.add({ minutes: 5 })) > 0;
  return at.date > now.add(EARLIEST_ZONE).toZonedDateTimeISO('UTC').toPlainDate().toString();
}

async function setNext(
  transaction: Transaction<Tables>,
  id: string,
  next: { readonly holder_id?: string; readonly next_on: string },
): Promise<void> {
  await transaction.updateTable('casework.request').set(next).where('id', '=', id).execute();
}

async function lockRequest(transaction: Transaction<Tables>, id: string, expected: number | null) {
  const found = await transaction
    .selectFrom('casework.request')
    .select(['case_id', 'unit_id', 'version', 'ended_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new Missing();
  if (found.ended_at !== null) throw new Conflict('request_ended');
  await requireOpen(transaction, found.case_id);
  if (expected !== null && found.version !== expected) throw new Conflict('changed_meanwhile');
  return found;
}
