import type { OrdinaryPayerClass } from './classes.ts';
import { drawCorridors } from './draw-corridors.ts';
import { WIDE_MIX, withOrdinaryBulk } from './family-mix.ts';
import type { AbuseHabits, Preset, WorldOptions } from './options.ts';
import { PLAIN } from './plain-options.ts';
import { Random } from './random.ts';
import { randomFamily } from './random-family.ts';

/** Groups that look like the payers looked for; `hard` has more of them. */
const LOOK_ALIKES: readonly OrdinaryPayerClass[] = [
  'large_family',
  'night_shift_worker',
  'hirer',
  'lesson_taker',
  'traveller',
  'romance_victim',
  'adult_services_payer',
  'creator_supporter',
  'friends_sender',
  'group_sender',
];

/** Share of family support and occasional senders among the ordinary payers of every other family, at least. */
const ORDINARY_BULK = 0.52;

/** Payers of abuse in the other families: hours of all kinds, little declared, and facilitators who have ordinary lives too. */
const QUIET_HABITS: AbuseHabits = {
  nocturnal: 'spread',
  nocturnalMean: 0.45,
  declares: 'quiet',
  salaryShare: 0.3,
  medianEur: 32,
  relativesShare: 0.5,
  onceOnlyShare: 0.4,
};

/** The options of a preset; those of the newer families draw their corridors from the seed. */
export function presetOptions(preset: Preset, seed = PLAIN.seed): WorldOptions {
  switch (preset) {
    case 'plain':
      return PLAIN;
    case 'demo':
      return { ...PLAIN, preset, payers: 3_000, abusePrevalence: 1 / 125, extortionPrevalence: 1 / 200 };
    case 'hard':
      return {
        ...PLAIN,
        preset,
        mix: Object.fromEntries(
          Object.entries(PLAIN.mix).map(([name, weight]) => [
            name,
            LOOK_ALIKES.includes(name as OrdinaryPayerClass) ? weight * 3 : weight,
          ]),
        ) as WorldOptions['mix'],
        missing: {
          payerPlace: 0.35,
          payeePlace: 0.3,
          phone: 0.45,
          relationship: 0.7,
          purpose: 0.65,
          fragmentedPayee: 0.15,
        },
      };
    case 'none':
      return { ...PLAIN, preset, abusePrevalence: 0, extortionPrevalence: 0, known: 0 };
    case 'circles':
      return {
        ...otherFamily(preset, seed, 12, 14),
        abuseStyle: 'scattered',
        mix: mixOf({ friend_circle: 0.09, game_trader: 0.05, savings_group: 0.04, domestic_sender: 0.04 }),
        missing: { ...PLAIN.missing, purpose: 0.7, relationship: 0.55 },
        tipMedianEur: 16,
      };
    case 'lean':
      return {
        ...otherFamily(preset, seed, 1, 18),
        // Few payers would not make a crowd.
        abusePrevalence: 1 / 500,
        abuseStyle: 'crowded',
        columns: 'lean',
        mix: mixOf({ friend_circle: 0.05, domestic_sender: 0.06, marketplace_buyer: 0.03 }),
        missing: { ...PLAIN.missing, relationship: 0.9, purpose: 0.6 },
        tipMedianEur: 14,
      };
    case 'crowd':
      return {
        ...otherFamily(preset, seed, 16, 18),
        mix: mixOf({
          friend_circle: 0.06,
          game_trader: 0.05,
          savings_group: 0.03,
          marketplace_buyer: 0.03,
          emergency_helper: 0.025,
          distance_couple: 0.025,
          shift_family: 0.04,
          relay_sender: 0.025,
          adult_performance_payer: 0.012,
          adult_services_payer: 0.006,
          creator_supporter: 0.02,
          lesson_taker: 0.012,
          friends_sender: 0.05,
          night_shift_worker: 0.04,
          romance_victim: 0.008,
          group_sender: 0.008,
        }),
        missing: { ...PLAIN.missing, purpose: 0.6, relationship: 0.5, fragmentedPayee: 0.08 },
        tipMedianEur: 20,
      };
    case 'short':
      return {
        ...otherFamily(preset, seed, 20, 22),
        months: 10,
        extortionPrevalence: 1 / 400,
        abuseStyle: 'sparseHistory',
        columns: 'partial',
        mix: mixOf({ emergency_helper: 0.03, disaster_giver: 0.03, relay_sender: 0.02, distance_couple: 0.02 }),
        missing: { ...PLAIN.missing, phone: 0, purpose: 0.5, relationship: 0.6 },
      };
    case 'random':
      return randomFamily(seed);
    case 'dates':
      return { ...presetOptions('hard'), preset, columns: 'dates' };
    case 'bare':
      return { ...PLAIN, preset, columns: 'bare' };
    case 'bank':
      return {
        ...presetOptions('crowd', seed),
        preset,
        corridors: drawCorridors(Random.stream(seed, 'corridors', preset), 1, 20),
        columns: 'partial',
        secondLifeShare: 0.25,
        everydayShare: 0.85,
        missing: { ...PLAIN.missing, phone: 0, purpose: 0.7, relationship: 0.9, payeePlace: 0.35 },
      };
    default:
      return preset satisfies never;
  }
}

function otherFamily(preset: Preset, seed: number, from: number, to: number): WorldOptions {
  const corridors = drawCorridors(Random.stream(seed, 'corridors', preset), from, to);
  return { ...PLAIN, preset, seed, habits: QUIET_HABITS, corridors };
}

function mixOf(more: Partial<WorldOptions['mix']>): WorldOptions['mix'] {
  return withOrdinaryBulk({ ...WIDE_MIX, ...more }, ORDINARY_BULK);
}
