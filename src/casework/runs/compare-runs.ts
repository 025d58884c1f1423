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
      strongerReasons: z.array(z.string()),
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
  readonly reasons: Readonly<Record<string, number>>;
}

interface Compared {
  readonly id: string;
  readonly leadId: string;
  readonly subjectKind: 'payer' | 'payee';
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly before: Standing | null;
  readonly after: Standing | null;
  readonly place: number;
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
  const both = sql`
    select lead.id, lead.lead_id, lead.subject_kind, lead.subject_id, lead.subject_name, was.run_id as was_run, now.run_id as now_run,
      was.tier as was_tier, was.rank_in_queue as was_rank, was.score as was_score, was.transfers as was_transfers, was.reasons as was_reasons,
      now.tier as now_tier, now.rank_in_queue as now_rank, now.score as now_score, now.transfers as now_transfers, now.reasons as now_reasons,
      case when was.run_id is null then 'came' when now.run_id is null then 'went'
        when was.tier <> now.tier or was.score <> now.score then 'moved' else 'same' end as change
    from vigie.lead
    left join vigie.lead_in_run was on was.lead_id = lead.id and was.run_id = ${earlier}::uuid
    left join vigie.lead_in_run now on now.lead_id = lead.id and now.run_id = ${id}::uuid
    where lead.unit_id = ${run.unitId}::uuid and lead.queue = ${query.queue} and (was.run_id is not null or now.run_id is not null)`;
  const counted = await sql<{ change: keyof Comparison['counts']; n: number }>`
    select change, count(*)::int as n from (${both}) compared group by change`.execute(transaction);
  const counts = { came: 0, went: 0, moved: 0, same: 0 };
  for (const { change, n } of counted.rows) counts[change] = n;
  const from = query.cursor === undefined ? null : readCursor(query.cursor);
  const after = from ? sql`and (coalesce(now_rank, was_rank), id) > (${from[0]}::text::int, ${from[1]}::uuid)` : sql``;
  const { rows } = await sql<Compared>`
    select id, lead_id as "leadId", subject_kind as "subjectKind", subject_id as "subjectId", subject_name as "subjectName",
      case when was_run is not null then jsonb_build_object('tier', was_tier, 'rankInQueue', was_rank, 'score', was_score,
        'transfers', was_transfers, 'reasons', was_reasons) end as before,
      case when now_run is not null then jsonb_build_object('tier', now_tier, 'rankInQueue', now_rank, 'score', now_score,
        'transfers', now_transfers, 'reasons', now_reasons) end as after,
      coalesce(now_rank, was_rank) as place
    from (${both}) compared where change = ${query.change} ${after}
    order by coalesce(now_rank, was_rank), id limit ${query.limit + 1}`.execute(transaction);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const leads = page.map(({ leadId }) => leadId);
  const { queue, change } = query;
  await tell({ act: 'run.compare', objectId: id, unitId: run.unitId, detail: { with: earlier, queue, change, leads } });
  return {
    run: id,
    with: earlier,
    counts,
    items: page.map(comparedLead),
    next: rows.length > query.limit && last ? cursorText([last.place, last.id]) : null,
  };
}

function comparedLead({ place: _, before, after, ...lead }: Compared): Comparison['items'][number] {
  const was = before?.reasons ?? {};
  const is = after?.reasons ?? {};
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

function withoutReasons({ reasons: _, ...standing }: Standing) {
  return standing;
}
