import type { Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { LADDER_ROLES, MEANINGS, TRUST } from '../clocks/clock-schema.ts';
import { CLOCK_STATES, type Clock, clocksOf, NOT_FOLLOWED } from '../clocks/clocks-of.ts';
import { COUNTINGS, UNITS } from '../clocks/counting.ts';
import { fittingNotices } from '../clocks/fitting-rules.ts';
import { REQUEST_EVENTS } from '../clocks/request-facts.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { knownRequest } from './keep-standings.ts';
import { reckon } from './reckon.ts';
import { requestRowSchema, requestRows } from './request-rows.ts';
import { rulesInForce } from './rules-in-force.ts';
import { type ToldStep, toldSteps } from './told-steps.ts';

const STEPS = ['warning', 'escalation'] as const;
const bilingual = z.object({ en: z.string(), fr: z.string() });
const person = z.object({ id: z.string(), name: z.string() });
const basis = {
  instrument: bilingual,
  words: bilingual,
  scope: bilingual.nullable(),
  document: bilingual.describe('Where it was taken from.'),
  trust: z.enum(TRUST).describe('A, B or C as the law is known; unit: a house rule.'),
};
const when = z.union([z.object({ instant: z.string() }), z.object({ date: z.string() })]);
const step = z.object({ kind: z.enum(STEPS), to: z.enum(LADDER_ROLES), on: z.string(), at: z.string() });

const clockSchema = z.object({
  rule: z.string(),
  version: z.number().int(),
  ...basis,
  means: z.enum(MEANINGS),
  form: bilingual.nullable(),
  state: z.enum(CLOCK_STATES),
  startsAt: when.nullable(),
  endsOn: z.string().nullable(),
  endsAt: z.string().nullable(),
  escalatedTo: z.enum(LADDER_ROLES).nullable(),
  nextStep: step.nullable(),
  heldUntil: z
    .string()
    .nullable()
    .describe('A step has come and is told from then on: what brought it was entered only just now, after the fact.'),
  why: z.object({
    startedBy: z.enum(REQUEST_EVENTS).nullable(),
    awaits: z.array(z.enum(REQUEST_EVENTS)),
    length: z.object({ amount: z.number(), unit: z.enum(UNITS) }),
    counting: z.enum(COUNTINGS),
    countingTrust: z.enum(TRUST),
    extensions: z.number().int(),
    named: z
      .object({
        on: z.string(),
        notFollowed: z.enum(NOT_FOLLOWED).nullable().describe('Why the clock does not end with it; null when it does.'),
      })
      .nullable()
      .describe('The last day that an extension named.'),
    settledBy: z.enum([...REQUEST_EVENTS, 'ended']).nullable(),
    settledAt: when.nullable(),
    hourUnknown: z.boolean(),
    calendar: z.object({
      country: z.string(),
      region: z.string().nullable(),
      zone: z.string(),
      zoneAssumed: z.boolean(),
      weekendsOnly: z.boolean(),
    }),
  }),
});

export const requestSchema = requestRowSchema.extend({
  legalBasis: z.string(),
  asked: z.string(),
  language: z.string(),
  annexes: z.array(z.string()),
  traits: z.array(z.string()),
  region: z.string().nullable(),
  version: z.number().int(),
  rules: z.string().describe('Rules that it was written under.'),
  madeAt: z.string(),
  events: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(REQUEST_EVENTS),
      at: when,
      until: z.string().nullable().describe('The last day that it named.'),
      words: z.string(),
      enteredBy: person,
      enteredAt: z.string(),
      struck: z.object({ reason: z.string(), by: person, at: z.string() }).nullable(),
    }),
  ),
  givenOn: z
    .array(z.object({ from: person, to: person, by: person, at: z.string() }))
    .describe('From whom to whom it went, by hand or because its holder left the case, oldest first.'),
  clocks: z.array(clockSchema).describe('Reckoned for this answer.'),
  law: z.array(z.object({ id: z.string(), ...basis })).describe('What sets no clock and is to be known.'),
  told: z.array(
    z.object({
      ...{ rule: z.string(), kind: z.enum(STEPS), to: z.enum(LADDER_ROLES), on: z.string(), toldAt: z.string() },
      named: z
        .object({ instrument: bilingual, words: bilingual })
        .nullable()
        .describe('The rule as it is in force; null when it no longer is.'),
      void: z
        .object({
          by: z.enum(['event', 'strike']).describe('What was entered: an event, or that one was entered wrongly.'),
          ...{ event: z.enum(REQUEST_EVENTS), at: when, entered: z.string(), who: person },
        })
        .nullable()
        .describe('The entry since which the step is void: by what it says the step never came. Null while it stands.'),
    }),
  ),
  proposal: z
    .object({ id: z.uuid(), how: z.string(), reason: z.string(), by: person, at: z.string() })
    .nullable()
    .describe('To end it; a second person answers.'),
});

/** One request with its events, its clocks as they stand now, and who was told. Throws Missing. */
export async function readRequest(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  now: Temporal.Instant,
): Promise<z.infer<typeof requestSchema>> {
  const known = await knownRequest(transaction, id);
  const [row] = await requestRows(transaction, { request: id });
  const request = await transaction
    .selectFrom('casework.request')
    .select([
      'legal_basis',
      'asked',
      'language',
      'annexes',
      'traits',
      'region',
      'version',
      'rules',
      'made_at',
      'unit_id',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (known === null || !row || !request) throw new Missing();
  const rules = await rulesInForce(transaction);
  const { pack, calendars } = rules;
  const events = await eventsOf(transaction, id);
  const {
    lookAt: _look,
    rules: _rules,
    reckonedAt: _at,
    notices: _notices,
    rule: _rule,
    ...reckoned
  } = reckon(known.facts, rules, now);
  await tell({ act: 'request.read', objectId: id, unitId: request.unit_id });
  return {
    ...row,
    ...reckoned,
    legalBasis: request.legal_basis,
    asked: request.asked,
    language: request.language,
    annexes: request.annexes,
    traits: request.traits,
    region: request.region,
    version: request.version,
    rules: request.rules,
    madeAt: request.made_at.toISOString(),
    events,
    givenOn: await givenOnOf(transaction, id),
    clocks: clocksOf(known.facts, pack, calendars, now).flatMap((clock) => {
      const rule = pack.rules.find((each) => each.id === clock.rule);
      return rule === undefined ? [] : [shown(clock, rule)];
    }),
    law: fittingNotices(known.facts, pack).map((notice) => ({ id: notice.id, ...basisOf(notice) })),
    told: toldOf(await toldSteps(transaction, id, rules, now), events, pack.rules),
    proposal: await proposalOf(transaction, id),
  };
}

async function givenOnOf(
  transaction: Transaction<Tables>,
  id: string,
): Promise<z.infer<typeof requestSchema>['givenOn']> {
  const rows = await transaction
    .selectFrom('casework.request_given_on as given')
    .innerJoin('vigie.member as giver', 'giver.id', 'given.from_id')
    .innerJoin('vigie.member as taker', 'taker.id', 'given.to_id')
    .innerJoin('vigie.member as by', 'by.id', 'given.made_by')
    .select(['from_id', 'giver.name as from_name', 'to_id', 'taker.name as to_name'])
    .select(['made_by', 'by.name as by_name', 'made_at'])
    .where('request_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    from: { id: row.from_id, name: row.from_name },
    to: { id: row.to_id, name: row.to_name },
    by: { id: row.made_by, name: row.by_name },
    at: row.made_at.toISOString(),
  }));
}

type Rule = Awaited<ReturnType<typeof rulesInForce>>['pack']['rules'][number];

function basisOf({ instrument, words, scope, source }: Pick<Rule, 'instrument' | 'words' | 'scope' | 'source'>) {
  const document = { en: source.document, fr: source.document_fr ?? source.document };
  return { instrument, words, scope: scope ?? null, document, trust: source.trust };
}

function shown({ nextStep, steps: _, why, ...clock }: Clock, rule: Rule): z.infer<typeof clockSchema> {
  return {
    ...clock,
    ...basisOf(rule),
    form: rule.form ?? null,
    nextStep:
      nextStep === null ? null : { kind: nextStep.kind, to: nextStep.to, on: nextStep.on, at: nextStep.at.toString() },
    why: { ...why, awaits: [...why.awaits], counting: rule.counting, countingTrust: rule.counting_trust },
  };
}

async function eventsOf(
  transaction: Transaction<Tables>,
  id: string,
): Promise<z.infer<typeof requestSchema>['events']> {
  const rows = await transaction
    .selectFrom('casework.request_event as event')
    .innerJoin('vigie.member as by', 'by.id', 'event.entered_by')
    .select(['event.id', 'event.kind', 'event.at_instant', 'event.words', 'event.strikes', 'event.entered_at'])
    .select(({ cast, ref }) => cast<string | null>(ref('event.at_date'), 'text').as('on'))
    .select(({ cast, ref }) => cast<string | null>(ref('event.until_on'), 'text').as('until'))
    .select(['by.id as by_id', 'by.name as by_name'])
    .where('event.request_id', '=', id)
    .orderBy('event.seq')
    .execute();
  return rows.flatMap((event) => {
    const { kind } = event;
    if (kind === 'struck') return [];
    const strike = rows.find(({ strikes }) => strikes === event.id);
    return {
      ...{ id: event.id, kind, until: event.until, words: event.words, enteredAt: event.entered_at.toISOString() },
      at: event.at_instant === null ? { date: event.on ?? '' } : { instant: event.at_instant.toISOString() },
      enteredBy: { id: event.by_id, name: event.by_name },
      struck:
        strike === undefined
          ? null
          : {
              reason: strike.words,
              by: { id: strike.by_id, name: strike.by_name },
              at: strike.entered_at.toISOString(),
            },
    };
  });
}

function toldOf(
  steps: readonly ToldStep[],
  events: z.infer<typeof requestSchema>['events'],
  rules: readonly Rule[],
): z.infer<typeof requestSchema>['told'] {
  return steps.map(({ rule, kind, to, on, toldAt, voidSince }) => {
    const event = events.find(({ id }) => id === voidSince?.id);
    const struck = events.find(({ id }) => id === voidSince?.strikes);
    return {
      ...{ rule, kind, to, on, toldAt },
      named: namedOf(rules.find((each) => each.id === rule)),
      void:
        event !== undefined
          ? { by: 'event', event: event.kind, at: event.at, entered: event.enteredAt, who: event.enteredBy }
          : struck?.struck
            ? { by: 'strike', event: struck.kind, at: struck.at, entered: struck.struck.at, who: struck.struck.by }
            : null,
    };
  });
}

function namedOf(rule: Rule | undefined) {
  return rule === undefined ? null : { instrument: rule.instrument, words: rule.words };
}

async function proposalOf(
  transaction: Transaction<Tables>,
  id: string,
): Promise<z.infer<typeof requestSchema>['proposal']> {
  const row = await transaction
    .selectFrom('casework.agreement as agreement')
    .innerJoin('vigie.member as by', 'by.id', 'agreement.proposed_by')
    .select([
      'agreement.id',
      'agreement.content',
      'agreement.reason',
      'agreement.proposed_at',
      'by.id as by_id',
      'by.name',
    ])
    .where('agreement.kind', '=', 'end_request')
    .where('agreement.object_id', '=', id)
    .where('agreement.answered_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...{ id: row.id, how: row.content.how ?? '', reason: row.reason },
    ...{ by: { id: row.by_id, name: row.name }, at: row.proposed_at.toISOString() },
  };
}
