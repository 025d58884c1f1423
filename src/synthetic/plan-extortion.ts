import { boundedPareto, shuffle, Weighted } from './distributions.ts';
import type { Corridor, WorldOptions } from './options.ts';
import { Random } from './random.ts';

/** Somebody to whom victims pay; may be a mule, and a mule may be a victim. */
export interface Collector {
  readonly key: string;
  readonly country: string;
  readonly victims: readonly number[];
  /** Sends on most of what comes in, within hours. */
  readonly passesOn: boolean;
  /** Also gets and makes ordinary payments: a mule. */
  readonly ordinaryLife: boolean;
}

export interface VictimPlan {
  /** One or two; the payments of the victim are shared among them. */
  readonly collectors: readonly Collector[];
}

/** Some mules live where the victims live. */
const MULE_AT_HOME = 0.35;

export function planExtortion(
  options: WorldOptions,
  victims: readonly number[],
): { victims: Map<number, VictimPlan>; collectors: Collector[] } {
  const random = Random.stream(options.seed, 'extortion-plan');
  const collectors: (Collector & { victims: number[] })[] = [];
  let deck: (typeof collectors)[number][] = [];
  const corridors = new Weighted(options.corridors.map((corridor) => [corridor, corridor.weight] as const));
  const plans = new Map<number, VictimPlan>();
  for (const victim of victims) {
    const own = Random.stream(options.seed, 'victim-plan', victim);
    const wanted = own.chance(0.2) ? 2 : 1;
    const chosen = new Set<(typeof collectors)[number]>();
    while (chosen.size < wanted) {
      if (!deck.some((card) => !chosen.has(card))) {
        const collector = makeCollector(options, corridors, collectors.length);
        collectors.push(collector);
        const cards = Math.round(boundedPareto(random, 4, 80, 1));
        for (let card = 0; card < cards; card++) deck.push(collector);
        shuffle(random, deck);
      }
      const next = deck.find((card) => !chosen.has(card));
      if (next === undefined) continue;
      deck = removeOne(deck, next);
      chosen.add(next);
      next.victims.push(victim);
    }
    plans.set(victim, { collectors: [...chosen] });
  }
  return { victims: plans, collectors: collectors.filter((collector) => collector.victims.length > 0) };
}

function makeCollector(
  options: WorldOptions,
  corridors: Weighted<Corridor>,
  nth: number,
): Collector & { victims: number[] } {
  const key = `collector:${nth}`;
  const own = Random.stream(options.seed, 'collector', key);
  const corridor = corridors.draw(own);
  return {
    key,
    country: own.chance(MULE_AT_HOME) ? corridor.payerCountry : corridor.payeeCountry,
    victims: [],
    passesOn: own.chance(0.75),
    ordinaryLife: own.chance(0.35),
  };
}

function removeOne<T>(items: readonly T[], item: T): T[] {
  const at = items.indexOf(item);
  return [...items.slice(0, at), ...items.slice(at + 1)];
}
