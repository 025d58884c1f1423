import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { crowdedFirstTier } from '../../leads/crowded-first-tier.ts';
import { runSummarySchema } from '../../leads/run-summary.ts';
import { cursorText, readCursor } from '../leads/cursor.ts';
import type { Tables } from '../tables.ts';
import { attentionOf, attentionSchema, quarantineReasonsOf, type quarantineReasonsSchema } from './attention.ts';

type RunTables = Pick<Tables, 'vigie.scan_run'>;

export const runRowSchema = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  importId: z.uuid().nullable(),
  asOf: z.string().describe('End of the records.'),
  loadedAt: z.string(),
  files: z.array(z.string()),
  tiers: runSummarySchema.shape.tiers
    .nullable()
    .describe('How many subjects each queue has; null for who does not handle both queues.'),
  notListed: z
    .number()
    .int()
    .nullable()
    .describe('People with weaker signs whose leads were not written out; null for who does not handle both queues.'),
  firstTierCrowded: z
    .object({ people: z.number().int(), payersEach: z.number().int() })
    .nullable()
    .describe(
      'When more people are to be read first in the investigation queue than can be expected; one for so many payers. Null for who does not handle both queues.',
    ),
  attention: attentionSchema,
});
export type RunRow = z.infer<typeof runRowSchema>;

/** Counts of both queues are for who handles both. */
const HANDLES_BOTH = sql<boolean>`unit_id = any(vigie.my_units('analyst'))`;

function selectRuns(transaction: Transaction<RunTables>) {
  return transaction.selectFrom('vigie.scan_run').select([
    'id',
    'unit_id',
    'import_id',
    sql<Date>`as_of`.as('as_of'),
    'loaded_at',
    sql<string[]>`jsonb_path_query_array(summary, '$.inputs[*].file')`.as('files'),
    sql<RunRow['tiers']>`case when ${HANDLES_BOTH} then summary -> 'tiers' end`.as('tiers'),
    sql<number | null>`case when ${HANDLES_BOTH} then (summary -> 'counts' ->> 'payers')::int end`.as('payers'),
    sql<number | null>`case when ${HANDLES_BOTH} then (summary -> 'counts' ->> 'leadsCut')::int end`.as('not_listed'),
    sql<unknown>`jsonb_build_object('strayEnd', summary -> 'strayEnd', 'currenciesWithoutRate', summary -> 'currenciesWithoutRate',
        'known', summary -> 'known', 'counts', summary -> 'counts', 'inputs', jsonb_path_query_array(summary, '$.inputs[*]'))`.as(
      'told',
    ),
    sql<string>`loaded_at::text`.as('ordered_by'),
  ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectRuns>['execute']>>[number];

function runRow(row: Selected): RunRow {
  return {
    id: row.id,
    unitId: row.unit_id,
    importId: row.import_id,
    asOf: row.as_of.toISOString(),
    loadedAt: row.loaded_at.toISOString(),
    files: row.files,
    tiers: row.tiers,
    notListed: row.not_listed,
    firstTierCrowded:
      row.tiers === null || row.payers === null ? null : crowdedFirstTier({ tiers: row.tiers, payers: row.payers }),
    attention: attentionOf(row.told),
  };
}

/** A page of the runs of a unit, the newest first. */
export async function listRuns(
  transaction: Transaction<RunTables>,
  { unit, cursor, limit }: { readonly unit: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: RunRow[]; next: string | null }> {
  const from = cursor === undefined ? null : readCursor(cursor);
  let query = selectRuns(transaction)
    .where('unit_id', '=', unit)
    .orderBy('loaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (from) query = query.where(sql<boolean>`(loaded_at, id) < (${from[0]}::text::timestamptz, ${from[1]}::uuid)`);
  const found = await query.execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(runRow),
    next: found.length > limit && last ? cursorText([last.ordered_by, last.id]) : null,
  };
}

/** One run; its run.json for who handles both queues, which it counts. Null when it is not there for who asks. */
export async function readRun(
  transaction: Transaction<RunTables>,
  id: string,
): Promise<
  | (RunRow & {
      summary: Record<string, unknown> | null;
      before: string | null;
      quarantineReasons: z.infer<typeof quarantineReasonsSchema>;
    })
  | null
> {
  const row = await selectRuns(transaction)
    .select([
      sql<Record<string, unknown> | null>`case when ${HANDLES_BOTH} then summary end`.as('summary'),
      sql<unknown>`summary -> 'quarantineReasons'`.as('quarantine_reasons'),
      sql<string | null>`(select before.id from vigie.scan_run before where before.unit_id = scan_run.unit_id
        and (before.loaded_at, before.id) < (scan_run.loaded_at, scan_run.id) order by before.loaded_at desc, before.id desc limit 1)`.as(
        'before',
      ),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { summary, before, quarantine_reasons } = row;
  return { ...runRow(row), summary, before, quarantineReasons: quarantineReasonsOf(quarantine_reasons) };
}
