import type { DuckDBConnection } from '@duckdb/node-api';
import { indexZones, type PlaceInfo, type PlaceQuery } from './places.ts';

/**
 * Creates the table `place_info (country, place, zone_index SMALLINT, zone VARCHAR, lat DOUBLE, lon DOUBLE)` from queries and their
 * answers; `zone_index` counts in `zoneNames` of `indexZones`, -1 = unknown. Queries must be distinct.
 */
export async function registerPlaces(
  connection: DuckDBConnection,
  queries: readonly PlaceQuery[],
  places: readonly PlaceInfo[],
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE place_info
    (country VARCHAR, place VARCHAR, zone_index SMALLINT, zone VARCHAR, lat DOUBLE, lon DOUBLE)`);
  const { index } = indexZones(places);
  const appender = await connection.createAppender('place_info');
  const text = (value: string | null): void => (value === null ? appender.appendNull() : appender.appendVarchar(value));
  const number = (value: number | null): void =>
    value === null ? appender.appendNull() : appender.appendDouble(value);
  places.forEach((info, i) => {
    text(queries[i]?.country ?? null);
    text(queries[i]?.place ?? null);
    appender.appendSmallInt(index[i] ?? -1);
    text(info.zone);
    number(info.lat);
    number(info.lon);
    appender.endRow();
  });
  appender.closeSync();
}

/** The join on `place_info`; NULL matches NULL. `country` and `place` are SQL expressions. */
export function placeJoinSql(alias: string, country: string, place: string): string {
  return `LEFT JOIN place_info AS ${alias} ON ${alias}.country IS NOT DISTINCT FROM ${country} AND ${alias}.place IS NOT DISTINCT FROM ${place}`;
}
