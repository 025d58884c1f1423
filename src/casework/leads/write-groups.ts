import { sql, type Transaction } from 'kysely';
import type { Group, GroupMember } from '../../leads/group.ts';
import type { Tables } from '../tables.ts';

/** A line of groups.jsonl as text and as what it says. */
export interface GroupLine {
  readonly line: string;
  readonly group: Group;
}

/** Puts the groups of a run in the place of those of the runs before it. Its leads must be written. */
export async function writeGroups(
  transaction: Transaction<Tables>,
  unitId: string,
  runId: string,
  lines: readonly GroupLine[],
): Promise<void> {
  await transaction.deleteFrom('vigie.lead_group').where('unit_id', '=', unitId).execute();
  const given = lines.map(({ line, group }) => ({
    ...{ group_id: group.groupId, queue: group.queue, rank: group.rank, line },
    leads: leadsOf(group),
  }));
  const groups = sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(group_id text, queue text, rank int, line text, leads jsonb)`;
  await sql`insert into vigie.lead_group (unit_id, run_id, group_id, queue, rank_in_queue, leads_needed)
    select ${unitId}::uuid, ${runId}::uuid, group_id, queue, rank,
      (select count(*) from jsonb_to_recordset(leads) as each(needed boolean) where needed)
    from ${groups}`.execute(transaction);
  const made = sql`${groups} join vigie.lead_group made on made.unit_id = ${unitId}::uuid and made.group_id = given.group_id`;
  await sql`insert into vigie.lead_group_body (group_id, body) select made.id, given.line from ${made}`.execute(
    transaction,
  );
  await sql`insert into vigie.lead_of_group (group_id, lead_id, needed, transfers)
    select made.id, lead.id, each.needed, each.transfers
    from ${made}, jsonb_to_recordset(given.leads) as each(lead_id text, needed boolean, transfers int)
    join vigie.lead on lead.unit_id = ${unitId}::uuid and lead.lead_id = each.lead_id`.execute(transaction);
}

/** The leads of its members, each once. */
function leadsOf({ queue, members }: Group) {
  const isNeeded = ({ kind }: GroupMember): boolean => queue === 'investigation' || kind === 'payer';
  return members.flatMap((member) =>
    member.leadId === null ? [] : [{ lead_id: member.leadId, needed: isNeeded(member), transfers: member.transfers }],
  );
}
