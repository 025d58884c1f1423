import type { Model } from './estimate.ts';
import { MISSING, type Patterns } from './patterns.ts';
import type { FieldColumn, People } from './people.ts';
import type { PersonField } from './person-field.ts';

/** What one field adds to a match weight or takes from it, in bits: log2 of how much likelier it is seen of one person than of two. */
interface WaterfallStep {
  readonly field: PersonField;
  /** Index into `LEVELS`, or `MISSING`. */
  readonly level: number;
  readonly agreement: number;
  /** What is added because the value that agrees is rarer than most, or taken because it is common. */
  readonly rarity: number;
}

/** How a match weight comes about. Each figure is rounded to hundredths before they are added, so that they add up exactly. */
export interface Waterfall {
  /** Where every pair begins: the share of pairs that are one person. */
  readonly prior: number;
  readonly steps: readonly WaterfallStep[];
  readonly weight: number;
}

/** Bits that a rare value adds at most: a value that is seen twice may be a slip that two people share. */
const MOST_FOR_RARITY = 5;

/** Weighs pairs of records by a model. */
export class MatchWeights {
  readonly #people: People;
  readonly #patterns: Patterns;
  readonly #prior: number;
  readonly #agreement: readonly (readonly number[])[];
  readonly #rarity: readonly Float64Array[];

  constructor(people: People, patterns: Patterns, model: Model) {
    this.#people = people;
    this.#patterns = patterns;
    this.#prior = hundredths(Math.log2(model.share) - Math.log2(1 - model.share));
    this.#agreement = model.m.map((m, field) =>
      m.map((value, level) => {
        const bits = hundredths(Math.log2(value) - Math.log2(model.u[field]?.[level] ?? 1));
        // To agree wholly never speaks against, to differ never for: where so few pairs say otherwise, they are chance.
        if (level === 0) return Math.max(0, bits);
        return level === m.length - 1 ? Math.min(0, bits) : bits;
      }),
    );
    this.#rarity = people.columns.map((column) => rarityOf(column));
  }

  /** The most that a pair of these levels can weigh, however rare its values are. */
  atMost(levels: readonly number[]): number {
    return levels.reduce(
      (sum, level, index) =>
        level === MISSING ? sum : sum + (this.#agreement[index]?.[level] ?? 0) + (level === 0 ? MOST_FOR_RARITY : 0),
      this.#prior,
    );
  }

  waterfall(a: number, b: number): Waterfall {
    const steps = this.#patterns.levels(a, b).map((level, index): WaterfallStep => {
      const field = (this.#people.columns[index] as FieldColumn).field;
      if (level === MISSING) return { field, level, agreement: 0, rarity: 0 };
      const agreement = this.#agreement[index]?.[level] ?? 0;
      const rarity = level === 0 ? Math.max(-agreement, this.#rarityIn(index, a, b)) : 0;
      return { field, level, agreement, rarity };
    });
    const bits = steps.reduce((sum, { agreement, rarity }) => sum + agreement + rarity, this.#prior);
    return { prior: this.#prior, steps, weight: hundredths(bits) };
  }

  /** The rarity of the value that both have; of several, of the rarest. */
  #rarityIn(index: number, a: number, b: number): number {
    const { offsets, codes } = this.#people.columns[index] as FieldColumn;
    const ofB = codes.subarray(offsets[b], offsets[b + 1]);
    let rarest = Number.NEGATIVE_INFINITY;
    for (const code of codes.subarray(offsets[a], offsets[a + 1]))
      if (ofB.includes(code)) rarest = Math.max(rarest, this.#rarity[index]?.[code] ?? 0);
    return rarest === Number.NEGATIVE_INFINITY ? 0 : rarest;
  }
}

/** Probability that a pair is one person, by its match weight. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}

/**
 * Bits by value: how much rarer another holder of it is than on average. Over agreeing pairs it evens out, so that it only tells values
 * apart and leaves u as it was estimated; that a person has several records touches both alike.
 */
function rarityOf({ values, codes }: FieldColumn): Float64Array {
  const holders = new Float64Array(values.length);
  for (const code of codes) holders[code] = (holders[code] ?? 0) + 1;
  const average = holders.reduce((sum, count) => sum + count * (count - 1), 0) / codes.length;
  return holders.map((count) =>
    count < 2 ? 0 : hundredths(Math.min(MOST_FOR_RARITY, Math.log2(average) - Math.log2(count - 1))),
  );
}

function hundredths(bits: number): number {
  return Math.round(bits * 100) / 100;
}
