import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { indexZones, type PlaceInfo, resolvePlaces } from './places.ts';
import { placeJoinSql, registerPlaces } from './places-sql.ts';
import { parseUserPlaces } from './user-places.ts';

async function resolve(country: string | null, place: string | null): Promise<PlaceInfo | undefined> {
  return (await resolvePlaces([{ country, place }]))[0];
}

describe('a place that the gazetteer knows has coordinates and a zone', () => {
  test.each([
    ['PH', 'CEBU', 'Asia/Manila'],
    ['PH', 'Manille', 'Asia/Manila'],
    ['US', 'New York', 'America/New_York'],
    ['US', 'St. Louis', 'America/Chicago'],
    ['CA', "St. John's", 'America/St_Johns'],
    ['AU', 'Adelaide', 'Australia/Adelaide'],
    ['NP', 'Katmandou', 'Asia/Kathmandu'],
    ['ID', 'Denpasar', 'Asia/Makassar'],
    ['BR', 'Sao Paulo', 'America/Sao_Paulo'],
    ['FR', '75015 Paris', 'Europe/Paris'],
    ['FR', 'Fort-de-France', 'America/Martinique'],
    ['MX', 'Tijuana', 'America/Tijuana'],
  ])('%s %s: %s', async (country, place, zone) => {
    expect(await resolve(country, place)).toMatchObject({ zone, lat: expect.any(Number), basis: 'gazetteer' });
  });
});

test('an unknown place in a country with one time has that zone and no coordinates', async () => {
  expect(await resolve('PH', 'P-017')).toEqual({ zone: 'Asia/Manila', lat: null, lon: null, basis: 'country' });
  expect(await resolve('PH', null)).toEqual({ zone: 'Asia/Manila', lat: null, lon: null, basis: 'country' });
});
test('an unknown place in a country with several times is unknown', async () => {
  const unknown = { zone: null, lat: null, lon: null, basis: 'unknown' };
  expect(await resolve('US', 'P-017')).toEqual(unknown);
  expect(await resolve('US', null)).toEqual(unknown);
});
test('a place without a country, or in an invented one, is unknown', async () => {
  expect((await resolve(null, 'Manila'))?.basis).toBe('unknown');
  expect((await resolve('XQ', 'Manila'))?.basis).toBe('unknown');
});
test("the operator's own places win", async () => {
  const userPlaces = parseUserPlaces('place,country,zone\nParis,FR,Indian/Reunion\n', 'places.csv');
  const [paris] = await resolvePlaces([{ country: 'FR', place: 'PARIS' }], { userPlaces });
  expect(paris).toEqual({ zone: 'Indian/Reunion', lat: null, lon: null, basis: 'user' });
});
test('zones alone are the same whether coordinates are asked for or not', async () => {
  const queries = [
    { country: 'US', place: 'Denver' },
    { country: 'PH', place: 'Manila' },
    { country: 'FR', place: 'Saint-Pierre' },
    { country: 'FR', place: 'Fort-de-France' },
    { country: 'DE', place: 'Köln' },
    { country: 'AU', place: null },
  ];
  const zones = (places: readonly PlaceInfo[]): (string | null)[] => places.map((place) => place.zone);
  expect(zones(await resolvePlaces(queries, { coordinates: false }))).toEqual(zones(await resolvePlaces(queries)));
});

test('zones in use are numbered in the order of their names, unknown is -1', async () => {
  const places = await resolvePlaces([
    { country: 'FR', place: null },
    { country: 'US', place: null },
    { country: 'PH', place: null },
    { country: 'FR', place: null },
  ]);
  const { zoneNames, index } = indexZones(places);
  expect(zoneNames).toEqual(['Asia/Manila', 'Europe/Paris']);
  expect([...index]).toEqual([1, -1, 0, 1]);
});

test('DuckDB joins them, a missing place to a missing place', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const queries = [
    { country: 'PH', place: 'Manila' },
    { country: 'PH', place: null },
    { country: null, place: null },
  ];
  await registerPlaces(connection, queries, await resolvePlaces(queries));
  const rows = await connection.runAndReadAll(`
    SELECT i, p.zone_index, p.lat IS NOT NULL FROM (VALUES (1, 'PH', 'Manila'), (2, 'PH', NULL), (3, NULL, NULL)) t (i, c, p)
    ${placeJoinSql('p', 't.c', 't.p')} ORDER BY i`);
  expect(rows.getRows()).toEqual([
    [1, 0, true],
    [2, 0, false],
    [3, -1, false],
  ]);
});
