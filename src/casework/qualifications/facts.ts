import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { tellCase } from '../cases/tell-case.ts';
import { REQUEST_EVENTS } from '../clocks/request-facts.ts';
import { readLead } from '../leads/read-lead.ts';
import { standsAs } from '../people/merged-in-case.ts';
import { POPULATIONS } from '../people/populations.ts';
import { STATEMENT_FIELD_NAMES, statementValueSchema } from '../people/statement.ts';
import type { Tables } from '../tables.ts';
import { EVENT_STANDS, selectEvents } from '../timeline/read-events.ts';
import { timelineItems } from '../timeline/timeline-items.ts';
import { timelineRow } from '../timeline/timeline-words.ts';

const bilingual = z.object({ en: z.string(), fr: z.string() });
const evidenceFact = z.object({
  kind: z.literal('evidence'),
  id: z.uuid(),
  number: z.number().int(),
  description: z.string(),
});
const requestFact = z.object({
  kind: z.literal('request_event'),
  id: z.uuid(),
  requestId: z.uuid(),
  reference: z.string(),
  addressee: z.string(),
  event: z.enum(REQUEST_EVENTS),
  at: z.string().describe('An instant, or a calendar date where the hour is not known.'),
  words: z.string(),
});
const eventFact = z.object({
  kind: z.literal('event'),
  id: z.uuid(),
  words: bilingual.describe('The row of the timeline in one line, as it stood when it was named.'),
  stands: z.boolean().describe('False: corrected or withdrawn since.'),
});
const statementFact = z.object({
  kind: z.literal('statement'),
  id: z.uuid(),
  personId: z.uuid(),
  population: z.enum(POPULATIONS),
  workingName: z.string(),
  field: z.enum(STATEMENT_FIELD_NAMES),
  value: statementValueSchema,
  source: z.string(),
});

/** A fact that an entry names, as the reader may read it. */
export const factSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lead'),
    id: z
      .uuid()
      .nullable()
      .describe('Null: the reader may not read that lead, and of what was said of it there is nothing.'),
    indicator: z.string().nullable(),
    headline: bilingual.nullable(),
    queue: z.string().nullable(),
  }),
  evidenceFact,
  requestFact,
  statementFact,
  eventFact,
]);
export type Fact = z.infer<typeof factSchema>;

/** What can be named in an entry. */
export const factsSchema = z.object({
  leads: z.array(
    z.object({
      id: z.uuid(),
      headline: bilingual,
      reasons: z.array(z.object({ indicator: z.string(), sentence: bilingual, against: z.boolean() })),
    }),
  ),
  evidence: z.array(evidenceFact),
  requestEvents: z.array(requestFact),
  statements: z.array(statementFact),
  events: z
    .array(eventFact)
    .describe('Of the timeline: what was entered by hand before what was imported, newest first.'),
});

/** A list to choose from is no archive: the newest of each kind. */
const MOST = 500;

/** The facts of a case that an entry can name, told with each lead that is read; null when there is no such case for the member. */
export async function factsOfCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  caseId: string,
  named: (place: number) => string,
): Promise<z.infer<typeof factsSchema> | null> {
  if (!(await tellCase(transaction, tell, 'candidates.facts', caseId))) return null;
  const parts = await transaction
    .selectFrom('casework.case_lead')
    .select('lead_id')
    .where('case_id', '=', caseId)
    .orderBy('added_at', 'desc')
    .limit(MOST)
    .execute();
  const leads: z.infer<typeof factsSchema>['leads'] = [];
  for (const { lead_id } of parts) {
    const lead = await readLead(transaction, tell, lead_id, named);
    if (lead === null) continue;
    const body = reasonsOf.parse(JSON.parse(lead.body));
    leads.push({
      ...{ id: lead_id, headline: lead.row.headline },
      reasons: [
        ...body.reasons.map((reason) => ({ ...reason, against: false })),
        ...body.reasonsAgainst.map((reason) => ({ ...reason, against: true })),
      ],
    });
  }
  return {
    leads,
    evidence: await evidenceFacts(transaction, sql`item.case_id = ${caseId}`, MOST),
    requestEvents: await requestFacts(
      transaction,
      sql`event.case_id = ${caseId} and not exists (select from casework.request_event s where s.strikes = event.id)`,
      MOST,
    ),
    statements: await statementFacts(transaction, sql`said.case_id = ${caseId}`, MOST),
    events: await eventFacts(transaction, sql`e.case_id = ${caseId} and ${EVENT_STANDS}`, MOST),
  };
}

const reason = z.object({ indicator: z.string(), sentence: bilingual });
const reasonsOf = z.object({ reasons: z.array(reason), reasonsAgainst: z.array(reason) });

type Where = RawBuilder<SqlBool>;

export async function evidenceFacts(
  transaction: Transaction<Tables>,
  where: Where,
  most: number,
): Promise<z.infer<typeof evidenceFact>[]> {
  const rows = await transaction
    .selectFrom('casework.evidence_item as item')
    .innerJoin('casework.evidence_version as said', (join) =>
      join.onRef('said.item_id', '=', 'item.id').onRef('said.version', '=', 'item.version'),
    )
    .select(['item.id', 'item.number', 'said.description'])
    .where(where)
    .orderBy('item.number', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({ kind: 'evidence' as const, ...row }));
}

export async function requestFacts(
  transaction: Transaction<Tables>,
  where: Where,
  most: number,
): Promise<z.infer<typeof requestFact>[]> {
  const rows = await transaction
    .selectFrom('casework.request_event as event')
    .innerJoin('casework.request as request', 'request.id', 'event.request_id')
    .select(['event.id', 'event.request_id', 'request.reference', 'request.addressee', 'event.kind', 'event.words'])
    .select(['event.at_instant', sql<string | null>`event.at_date::text`.as('at_date')])
    .where('event.kind', '<>', 'struck')
    .where(where)
    .orderBy('event.seq', 'desc')
    .limit(most)
    .execute();
  return rows.flatMap(({ id, request_id, reference, addressee, kind, words, at_instant, at_date }) =>
    kind === 'struck'
      ? []
      : [
          {
            ...{ kind: 'request_event' as const, id, requestId: request_id, reference, addressee, event: kind, words },
            at: at_instant?.toISOString() ?? at_date ?? '',
          },
        ],
  );
}

/** Who a child is, is no fact to be named here: what is sealed is left out whoever reads. */
export async function statementFacts(
  transaction: Transaction<Tables>,
  where: Where,
  most: number,
): Promise<z.infer<typeof statementFact>[]> {
  const rows = await transaction
    .selectFrom('casework.statement as said')
    .leftJoin('casework.merged_in_case as merged', (join) =>
      join.onRef('merged.case_id', '=', 'said.case_id').onRef('merged.record_id', '=', 'said.person_id'),
    )
    .innerJoin('casework.person as person', (join) =>
      join.on(sql<boolean>`person.id = ${standsAs('merged.into_id', 'said.person_id')}`),
    )
    .select([
      'said.id',
      'person.id as person_id',
      'said.population',
      'person.working_name',
      'said.field',
      'said.source',
    ])
    .select('said.value')
    .where('said.sealed', '=', false)
    .where(where)
    .orderBy('said.seq', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ person_id, working_name, value, ...row }) => ({
    ...{ kind: 'statement' as const, ...row, personId: person_id, workingName: working_name },
    value: statementValueSchema.parse(value),
  }));
}

export async function eventFacts(
  transaction: Transaction<Tables>,
  where: Where,
  most: number,
): Promise<z.infer<typeof eventFact>[]> {
  const events = await selectEvents(transaction, where, most);
  return events.flatMap(({ stands, ...event }) => {
    const item = timelineItems({ transfers: [], events: [event], requests: [], decisions: [], custody: [] }).find(
      ({ what }) => what !== 'incident',
    );
    if (item === undefined) return [];
    const line = (language: 'en' | 'fr') => {
      const { when, what, who, toward, details, source } = timelineRow(item, language).words;
      const whom = [who, toward].filter((each) => each !== '').join(' → ');
      return [when, what, whom, details, source].filter((each) => each !== '').join(' · ');
    };
    return [{ kind: 'event' as const, id: event.id, words: { en: line('en'), fr: line('fr') }, stands }];
  });
}
