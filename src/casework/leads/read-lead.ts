import type { Transaction } from 'kysely';
import type { Tell } from '../act.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import type { LeadRow } from './lead-row.ts';
import type { SaidBy } from './lead-words.ts';
import { findGroups, readGroups, type ToldGroup } from './read-groups.ts';
import { leadRow, selectLeads } from './select-leads.ts';
import { withheldOf } from './withheld-of.ts';
import { type Naming, namedIn, withhold } from './withhold.ts';

export interface ReadLead {
  readonly row: LeadRow;
  /** The line of leads.jsonl, as text. */
  readonly body: string;
  readonly decisions: readonly MadeDecision[];
  readonly groups: readonly ToldGroup[];
  readonly groupsTotal: number;
}

interface MadeDecision {
  readonly id: string;
  readonly kind: Tables['vigie.lead_decision']['kind'];
  readonly explanation: string | null;
  readonly words: string;
  readonly said: { readonly by: SaidBy; readonly whom: string } | null;
  readonly undoes: string | null;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

/**
 * One lead as a member reads it. Told in the log whether it is found or not, before anything of it is read: a denied lead takes the
 * same steps as a missing one. Throws Missing only after that is committed, so the caller gets null for it.
 * @param named what stands in place of the name of somebody who has a record that the member may not read
 */
export async function readLead(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  named: (place: number) => string,
): Promise<ReadLead | null> {
  const selected = await selectLeads(transaction).where('lead.id', '=', id).executeTakeFirst();
  const found = selected === undefined ? null : await findGroups(transaction, selected);
  await tell({
    act: 'lead.read',
    objectId: id,
    unitId: selected?.unit_id ?? null,
    detail: {
      found: selected !== undefined,
      ...(found === null || found.total === 0 ? {} : { groups: found.ids, leads: [...found.leads.values()] }),
    },
  });
  const body = await transaction
    .selectFrom('vigie.lead_body')
    .select('body')
    .where('lead_id', '=', id)
    .executeTakeFirst();
  const decisions = await decisionsOf(transaction, id);
  if (!selected || !body || found === null) return null;
  const groups = await readGroups(transaction, found);
  const lead = JSON.parse(body.body) as Naming;
  const read = { lead, groups, members: groups.flatMap(({ members }) => members) };
  const people = await withheldOf(transaction, selected.unit_id, [...namedIn(lead), ...namedIn(read)]);
  const row = leadRow(selected);
  const groupsTotal = found.total;
  if (people.length === 0) return { row, body: body.body, decisions, groups, groupsTotal };
  const shown = withhold({ ...read, members: [...(lead.members ?? []), ...read.members] }, people, named);
  return { row, body: JSON.stringify(shown.lead), decisions, groups: shown.groups, groupsTotal };
}

/** The row of a lead that is about to be written to, locked until the transaction ends. Throws Missing. */
export async function lockLead(transaction: Transaction<Tables>, id: string) {
  const lead = await transaction
    .selectFrom('vigie.lead')
    .select(['id', 'unit_id', 'queue', 'state', 'holder_id', 'facts', 'run_id', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!lead) throw new Missing();
  return lead;
}

async function decisionsOf(transaction: Transaction<Tables>, leadId: string): Promise<MadeDecision[]> {
  const rows = await transaction
    .selectFrom('vigie.lead_decision as decision')
    .innerJoin('vigie.member as by', 'by.id', 'decision.made_by')
    .select([
      'decision.id',
      'decision.kind',
      'decision.explanation',
      'decision.words',
      'decision.said_by',
      'decision.said_by_whom',
      'decision.undoes',
      'decision.made_by',
      'by.name',
      'decision.made_at',
    ])
    .where('lead_id', '=', leadId)
    .orderBy('seq')
    .execute();
  return rows.map(({ id, kind, explanation, words, said_by, said_by_whom, undoes, made_by, name, made_at }) => ({
    id,
    kind,
    explanation,
    words,
    said: said_by === null ? null : { by: said_by, whom: said_by_whom },
    undoes,
    by: { id: made_by, name },
    at: made_at.toISOString(),
  }));
}
