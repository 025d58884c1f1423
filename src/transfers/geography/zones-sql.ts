import {
  DATE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBTimestampValue,
  TIMESTAMP,
} from '@duckdb/node-api';
import { zoneOffsets } from './zones.ts';

const SECONDS_PER_DAY = 86_400;
const FIRST_DAY = Date.UTC(1990, 0, 1) / 1000 / SECONDS_PER_DAY;
const LAST_DAY = Date.UTC(2040, 0, 1) / 1000 / SECONDS_PER_DAY;

/**
 * Creates the table `zone_days (zone, day, changes_at, before, after, doubled_from)`: one row a zone and local day; `before` and `after` are seconds
 * east of UTC on either side of the local time `changes_at` (NULL in the first stretch); from `doubled_from` on, local times happen
 * again after the next change (NULL when none does). `first` and `last` (days since 1970-01-01, both
 * included) keep it to the days that the records have; a day outside them has no row and so no UTC instant. One row a day
 * rather than one a change, because an equality join on 10 million rows costs a seventh of an ASOF join.
 *
 * A local time that happens twice, when clocks go back, is its first occurrence; one that is skipped, when they go forward, is
 * shifted forward by what was skipped. Both follow from one rule: a new offset holds from the later of the two local
 * readings of its first instant.
 */
export async function registerZones(
  connection: DuckDBConnection,
  zoneNames: readonly string[],
  first = FIRST_DAY,
  last = LAST_DAY,
): Promise<void> {
  const names = [...new Set(zoneNames)];
  const zones = zoneOffsets(names, (first - 2) * SECONDS_PER_DAY, (last + 3) * SECONDS_PER_DAY);
  await connection.run(`CREATE OR REPLACE TEMP TABLE zone_stretches
    (zone VARCHAR, f DATE, u DATE, changes_at TIMESTAMP, before INTEGER, after INTEGER, doubled_from TIMESTAMP)`);
  const appender = await connection.createAppender('zone_stretches');
  names.forEach((zone, z) => {
    const offsets = [...(zones.offsets[z] ?? [])];
    const changes = Array.from(
      zones.transitions[z] ?? [],
      (at, i) => at + Math.max(offsets[i - 1] ?? at, offsets[i] ?? 0),
    );
    offsets.forEach((after, i) => {
      const changesAt = changes[i] ?? Number.NEGATIVE_INFINITY;
      const from = Math.max(first, Math.floor(changesAt / SECONDS_PER_DAY));
      const until = Math.min(last + 1, Math.floor((changes[i + 1] ?? Number.POSITIVE_INFINITY) / SECONDS_PER_DAY));
      if (from >= until) return;
      appender.appendVarchar(zone);
      appender.appendValue(new DuckDBDateValue(from), DATE);
      appender.appendValue(new DuckDBDateValue(until), DATE);
      appendInstant(appender, changesAt);
      appender.appendInteger(offsets[i - 1] ?? after);
      appender.appendInteger(after);
      const back = after - (offsets[i + 1] ?? after);
      appendInstant(
        appender,
        back > 0 ? (changes[i + 1] ?? Number.POSITIVE_INFINITY) - back : Number.NEGATIVE_INFINITY,
      );
      appender.endRow();
    });
  });
  appender.closeSync();
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE zone_days AS
    SELECT zone, f + CAST(unnest(range(u - f)) AS INTEGER) AS day, changes_at, before, after, doubled_from FROM zone_stretches`);
  await connection.run('DROP TABLE zone_stretches');
}

function appendInstant(appender: DuckDBAppender, seconds: number): void {
  if (Number.isFinite(seconds)) appender.appendValue(new DuckDBTimestampValue(BigInt(seconds) * 1_000_000n), TIMESTAMP);
  else appender.appendNull();
}

/** The join that `localToUtcSql` and `happensTwiceSql` need. `zone` (an IANA name) and `local` (a TIMESTAMP without zone) are SQL expressions. */
export function zoneJoinSql(alias: string, zone: string, local: string): string {
  return `LEFT JOIN zone_days AS ${alias} ON ${alias}.zone = ${zone} AND ${alias}.day = CAST(${local} AS DATE)`;
}

/** SQL for the UTC instant of a local time, NULL when the zone is unknown. `alias` is the one given to `zoneJoinSql`. */
export function localToUtcSql(alias: string, local: string): string {
  const seconds = `CASE WHEN ${local} < ${alias}.changes_at THEN ${alias}.before ELSE ${alias}.after END`;
  return `make_timestamp(epoch_us(${local}) - CAST(1000000 AS BIGINT) * (${seconds}))`;
}

/** SQL for whether a local time happens twice, because clocks go back; false when the zone is unknown. */
export function happensTwiceSql(alias: string, local: string): string {
  const start = `${alias}.changes_at - to_seconds(${alias}.before - ${alias}.after)`;
  return `coalesce((${local} >= ${start} AND ${local} < ${alias}.changes_at) OR coalesce(${local} >= ${alias}.doubled_from, false), false)`;
}
