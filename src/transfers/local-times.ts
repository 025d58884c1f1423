import type { Engine } from '../engine/engine.ts';
import { countryCode } from './geography/countries.ts';
import { type PlaceOptions, type PlaceQuery, resolvePlaces } from './geography/places.ts';
import { registerPlaces } from './geography/places-sql.ts';
import { isZone } from './geography/zones.ts';
import { registerZones } from './geography/zones-sql.ts';
import type { RawRelation } from './raw-relation.ts';

/** Makes the tables by which the canonical SELECT turns local times into instants: `place_info` and `zone_days`. */
export async function registerLocalTimes(engine: Engine, raw: RawRelation, places: PlaceOptions): Promise<void> {
  const zones = new Set<string>();
  const queries = raw.formats.zone === 'payer' ? await payerPlaces(engine, raw) : [];
  const resolved = await resolvePlaces(queries, { ...places, coordinates: false });
  await registerPlaces(engine.connection, queries, resolved);
  for (const { zone } of resolved) if (zone) zones.add(zone);
  if (raw.formats.zone !== 'payer') zones.add(raw.formats.zone);
  if (raw.present.has('time_zone'))
    for (const { zone } of await engine.rows(
      `SELECT DISTINCT trim(time_zone) AS zone FROM ${raw.relation} r WHERE time_zone IS NOT NULL`,
    ))
      if (isZone(String(zone))) zones.add(String(zone));
  await registerZones(engine.connection, [...zones].sort());
}

/** Where payers pay from, each place once, with the country as its code. */
async function payerPlaces(engine: Engine, raw: RawRelation): Promise<PlaceQuery[]> {
  const text = (field: 'payer_country' | 'payer_place'): string =>
    raw.present.has(field) ? `nullif(trim(${field}), '')` : 'NULL::VARCHAR';
  const found = await engine.rows(
    `SELECT DISTINCT ${text('payer_country')} AS country, ${text('payer_place')} AS place FROM ${raw.relation} r ORDER BY ALL`,
  );
  const distinct = new Map<string, PlaceQuery>();
  for (const row of found) {
    const query = {
      country: countryCode(row.country === null ? null : String(row.country)),
      place: row.place === null ? null : String(row.place),
    };
    distinct.set(JSON.stringify(query), query);
  }
  return [...distinct.values()];
}
