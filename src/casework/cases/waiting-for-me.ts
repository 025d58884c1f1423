import { sql, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { TRACKS } from '../children/child-states.ts';
import { keepStandingsForPage } from '../requests/keep-standings.ts';
import type { Tables } from '../tables.ts';
import { AGREEMENT_KINDS } from './agreements.ts';
import { REQUEST_OWED, requestOwedSchema } from './request-owed.ts';

/** More are counted, not listed: the first of them are the most pressing. */
const MOST = 200;

const ofCase = z.object({ id: z.uuid(), reference: z.string(), title: z.string() });

export const waitingSchema = z.object({
  answers: z
    .array(
      z.object({
        id: z.uuid(),
        kind: z.enum([...AGREEMENT_KINDS, 'release']),
        track: z.enum(TRACKS).nullable().describe('Of the end of a status of a child.'),
        objectId: z.uuid(),
        of: z
          .string()
          .nullable()
          .describe('Working name of the child, to whom the request is made, or what the item of evidence is.'),
        reader: z.string().nullable().describe('Who would read who the child is.'),
        case: ofCase,
        by: z.string(),
        at: z.string(),
      }),
    )
    .describe('Decisions by two people that the member may answer, oldest first.'),
  owed: z
    .array(
      z.object({
        kind: z.string(),
        objectId: z.uuid(),
        of: z.string().nullable().describe('Working name of the child, or what the item of evidence is.'),
        case: ofCase,
        nextStep: z.string().nullable(),
        nextOn: z.string().nullable(),
        request: requestOwedSchema.nullable(),
        heldBy: z
          .string()
          .nullable()
          .describe('In whose name it is, where the ladder has come to the member with it, or it was left to them.'),
        holderReads: z.boolean().describe('Whether the case still opens to whoever has it in their name.'),
      }),
    )
    .describe(
      'What is in the name of the member in all cases, or of somebody who no longer opens the case and leaves it to them, or has come up to them, checks of evidence that lie ahead too; the most pressing first.',
    ),
  owedTotal: z.number().int(),
});
export type Waiting = z.infer<typeof waitingSchema>;

const CASE = sql`jsonb_build_object('id', c.id, 'reference', c.reference, 'title', c.title)`;

/** What waits for the member: decisions to answer, and what is in their name, as of `now`. */
export async function readWaiting(
  transaction: Transaction<Tables>,
  tell: Tell,
  now: Temporal.Instant,
): Promise<Waiting> {
  await keepStandingsForPage(transaction, now);
  const { rows: owed } = await sql<Waiting['owed'][number] & { total: number }>`
    select o.kind, o.object_id as "objectId", coalesce(child.working_name, version.description) as "of", o.next_step as "nextStep",
      o.next_on::text as "nextOn", ${CASE} as "case", ${REQUEST_OWED} as request,
      case when o.holder_id <> vigie.me() then holder.name end as "heldBy",
      o.holder_id = vigie.me() or casework.reads_owed(o.case_id, o.kind, o.object_id, o.holder_id) as "holderReads", o.total
    from (select *, count(*) over ()::int as total from casework.my_obligations() order by place nulls last, kind, object_id limit ${MOST}) o
    join casework.case_file c on c.id = o.case_id
    left join vigie.member holder on holder.id = o.holder_id
    left join casework.referral on o.kind = 'referral' and referral.id = o.object_id
    left join casework.person child on child.id = case o.kind when 'referral' then referral.person_id when 'child_search' then null else o.object_id end
    left join casework.evidence_item item on o.kind in ('evidence_check', 'evidence_handover') and item.id = o.object_id
    left join casework.evidence_version version on version.item_id = item.id and version.version = item.version
    left join casework.request r on o.kind = 'request' and r.id = o.object_id
    left join casework.request_standing s on s.request_id = r.id
    order by o.place nulls last, o.kind, o.object_id`.execute(transaction);
  const { rows: answers } = await sql<Omit<Waiting['answers'][number], 'at'> & { at: Date }>`
    select * from (
      select a.id, a.kind, a.content ->> 'track' as track, a.object_id as "objectId", coalesce(child.working_name, r.addressee, version.description) as "of",
        null as reader, ${CASE} as "case", member.name as by, a.proposed_at as at
      from casework.agreement a join casework.case_file c on c.id = a.case_id join vigie.member on member.id = a.proposed_by
      left join casework.person child on a.kind = 'end_child_status' and child.id = a.object_id
      left join casework.request r on a.kind = 'end_request' and r.id = a.object_id
      left join casework.evidence_item item on a.kind = 'destroy_evidence' and item.id = a.object_id
      left join casework.evidence_version version on version.item_id = item.id and version.version = item.version
      where a.answered_at is null and a.proposed_by <> vigie.me() and casework.i_agree_in(a.case_id)
      union all
      select release.id, 'release', null, release.person_id, child.working_name, reader.name, ${CASE}, member.name, release.proposed_at
      from casework.identity_release release join casework.case_file c on c.id = release.case_id join vigie.member on member.id = release.proposed_by
      join casework.person child on child.id = release.person_id join vigie.member reader on reader.id = release.member_id
      where release.answered_at is null and release.ended_at is null and release.until > now()
        and vigie.me() not in (release.proposed_by, release.member_id) and casework.i_agree_in(release.case_id)) waiting
    order by at, id limit ${MOST}`.execute(transaction);
  await tell({
    act: 'work.list',
    objectId: null,
    unitId: null,
    detail: { cases: [...new Set([...answers, ...owed].map((each) => each.case.id))] },
  });
  return {
    answers: answers.map((each) => ({ ...each, at: each.at.toISOString() })),
    owed: owed.map(({ total: _, ...each }) => each),
    owedTotal: owed[0]?.total ?? 0,
  };
}
