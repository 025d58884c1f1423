import { sql, type Transaction } from 'kysely';
import { STAGES } from '../../scan-progress.ts';
import { type Cursor, cursorText, readCursor } from '../leads/cursor.ts';
import type { Tables } from '../tables.ts';
import type { Job } from './import-row.ts';

type JobTables = Pick<Tables, 'vigie.import' | 'vigie.import_progress' | 'vigie.member' | 'vigie.scan_run'>;

function selectJobs(transaction: Transaction<JobTables>) {
  return transaction
    .selectFrom('vigie.import as import')
    .leftJoin('vigie.import_progress as progress', 'progress.import_id', 'import.id')
    .leftJoin('vigie.member as member', 'member.id', 'import.requested_by')
    .leftJoin('vigie.scan_run as run', 'run.import_id', 'import.id')
    .select([
      'import.id',
      'import.unit_id',
      'import.state',
      'import.files',
      sql<boolean>`import.mapping is not null`.as('mapped'),
      'import.options',
      'import.counts',
      'import.error',
      'import.requested_by',
      'member.name as requested_by_name',
      'import.requested_at',
      'import.started_at',
      'import.ended_at',
      'import.cancel_requested_at',
      'run.id as run_id',
      'progress.stage',
      'progress.stages_done',
      'progress.file',
      'progress.refused',
      'progress.at as progress_at',
      sql<string>`import.requested_at::text`.as('ordered_by'),
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectJobs>['execute']>>[number];

function jobOf(row: Selected): Job {
  return {
    id: row.id,
    unitId: row.unit_id,
    state: row.state,
    files: row.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    mapped: row.mapped,
    options: row.options,
    progress:
      row.progress_at === null
        ? null
        : {
            stage: row.stage,
            stagesDone: row.stages_done ?? 0,
            stages: STAGES.length,
            file: row.file,
            refused: [...(row.refused ?? [])],
            at: row.progress_at.toISOString(),
          },
    counts: row.counts,
    error: row.error,
    runId: row.run_id,
    requestedBy: row.requested_by === null ? null : { id: row.requested_by, name: row.requested_by_name ?? '' },
    requestedAt: row.requested_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    cancelRequestedAt: row.cancel_requested_at?.toISOString() ?? null,
  };
}

/** One import; null when it is not there for who asks. */
export async function readJob(transaction: Transaction<JobTables>, id: string): Promise<Job | null> {
  const row = await selectJobs(transaction).where('import.id', '=', id).executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

/** A page of the imports of a unit, the newest first. */
export async function listJobs(
  transaction: Transaction<JobTables>,
  { unit, cursor, limit }: { readonly unit: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Job[]; next: string | null }> {
  const from: Cursor | null = cursor === undefined ? null : readCursor(cursor);
  let query = selectJobs(transaction)
    .where('import.unit_id', '=', unit)
    .orderBy('import.requested_at', 'desc')
    .orderBy('import.id', 'desc')
    .limit(limit + 1);
  if (from)
    query = query.where(
      sql<boolean>`(import.requested_at, import.id) < (${from[0]}::text::timestamptz, ${from[1]}::uuid)`,
    );
  const found = await query.execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(jobOf),
    next: found.length > limit && last ? cursorText([last.ordered_by, last.id]) : null,
  };
}
