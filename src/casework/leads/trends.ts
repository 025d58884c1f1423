import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { QUEUES, TIERS } from '../../leads/lead.ts';
import type { Tables } from '../tables.ts';
import { FACETS } from './lead-facets.ts';

/** Fewer leads than this are not told: a small number points at people. */
const FEWEST = 5;

export const trendQuerySchema = z.object({
  unit: z.uuid(),
  queue: z.enum(QUEUES),
  tier: z.preprocess(
    (given) => (given === undefined ? undefined : [given].flat()),
    z.array(z.enum(TIERS)).max(3).optional(),
  ),
  facet: z.enum(FACETS),
});

export const trendSchema = z.object({
  items: z
    .array(z.object({ value: z.string(), leads: z.number().int() }))
    .describe(`Values that at least ${FEWEST} leads share: months in their order, others the most frequent first.`),
  suppressed: z.number().int().describe(`So many values have fewer than ${FEWEST} leads each and are not told.`),
  fewest: z.number().int().describe('Fewer leads than this are not told.'),
});

/** How many leads have each value, of those that the acting member may read and the newest scan proposes. */
export async function trend(
  transaction: Transaction<Tables>,
  { unit, queue, tier, facet }: z.infer<typeof trendQuerySchema>,
): Promise<z.infer<typeof trendSchema>> {
  const { rows } = await sql<{ value: string; leads: number }>`
    select value, count(*)::int as leads from vigie.lead_facet join vigie.lead on lead.id = lead_facet.lead_id
    where unit_id = ${unit}::uuid and queue = ${queue} and not gone and facet = ${facet}
      and (${tier === undefined} or tier = any(${tier ?? []}))
    group by value order by ${facet === 'month' ? sql`value` : sql`leads desc, value`}`.execute(transaction);
  const items = rows.filter(({ leads }) => leads >= FEWEST);
  return { items, suppressed: rows.length - items.length, fewest: FEWEST };
}
