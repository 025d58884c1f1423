import { expect, test } from 'vitest';
import { type Country, layOutPlaces } from './place-map-layout.ts';

const place = (name: string, lon: number | null, lat: number | null, transfers = 1) => ({
  ...{ place: name, country: null, lat, lon, transfers },
});
const square = (west: number, south: number, east: number, north: number): Country => ({
  type: 'Feature',
  properties: { name: 'made up' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ],
    ],
  },
});

test('draws the countries that are in view, and tells those of the places apart', () => {
  const world = [square(-2, -2, 2, 2), square(2, -2, 6, 2), square(120, 10, 125, 15)];
  const { countries, marks } = layOutPlaces([place('here', 0, 0)], world);
  expect(countries.map(({ own }) => own)).toEqual([true, false]);
  expect(marks).toHaveLength(1);
});

test('keeps every place with a position within the picture, on both sides of the date line too', () => {
  const places = [place('west', 178, -17), place('east', -176, -14), place('nowhere', null, null)];
  const { marks, width, height } = layOutPlaces(places, []);
  expect(marks.map((mark) => mark.place.place)).toEqual(['east', 'west']);
  for (const { x, y } of marks) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(height);
  }
  const [east, west] = marks;
  expect((east?.x ?? 0) - (west?.x ?? 0)).toBeGreaterThan(0);
});

test('writes no name over another, that of most transfers first, and never outside', () => {
  const crowd = Array.from({ length: 12 }, (_, index) => place(`Place number ${index}`, 10 + index / 100, 10, index));
  const { marks } = layOutPlaces(crowd, []);
  expect(marks[0]?.place.transfers).toBe(11);
  expect(marks.filter(({ label }) => label !== null).length).toBeLessThanOrEqual(2);
  const far = layOutPlaces([place('one side', -80, 0), place('other side', 80, 0)], []);
  expect(far.marks.every(({ label }) => label !== null)).toBe(true);
});
