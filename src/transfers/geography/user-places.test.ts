import { describe, expect, test } from 'vitest';
import { parseUserPlaces } from './user-places.ts';

const places = parseUserPlaces(
  `place,country,zone,lat,lon
P-017,XQ,Asia/Manila,,
P-018,XQ,,14.6,120.98
P-019,,Asia/Kathmandu,,
,XR,Europe/Paris,,
Kote-Ouest,Côte d'Ivoire,Africa/Abidjan,,
`,
  'places.csv',
);

test('a zone suffices', () => {
  expect(places.find('XQ', 'p-017')).toEqual({ zone: 'Asia/Manila', lat: null, lon: null });
});
test('coordinates suffice, the zone follows from them', () => {
  expect(places.find('XQ', 'P-018')).toEqual({ zone: 'Asia/Manila', lat: 14.6, lon: 120.98 });
});
test('a row without a country speaks for its place wherever it is named', () => {
  expect(places.find('XZ', 'P-019')?.zone).toBe('Asia/Kathmandu');
  expect(places.find(null, 'P-019')?.zone).toBe('Asia/Kathmandu');
});
test('a row without a place speaks for its whole country', () => {
  expect(places.find('XR', 'anywhere')?.zone).toBe('Europe/Paris');
  expect(places.find('XR', null)?.zone).toBe('Europe/Paris');
});
test('the country may be a name', () => {
  expect(places.find('CI', 'KOTE OUEST')?.zone).toBe('Africa/Abidjan');
});
test('what is not in the file is not found', () => {
  expect(places.find('XQ', 'P-020')).toBeNull();
  expect(places.find(null, null)).toBeNull();
});
test('a table with semicolons and decimal commas is read', () => {
  const french = parseUserPlaces('place;country;lat;lon\nP1;XQ;48,85;2,35\n', 'places.csv');
  expect(french.find('XQ', 'P1')).toEqual({ zone: 'Europe/Paris', lat: 48.85, lon: 2.35 });
});

describe('a row that cannot be used is refused with its line and what to write', () => {
  test.each([
    ['name,where\nx,y\n', 'must name the columns place,country,zone,lat,lon'],
    ['place,country,zone\nP,XQ,Mars/Base\n', 'line 2: "Mars/Base" is not a time zone'],
    ['place,country,zone\nP,XQ,\n', 'line 2: give a zone'],
    ['place,country,lat,lon\nP,XQ,91,0\n', 'line 2: lat and lon must be degrees'],
    ['place,country,lat,lon\nP,XQ,12,\n', 'both or neither'],
    ['place,country,zone\n,,Asia/Manila\n', 'neither a place nor a country'],
    ['place,country,zone\nP,Neverland,Asia/Manila\n', 'the country is not recognised'],
  ])('%j', (text, message) => {
    expect(() => parseUserPlaces(text, 'places.csv')).toThrow(message);
  });
});
