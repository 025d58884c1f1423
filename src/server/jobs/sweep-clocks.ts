import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { Temporal } from 'temporal-polyfill';
import { sweep } from '../../casework/requests/sweep.ts';
import type { Tables } from '../../casework/tables.ts';

const CLOCKS = 'clocks';
/** Seconds between two sweeps. Steps go by the hour, so that a minute is soon enough. */
const EVERY_SECONDS = 60;
const POLL_SECONDS = 2;

/**
 * Reckons the clocks of requests again and again. One sweep at most waits in the queue, whoever puts it there; each puts the next one
 * there before it begins, so that none is lost with the server that was at it.
 */
export async function sweepClocks(
  boss: PgBoss,
  db: Kysely<Tables>,
  stopping: AbortSignal,
  log: (text: string) => void,
): Promise<void> {
  await boss.work(CLOCKS, { pollingIntervalSeconds: POLL_SECONDS, heartbeatRefreshSeconds: 5 }, async () => {
    await boss.send(CLOCKS, {}, { startAfter: EVERY_SECONDS });
    try {
      await sweep(db, Temporal.Now.instant(), stopping);
    } catch (error) {
      // The next one begins with the same facts. Messages of the database can hold identifiers: only where it failed is told.
      if (!stopping.aborted) log(`clocks: ${(error as NodeJS.ErrnoException).code ?? (error as Error).name}`);
    }
  });
  await boss.send(CLOCKS, {});
}
