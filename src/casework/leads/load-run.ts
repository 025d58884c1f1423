import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Lead, leadSchema } from '../../leads/lead.ts';
import { actForUnit, type Tell } from '../act.ts';
import type { LeadFacts, Tables } from '../tables.ts';
import { changeSince, type LeadRecord, leadRecord, peopleOf } from './lead-record.ts';

/** Leads that go to the database in one statement: some megabytes of text. */
const AT_ONCE = 100;

export interface LoadedRun {
  readonly runId: string;
  readonly leads: number;
  readonly gone: number;
  /** Leads that had been set aside and have changed since. */
  readonly back: number;
}

/** Runs of a unit of which it is kept how each lead stood. */
const KEPT_RUNS = 20;

/** Takes over the results of a scan that belongs to no import. Throws when a file is missing or not of its form. */
export function loadRun(db: Kysely<Tables>, unitId: string, folder: string): Promise<LoadedRun> {
  return actForUnit(db, unitId, (transaction, tell) =>
    takeOverRun(transaction, tell, { unitId, folder, importId: null }),
  );
}

/**
 * Takes over the results of a scan: all of them in one transaction, or none. What people decided stays; a lead that is no longer
 * proposed stays as gone; one that was set aside comes back with what changed. Throws when a file is missing or not of its form, and
 * when the results of this import were taken over before.
 */
export async function takeOverRun(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unitId, folder, importId }: { readonly unitId: string; readonly folder: string; readonly importId: string | null },
): Promise<LoadedRun> {
  const summary = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { asOf: string };
  const { id: runId } = await transaction
    .insertInto('vigie.scan_run')
    .values({
      unit_id: unitId,
      as_of: summary.asOf,
      summary: JSON.stringify(withoutFolders(summary)),
      import_id: importId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  let leads = 0;
  let chunk: { line: string; lead: Lead }[] = [];
  const flush = async (): Promise<void> => {
    if (chunk.length > 0) await writeLeads(transaction, unitId, runId, chunk);
    leads += chunk.length;
    chunk = [];
  };
  for await (const line of createInterface({ input: createReadStream(join(folder, 'leads.jsonl')) })) {
    chunk.push({ line, lead: leadSchema.parse(JSON.parse(line)) });
    if (chunk.length === AT_ONCE) await flush();
  }
  await flush();
  await keepStandings(transaction, unitId, runId);
  const gone = await markGone(transaction, unitId, runId);
  const back = await bringBack(transaction, unitId, runId);
  await tell({ act: 'run.load', objectId: runId, unitId, detail: { leads, gone, back } });
  return { runId, leads, gone, back };
}

/** How each lead stands in this run, for the comparison with later ones; that of the oldest runs goes. */
async function keepStandings(transaction: Transaction<Tables>, unitId: string, runId: string): Promise<void> {
  await sql`
    insert into vigie.lead_in_run (run_id, lead_id, tier, rank_in_queue, score, transfers, reasons)
    select run_id, id, tier, rank_in_queue, score, transfers, facts -> 'reasons'
    from vigie.lead where unit_id = ${unitId}::uuid and run_id = ${runId}::uuid`.execute(transaction);
  await sql`
    delete from vigie.lead_in_run where run_id in (
      select id from vigie.scan_run where unit_id = ${unitId}::uuid order by loaded_at desc, id offset ${KEPT_RUNS})`.execute(
    transaction,
  );
}

async function writeLeads(
  transaction: Transaction<Tables>,
  unitId: string,
  runId: string,
  chunk: readonly { line: string; lead: Lead }[],
): Promise<void> {
  const records: (LeadRecord & { line: string; people: ReturnType<typeof peopleOf> })[] = chunk.map(
    ({ line, lead }) => ({ ...leadRecord(lead), line, people: peopleOf(lead) }),
  );
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(
        lead_id text, queue text, tier text, rank_in_queue int, score float8, role text, subject_kind text, subject_id text,
        subject_name text, country text, transfers int, amount_eur numeric, first_transfer_at timestamptz,
        last_transfer_at timestamptz, payee_countries text[], indicators text[], headline jsonb, facts jsonb, line text, people jsonb)
    ), written as (
      insert into vigie.lead (unit_id, run_id, first_run_id, lead_id, queue, tier, rank_in_queue, score, role, subject_kind,
        subject_id, subject_name, country, transfers, amount_eur, first_transfer_at, last_transfer_at, as_of, payee_countries,
        indicators, headline, facts)
      select ${unitId}::uuid, ${runId}::uuid, ${runId}::uuid, lead_id, queue, tier, rank_in_queue, score, role, subject_kind,
        subject_id, subject_name, country, transfers, amount_eur, first_transfer_at, last_transfer_at,
        (select as_of from vigie.scan_run where id = ${runId}::uuid), payee_countries, indicators, headline, facts
      from given
      on conflict (unit_id, lead_id) do update set
        run_id = excluded.run_id, queue = excluded.queue, tier = excluded.tier, rank_in_queue = excluded.rank_in_queue,
        score = excluded.score, role = excluded.role, subject_name = excluded.subject_name, country = excluded.country,
        transfers = excluded.transfers, amount_eur = excluded.amount_eur, first_transfer_at = excluded.first_transfer_at,
        last_transfer_at = excluded.last_transfer_at, as_of = excluded.as_of, payee_countries = excluded.payee_countries,
        indicators = excluded.indicators, headline = excluded.headline, facts = excluded.facts, gone = false
      returning id, lead_id
    )
    select count(*) from written`.execute(transaction);
  const ids = sql`select lead.id, given.line, given.people
    from jsonb_to_recordset(${JSON.stringify(records.map(({ lead_id, line, people }) => ({ lead_id, line, people })))}::jsonb)
      as given(lead_id text, line text, people jsonb)
    join vigie.lead on lead.unit_id = ${unitId}::uuid and lead.lead_id = given.lead_id`;
  await sql`insert into vigie.lead_body (lead_id, body) select id, line from (${ids}) given
    on conflict (lead_id) do update set body = excluded.body`.execute(transaction);
  await sql`delete from vigie.lead_person where lead_id in (select id from (${ids}) given)`.execute(transaction);
  await sql`insert into vigie.lead_person (lead_id, kind, person_id, name, role)
    select id, person.kind, person.person_id, person.name, person.role
    from (${ids}) given, jsonb_to_recordset(given.people) as person(kind text, person_id text, name text, role text)`.execute(
    transaction,
  );
}

async function markGone(transaction: Transaction<Tables>, unitId: string, runId: string): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.lead')
    .set({ gone: true })
    .where('unit_id', '=', unitId)
    .where('run_id', '!=', runId)
    .where('gone', '=', false)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** A lead that was set aside, or for which more is needed, shows what changed since its last decision. */
async function bringBack(transaction: Transaction<Tables>, unitId: string, runId: string): Promise<number> {
  const decided = await sql<{ id: string; facts: LeadFacts; then: LeadFacts }>`
    select lead.id, lead.facts, decision.facts as then
    from vigie.lead, lateral (
      select facts from vigie.lead_decision where lead_id = lead.id and kind <> 'undo' order by seq desc limit 1) decision
    where unit_id = ${unitId}::uuid and run_id = ${runId}::uuid and state <> 'new'`.execute(transaction);
  let back = 0;
  for (const { id, facts, then } of decided.rows) {
    const change = changeSince(then, facts);
    if (change === null) continue;
    back++;
    await transaction
      .updateTable('vigie.lead')
      .set(({ eb }) => ({ changed: JSON.stringify(change), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
  return back;
}

/** What run.json says of the machine (its folders) stays on the machine. */
function withoutFolders(summary: object): object {
  const { inputs, ...rest } = summary as { inputs?: readonly { file: string }[] };
  return { ...rest, inputs: inputs?.map((input) => ({ ...input, file: input.file.split('/').at(-1) })) };
}
