import type { OrdinaryPayerClass } from './classes.ts';
import { logNormal, Weighted } from './distributions.ts';
import { drawCorridors } from './draw-corridors.ts';
import { WIDE_MIX, withOrdinaryBulk } from './family-mix.ts';
import { ABUSE_STYLES, type ColumnStyle, type WorldOptions } from './options.ts';
import { PLAIN } from './plain-options.ts';
import { Random } from './random.ts';

/** Share of a world's seeds in which a look-alike group is left out. */
const ABSENT = 0.2;
const COLUMNS = new Weighted<ColumnStyle>([
  ['full', 50],
  ['partial', 30],
  ['lean', 20],
]);

/**
 * The options of a family of worlds drawn from the seed: which groups there are and how many, how harmful payers are tied
 * and what they are like, what the source records, corridors, channels and gaps. Calibration and checks take as many
 * seeds as they need; the same seed is the same world. Family support and occasional senders are 50-68 % of ordinary payers.
 */
export function randomFamily(seed: number): WorldOptions {
  const random = Random.stream(seed, 'family');
  const abuseStyle = random.pick(ABUSE_STYLES);
  const columns = COLUMNS.draw(random);
  const mix = Object.fromEntries(
    Object.entries(WIDE_MIX).map(([name, weight]) => [name, drawWeight(name as OrdinaryPayerClass, weight, random)]),
  ) as WorldOptions['mix'];
  const corridors = drawCorridors(random, columns === 'lean' ? 1 : random.whole(2, 20), random.whole(5, 24));
  return {
    ...PLAIN,
    preset: 'random',
    seed,
    months: abuseStyle === 'sparseHistory' ? random.whole(9, 12) : random.whole(12, 30),
    abusePrevalence: abuseStyle === 'crowded' ? 1 / 500 : PLAIN.abusePrevalence,
    abuseStyle,
    habits: {
      nocturnal: random.chance(0.8) ? 'spread' : 'classes',
      nocturnalMean: random.between(0.3, 0.6),
      declares: random.chance(0.7) ? 'quiet' : 'mixed',
      salaryShare: random.between(0, 0.5),
      medianEur: random.between(24, 45),
      relativesShare: random.between(0.2, 0.8),
      onceOnlyShare: random.between(0.1, 0.8),
    },
    nocturnalShare: random.between(0.3, 0.7),
    columns,
    tipMedianEur: random.between(7, 28),
    mix: withOrdinaryBulk(mix, random.between(0.5, 0.68)),
    corridors,
    channels: jittered(PLAIN.channels, random),
    providers: jittered(PLAIN.providers, random),
    missing: {
      payerPlace: random.between(0, 0.4),
      payeePlace: random.between(0, 0.35),
      phone: columns === 'partial' ? 0 : random.between(0.05, 0.5),
      relationship: columns === 'lean' ? random.between(0.88, 0.97) : random.between(0.2, 0.9),
      purpose: random.between(0.15, 0.9),
      fragmentedPayee: random.between(0, 0.15),
    },
    secondLifeShare: random.between(0, 0.3),
    everydayShare: random.chance(0.4) ? random.between(0.2, 0.9) : 0,
  };
}

function drawWeight(name: OrdinaryPayerClass, weight: number, random: Random): number {
  const absent = random.chance(ABSENT);
  const drawn = logNormal(random, weight, 0.7);
  if (name === 'family_support' || name === 'occasional_sender') return weight;
  return absent ? 0 : Math.min(4 * weight, drawn);
}

function jittered<Name extends string>(weights: Readonly<Record<Name, number>>, random: Random): Record<Name, number> {
  return Object.fromEntries(
    Object.entries<number>(weights).map(([name, weight]) => [name, logNormal(random, weight, 0.6)]),
  ) as Record<Name, number>;
}
