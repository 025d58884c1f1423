import { sql, type Transaction } from 'kysely';
import type { Lead } from '../../leads/lead.ts';
import type { Tables } from '../tables.ts';
import { facetsOf } from './lead-facets.ts';
import { leadRecord, peopleOf } from './lead-record.ts';

/** A line of leads.jsonl as text and as what it says. */
export interface LeadLine {
  readonly line: string;
  readonly lead: Lead;
}

/** Writes the leads of a run over those of the runs before it. What people wrote of them stays. */
export async function writeLeads(
  transaction: Transaction<Tables>,
  unitId: string,
  runId: string,
  lines: readonly LeadLine[],
): Promise<void> {
  const idOf = await writeRows(transaction, unitId, runId, lines);
  const parts = lines.map(({ line, lead }) => ({
    id: idOf.get(lead.leadId),
    ...{ line, people: peopleOf(lead), facets: facetsOf(lead) },
  }));
  const given = sql`jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as given(id uuid, line text, people jsonb, facets jsonb)`;
  await sql`insert into vigie.lead_body (lead_id, body) select id, line from ${given}
    on conflict (lead_id) do update set body = excluded.body`.execute(transaction);
  await sql`delete from vigie.lead_person where lead_id in (select id from ${given})`.execute(transaction);
  await sql`insert into vigie.lead_person (lead_id, kind, person_id, name, role)
    select id, person.kind, person.person_id, person.name, person.role
    from ${given}, jsonb_to_recordset(given.people) as person(kind text, person_id text, name text, role text)`.execute(
    transaction,
  );
  await sql`delete from vigie.lead_facet where lead_id in (select id from ${given})`.execute(transaction);
  await sql`insert into vigie.lead_facet (lead_id, facet, value) select id, each.facet, each.value
    from ${given}, jsonb_to_recordset(given.facets) as each(facet text, value text)`.execute(transaction);
}

/** Gives the id of each lead in the database, by that of the scan. */
async function writeRows(
  transaction: Transaction<Tables>,
  unitId: string,
  runId: string,
  lines: readonly LeadLine[],
): Promise<ReadonlyMap<string, string>> {
  const records = lines.map(({ lead }) => leadRecord(lead));
  const { rows } = await sql<{ id: string; lead_id: string }>`
    insert into vigie.lead (unit_id, run_id, first_run_id, lead_id, queue, tier, rank_in_queue, score, role, subject_kind,
      subject_id, subject_name, country, transfers, amount_eur, first_transfer_at, last_transfer_at, last_active_at, urgency, as_of,
      payee_countries, indicators, headline, facts)
    select ${unitId}::uuid, ${runId}::uuid, ${runId}::uuid, lead_id, queue, tier, rank_in_queue, score, role, subject_kind,
      subject_id, subject_name, country, transfers, amount_eur, first_transfer_at, last_transfer_at,
      last_active_at, urgency, (select as_of from vigie.scan_run where id = ${runId}::uuid), payee_countries, indicators, headline, facts
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as given(
      lead_id text, queue text, tier text, rank_in_queue int, score float8, role text, subject_kind text, subject_id text,
      subject_name text, country text, transfers int, amount_eur numeric, first_transfer_at timestamptz,
      last_transfer_at timestamptz, last_active_at timestamptz, urgency text, payee_countries text[], indicators text[], headline jsonb, facts jsonb)
    on conflict (unit_id, lead_id) do update set
      run_id = excluded.run_id, queue = excluded.queue, tier = excluded.tier, rank_in_queue = excluded.rank_in_queue,
      score = excluded.score, role = excluded.role, subject_name = excluded.subject_name, country = excluded.country,
      transfers = excluded.transfers, amount_eur = excluded.amount_eur, first_transfer_at = excluded.first_transfer_at,
      last_transfer_at = excluded.last_transfer_at,
      last_active_at = excluded.last_active_at, urgency = excluded.urgency, as_of = excluded.as_of, payee_countries = excluded.payee_countries,
      indicators = excluded.indicators, headline = excluded.headline, facts = excluded.facts, subject_id = excluded.subject_id, gone = false, erased_at = null
    returning id, lead_id`.execute(transaction);
  return new Map(rows.map(({ id, lead_id }) => [lead_id, id]));
}
