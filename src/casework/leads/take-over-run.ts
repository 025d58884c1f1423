import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql, type Transaction } from 'kysely';
import { groupSchema } from '../../leads/group.ts';
import { leadSchema } from '../../leads/lead.ts';
import type { Tell } from '../act.ts';
import type { LeadFacts, Tables } from '../tables.ts';
import { changeSince } from './lead-record.ts';
import { type GroupLine, writeGroups } from './write-groups.ts';
import { type LeadLine, writeLeads } from './write-leads.ts';

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

/**
 * Takes over the results of a scan: all of them in one transaction, or none. What people decided stays; a lead that is no longer
 * proposed stays as gone; one that was set aside comes back with what changed. Throws when a file is missing or not of its form, and
 * when the results of this import were taken over before.
 */
export async function takeOverRun(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unitId, folder, importId }: { readonly unitId: string; readonly folder: string; readonly importId: string },
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
  let chunk: LeadLine[] = [];
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
  await writeGroups(transaction, unitId, runId, await groupLines(folder));
  await keepStandings(transaction, unitId, runId);
  await keepCutStandings(transaction, unitId, runId, join(folder, 'subjects.csv'));
  const gone = await markGone(transaction, unitId, runId);
  const back = await bringBack(transaction, unitId, runId);
  await tell({ act: 'run.load', objectId: runId, unitId, detail: { leads, gone, back } });
  return { runId, leads, gone, back };
}

/** Some hundred lines: few leads of a scan stand in a group. */
async function groupLines(folder: string): Promise<GroupLine[]> {
  const lines: GroupLine[] = [];
  for await (const line of createInterface({ input: createReadStream(join(folder, 'groups.jsonl')) }))
    lines.push({ line, group: groupSchema.parse(JSON.parse(line)) });
  return lines;
}

/** How each lead stands in this run, for the comparison with later ones; that of the oldest runs goes. */
async function keepStandings(transaction: Transaction<Tables>, unitId: string, runId: string): Promise<void> {
  await sql`
    insert into vigie.lead_in_run (run_id, lead_id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, reasons)
    select run_id, id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, facts -> 'reasons'
    from vigie.lead where unit_id = ${unitId}::uuid and run_id = ${runId}::uuid`.execute(transaction);
  await sql`
    delete from vigie.lead_in_run where run_id in (
      select id from vigie.scan_run where unit_id = ${unitId}::uuid order by loaded_at desc, id offset ${KEPT_RUNS})`.execute(
    transaction,
  );
}

/** The end of a line of subjects.csv from `queue` on: of what stands there nothing is quoted. */
const END_OF_SUBJECT =
  /,(investigation|safeguarding),[^,"]*,([-\d.e]+),(first|second|context),[^,"]*,[^,"]*,[^,"]*,(\d+),[^,"]*,[^,"]*,[^,"]*,([^,"]+)$/;

/**
 * How those stand who were a lead before and are still ranked, though too far down for their lead to be written out: the comparison
 * must not tell of them as gone.
 */
async function keepCutStandings(
  transaction: Transaction<Tables>,
  unitId: string,
  runId: string,
  subjects: string,
): Promise<void> {
  const before = await transaction
    .selectFrom('vigie.lead')
    .select('lead_id')
    .where('unit_id', '=', unitId)
    .where('run_id', '!=', runId)
    .execute();
  if (before.length === 0) return;
  const known = new Set(before.map(({ lead_id }) => lead_id));
  const ranked = { investigation: 0, safeguarding: 0 };
  const cut = [];
  for await (const line of createInterface({ input: createReadStream(subjects) })) {
    const end = END_OF_SUBJECT.exec(line);
    if (end === null) continue;
    const [, queue, score, tier, transfers, leadId = ''] = end;
    const rank = ++ranked[queue as keyof typeof ranked];
    if (known.has(leadId))
      cut.push({ lead_id: leadId, tier, rank, score: Number(score), transfers: Number(transfers) });
  }
  await sql`
    insert into vigie.lead_in_run (run_id, lead_id, unit_id, queue, restricted, tier, rank_in_queue, score, transfers, reasons)
    select ${runId}::uuid, lead.id, unit_id, lead.queue, restricted, given.tier, given.rank, given.score, given.transfers, 'null'::jsonb
    from jsonb_to_recordset(${JSON.stringify(cut)}::jsonb) as given(lead_id text, tier text, rank int, score float8, transfers int)
    join vigie.lead on lead.unit_id = ${unitId}::uuid and lead.lead_id = given.lead_id and lead.run_id <> ${runId}::uuid`.execute(
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
      select facts from vigie.lead_decision d where d.lead_id = lead.id and kind <> 'undo'
        and not exists (select from vigie.lead_decision undo where undo.undoes = d.id) order by seq desc limit 1) decision
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
