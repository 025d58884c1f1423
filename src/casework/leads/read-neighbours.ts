import type { Transaction } from 'kysely';
import { z } from 'zod';
import { fromUnits } from '../../indicators/contribution.ts';
import { leadSchema, ROLES, TIERS } from '../../leads/lead.ts';
import { type Contribution, scoreDifferences, unitsOf } from '../../leads/score-differences.ts';
import type { Tell } from '../act.ts';
import type { Tables } from '../tables.ts';

/** So many above a lead and below it. */
const EACH_SIDE = 2;

const neighbourSchema = z.object({
  id: z.uuid(),
  rankInQueue: z.number().int(),
  role: z.enum(ROLES),
  tier: z.enum(TIERS),
  score: z.number(),
  scoreDifference: z
    .number()
    .describe('Score of the lead less that of the neighbour: exactly the sum of the differences.'),
  differences: z
    .array(
      z.object({
        indicator: z.string(),
        title: z.object({ en: z.string(), fr: z.string() }),
        own: z.number().describe('What it adds to the score of the lead; 0 where it did not fire.'),
        theirs: z.number(),
        difference: z.number(),
      }),
    )
    .describe('Indicators that add unequally, the largest difference first; empty when all are equal.'),
});

export const neighboursSchema = z.object({
  above: z.array(neighbourSchema).describe('The nearest first.'),
  below: z.array(neighbourSchema).describe('The nearest first.'),
});
export type Neighbours = z.infer<typeof neighboursSchema>;
type Neighbour = Neighbours['above'][number];

/**
 * What separates a lead from those next to it in its queue, of those of the same scan that the acting member may read. Told in the log with
 * whom it was compared, before anything of them is read; null when the lead is not there for the member.
 */
export async function readNeighbours(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
): Promise<Neighbours | null> {
  const lead = await standings(transaction).where('id', '=', id).executeTakeFirst();
  const [above, below] = lead === undefined ? [[], []] : await nextTo(transaction, lead);
  const compared = [...above, ...below].map((each) => each.id);
  await tell({
    act: 'lead.compare',
    objectId: id,
    unitId: lead?.unit_id ?? null,
    detail: { found: lead !== undefined, leads: compared },
  });
  const added = await contributionsOf(transaction, [id, ...compared]);
  const own = added.get(id);
  if (lead === undefined || own === undefined) return null;
  const described = (side: readonly Standing[]): Neighbour[] =>
    side.map(({ id, rank_in_queue, role, tier, score }) => ({
      ...{ id, role, tier, score },
      rankInQueue: rank_in_queue,
      scoreDifference: fromUnits(unitsOf(lead.score) - unitsOf(score)),
      differences: scoreDifferences(own, added.get(id) ?? []),
    }));
  return { above: described(above), below: described(below) };
}

function standings(transaction: Transaction<Tables>) {
  return transaction
    .selectFrom('vigie.lead')
    .select(['id', 'run_id', 'queue', 'rank_in_queue', 'role', 'tier', 'score', 'unit_id', 'gone']);
}

type Standing = Awaited<ReturnType<ReturnType<typeof standings>['execute']>>[number];

/** A lead that the newest scan does not propose any more stood beside others than those of now. */
async function nextTo(transaction: Transaction<Tables>, lead: Standing): Promise<readonly [Standing[], Standing[]]> {
  const sameList = standings(transaction)
    .where('unit_id', '=', lead.unit_id)
    .where('queue', '=', lead.queue)
    .where('gone', '=', lead.gone)
    .where('run_id', '=', lead.run_id)
    .limit(EACH_SIDE);
  return [
    await sameList.where('rank_in_queue', '<', lead.rank_in_queue).orderBy('rank_in_queue', 'desc').execute(),
    await sameList.where('rank_in_queue', '>', lead.rank_in_queue).orderBy('rank_in_queue').execute(),
  ];
}

async function contributionsOf(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Contribution[]>> {
  const bodies = await transaction
    .selectFrom('vigie.lead_body')
    .select(['lead_id', 'body'])
    .where('lead_id', 'in', [...ids])
    .execute();
  return new Map(bodies.map(({ lead_id, body }) => [lead_id, contributionsIn(body)]));
}

const weighed = leadSchema.pick({ reasons: true, reasonsAgainst: true });

function contributionsIn(body: string): readonly Contribution[] {
  const { reasons, reasonsAgainst } = weighed.parse(JSON.parse(body));
  return [...reasons, ...reasonsAgainst].map(({ indicator, title, contribution }) => ({
    ...{ indicator, title },
    units: unitsOf(contribution),
  }));
}
