import type { Transaction } from 'kysely';
import { z } from 'zod';
import { groupSchema } from '../../leads/group.ts';
import type { Tables } from '../tables.ts';
import type { Queue } from './lead-words.ts';

/** Groups told of one lead: a payer of many stands in more. */
const MOST = 4;

const { groupId, rank, queue, payees, payers, transfers, amountEur, withoutRate } = groupSchema.shape;
const { links, joins, cut, around, places, transfersElsewhere, activity, members } = groupSchema.shape;

/** What of a group is told with a lead. Other groups of a member are not: they may be closed to the reader. */
export const toldGroupSchema = z.object({
  ...{ groupId, rank, queue, payees, payers, transfers, amountEur, withoutRate },
  members: z.array(
    members.element
      .omit({ mainGroup: true, otherGroups: true, leadId: true })
      .extend({ lead: z.uuid().nullable().describe('Its lead, where the reader may open it.') }),
  ),
  ...{ links, joins, cut, around, places, transfersElsewhere, activity },
});
export type ToldGroup = z.infer<typeof toldGroupSchema>;

/** Where a lead stands, without what is told only after the reading is in the log. */
export interface FoundGroups {
  readonly ids: readonly string[];
  /** Their leads that the reader may open: id by that of the scan. */
  readonly leads: ReadonlyMap<string, string>;
  /** How many there are, told or not. */
  readonly total: number;
}

/** Groups of the same queue that a lead stands in and the acting member may read: where most of its transfers are first. */
export async function findGroups(
  transaction: Transaction<Tables>,
  lead: { readonly id: string; readonly queue: Queue },
): Promise<FoundGroups> {
  const groups = await transaction
    .selectFrom('vigie.lead_of_group as part')
    .innerJoin('vigie.lead_group as whole', 'whole.id', 'part.group_id')
    .select('whole.id')
    .where('part.lead_id', '=', lead.id)
    .where('whole.queue', '=', lead.queue)
    .orderBy('part.transfers', 'desc')
    .orderBy('whole.rank_in_queue')
    .execute();
  const ids = groups.slice(0, MOST).map(({ id }) => id);
  if (ids.length === 0) return { ids, leads: new Map(), total: 0 };
  const leads = await transaction
    .selectFrom('vigie.lead_of_group as part')
    .innerJoin('vigie.lead as lead', 'lead.id', 'part.lead_id')
    .select(['lead.id', 'lead.lead_id'])
    .where('part.group_id', 'in', ids)
    .execute();
  return { ids, leads: new Map(leads.map(({ id, lead_id }) => [lead_id, id])), total: groups.length };
}

/** Reads them, once the reading is told in the log. */
export async function readGroups(
  transaction: Transaction<Tables>,
  { ids, leads }: Pick<FoundGroups, 'ids' | 'leads'>,
): Promise<ToldGroup[]> {
  if (ids.length === 0) return [];
  const bodies = await transaction
    .selectFrom('vigie.lead_group_body')
    .select(['group_id', 'body'])
    .where('group_id', 'in', [...ids])
    .execute();
  const bodyOf = new Map(bodies.map(({ group_id, body }) => [group_id, body]));
  return ids.flatMap((id) => {
    const body = bodyOf.get(id);
    return body === undefined ? [] : [toldGroup(body, leads)];
  });
}

/** A lead that the reader may not open is none: neither its rank nor its score is told. */
function toldGroup(body: string, leads: ReadonlyMap<string, string>): ToldGroup {
  const { members, ...group } = groupSchema.parse(JSON.parse(body));
  return {
    ...group,
    members: members.map(({ leadId, mainGroup: _, otherGroups: __, ...member }) => {
      const lead = leadId === null ? undefined : leads.get(leadId);
      return lead === undefined ? { ...member, lead: null, rankInQueue: null, score: null } : { ...member, lead };
    }),
  };
}
