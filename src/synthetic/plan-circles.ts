import type { OrdinaryPayerClass } from './classes.ts';
import { Weighted } from './distributions.ts';
import type { WorldOptions } from './options.ts';
import { Random } from './random.ts';

/** Fewest and most senders of one circle. */
const SIZES = {
  friend_circle: [2, 11],
  savings_group: [5, 10],
  relay_sender: [2, 4],
} as const satisfies Partial<Record<OrdinaryPayerClass, readonly [least: number, most: number]>>;

type CircleClass = keyof typeof SIZES;

/** Ordinary payers who know each other and pay the same people. */
export interface Circle {
  readonly key: string;
  readonly circleClass: CircleClass;
  /** Where a circle of friends lives; for the others, where those live who are paid. */
  readonly home: string;
  /** The other end of the circle's corridor. */
  readonly abroad: string;
  /** Numbers of the payers. */
  readonly members: readonly number[];
}

/** A payer's place in a circle: it settles the two countries that are drawn for other payers. */
export interface Seat {
  readonly circle: Circle;
  /** Counted from 0. */
  readonly nth: number;
  readonly country: string;
  readonly corridorTo: string;
}

/** Some of a savings group live where the group is. */
const SAVERS_AT_HOME = 0.5;

/**
 * Seats the payers of the circle classes, neighbours by number together. Grows with the number of those payers alone.
 * `ordinaryClassOf` is the class that a payer has or would have; those for whom `acts` is false leave their seat empty.
 */
export function planCircles(
  options: WorldOptions,
  ordinaryClassOf: (index: number) => OrdinaryPayerClass,
  acts: (index: number) => boolean,
): ReadonlyMap<number, Seat> {
  const seats = new Map<number, Seat>();
  const classes = (Object.keys(SIZES) as CircleClass[]).filter((name) => options.mix[name] > 0);
  if (classes.length === 0) return seats;
  const corridors = new Weighted(options.corridors.map((corridor) => [corridor, corridor.weight] as const));
  const tables = new Map(classes.map((name) => [name, [] as number[][]] as const));
  const wanted = new Map<CircleClass, number>();
  for (let index = 0; index < options.payers; index++) {
    const name = ordinaryClassOf(index) as CircleClass;
    const circles = tables.get(name);
    if (circles === undefined) continue;
    const open = circles.at(-1);
    if (open !== undefined && open.length < (wanted.get(name) ?? 0)) {
      open.push(index);
      continue;
    }
    const [least, most] = SIZES[name];
    wanted.set(name, Random.stream(options.seed, 'circle-size', name, circles.length).whole(least, most));
    circles.push([index]);
  }
  for (const [circleClass, circles] of tables) {
    fillLast(circles, SIZES[circleClass][0]);
    circles.forEach((indexes, nth) => {
      const key = `circle:${circleClass}:${nth}`;
      const random = Random.stream(options.seed, key);
      const corridor = corridors.draw(random);
      const abroadFrom = new Weighted(
        options.corridors
          .filter(({ payeeCountry }) => payeeCountry === corridor.payeeCountry)
          .map(({ payerCountry, weight }) => [payerCountry, weight] as const),
      );
      const friends = circleClass === 'friend_circle';
      const circle: Circle = {
        key,
        circleClass,
        home: friends ? corridor.payerCountry : corridor.payeeCountry,
        abroad: friends ? corridor.payeeCountry : corridor.payerCountry,
        members: indexes.filter(acts),
      };
      // Where only one payer country is recorded, those at home send through somebody else's records.
      const homeShare = circleClass === 'savings_group' && options.columns !== 'lean' ? SAVERS_AT_HOME : 0;
      circle.members.forEach((index, seat) => {
        const country = friends || random.chance(homeShare) ? circle.home : abroadFrom.draw(random);
        seats.set(index, { circle, nth: seat, country, corridorTo: corridor.payeeCountry });
      });
    });
  }
  return seats;
}

/** Fewer payers than a circle needs may be left for the last one: some of the one before join them. */
function fillLast(circles: number[][], least: number): void {
  const last = circles.at(-1);
  const before = circles.at(-2);
  if (last === undefined || before === undefined) return;
  while (last.length < least && before.length > least) {
    const moved = before.pop();
    if (moved !== undefined) last.unshift(moved);
  }
}
