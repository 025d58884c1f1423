import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { QUEUES, TIERS } from '../../leads/lead.ts';
import type { Tell } from '../act.ts';
import { cursorText, readCursor } from '../leads/cursor.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { readRun } from './read-runs.ts';

const CHANGES = ['came', 'went', 'moved'] as const;

export const comparisonQuerySchema = z.object({
  with: z.uuid().optional().describe('The earlier run; without it, the one before.'),
  queue: z.enum(QUEUES),
  change: z.enum(CHANGES).describe('came: only in this run; went: only in the earlier; moved: tier or score changed.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional().describe('`next` of the page before.'),
});
export type ComparisonQuery = z.infer<typeof comparisonQuerySchema>;

const standing = z.object({
  tier: z.enum(TIERS),
  rankInQueue: z.number().int(),
  score: z.number(),
  transfers: z.number().int(),
  written: z.boolean().describe('False: ranked, but too far down for its lead to be written out.'),
});

export const comparisonSchema = z.object({
  run: z.uuid(),
  with: z.uuid().nullable().describe('Null: there is no earlier run whose standings are kept.'),
  counts: z.object({ came: z.number().int(), went: z.number().int(), moved: z.number().int(), same: z.number().int() }),
  items: z.array(
    z.object({
      id: z.uuid(),
      leadId: z.string(),
      subjectKind: z.enum(['payer', 'payee']),
      subjectId: z.string(),
      subjectName: z.string().nullable(),
      before: standing.nullable(),
      after: standing.nullable(),
      moreTransfers: z.number().int(),
      newReasons: z.array(z.string()),
      goneReasons: z.array(z.string()),
      strongerReasons: z.array(z.string()).describe('Of reasons against, too: those lower the score.'),
      weakerReasons: z.array(z.string()),
    }),
  ),
  next: z.string().nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

interface Standing {
  readonly tier: z.infer<typeof standing>['tier'];
  readonly rankInQueue: number;
  readonly score: number;
  readonly transfers: number;
  /** Null when the lead was not written out. */
  readonly reasons: Readonly<Record<string, number>> | null;
}

interface Compared {
  readonly id: string;
  readonly leadId: string;
  readonly subjectKind: 'payer' | 'payee';
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly before: Standing | null;
  readonly after: Standing | null;
}

/**
 * What came, went and moved between two runs, and why, of the leads that who asks may read.
 * Throws Missing when a run is not there for who asks, or they are of two units.
 */
export async function compareRuns(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  query: ComparisonQuery,
): Promise<Comparison> {
  const run = await readRun(transaction, id);
  if (run === null) throw new Missing();
  const earlier = query.with ?? run.before;
  if (query.with !== undefined && (await readRun(transaction, query.with))?.unitId !== run.unitId) throw new Missing();
  const from = query.cursor === undefined ? null : readCursor(query.cursor);
  const after = from ? sql`and (place, id) > (${from[0]}::text::int, ${from[1]}::uuid)` : sql``;
  const { queue, change, limit } = query;
  const { rows: found } = await sql<{ counts: Partial<Comparison['counts']> | null; places: readonly Place[] | null }>`
    with compared as materialized (
      select coalesce(now.lead_id, was.lead_id) as id, coalesce(now.rank_in_queue, was.rank_in_queue) as place,
        case when was.run_id is null then 'came' when now.run_id is null then 'went'
          when was.tier <> now.tier or was.score <> now.score then 'moved' else 'same' end as change
      from (select * from vigie.lead_in_run where run_id = ${earlier}::uuid and queue = ${queue}) was
      full join (select * from vigie.lead_in_run where run_id = ${id}::uuid and queue = ${queue}) now on now.lead_id = was.lead_id
    ), page as (
      select id, place from compared where change = ${change} ${after} order by place, id limit ${limit + 1}
    )
    select (select jsonb_object_agg(change, n) from (select change, count(*) as n from compared group by change) counted) as counts,
      (select jsonb_agg(jsonb_build_object('id', id, 'place', place) order by place, id) from page) as places`.execute(
    transaction,
  );
  const counts = { came: 0, went: 0, moved: 0, same: 0, ...found[0]?.counts };
  const places = found[0]?.places ?? [];
  const page = await standingsOf(transaction, places.slice(0, limit), earlier, id);
  const last = places.at(limit - 1);
  const leads = page.map(({ leadId }) => leadId);
  await tell({ act: 'run.compare', objectId: id, unitId: run.unitId, detail: { with: earlier, queue, change, leads } });
  return {
    run: id,
    with: earlier,
    counts,
    items: page.map(comparedLead),
    next: places.length > limit && last ? cursorText([last.place, last.id]) : null,
  };
}

interface Place {
  readonly id: string;
  readonly place: number;
}

/** How these leads stood in both runs, in this order. */
async function standingsOf(
  transaction: Transaction<Tables>,
  places: readonly Place[],
  earlier: string | null,
  id: string,
): Promise<Compared[]> {
  if (places.length === 0) return [];
  const standing = (run: string | null) => sql`(
    select jsonb_build_object('tier', tier, 'rankInQueue', rank_in_queue, 'score', score, 'transfers', transfers, 'reasons', reasons)
    from vigie.lead_in_run stood where stood.lead_id = lead.id and stood.run_id = ${run}::uuid)`;
  const { rows } = await sql<Compared>`
    select lead.id, lead.lead_id as "leadId", subject_kind as "subjectKind", subject_id as "subjectId", subject_name as "subjectName",
      ${standing(earlier)} as before, ${standing(id)} as after
    from vigie.lead where id = any(${places.map((place) => place.id)}::uuid[])`.execute(transaction);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return places.flatMap((place) => byId.get(place.id) ?? []);
}

function comparedLead({ before, after, ...lead }: Compared): Comparison['items'][number] {
  // Of a lead that was not written out, the reasons are not known.
  const known = before?.reasons !== null && after?.reasons !== null;
  const was = (known && before?.reasons) || {};
  const is = (known && after?.reasons) || {};
  const inBoth = Object.keys(is).filter((reason) => reason in was);
  const grown = (sign: 1 | -1): string[] =>
    inBoth.filter((reason) => sign * ((is[reason] ?? 0) - (was[reason] ?? 0)) > 0).sort();
  return {
    ...lead,
    before: before && withoutReasons(before),
    after: after && withoutReasons(after),
    moreTransfers: before && after ? Math.max(0, after.transfers - before.transfers) : 0,
    newReasons:
      before === null
        ? []
        : Object.keys(is)
            .filter((reason) => !(reason in was))
            .sort(),
    goneReasons:
      after === null
        ? []
        : Object.keys(was)
            .filter((reason) => !(reason in is))
            .sort(),
    strongerReasons: grown(1),
    weakerReasons: grown(-1),
  };
}

function withoutReasons({ reasons, ...standing }: Standing) {
  return { ...standing, written: reasons !== null };
}
