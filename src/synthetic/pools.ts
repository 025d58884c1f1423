import type { OrdinaryPayerClass, PayeeClass } from './classes.ts';
import { clamp, type Weighted } from './distributions.ts';
import type { Country } from './geography.ts';
import { chooseHubs } from './hubs.ts';
import type { WorldOptions } from './options.ts';
import type { PayeeDirectory } from './payee-directory.ts';
import type { Payee } from './people.ts';
import { Random } from './random.ts';

interface PoolSize {
  /** Who pays them, and how many of them each such payer pays, about. */
  readonly paidBy: OrdinaryPayerClass;
  readonly payeesPerPayer: number;
  /** How many payers each of them has, about. */
  readonly payersPerPayee: number;
  /** Larger = a few have most of the payers. 1 = all equal. */
  readonly skew: number;
  /** Share of these payees who are in one country; otherwise the country's share of all corridors. */
  readonly countryShare?: number;
  /** All of them are in a few countries, so that each has payees enough to choose among. */
  readonly concentrated?: true;
}

/** Payees who are paid by many people without ties to each other, and how large their pools are. */
const POOLS = {
  freelancer: { paidBy: 'hirer', payeesPerPayer: 4, payersPerPayee: 7, skew: 1.6 },
  tutor: { concentrated: true, paidBy: 'lesson_taker', payeesPerPayer: 2.5, payersPerPayee: 15, skew: 1.8 },
  guest_house: { paidBy: 'traveller', payeesPerPayer: 2, payersPerPayee: 14, skew: 1.8 },
  guide: { paidBy: 'traveller', payeesPerPayer: 1.5, payersPerPayee: 9, skew: 1.6 },
  seller: { paidBy: 'online_buyer', payeesPerPayer: 4, payersPerPayee: 30, skew: 2 },
  charity: { paidBy: 'charity_donor', payeesPerPayer: 1.5, payersPerPayee: 300, skew: 2 },
  appeal_organiser: { paidBy: 'disaster_giver', payeesPerPayer: 1.5, payersPerPayee: 40, skew: 1.8, countryShare: 0.5 },
  romance_collector: { paidBy: 'romance_victim', payeesPerPayer: 1.5, payersPerPayee: 3, skew: 1.3 },
  adult_services_worker: {
    concentrated: true,
    paidBy: 'adult_services_payer',
    payeesPerPayer: 2.5,
    payersPerPayee: 15,
    skew: 1.8,
  },
  creator: { concentrated: true, paidBy: 'creator_supporter', payeesPerPayer: 3.5, payersPerPayee: 40, skew: 2 },
  sponsored_household: { paidBy: 'sponsor', payeesPerPayer: 2, payersPerPayee: 1.5, skew: 1 },
  merchant: { paidBy: 'gamer', payeesPerPayer: 1.7, payersPerPayee: 1500, skew: 1.5 },
} as const satisfies Partial<Record<PayeeClass, PoolSize>>;

export type PoolClass = keyof typeof POOLS;

/** Share of neighbouring pairs in a pool who share a phone and a place: two guides of a family, two sellers of a shop. */
const SHARED_HOUSEHOLDS = 0.1;
/** Payees of a concentrated pool in each of its countries, about. */
const PAYEES_PER_HUB = 8;

export class Pools {
  readonly #options: WorldOptions;
  readonly #directory: PayeeDirectory;
  readonly #countryShare: ReadonlyMap<string, number>;
  readonly #mixTotal: number;
  readonly #hubs = new Map<PoolClass, Weighted<string>>();

  constructor(options: WorldOptions, directory: PayeeDirectory) {
    this.#options = options;
    this.#directory = directory;
    this.#mixTotal = Object.values(options.mix).reduce((sum, weight) => sum + weight, 0);
    this.#countryShare = countryShares(options);
  }

  /** One of the payees of this kind in this country; popular ones more often. */
  draw(pool: PoolClass, country: Country, random: Random): Payee {
    const rank = Math.floor(this.size(pool, country) * random.unit() ** POOLS[pool].skew);
    const pair = `${pool}:${country.code}:${rank >>> 1}`;
    const together = Random.stream(this.#options.seed, 'pool-household', pair).chance(SHARED_HOUSEHOLDS);
    return this.#directory.get({
      key: `${pool}:${country.code}:${rank}`,
      payeeClass: pool,
      country,
      shared: true,
      household: together ? pair : undefined,
    });
  }

  /** `count` draws without the same payee twice; fewer when the pool is small. */
  drawSeveral(pool: PoolClass, country: Country, count: number, random: Random): Payee[] {
    const drawn = new Map<string, Payee>();
    for (let attempt = 0; attempt < 3 * count && drawn.size < count; attempt++) {
      const payee = this.draw(pool, country, random);
      drawn.set(payee.key, payee);
    }
    return [...drawn.values()];
  }

  /** A country in which payees of a concentrated pool live. */
  drawCountry(pool: PoolClass, random: Random): string {
    let hubs = this.#hubs.get(pool);
    if (hubs === undefined) {
      hubs = chooseHubs(this.#options, pool, this.#hubCount(pool));
      this.#hubs.set(pool, hubs);
    }
    return hubs.draw(random);
  }

  size(pool: PoolClass, country: Country): number {
    const { countryShare, concentrated }: PoolSize = POOLS[pool];
    const share = concentrated
      ? 1 / this.#hubCount(pool)
      : (countryShare ?? this.#countryShare.get(country.code) ?? 0.02);
    return Math.max(concentrated ? 3 : 1, Math.round(this.#total(pool) * share));
  }

  #total(pool: PoolClass): number {
    const { paidBy, payeesPerPayer, payersPerPayee } = POOLS[pool];
    const payers = (this.#options.payers * this.#options.mix[paidBy]) / this.#mixTotal;
    return (payers * payeesPerPayer) / payersPerPayee;
  }

  #hubCount(pool: PoolClass): number {
    return clamp(Math.round(this.#total(pool) / PAYEES_PER_HUB), 1, 40);
  }
}

/** Share of all corridors that start or end in a country, whichever is larger. */
function countryShares(options: WorldOptions): Map<string, number> {
  const total = options.corridors.reduce((sum, pair) => sum + pair.weight, 0);
  const shares = new Map<string, number>();
  for (const side of ['payerCountry', 'payeeCountry'] as const) {
    const weights = new Map<string, number>();
    for (const pair of options.corridors) weights.set(pair[side], (weights.get(pair[side]) ?? 0) + pair.weight);
    for (const [code, weight] of weights) shares.set(code, Math.max(shares.get(code) ?? 0, weight / total));
  }
  return shares;
}
