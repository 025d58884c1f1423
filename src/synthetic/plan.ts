import { ORDINARY_PAYERS, type OrdinaryPayerClass, type TurnClass } from './classes.ts';
import { Weighted } from './distributions.ts';
import type { WorldOptions } from './options.ts';
import { type AbusePlan, type Facilitator, planAbuse } from './plan-abuse.ts';
import { planCircles, type Seat } from './plan-circles.ts';
import { type Collector, planExtortion, type VictimPlan } from './plan-extortion.ts';
import { Random } from './random.ts';

/**
 * Who is who. Only what ties subjects to each other across the world is planned before the stream starts: the few payers
 * and payees of the two crimes. It grows with their number, not with the number of transfers.
 */
export interface Plan {
  classOf(index: number): TurnClass;
  readonly abuse: ReadonlyMap<number, AbusePlan>;
  readonly facilitators: readonly Facilitator[];
  /** Ordinary payers of facilitators: relatives who support them like any other household, senders of one or two sums. */
  readonly supportersOf: ReadonlyMap<number, Facilitator>;
  /** Payers who know each other and pay the same people. */
  readonly seats: ReadonlyMap<number, Seat>;
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
  const ordinaryClassOf = (index: number): OrdinaryPayerClass => ordinary.draw(Random.stream(seed, 'group', index));
  const harmfulClassOf = (index: number): TurnClass | undefined =>
    abuse.get(index)?.payerClass ?? (extortion.victims.has(index) ? 'extortion_victim' : undefined);
  const classOf = (index: number): TurnClass => harmfulClassOf(index) ?? ordinaryClassOf(index);
  return {
    classOf,
    abuse,
    facilitators,
    supportersOf: findSupporters(options, facilitators, classOf),
    seats: planCircles(options, ordinaryClassOf, (index) => harmfulClassOf(index) === undefined),
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

/** Some facilitators have relatives abroad who support them in the ordinary way; to some, others send once or twice. */
function findSupporters(
  options: WorldOptions,
  facilitators: readonly Facilitator[],
  classOf: (index: number) => TurnClass,
): Map<number, Facilitator> {
  const supporters = new Map<number, Facilitator>();
  const { relativesShare, onceOnlyShare } = options.habits;
  for (const facilitator of facilitators) {
    const find = (supporterClass: TurnClass, wanted: number, random: Random): void => {
      for (let attempt = 0, found = 0; attempt < 60 && found < wanted; attempt++) {
        const index = random.whole(0, options.payers - 1);
        if (supporters.has(index) || classOf(index) !== supporterClass) continue;
        supporters.set(index, facilitator);
        found++;
      }
    };
    const kin = Random.stream(options.seed, 'facilitator-relatives', facilitator.key);
    find('family_support', kin.chance(relativesShare) ? kin.whole(1, 2) : 0, kin);
    const others = Random.stream(options.seed, 'facilitator-once-only', facilitator.key);
    find('occasional_sender', others.chance(onceOnlyShare) ? others.whole(1, 4) : 0, others);
  }
  return supporters;
}
