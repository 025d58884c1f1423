import { readFile } from 'node:fs/promises';
import tzLookup from '@photostructure/tz-lookup';
import { UnusableInput } from '../reader.ts';
import { reasonOf } from '../sources/source-error.ts';
import { countryCode } from './countries.ts';
import { placeKey } from './place-name.ts';
import { parseSmallCsv } from './small-csv.ts';
import { isZone } from './zones.ts';

/** What an operator knows about a place: a zone, coordinates, or both. Coordinates in degrees. */
export interface UserPlace {
  readonly zone: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** The operator's own places; they win over the gazetteer. */
export class UserPlaces {
  readonly #places: ReadonlyMap<string, UserPlace>;

  constructor(places: ReadonlyMap<string, UserPlace>) {
    this.#places = places;
  }

  /** The place in that country; else the place said of no country in particular; else what is said of the whole country. */
  find(country: string | null, place: string | null): UserPlace | null {
    const name = place === null ? '' : placeKey(place);
    const found =
      (name === '' ? undefined : (this.#places.get(key(country, name)) ?? this.#places.get(key(null, name)))) ??
      (country === null ? undefined : this.#places.get(key(country, '')));
    return found ?? null;
  }
}

/**
 * Reads a CSV with the columns place, country, zone, lat, lon (any order). A zone or coordinates suffice. A row without a place speaks for
 * its whole country, one without a country for the place wherever it is named.
 * @throws UnusableInput with the line and what to write instead.
 */
export async function loadUserPlaces(file: string): Promise<UserPlaces> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UnusableInput(file, `the places cannot be read: ${reasonOf(error)}.`);
  });
  return parseUserPlaces(text, file);
}

export function parseUserPlaces(text: string, label: string): UserPlaces {
  const { header, rows } = parseSmallCsv(text);
  if (!(header.includes('place') || header.includes('country'))) {
    throw new UnusableInput(
      label,
      'not a table of places; its first line must name the columns place,country,zone,lat,lon',
    );
  }
  const places = new Map<string, UserPlace>();
  for (const { line, cells } of rows) {
    const at = (column: string): string => cells[header.indexOf(column)] ?? '';
    const bad = (message: string): UnusableInput => new UnusableInput(label, `line ${line}: ${message}`);
    const country = at('country') === '' ? null : countryCode(at('country'));
    if (at('country') !== '' && country === null)
      throw bad('the country is not recognised; write its code of two letters');
    const name = placeKey(at('place'));
    if (name === '' && country === null) throw bad('neither a place nor a country is named');
    const lat = degrees(at('lat'), 90);
    const lon = degrees(at('lon'), 180);
    if (Number.isNaN(lat) || Number.isNaN(lon) || (lat === null) !== (lon === null)) {
      throw bad('lat and lon must be degrees with a decimal point, both or neither');
    }
    const zone = at('zone') !== '' ? at('zone') : lat !== null && lon !== null ? tzLookup(lat, lon) : null;
    if (zone === null) throw bad('give a zone such as Asia/Manila, or lat and lon');
    if (!isZone(zone)) throw bad(`"${zone.slice(0, 40)}" is not a time zone; write it as in Asia/Manila`);
    places.set(key(country, name), { zone, lat, lon });
  }
  return new UserPlaces(places);
}

/** Null when nothing is written, NaN when it is no number of degrees. */
function degrees(text: string, most: number): number | null {
  if (text === '') return null;
  const value = /^[+-]?\d+(?:[.,]\d*)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return Math.abs(value) <= most ? value : Number.NaN;
}

function key(country: string | null, name: string): string {
  return `${country ?? ''}|${name}`;
}
