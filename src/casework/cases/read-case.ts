import { sql, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { awaitingReleaseSchema, releasesAwaiting } from '../children/identity.ts';
import { childrenOfCase, childSchema } from '../children/read-children.ts';
import { mergedInCase, mergedRecordSchema, standsAs } from '../people/merged-in-case.ts';
import { CAPACITIES, POPULATIONS } from '../people/populations.ts';
import { keepStandingsForPage } from '../requests/keep-standings.ts';
import type { Tables } from '../tables.ts';
import { AGREEMENT_KINDS } from './agreements.ts';
import { caseLinkSchema, linksOf } from './case-links.ts';
import { caseRowOf, caseRowSchema } from './case-list.ts';
import { REQUEST_OWED, type RequestOwed, requestOwedSchema } from './request-owed.ts';
import { CASE_ROLES, STAGES } from './stages.ts';

const colleague = z.object({ id: z.string(), name: z.string() });

export const caseSchema = z.object({
  row: caseRowSchema,
  unitId: z.uuid(),
  version: z.number().int(),
  myRoles: z.array(z.enum(CASE_ROLES)),
  mayTakeOver: z
    .boolean()
    .describe('Nobody who leads the case can act any more, and the member, who works on it, can become responsible.'),
  children: z.array(childSchema).describe('First, before anything else.'),
  obligations: z
    .array(
      z.object({
        kind: z.string(),
        objectId: z.uuid(),
        holder: colleague,
        holderReads: z.boolean().describe('Whether the case still opens to the holder.'),
        nextOn: z.string().nullable(),
        item: z.string().nullable().describe('What the item of evidence is.'),
        request: requestOwedSchema.nullable(),
      }),
    )
    .describe('What the case still owes, soonest first: it closes when nothing is left.'),
  checksAhead: z
    .array(z.object({ itemId: z.uuid(), number: z.number().int(), holder: colleague, holderReads: z.boolean() }))
    .describe('Items of evidence whose next check is not owed yet, and who sees to it.'),
  agreements: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(AGREEMENT_KINDS),
      objectId: z.uuid(),
      content: z.record(z.string(), z.string()),
      request: z
        .object({ reference: z.string(), addressee: z.string() })
        .nullable()
        .describe('Which one would end; null when it is about something else.'),
      item: z
        .object({ number: z.number().int(), description: z.string() })
        .nullable()
        .describe('Which one would be destroyed; null when it is about something else.'),
      reason: z.string(),
      proposedBy: colleague,
      proposedAt: z.string(),
      answer: z.object({ by: colleague, at: z.string(), agreed: z.boolean(), words: z.string() }).nullable(),
    }),
  ),
  releases: z
    .array(awaitingReleaseSchema)
    .describe('Of who a child is, asked for and not answered: for who may agree, and for who asked.'),
  people: z.array(
    z.object({
      id: z.uuid(),
      population: z.enum(POPULATIONS).exclude(['child']),
      workingName: z.string(),
      capacities: z.array(
        z.enum([...CAPACITIES.concerned, 'witness', 'relative', 'professional', 'possible_victim', 'victim']),
      ),
      merged: z.array(mergedRecordSchema).describe('Records of the same case that are this person.'),
    }),
  ),
  members: z.array(z.object({ id: z.uuid(), member: colleague, role: z.enum(CASE_ROLES), addedAt: z.string() })),
  holders: z
    .array(colleague)
    .describe(
      'Who can answer for what the case owes: who works on it, as the database lets act. Not who reads and agrees alone.',
    ),
  bars: z.array(z.object({ id: z.uuid(), member: colleague, reason: z.string() })),
  links: z.array(caseLinkSchema),
  leads: z.array(
    z.object({
      id: z.uuid(),
      subjectId: z.string(),
      subjectName: z.string().nullable(),
      headline: z.object({ en: z.string(), fr: z.string() }),
      queue: z.string(),
    }),
  ),
  stages: z.array(
    z.object({ from: z.enum(STAGES), to: z.enum(STAGES), reason: z.string(), by: colleague, at: z.string() }),
  ),
  searches: z.array(
    z.object({ holder: colleague, nextStep: z.string(), nextOn: z.string().nullable(), by: colleague, at: z.string() }),
  ),
});
export type ReadCase = z.infer<typeof caseSchema>;

/**
 * A case as its page shows it, children first, what its requests owe as of `now`. Told whether it is found or not: a case of others takes the same steps as a missing
 * one; null for both.
 */
export async function readCase(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  memberId: string,
  now: Temporal.Instant,
): Promise<ReadCase | null> {
  await keepStandingsForPage(transaction, now);
  const file = await transaction
    .selectFrom('casework.case_file')
    .select(['unit_id', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  await tell({
    act: 'case.read',
    objectId: id,
    unitId: file?.unit_id ?? null,
    detail: { found: file !== undefined },
  });
  const row = await caseRowOf(transaction, id);
  if (!row || !file) return null;
  const members = await membersOf(transaction, id);
  return {
    row,
    unitId: file.unit_id,
    version: file.version,
    myRoles: members.filter(({ member }) => member.id === memberId).map(({ role }) => role),
    mayTakeOver: await mayTakeOver(transaction, id),
    children: await childrenOfCase(transaction, id),
    obligations: await obligationsOf(transaction, id),
    checksAhead: await checksAheadOf(transaction, id),
    agreements: await agreementsOf(transaction, id),
    releases: await releasesAwaiting(transaction, id),
    people: await peopleOf(transaction, id),
    members,
    holders: await holdersOf(transaction, id),
    bars: await barsOf(transaction, id),
    links: await linksOf(transaction, id),
    leads: await leadsOf(transaction, id),
    stages: await stagesOf(transaction, id),
    searches: await searchesOf(transaction, id),
  };
}

async function mayTakeOver(transaction: Transaction<Tables>, id: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select casework.may_take_over(${id}::uuid) as may`.execute(transaction);
  return rows[0]?.may === true;
}

async function membersOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['members']> {
  const rows = await transaction
    .selectFrom('casework.case_member as part')
    .innerJoin('vigie.member as member', 'member.id', 'part.member_id')
    .select(['part.id', 'part.member_id', 'member.name', 'part.role', 'part.added_at'])
    .where('part.case_id', '=', id)
    .where('part.ended_at', 'is', null)
    .orderBy('part.added_at')
    .execute();
  return rows
    .map(({ id: part, member_id, name, role, added_at }) => ({
      ...{ id: part, member: { id: member_id, name }, role, addedAt: added_at.toISOString() },
    }))
    .sort((a, b) => CASE_ROLES.indexOf(a.role) - CASE_ROLES.indexOf(b.role));
}

async function holdersOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['holders']> {
  const { rows } = await sql<ReadCase['holders'][number]>`
    select member.id, member.name from (
      select member_id, min(added_at) as since from casework.case_member where case_id = ${id}::uuid and ended_at is null group by 1) part
    join vigie.member on member.id = part.member_id
    where casework.may_hold(${id}::uuid, member.id) order by part.since, member.id`.execute(transaction);
  return rows;
}

async function barsOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['bars']> {
  const rows = await transaction
    .selectFrom('casework.case_bar as bar')
    .innerJoin('vigie.member as member', 'member.id', 'bar.member_id')
    .select(['bar.id', 'bar.member_id', 'member.name', 'bar.reason'])
    .where('bar.case_id', '=', id)
    .where('bar.ended_at', 'is', null)
    .orderBy('bar.made_at')
    .execute();
  return rows.map(({ id: bar, member_id, name, reason }) => ({ id: bar, member: { id: member_id, name }, reason }));
}

async function obligationsOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['obligations']> {
  const { rows } = await sql<{
    kind: string;
    object_id: string;
    holder_id: string;
    name: string | null;
    reads: boolean;
    next_on: string | null;
    item: string | null;
    request: RequestOwed | null;
  }>`select o.kind, o.object_id, o.holder_id, member.name, o.next_on::text as next_on,
      casework.reads_owed(${id}::uuid, o.kind, o.object_id, o.holder_id) as reads,
      version.description as item, ${REQUEST_OWED} as request
    from casework.obligations_of(${id}::uuid) o left join vigie.member on member.id = o.holder_id
    left join casework.request r on o.kind = 'request' and r.id = o.object_id
    left join casework.request_standing s on o.kind = 'request' and s.request_id = o.object_id
    left join casework.evidence_item item on o.kind in ('evidence_check', 'evidence_handover') and item.id = o.object_id
    left join casework.evidence_version version on version.item_id = item.id and version.version = item.version
    order by least(o.next_on, s.passed_on) nulls last, o.kind, o.object_id`.execute(transaction);
  return rows.map(({ kind, object_id, holder_id, name, reads, next_on, item, request }) => ({
    ...{ kind, objectId: object_id, holder: { id: holder_id, name: name ?? '' }, holderReads: reads, nextOn: next_on },
    ...{ item, request },
  }));
}

async function checksAheadOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['checksAhead']> {
  const { rows } = await sql<ReadCase['checksAhead'][number]>`
    select item.id as "itemId", item.number, jsonb_build_object('id', member.id, 'name', member.name) as holder,
      casework.reads(item.case_id, member.id) as "holderReads"
    from casework.evidence_item item join vigie.member on member.id = item.holder_id
    where item.case_id = ${id}::uuid and item.next_check_on >= (now() at time zone 'UTC')::date order by item.number`.execute(
    transaction,
  );
  return rows;
}

async function agreementsOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['agreements']> {
  const rows = await transaction
    .selectFrom('casework.agreement as agreement')
    .innerJoin('vigie.member as proposer', 'proposer.id', 'agreement.proposed_by')
    .leftJoin('vigie.member as answerer', 'answerer.id', 'agreement.answered_by')
    .leftJoin('casework.request as request', (join) =>
      join.on('agreement.kind', '=', 'end_request').onRef('request.id', '=', 'agreement.object_id'),
    )
    .leftJoin('casework.evidence_item as item', (join) =>
      join.on('agreement.kind', '=', 'destroy_evidence').onRef('item.id', '=', 'agreement.object_id'),
    )
    .leftJoin('casework.evidence_version as said', (join) =>
      join.onRef('said.item_id', '=', 'item.id').onRef('said.version', '=', 'item.version'),
    )
    .selectAll('agreement')
    .select(['proposer.name as proposer_name', 'answerer.name as answerer_name'])
    .select(['request.reference', 'request.addressee', 'item.number', 'said.description'])
    .where('agreement.case_id', '=', id)
    .orderBy('agreement.proposed_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, objectId: row.object_id, content: row.content, reason: row.reason },
    request:
      row.reference === null || row.addressee === null ? null : { reference: row.reference, addressee: row.addressee },
    item: row.number === null || row.description === null ? null : { number: row.number, description: row.description },
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    proposedAt: row.proposed_at.toISOString(),
    answer:
      row.answered_by === null || row.answered_at === null || row.agreed === null
        ? null
        : {
            ...{ agreed: row.agreed, words: row.words, at: row.answered_at.toISOString() },
            by: { id: row.answered_by, name: row.answerer_name ?? '' },
          },
  }));
}

async function peopleOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['people']> {
  const rows = await transaction
    .selectFrom('casework.person_in_case as part')
    .leftJoin('casework.merged_in_case as merged', (join) =>
      join.onRef('merged.case_id', '=', 'part.case_id').onRef('merged.record_id', '=', 'part.person_id'),
    )
    .innerJoin('casework.person as person', (join) =>
      join.on(sql<boolean>`person.id = ${standsAs('merged.into_id', 'part.person_id')}`),
    )
    .select(['person.id', 'person.population', 'person.working_name', 'part.capacity'])
    .distinct()
    .where('part.case_id', '=', id)
    .where('part.ended_at', 'is', null)
    .where('person.population', '<>', 'child')
    .orderBy('person.working_name')
    .orderBy('person.id')
    .orderBy('part.capacity')
    .limit(2000)
    .execute();
  const merged = await mergedInCase(transaction, id);
  const people = new Map<string, ReadCase['people'][number]>();
  for (const { id: person, population, working_name, capacity } of rows) {
    if (population === 'child') continue;
    const known = people.get(person);
    if (known) known.capacities.push(capacity);
    else
      people.set(person, {
        ...{ id: person, population, workingName: working_name, capacities: [capacity] },
        merged: merged.get(person) ?? [],
      });
  }
  return [...people.values()];
}

async function leadsOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['leads']> {
  return transaction
    .selectFrom('casework.case_lead as part')
    .innerJoin('vigie.lead as lead', 'lead.id', 'part.lead_id')
    .select([
      'lead.id',
      'lead.subject_id as subjectId',
      'lead.subject_name as subjectName',
      'lead.headline',
      'lead.queue',
    ])
    .where('part.case_id', '=', id)
    .orderBy('part.added_at')
    .orderBy('lead.id')
    .execute();
}

async function stagesOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['stages']> {
  const rows = await transaction
    .selectFrom('casework.stage_change as change')
    .innerJoin('vigie.member as by', 'by.id', 'change.made_by')
    .select(['from_stage', 'to_stage', 'reason', 'made_by', 'by.name', 'made_at'])
    .where('case_id', '=', id)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ from_stage, to_stage, reason, made_by, name, made_at }) => ({
    ...{ from: from_stage, to: to_stage, reason, by: { id: made_by, name }, at: made_at.toISOString() },
  }));
}

async function searchesOf(transaction: Transaction<Tables>, id: string): Promise<ReadCase['searches']> {
  const rows = await transaction
    .selectFrom('casework.child_search as search')
    .innerJoin('vigie.member as holder', 'holder.id', 'search.holder_id')
    .innerJoin('vigie.member as by', 'by.id', 'search.made_by')
    .select(['holder_id', 'holder.name as holder_name', 'next_step', 'made_by', 'by.name as by_name', 'made_at'])
    .select(sql<string | null>`next_on::text`.as('next_on'))
    .where('case_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ holder_id, holder_name, next_step, next_on, made_by, by_name, made_at }) => ({
    holder: { id: holder_id, name: holder_name },
    ...{ nextStep: next_step, nextOn: next_on, at: made_at.toISOString() },
    by: { id: made_by, name: by_name },
  }));
}
