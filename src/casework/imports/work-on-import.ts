import { type Kysely, sql, type Transaction } from 'kysely';
import type { ScanEvent } from '../../scan-events.ts';
import type { Mapping } from '../../transfers/tabular/mapping.ts';
import { actForUnit, type Tell } from '../act.ts';
import { takeOverRun } from '../leads/take-over-run.ts';
import type { Tables } from '../tables.ts';
import {
  type ImportCounts,
  type ImportError,
  type ImportFile,
  type ImportOptions,
  type ImportState,
  isOver,
} from './import-row.ts';

/** An import that was begun and did not come to its end so often will not. */
const MOST_ATTEMPTS = 10;

/** An import that this server works on. `attempt` tells it from a server that held it before, or will after. */
export interface TakenImport {
  readonly id: string;
  readonly unitId: string;
  readonly attempt: number;
  readonly files: readonly ImportFile[];
  readonly mapping: Mapping | null;
  readonly options: ImportOptions;
  /** The process that read for the attempt before; it may still run. */
  readonly processBefore: string | null;
}

/** Another server took the import over: nothing may be written any more. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

/** Begins an import, or begins it anew. Null when there is nothing to do: it is over, was to be cancelled, or failed too often. */
export async function takeImport(db: Kysely<Tables>, unitId: string, id: string): Promise<TakenImport | null> {
  if (await isImportOver(db, unitId, id)) return null;
  return actForUnit(db, unitId, async (transaction, tell) => {
    const row = await lockImport(transaction, id);
    // It ended meanwhile: this transaction says only that it was looked at.
    if (isOver(row.state)) {
      await tell({ act: 'import.run', objectId: id, unitId, detail: { over: true } });
      return null;
    }
    if (row.cancel_requested_at !== null) {
      await end(transaction, tell, row, { state: 'cancelled' });
      return null;
    }
    const attempt = row.attempts + 1;
    if (attempt > MOST_ATTEMPTS) {
      await end(transaction, tell, row, { state: 'failed', error: DIED });
      return null;
    }
    await transaction
      .updateTable('vigie.import')
      .set({ state: 'running', attempts: attempt, started_at: row.started_at ?? new Date() })
      .where('id', '=', id)
      .execute();
    const before = await transaction
      .selectFrom('vigie.import_progress')
      .select('process')
      .where('import_id', '=', id)
      .executeTakeFirst();
    await transaction
      .insertInto('vigie.import_progress')
      .values({ import_id: id, unit_id: unitId, attempt, process: before?.process ?? null })
      .onConflict((conflict) =>
        conflict
          .column('import_id')
          .doUpdateSet({ attempt, stage: null, stages_done: 0, file: null, refused: '[]', at: new Date() }),
      )
      .execute();
    await tell({ act: 'import.run', objectId: id, unitId, detail: { attempt } });
    const { files, mapping, options } = row;
    return { id, unitId, attempt, files, mapping, options, processBefore: before?.process ?? null };
  });
}

/** How far an import is, as its scan says. */
export interface Progress {
  readonly process: string | null;
  readonly stage: Extract<ScanEvent, { event: 'stage' }>['stage'] | null;
  readonly stagesDone: number;
  readonly file: string | null;
  readonly refused: ImportCounts['refused'];
}

/** Writes how far it is. True when somebody asked to cancel it. Throws TakenOver. */
export async function noteProgress(db: Kysely<Tables>, taken: TakenImport, progress: Progress): Promise<boolean> {
  return forUnit(db, taken.unitId, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('vigie.import_progress')
      .set({
        process: progress.process,
        stage: progress.stage,
        stages_done: progress.stagesDone,
        file: progress.file,
        refused: JSON.stringify(progress.refused),
        at: new Date(),
      })
      .where('import_id', '=', taken.id)
      .where('attempt', '=', taken.attempt)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new TakenOver();
    const { cancel_requested_at } = await transaction
      .selectFrom('vigie.import')
      .select('cancel_requested_at')
      .where('id', '=', taken.id)
      .executeTakeFirstOrThrow();
    return cancel_requested_at !== null;
  });
}

export type Outcome =
  | { readonly state: 'done'; readonly folder: string; readonly counts: Omit<ImportCounts, 'leads'> }
  | { readonly state: 'failed'; readonly error: ImportError; readonly counts?: ImportCounts }
  | { readonly state: 'cancelled' };

/**
 * Ends an import: its leads, its counts and its audit entries commit together, once. Somebody who asked to cancel it before that is heard.
 * Gives the ids of received files whose bytes are no longer needed. Throws TakenOver.
 */
export async function endImport(db: Kysely<Tables>, taken: TakenImport, outcome: Outcome): Promise<readonly string[]> {
  return actForUnit(db, taken.unitId, async (transaction, tell) => {
    const row = await lockImport(transaction, taken.id);
    if (row.attempts !== taken.attempt || row.state !== 'running') throw new TakenOver();
    if (row.cancel_requested_at !== null || outcome.state === 'cancelled') {
      await end(transaction, tell, row, { state: 'cancelled' });
      return [];
    }
    if (outcome.state === 'failed') {
      await end(transaction, tell, row, outcome);
      return [];
    }
    const { leads } = await takeOverRun(transaction, tell, {
      unitId: taken.unitId,
      folder: outcome.folder,
      importId: taken.id,
    });
    const removed = await removeReceived(transaction, taken);
    await end(transaction, tell, row, { state: 'done', counts: { ...outcome.counts, leads }, removed });
    return removed;
  });
}

/** Whether a unit ever had an import. */
export function hasImports(db: Kysely<Tables>, unitId: string): Promise<boolean> {
  return forUnit(db, unitId, async (transaction) => {
    const row = await transaction.selectFrom('vigie.import').select('id').limit(1).executeTakeFirst();
    return row !== undefined;
  });
}

/** Received files of a unit by what is to become of their bytes. */
export function filesToKeep(db: Kysely<Tables>, unitId: string) {
  return forUnit(db, unitId, async (transaction) => {
    const rows = await transaction.selectFrom('vigie.received_file').select(['id', 'removed_at']).execute();
    const ids = (removed: boolean): ReadonlySet<string> =>
      new Set(rows.filter(({ removed_at }) => (removed_at !== null) === removed).map(({ id }) => id));
    return { kept: ids(false), removed: ids(true) };
  });
}

/** Imports of a unit by what is to become of their folders. */
export function importsToKeep(db: Kysely<Tables>, unitId: string) {
  return forUnit(db, unitId, async (transaction) => {
    const rows = await transaction.selectFrom('vigie.import').select(['id', 'state']).execute();
    const ids = (pick: (state: ImportState) => boolean): ReadonlySet<string> =>
      new Set(rows.filter(({ state }) => pick(state)).map(({ id }) => id));
    return {
      waiting: ids((state) => !isOver(state)),
      over: ids(isOver),
      withResults: ids((state) => state !== 'cancelled'),
      cancelled: ids((state) => state === 'cancelled'),
    };
  });
}

async function isImportOver(db: Kysely<Tables>, unitId: string, id: string): Promise<boolean> {
  return forUnit(db, unitId, async (transaction) => {
    const row = await transaction.selectFrom('vigie.import').select('state').where('id', '=', id).executeTakeFirst();
    return row === undefined || isOver(row.state);
  });
}

/** One transaction of a job that writes nothing which is to be told. */
function forUnit<T>(
  db: Kysely<Tables>,
  unitId: string,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('vigie.unit', ${unitId}, true)`.execute(transaction);
    return work(transaction);
  });
}

function lockImport(transaction: Transaction<Tables>, id: string) {
  return transaction.selectFrom('vigie.import').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}

async function end(
  transaction: Transaction<Tables>,
  tell: Tell,
  { id, unit_id }: { readonly id: string; readonly unit_id: string },
  outcome: {
    readonly state: 'done' | 'failed' | 'cancelled';
    readonly counts?: ImportCounts;
    readonly error?: ImportError;
    readonly removed?: readonly string[];
  },
): Promise<void> {
  const { state, counts, error, removed = [] } = outcome;
  await transaction
    .updateTable('vigie.import')
    .set({
      state,
      ended_at: new Date(),
      counts: counts === undefined ? null : JSON.stringify(counts),
      error: error === undefined ? null : JSON.stringify(error),
    })
    .where('id', '=', id)
    .execute();
  const numbers = counts && { ...counts, files: counts.files.length, refused: counts.refused.length };
  await tell({
    act: 'import.end',
    objectId: id,
    unitId: unit_id,
    detail: {
      ...{ state, why: error?.why ?? null, counts: numbers ?? null, removedFiles: removed },
      // Of a file of the inbox it is known only now.
      read: counts?.files.map(({ sha256 }) => sha256) ?? [],
    },
  });
}

/** What was accepted lies in the lake: the bytes that came are kept no longer, unless another import waits for them. */
async function removeReceived(transaction: Transaction<Tables>, taken: TakenImport): Promise<string[]> {
  const ids = taken.files.flatMap(({ from }) => ('received' in from ? [from.received] : []));
  if (ids.length === 0) return [];
  const waiting = await transaction
    .selectFrom('vigie.import')
    .select('files')
    .where('unit_id', '=', taken.unitId)
    .where('id', '!=', taken.id)
    .where('state', 'in', ['queued', 'running'])
    .execute();
  const needed = new Set(waiting.flatMap(({ files }) => files.flatMap(({ from }) => Object.values(from))));
  const free = ids.filter((id) => !needed.has(id));
  if (free.length > 0)
    await transaction
      .updateTable('vigie.received_file')
      .set({ removed_at: new Date() })
      .where('unit_id', '=', taken.unitId)
      .where('id', 'in', free)
      .execute();
  return free;
}

const DIED: ImportError = {
  why: 'died',
  text: {
    en: 'The import was begun ten times and ended each time before it was done.',
    fr: 'L’import a été commencé dix fois et s’est interrompu chaque fois avant la fin.',
  },
  next: {
    en: 'Ask the administrator to look at the log of the server and at its memory (VIGIE_SCAN_MEMORY), then import again.',
    fr: 'Demandez à l’administrateur de regarder le journal du serveur et sa mémoire (VIGIE_SCAN_MEMORY), puis importez de nouveau.',
  },
};
