import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { FactWindows } from '../facts/fact-windows.ts';
import { ALIKE_FACTS, alikeOfPayers, larger } from './alike.ts';

/** What payers are like, as it is averaged over those around a subject. */
const TRAITS = ['small', 'night', 'many', 'several', 'rhythm', 'oneCountry', 'abroad', 'alike'] as const;
export type Trait = (typeof TRAITS)[number];

/** Payees in one country from which a payer counts as one who pays several. */
const MANY_PAYEES = 3;
const SEVERAL_PAYEES = 2;

/**
 * The traits of every payer side by side, those of payer p from p * TRAITS.length on, NaN where unknown: payers around a subject lie
 * anywhere in memory, and this way each costs one visit instead of nine.
 */
export function payerTraits(facts: FactTable): Float32Array {
  const traits = new Float32Array(new SharedArrayBuffer(4 * facts.count * TRAITS.length));
  const asked: readonly string[] = [...ALIKE_FACTS, 'max_payees_country_365d'];
  for (const window of new FactWindows(facts, ({ id }) => asked.includes(id)).read())
    putTraits(window.facts, traits.subarray(window.from * TRAITS.length, window.to * TRAITS.length));
  return traits;
}

function putTraits(facts: FactTable, traits: Float32Array): void {
  const small = factColumn(facts, 'share_upto_150');
  const night = factColumn(facts, 'night_share_payer');
  const many = factColumn(facts, 'max_payees_country_365d');
  const monthly = factColumn(facts, 'monthly_rhythm');
  const weekly = factColumn(facts, 'weekly_rhythm');
  const oneCountry = factColumn(facts, 'top_country_share');
  const abroad = factColumn(facts, 'cross_border_share');
  const alike = alikeOfPayers(facts);
  for (let payer = 0, place = 0; payer < facts.count; payer++) {
    traits[place++] = small[payer] ?? Number.NaN;
    traits[place++] = night[payer] ?? Number.NaN;
    traits[place++] = (many[payer] ?? 0) >= MANY_PAYEES ? 1 : 0;
    traits[place++] = (many[payer] ?? 0) >= SEVERAL_PAYEES ? 1 : 0;
    traits[place++] = larger(monthly[payer] ?? Number.NaN, weekly[payer] ?? Number.NaN);
    traits[place++] = oneCountry[payer] ?? Number.NaN;
    traits[place++] = abroad[payer] ?? Number.NaN;
    traits[place++] = alike[payer] ?? 0;
  }
}

/** Of the payers of each payee that were looked at. */
export interface TraitTotals {
  /** Sums and numbers of known values of all traits, laid out as `payerTraits`. */
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** How many paid this payee for a short time only: see `isBrief`. */
  readonly brief: Int32Array;
}

/** In memory that threads share, as are the traits. */
export function emptyTotals(payees: number): TraitTotals {
  return {
    sums: new Float64Array(new SharedArrayBuffer(8 * payees * TRAITS.length)),
    counts: new Int32Array(new SharedArrayBuffer(4 * payees * TRAITS.length)),
    brief: new Int32Array(new SharedArrayBuffer(4 * payees)),
  };
}

/** Means of all traits, each leaving out what is unknown; NaN when all of it is. So few are copied faster one by one than by a call of `set` or `fill`. */
export class TraitMeans {
  readonly #sums = new Float64Array(TRAITS.length);
  readonly #counts = new Int32Array(TRAITS.length);

  clear(): void {
    for (let trait = 0; trait < TRAITS.length; trait++) {
      this.#sums[trait] = 0;
      this.#counts[trait] = 0;
    }
  }

  /** Adds those of one payer. */
  addPayer(traits: Float32Array, payer: number): void {
    const from = payer * TRAITS.length;
    for (let trait = 0; trait < TRAITS.length; trait++) this.#add(trait, traits[from + trait] as number);
  }

  /**
   * Takes away one payer that was added. Exact: traits have 24 bits and lie in 0 … 1, so that sums of a few hundred lose nothing, and it
   * does not matter in which order they are added.
   */
  removePayer(traits: Float32Array, payer: number): void {
    const from = payer * TRAITS.length;
    for (let trait = 0; trait < TRAITS.length; trait++) {
      const value = traits[from + trait] as number;
      if (Number.isNaN(value)) continue;
      this.#sums[trait] = (this.#sums[trait] as number) - value;
      this.#counts[trait] = (this.#counts[trait] as number) - 1;
    }
  }

  /** Keeps the sums as those of a payee. */
  keepAs(totals: TraitTotals, payee: number): void {
    const from = payee * TRAITS.length;
    for (let trait = 0; trait < TRAITS.length; trait++) {
      totals.sums[from + trait] = this.#sums[trait] as number;
      totals.counts[from + trait] = this.#counts[trait] as number;
    }
  }

  /** Goes on from the sums of a payee. */
  startFrom(totals: TraitTotals, payee: number): void {
    const from = payee * TRAITS.length;
    for (let trait = 0; trait < TRAITS.length; trait++) {
      this.#sums[trait] = totals.sums[from + trait] as number;
      this.#counts[trait] = totals.counts[from + trait] as number;
    }
  }

  /** Becomes a copy of others. */
  copyFrom(others: TraitMeans): void {
    for (let trait = 0; trait < TRAITS.length; trait++) {
      this.#sums[trait] = others.#sums[trait] as number;
      this.#counts[trait] = others.#counts[trait] as number;
    }
  }

  /** Adds the means of others as one value each. */
  addMeans(others: TraitMeans): void {
    for (let trait = 0; trait < TRAITS.length; trait++) this.#add(trait, others.#mean(trait));
  }

  mean(trait: Trait): number {
    return this.#mean(TRAITS.indexOf(trait));
  }

  /** Sum of the known values. */
  sum(trait: Trait): number {
    return this.#sums[TRAITS.indexOf(trait)] as number;
  }

  #add(trait: number, value: number): void {
    if (Number.isNaN(value)) return;
    this.#sums[trait] = (this.#sums[trait] as number) + value;
    this.#counts[trait] = (this.#counts[trait] as number) + 1;
  }

  #mean(trait: number): number {
    const count = this.#counts[trait] as number;
    return count === 0 ? Number.NaN : (this.#sums[trait] as number) / count;
  }
}
