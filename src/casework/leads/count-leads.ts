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
  const rows = await transaction
    .selectFrom('vigie.lead as lead')
    .select(['lead.state', 'lead.tier', 'lead.role', 'lead.urgency', 'lead.has_changed'])
    .select(sql<number>`count(*)::int`.as('leads'))
    .where(matching(others, memberId))
    .groupBy(['lead.state', 'lead.tier', 'lead.role', 'lead.urgency', 'lead.has_changed'])
    .execute();
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
