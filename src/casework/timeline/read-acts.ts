import { sql, type Transaction } from 'kysely';
import { rulesInForce } from '../requests/rules-in-force.ts';
import type { Tables } from '../tables.ts';
import type { CustodyFact, DecisionFact, RequestFact } from './timeline-items.ts';

interface RequestEventRow {
  id: string;
  request_id: string;
  what: string;
  reference: string;
  kind: string;
  addressee: string;
  country: string;
  words: string;
  instant: Date | null;
  date: string | null;
  until: string | null;
  entered_at: Date;
  entered_by: string;
}

/** Requests that were written, and what happened to them; what was struck is left out. */
export async function readRequestFacts(transaction: Transaction<Tables>, caseId: string): Promise<RequestFact[]> {
  const { rows } = await sql<RequestEventRow>`
    select r.id, r.id as request_id, 'written' as what, r.reference, r.kind, r.addressee, r.country, '' as words, r.made_at as instant, null as date, null as until,
      r.made_at as entered_at, by.name as entered_by
    from casework.request r join vigie.member by on by.id = r.made_by where r.case_id = ${caseId}::uuid
    union all
    select e.id, r.id, e.kind, r.reference, r.kind, r.addressee, r.country, e.words, e.at_instant, e.at_date::text, e.until_on::text, e.entered_at, by.name
    from casework.request_event e join casework.request r on r.id = e.request_id join vigie.member by on by.id = e.entered_by
    where e.case_id = ${caseId}::uuid and e.kind <> 'struck' and not exists (select from casework.request_event s where s.strikes = e.id)`.execute(
    transaction,
  );
  if (rows.length === 0) return [];
  const { pack } = await rulesInForce(transaction);
  const names = new Map(pack.kinds.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...{ id: `${row.what}:${row.id}`, requestId: row.request_id, what: row.what, reference: row.reference },
    ...{ kind: names.get(row.kind) ?? { en: row.kind, fr: row.kind }, addressee: row.addressee, country: row.country },
    ...{ words: row.words, instant: row.instant?.toISOString() ?? null, date: row.date, until: row.until },
    ...{ enteredAt: row.entered_at.toISOString(), enteredBy: row.entered_by },
  }));
}

interface DecisionRow {
  id: string;
  what: DecisionFact['what'];
  at: Date;
  by: string;
  child_id: string | null;
  child: string | null;
  record: DecisionFact['record'];
  merge: DecisionFact['merge'];
  lead_id: string | null;
  code: string | null;
  words: string;
  stage: DecisionFact['stage'];
  proposal: DecisionFact['proposal'];
}

/** What people decided: stages, agreements of two, leads, how it stands with each child, and which records of the case are one person. */
export async function readDecisions(transaction: Transaction<Tables>, caseId: string): Promise<DecisionFact[]> {
  const id = sql`${caseId}::uuid`;
  const { rows } = await sql<DecisionRow>`
    with child as materialized (
      select p.id as record_id, coalesce(s.id, p.id) as id, coalesce(s.working_name, p.working_name) as name,
        case when s.id is not null then p.working_name end as record
      from (select distinct person_id from casework.person_in_case where case_id = ${id} and population = 'child') c
      join casework.person p on p.id = c.person_id
      left join casework.merged_in_case m on m.case_id = ${id} and m.record_id = p.id
      left join casework.person s on s.id = m.into_id),
    merge as materialized (
      select g.*, jsonb_build_object('record', r.working_name, 'into', i.working_name, 'intoId', i.id, 'child', i.population = 'child') as records
      from casework.person_merge g join casework.person r on r.id = g.person_id join casework.person i on i.id = g.into_id
      where g.person_id in (select person_id from casework.person_in_case where case_id = ${id})
        and g.into_id in (select person_id from casework.person_in_case where case_id = ${id}))
    select c.id, 'case_opened' as what, c.opened_at as at, by.name as by, null::uuid as child_id, null as child, null as record, null::uuid as lead_id,
      null as code, '' as words, null as stage, null::jsonb as proposal, null::jsonb as merge
    from casework.case_file c join vigie.member by on by.id = c.opened_by where c.id = ${id}
    union all
    select s.id, 'stage', s.made_at, by.name, null, null, null, null, null, s.reason, s.to_stage, null, null
    from casework.stage_change s join vigie.member by on by.id = s.made_by where s.case_id = ${id}
    union all
    select a.id, case when a.agreed then 'agreed' else 'declined' end, a.answered_at, by.name, child.id, child.name, child.record, null, a.kind, a.words,
      null, jsonb_build_object('by', proposer.name, 'at', to_char(a.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'reason', a.reason,
        'reference', r.reference, 'how', a.content ->> 'how', 'item', i.number), null
    from casework.agreement a join vigie.member by on by.id = a.answered_by join vigie.member proposer on proposer.id = a.proposed_by
    left join casework.request r on a.kind = 'end_request' and r.id = a.object_id
    left join casework.evidence_item i on a.kind = 'destroy_evidence' and i.id = a.object_id
    left join child on a.kind = 'end_child_status' and child.record_id = a.object_id
    where a.case_id = ${id} and a.answered_at is not null
    union all
    select d.id, 'lead_decided', d.made_at, by.name, null, null, null, d.lead_id, d.kind, d.words, null, null, null
    from casework.case_lead l join vigie.lead_decision d on d.lead_id = l.lead_id join vigie.member by on by.id = d.made_by where l.case_id = ${id}
    union all
    select s.id, 'child_status', s.made_at, by.name, child.id, child.name, child.record, null, s.track || '.' || s.state, '', null, null, null
    from child join casework.child_status s on s.person_id = child.record_id join vigie.member by on by.id = s.made_by
    union all
    select g.id, 'merged', g.made_at, by.name, null, null, null, null, null, g.reason, null, null, g.records
    from merge g join vigie.member by on by.id = g.made_by
    union all
    select g.id, 'unmerged', g.undone_at, by.name, null, null, null, null, null, g.undone_reason, null, null, g.records
    from merge g join vigie.member by on by.id = g.undone_by`.execute(transaction);
  return rows.map(({ child_id, child, lead_id, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    child: child_id === null || child === null ? null : { id: child_id, name: child },
    lead: lead_id === null ? null : { id: lead_id },
  }));
}

interface CustodyRow {
  item_id: string;
  number: number;
  seq: number;
  act: CustodyFact['act'];
  on: string;
  from: string | null;
  to: string | null;
  seal: string | null;
  hash: string | null;
  at: string;
  by: string | null;
}

/** When items came in, changed hands and were checked, and who acknowledged it. */
export async function readCustody(transaction: Transaction<Tables>, caseId: string): Promise<CustodyFact[]> {
  const { rows } = await sql<CustodyRow>`
    select e.item_id, i.number, e.seq, e.act, c.content ->> 'happenedOn' as on, 
      coalesce(c.content #>> '{detail,from,name}', c.content #>> '{detail,party,name}') as from,
      c.content #>> '{detail,to,name}' as to,
      case when e.act = 'checked' then c.content #>> '{detail,seal}' end as seal, case when e.act = 'checked' then c.content #>> '{detail,hash}' end as hash,
      c.content ->> 'at' as at, c.content ->> 'byName' as by
    from casework.custody_entry e join casework.evidence_item i on i.id = e.item_id, lateral (select e.content::jsonb as content) c
    where e.case_id = ${caseId}::uuid 
      and e.act in ('registered', 'received', 'handed_over', 'acknowledged', 'declined', 'checked', 'returned', 'destroyed')`.execute(
    transaction,
  );
  return rows.map((row) => ({
    ...{ itemId: row.item_id, number: row.number, seq: row.seq, act: row.act, happenedOn: row.on },
    ...{ from: row.from, to: row.to, seal: row.seal, hash: row.hash, enteredAt: row.at, enteredBy: row.by ?? '' },
  }));
}
