import tzLookup from '@photostructure/tz-lookup';
import { isZoneOfCountry, onlyZoneOfCountry, zonesOfCountry } from './country-zones.ts';
import { type City, type Finding, type Gazetteer, hasTerritories, loadGazetteer } from './gazetteer.ts';
import type { UserPlaces } from './user-places.ts';

/** A place as the records name it. `country` is ISO 3166-1 alpha-2, or an invented code. */
export interface PlaceQuery {
  readonly country: string | null;
  readonly place: string | null;
}

/** What is known of a place: null where it is unknown, never a guess. Coordinates in degrees, for maps only. */
export interface PlaceInfo {
  /** IANA name. */
  readonly zone: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** Where the zone comes from; `country` = the whole country has one time. */
  readonly basis: 'user' | 'gazetteer' | 'country' | 'unknown';
}

export interface PlaceOptions {
  readonly userPlaces?: UserPlaces | null;
  /** False when only zones are needed: the gazetteer is then not loaded if no query needs it. Default true. */
  readonly coordinates?: boolean;
}

const UNKNOWN: PlaceInfo = { zone: null, lat: null, lon: null, basis: 'unknown' };

/**
 * Zone and coordinates of places, in the order of the queries: the operator's own places first, then the gazetteer (the most populous
 * place of that name in the country), then the zone of a country that has only one. Anything else is unknown.
 */
export async function resolvePlaces(
  queries: readonly PlaceQuery[],
  { userPlaces = null, coordinates = true }: PlaceOptions = {},
): Promise<PlaceInfo[]> {
  const needed = queries.some(
    (query) => needsGazetteer(query, coordinates) && !userPlaces?.find(query.country, query.place),
  );
  const gazetteer = needed ? loadGazetteer() : null;
  return queries.map((query) => {
    const own = userPlaces?.find(query.country, query.place);
    if (own) return { ...own, basis: 'user' };
    if (query.country === null) return UNKNOWN;
    const found =
      gazetteer && query.place !== null && needsGazetteer(query, coordinates)
        ? gazetteer.find(query.country, query.place)
        : null;
    if (gazetteer && found)
      return { zone: zoneOf(found, gazetteer), lat: found.lat, lon: found.lon, basis: 'gazetteer' };
    const zone = onlyZoneOfCountry(query.country);
    return zone === null ? UNKNOWN : { zone, lat: null, lon: null, basis: 'country' };
  });
}

/** The zones in use, sorted, and for each place the index of its zone, -1 when unknown: the zone columns of the ledger. */
export function indexZones(places: readonly PlaceInfo[]): {
  readonly zoneNames: readonly string[];
  readonly index: Int16Array;
} {
  const zoneNames = [...new Set(places.flatMap((place) => place.zone ?? []))].sort();
  const positions = new Map(zoneNames.map((zone, i) => [zone, i]));
  return { zoneNames, index: Int16Array.from(places, (place) => positions.get(place.zone ?? '') ?? -1) };
}

function needsGazetteer({ country, place }: PlaceQuery, coordinates: boolean): boolean {
  if (country === null || place === null) return false;
  return (
    coordinates ||
    hasTerritories(country) ||
    (zonesOfCountry(country).length > 0 && onlyZoneOfCountry(country) === null)
  );
}

/**
 * The zone at a place. Outlines are coarse, so that near a border the look-up may answer with the neighbour's zone: the country's own zone
 * at its nearest other place is then the better answer.
 */
function zoneOf(place: Finding, gazetteer: Gazetteer): string | null {
  const only = onlyZoneOfCountry(place.country);
  if (only !== null) return only;
  const own = ownZoneAt(place, place.country);
  if (own !== null) return own;
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  const shrink = Math.cos((place.lat * Math.PI) / 180);
  for (const city of gazetteer.citiesOf(place.country)) {
    const distance = Math.hypot(city.lat - place.lat, (city.lon - place.lon) * shrink);
    const zone = distance < least ? ownZoneAt(city, place.country) : null;
    if (zone === null) continue;
    nearest = zone;
    least = distance;
  }
  return nearest;
}

/** The zone that the look-up gives, when it is one of the country's. */
function ownZoneAt(place: City, country: string): string | null {
  const zone = tzLookup(place.lat, place.lon);
  return isZoneOfCountry(zone, country) ? zone : null;
}
