import type { Transaction } from 'kysely';
import type { Tell } from '../act.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import type { LeadRow } from './lead-row.ts';
import { leadRow, selectLeads } from './select-leads.ts';

export interface ReadLead {
  readonly row: LeadRow;
  /** The line of leads.jsonl, as text. */
  readonly body: string;
  readonly decisions: readonly MadeDecision[];
}

interface MadeDecision {
  readonly id: string;
  readonly kind: Tables['vigie.lead_decision']['kind'];
  readonly explanation: string | null;
  readonly words: string;
  readonly undoes: string | null;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

/**
 * One lead as a member reads it. Told in the log whether it is found or not, before anything of it is read: a denied lead takes the
 * same steps as a missing one. Throws Missing only after that is committed, so the caller gets null for it.
 */
export async function readLead(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<ReadLead | null> {
  const selected = await selectLeads(transaction).where('lead.id', '=', id).executeTakeFirst();
  await tell({
    act: 'lead.read',
    objectId: id,
    unitId: selected?.unit_id ?? null,
    detail: { found: selected !== undefined },
  });
  const body = await transaction
    .selectFrom('vigie.lead_body')
    .select('body')
    .where('lead_id', '=', id)
    .executeTakeFirst();
  const decisions = await decisionsOf(transaction, id);
  return selected && body ? { row: leadRow(selected), body: body.body, decisions } : null;
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
      'decision.undoes',
      'decision.made_by',
      'by.name',
      'decision.made_at',
    ])
    .where('lead_id', '=', leadId)
    .orderBy('seq')
    .execute();
  return rows.map(({ id, kind, explanation, words, undoes, made_by, name, made_at }) => ({
    id,
    kind,
    explanation,
    words,
    undoes,
    by: { id: made_by, name },
    at: made_at.toISOString(),
  }));
}
