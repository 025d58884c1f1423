import {
  type GeoPermissibleObjects,
  geoAzimuthalEqualArea,
  geoCircle,
  geoContains,
  geoDistance,
  geoPath,
} from 'd3-geo';
import type { Lead } from '../api/schema.ts';

type Place = Lead['places'][number];
type At = readonly [lon: number, lat: number];

/** A country with its borders. */
export type Country = GeoPermissibleObjects & { readonly properties: { readonly name?: string } | null };

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly place: Place;
  /** Where its name begins, or ends; null when it has no room: the table beside it has it. */
  readonly label: { readonly x: number; readonly ends: boolean } | null;
}

export interface PlaceMapLayout {
  readonly width: number;
  readonly height: number;
  /** Path of each country that is in view; those of the lead apart. */
  readonly countries: readonly { readonly path: string; readonly own: boolean }[];
  readonly marks: readonly Mark[];
}

const WIDTH = 860;
const HEIGHT = 400;
/** All places, and all names, lie in the middle: a narrow screen cuts off the sides. */
const MIDDLE = [WIDTH / 2 - 205, WIDTH / 2 + 205] as const;
/** A place is seen within its country, not within its streets: degrees from the middle to the edge. */
const NEAREST = 5;
const FARTHEST = 88;
/** About what a letter of the labels takes, in units of the picture. */
const LETTER = 6.6;
const LINE = 15;
const LONGEST_LABEL = 22;

/** The places of a lead that have a position, on an equal-area map that just holds them. The same places, the same picture. */
export function layOutPlaces(places: readonly Place[], world: readonly Country[]): PlaceMapLayout {
  const known = places.flatMap((place) => (place.lat === null || place.lon === null ? [] : [placed(place)]));
  const middle = middleOf(known.map(({ at }) => at));
  const far = Math.max(0, ...known.map(({ at }) => degreesBetween(middle, at)));
  const radius = Math.min(FARTHEST, Math.max(NEAREST, far * 1.2));
  const projection = geoAzimuthalEqualArea()
    .rotate([-middle[0], -middle[1]])
    .clipAngle(90)
    .fitExtent(
      [
        [20, 20],
        [WIDTH - 20, HEIGHT - 20],
      ],
      geoCircle()
        .center([...middle])
        .radius(radius)(),
    )
    .clipExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ])
    .precision(0.5);
  const path = geoPath(projection).digits(1);
  const countries = world.flatMap((country) => {
    const drawn = path(country);
    return drawn === null ? [] : [{ path: drawn, own: known.some(({ at }) => geoContains(country, [...at])) }];
  });
  const points = known.flatMap(({ place, at }) => {
    const point = projection([...at]);
    return point === null ? [] : [{ place, x: round(point[0]), y: round(point[1]) }];
  });
  return { width: WIDTH, height: HEIGHT, countries, marks: labelled(points) };
}

function placed(place: Place): { readonly place: Place; readonly at: At } {
  return { place, at: [place.lon ?? 0, place.lat ?? 0] };
}

/** Of points on a sphere: their mean direction, so that two sides of the date line are neighbours. */
function middleOf(points: readonly At[]): At {
  const sum = [0, 0, 0];
  for (const [lon, lat] of points) {
    const [l, p] = [radians(lon), radians(lat)];
    for (const [axis, part] of [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)].entries())
      sum[axis] = (sum[axis] ?? 0) + part;
  }
  const [x = 0, y = 0, z = 0] = sum;
  if (Math.hypot(x, y, z) < 1e-9) return points[0] ?? [0, 0];
  return [degrees(Math.atan2(y, x)), degrees(Math.atan2(z, Math.hypot(x, y)))];
}

/** Names where there is room, those of most transfers first. */
function labelled(points: readonly Omit<Mark, 'label'>[]): readonly Mark[] {
  const taken: Box[] = points.map(({ x, y }) => ({ x: x - 5, y: y - 5, width: 10, height: 10 }));
  return points
    .toSorted((a, b) => b.place.transfers - a.place.transfers || (a.place.place < b.place.place ? -1 : 1))
    .map((point) => {
      const width = Math.min(LONGEST_LABEL, point.place.place.length) * LETTER;
      for (const ends of [false, true]) {
        const x = ends ? point.x - 9 : point.x + 9;
        const box = { x: ends ? x - width : x, y: point.y - LINE / 2, width, height: LINE };
        if (box.x < MIDDLE[0] || box.x + width > MIDDLE[1] || taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        return { ...point, label: { x, ends } };
      }
      return { ...point, label: null };
    });
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function degreesBetween(one: At, other: At): number {
  return degrees(geoDistance([...one], [...other]));
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
