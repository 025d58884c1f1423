import type { Kysely } from 'kysely';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Tables } from '../../casework/tables.ts';
import type { JobSettings } from './job-settings.ts';
import { runImport } from './run-import.ts';
import { sweepClocks } from './sweep-clocks.ts';
import { tidyUnits } from './tidy-units.ts';

const IMPORTS = 'imports';

/** Seconds between two looks for jobs whose server is gone. */
const SUPERVISE_SECONDS = 3;
/** Seconds between two looks for a job that waits. */
const POLL_SECONDS = 1;
const STOP_WITHIN_MS = 15_000;

const jobData = z.object({ importId: z.uuid(), unitId: z.uuid() });

export interface JobsOptions {
  /** As vigie_worker; stays open. */
  readonly pool: pg.Pool;
  /** The same, for queries. */
  readonly db: Kysely<Tables>;
  readonly dataFolder: string;
  readonly settings: JobSettings;
  /** Where errors are told: of the queue, and of the program itself. */
  readonly log: (text: string) => void;
}

export interface Jobs {
  /** Stops scans that run; another server, or this one when it starts again, begins them anew. */
  stop(): Promise<void>;
}

/** Keeps the clocks of requests, and works on imports, those that a server before left unfinished included. */
export async function startJobs({ pool, db, dataFolder, settings, log }: JobsOptions): Promise<Jobs> {
  const boss = new PgBoss({
    schema: 'jobs',
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    migrate: false,
    createSchema: false,
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', (error) => log(`queue: ${(error as NodeJS.ErrnoException).code ?? error.name}`));
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  await tidyUnits(db, dataFolder);
  await boss.start();
  await boss.work(
    IMPORTS,
    { pollingIntervalSeconds: POLL_SECONDS, localConcurrency: settings.atOnce, heartbeatRefreshSeconds: 2 },
    async ([job]) => {
      if (!job) return;
      const { importId, unitId } = jobData.parse(job.data);
      const signal = AbortSignal.any([stopping.signal, job.signal]);
      const work = runImport({ db, dataFolder, settings, log }, unitId, importId, signal);
      running.add(work);
      try {
        await work;
      } catch (error) {
        if (!stopping.signal.aborted) log(`import ${importId}: ${error instanceof Error ? error.stack : error}`);
        throw error;
      } finally {
        running.delete(work);
      }
    },
  );
  await sweepClocks(boss, db, stopping.signal, log);
  return {
    stop: async () => {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
      await Promise.allSettled(running);
    },
  };
}
