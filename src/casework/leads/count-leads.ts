import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { ROLES, TIERS } from '../../leads/lead.ts';
import type { Tables } from '../tables.ts';
import { LEAD_STATES, type LeadFilter } from './lead-query.ts';
import { matching } from './select-leads.ts';

const count = z.number().int();
const partial = <T extends readonly [string, ...string[]]>(keys: T) => z.partialRecord(z.enum(keys), count);

export const leadCountsSchema = z.object({
  total: count,
  state: partial(LEAD_STATES),
  tier: partial(TIERS),
  role: partial(ROLES),
});
export type LeadCounts = z.infer<typeof leadCountsSchema>;

/** How many leads the filter leaves, of those that the acting member may read. */
export async function countLeads(
  transaction: Transaction<Tables>,
  filter: LeadFilter,
  memberId: string,
): Promise<LeadCounts> {
  const rows = await transaction
    .selectFrom('vigie.lead as lead')
    .select(['lead.state', 'lead.tier', 'lead.role', sql<number>`count(*)::int`.as('leads')])
    .where(matching(filter, memberId))
    .groupBy(['lead.state', 'lead.tier', 'lead.role'])
    .execute();
  const counts: { total: number } & Record<'state' | 'tier' | 'role', Record<string, number>> = {
    total: 0,
    state: {},
    tier: {},
    role: {},
  };
  for (const row of rows) {
    counts.total += row.leads;
    for (const by of ['state', 'tier', 'role'] as const) counts[by][row[by]] = (counts[by][row[by]] ?? 0) + row.leads;
  }
  return counts;
}
