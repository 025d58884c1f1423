import type { Engine } from '../engine/engine.ts';
import { indexZones, type PlaceOptions, type PlaceQuery, resolvePlaces } from '../transfers/geography/places.ts';
import { registerPlaces } from '../transfers/geography/places-sql.ts';
import { type ZoneOffsets, zoneOffsets } from '../transfers/geography/zones.ts';
import type { RecordSpan } from './record-span.ts';

/**
 * Finds the zone of every place that the transfers name, leaves them in the table `place_info`, and gives the offsets that
 * kernels need. `transfers` is a relation with the columns of the lake.
 */
export async function registerZonesOf(
  engine: Engine,
  transfers: string,
  span: RecordSpan,
  places: PlaceOptions,
): Promise<ZoneOffsets> {
  const rows = await engine.rows(`SELECT country, place FROM (
    SELECT payer_country AS country, payer_place AS place FROM ${transfers}
    UNION SELECT payee_country, coalesce(payee_place, payout_place) FROM ${transfers}) ORDER BY ALL`);
  const queries: PlaceQuery[] = rows.map(({ country, place }) => ({
    country: country === null ? null : String(country),
    place: place === null ? null : String(place),
  }));
  const resolved = await resolvePlaces(queries, { ...places, coordinates: false });
  await registerPlaces(engine.connection, queries, resolved);
  return zoneOffsets(indexZones(resolved).zoneNames, span.firstAt, span.lastAt + 86_400);
}
