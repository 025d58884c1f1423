import { ORDINARY_PAYERS, type OrdinaryPayerClass, type PayerClass } from './classes.ts';
import { Weighted } from './distributions.ts';
import type { WorldOptions } from './options.ts';
import { type AbusePlan, type Facilitator, planAbuse } from './plan-abuse.ts';
import { type Collector, planExtortion, type VictimPlan } from './plan-extortion.ts';
import { Random } from './random.ts';

/**
 * Who is who. Only what ties subjects to each other across the world is planned before the stream starts: the few payers
 * and payees of the two crimes. It grows with their number, not with the number of transfers.
 */
export interface Plan {
  classOf(index: number): PayerClass;
  readonly abuse: ReadonlyMap<number, AbusePlan>;
  readonly facilitators: readonly Facilitator[];
  /** Ordinary relatives of facilitators: they support them like any other household. */
  readonly relativesOf: ReadonlyMap<number, Facilitator>;
  readonly victims: ReadonlyMap<number, VictimPlan>;
  readonly collectors: readonly Collector[];
}

export function makePlan(options: WorldOptions): Plan {
  const { seed, payers } = options;
  const abusers = smallestDraws(seed, 'abuse', payers, Math.round(payers * options.abusePrevalence), new Set());
  const victims = smallestDraws(
    seed,
    'extortion',
    payers,
    Math.round(payers * options.extortionPrevalence),
    new Set(abusers),
  );
  const { abuse, facilitators } = planAbuse(options, abusers);
  const extortion = planExtortion(options, victims);
  const ordinary = new Weighted(
    (Object.keys(ORDINARY_PAYERS) as OrdinaryPayerClass[]).map((name) => [name, options.mix[name]] as const),
  );
  const classOf = (index: number): PayerClass =>
    abuse.get(index)?.payerClass ??
    (extortion.victims.has(index) ? 'extortion_victim' : ordinary.draw(Random.stream(seed, 'group', index)));
  return {
    classOf,
    abuse,
    facilitators,
    relativesOf: findRelatives(options, facilitators, classOf),
    ...extortion,
  };
}

/** The `count` payers with the smallest draw: raising a prevalence adds subjects and moves none. */
function smallestDraws(seed: number, name: string, payers: number, count: number, not: ReadonlySet<number>): number[] {
  if (count === 0) return [];
  const draws = new Float64Array(payers);
  for (let index = 0; index < payers; index++) {
    draws[index] = not.has(index) ? 2 : Random.stream(seed, name, index).unit();
  }
  const limit = draws.toSorted()[count - 1] ?? 0;
  const chosen: number[] = [];
  for (let index = 0; index < payers && chosen.length < count; index++) {
    const draw = draws[index] ?? 2;
    if (draw <= limit && draw < 2) chosen.push(index);
  }
  return chosen;
}

/** Some facilitators have one or two relatives abroad who support them in the ordinary way. */
function findRelatives(
  options: WorldOptions,
  facilitators: readonly Facilitator[],
  classOf: (index: number) => PayerClass,
): Map<number, Facilitator> {
  const relatives = new Map<number, Facilitator>();
  for (const facilitator of facilitators) {
    const random = Random.stream(options.seed, 'facilitator-relatives', facilitator.key);
    const wanted = random.chance(0.35) ? random.whole(1, 2) : 0;
    for (let attempt = 0, found = 0; attempt < 60 && found < wanted; attempt++) {
      const index = random.whole(0, options.payers - 1);
      if (relatives.has(index) || classOf(index) !== 'family_support') continue;
      relatives.set(index, facilitator);
      found++;
    }
  }
  return relatives;
}
