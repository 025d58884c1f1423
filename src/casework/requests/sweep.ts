import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { actForUnit } from '../act.ts';
import type { Tables } from '../tables.ts';
import { keepDueStandings } from './keep-standings.ts';
import { shippedName } from './rules-in-force.ts';

/**
 * Reckons every open request whose standing may have become another, unit by unit, and tells of the steps that have come. It goes by
 * facts alone: stopped half-way, left out for a day, or done by two servers at once, the next one ends with the same. `db` is the worker's.
 */
export async function sweep(
  db: Kysely<Tables>,
  now: Temporal.Instant,
  stopping: AbortSignal,
): Promise<{ readonly requests: number; readonly notices: number }> {
  const { rows } = await sql<{
    unit: string;
  }>`select casework.units_to_reckon(${now.toString()}::timestamptz, ${shippedName()}) as unit`.execute(db);
  const total = { requests: 0, notices: 0 };
  for (const { unit } of rows)
    for (let more = true; more && !stopping.aborted; ) {
      const done = await actForUnit(db, unit, async (transaction, tell) => {
        const kept = await keepDueStandings(transaction, now);
        const { requests, notices } = kept;
        await tell({ act: 'requests.reckon', objectId: unit, unitId: unit, detail: { requests, notices } });
        return kept;
      });
      total.requests += done.requests;
      total.notices += done.notices;
      more = done.more;
    }
  return total;
}
