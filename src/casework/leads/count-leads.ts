import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { ROLES, TIERS } from '../../leads/lead.ts';
import { URGENCIES } from '../../leads/recency.ts';
import type { Tables } from '../tables.ts';
import { LEAD_STATES, type LeadFilter } from './lead-query.ts';
import { matching } from './select-leads.ts';

const count = z.number().int();
const partial = <T extends readonly [string, ...string[]]>(keys: T) => z.partialRecord(z.enum(keys), count);

const COUNTED = ['state', 'tier', 'role', 'urgency'] as const;

export const leadCountsSchema = z.object({
  total: count.describe('Leads that the whole filter leaves.'),
  state: partial(LEAD_STATES).describe(
    'By each value, with the other conditions of the filter as they are; so with the next three.',
  ),
  tier: partial(TIERS),
  role: partial(ROLES),
  urgency: partial(URGENCIES),
});
export type LeadCounts = z.infer<typeof leadCountsSchema>;

/**
 * How many leads the filter leaves, of those that the acting member may read; and how many each value of a condition would leave in
 * place of those that are chosen of it.
 */
export async function countLeads(
  transaction: Transaction<Tables>,
  filter: LeadFilter,
  memberId: string,
): Promise<LeadCounts> {
  const { state, tier, role, urgency, orChanged, ...others } = filter;
  // In one statement, or a lead that is put off meanwhile would be counted twice or not at all.
  const rows = await (isTallied(others)
    ? tallied(transaction, others).unionAll(counted(transaction, others, memberId).where(COUNTED_APART))
    : counted(transaction, others, memberId)
  ).execute();
  const chosen: Record<(typeof COUNTED)[number], readonly string[] | undefined> = { state, tier, role, urgency };
  const counts: { total: number } & Record<(typeof COUNTED)[number], Record<string, number>> = {
    total: 0,
    state: {},
    tier: {},
    role: {},
    urgency: {},
  };
  for (const row of rows) {
    const kept = COUNTED.filter(
      (by) =>
        !chosen[by]?.length || chosen[by].includes(row[by] ?? '') || (by === 'state' && orChanged && row.has_changed),
    );
    if (kept.length === COUNTED.length) counts.total += row.leads;
    for (const by of COUNTED) {
      const value = row[by];
      const othersKeep = kept.length - (kept.includes(by) ? 1 : 0) === COUNTED.length - 1;
      if (value !== null && othersKeep) counts[by][value] = (counts[by][value] ?? 0) + row.leads;
    }
  }
  return counts;
}

/** Leads that lead_tally leaves out: word for word the condition of their index. */
const COUNTED_APART = sql<boolean>`(lead.has_exception or lead.snoozed_until is not null)`;

/** Whether the tallies know every condition; `holder: me` and the others are asked of the leads themselves. */
function isTallied({
  unit: _unit,
  queue: _queue,
  gone: _gone,
  changed: _changed,
  country: _country,
  holder,
  ...others
}: LeadFilter): boolean {
  return holder !== 'me' && Object.values(others).every((condition) => [condition].flat().filter(Boolean).length === 0);
}

/** The few hundred sums of a queue in place of its leads. */
function tallied(transaction: Transaction<Tables>, { unit, queue, gone, changed, country, holder }: LeadFilter) {
  let query = transaction
    .selectFrom('vigie.lead_tally')
    .select(['state', 'tier', 'role', 'urgency', 'has_changed'])
    .select(sql<number>`sum(leads)::int`.as('leads'))
    .where('unit_id', '=', unit)
    .where('queue', '=', queue)
    .where('gone', '=', gone ?? false)
    .groupBy(['state', 'tier', 'role', 'urgency', 'has_changed'])
    .having(sql<boolean>`sum(leads) <> 0`);
  if (country?.length) query = query.where(sql<boolean>`payee_countries && ${country}::text[]`);
  if (changed) query = query.where('has_changed', '=', true);
  if (holder) query = query.where('is_held', '=', holder === 'somebody');
  return query;
}

function counted(transaction: Transaction<Tables>, filter: LeadFilter, memberId: string) {
  return transaction
    .selectFrom('vigie.lead as lead')
    .select(['lead.state', 'lead.tier', 'lead.role', 'lead.urgency', 'lead.has_changed'])
    .select(sql<number>`count(*)::int`.as('leads'))
    .where(matching(filter, memberId))
    .groupBy(['lead.state', 'lead.tier', 'lead.role', 'lead.urgency', 'lead.has_changed']);
}
