import type { OrdinaryPayerClass, PayeeClass } from './classes.ts';
import { boundedPareto, Weighted } from './distributions.ts';
import type { Country } from './geography.ts';
import type { WorldOptions } from './options.ts';
import type { PayeeDirectory } from './payee-directory.ts';
import type { PayerFactory } from './payer-factory.ts';
import type { Payee } from './people.ts';
import { Random } from './random.ts';

interface CrowdSize {
  readonly paidBy: OrdinaryPayerClass;
  /** How many of them each such payer pays, about. */
  readonly payeesPerPayer: number;
  /** Between how many payers most of them have, and how heavy the tail is. */
  readonly payers: readonly [least: number, most: number, alpha: number];
}

/** Payees who live in any country and are paid from any country: what a payer's payees share is no corridor. */
const CROWDS = {
  game_seller: { paidBy: 'game_trader', payeesPerPayer: 3.6, payers: [14, 50, 0.7] },
  market_seller: { paidBy: 'marketplace_buyer', payeesPerPayer: 2.5, payers: [7, 12, 0.5] },
  adult_performer: { paidBy: 'adult_performance_payer', payeesPerPayer: 3.8, payers: [8, 50, 0.7] },
} as const satisfies Partial<Record<PayeeClass, CrowdSize>>;

type CrowdClass = keyof typeof CROWDS;

interface Crowd {
  readonly size: number;
  readonly choice: Weighted<number>;
}

export class Crowds {
  readonly #options: WorldOptions;
  readonly #directory: PayeeDirectory;
  readonly #payers: PayerFactory;
  readonly #countries: readonly string[];
  readonly #crowds = new Map<CrowdClass, Crowd>();

  constructor(options: WorldOptions, directory: PayeeDirectory, payers: PayerFactory) {
    this.#options = options;
    this.#directory = directory;
    this.#payers = payers;
    this.#countries = [...new Set(options.corridors.flatMap((pair) => [pair.payerCountry, pair.payeeCountry]))];
  }

  /** `count` different payees, the popular ones more often; fewer when there are not so many. */
  drawSeveral(crowdClass: CrowdClass, count: number, random: Random): Payee[] {
    const { size, choice } = this.#crowd(crowdClass);
    const drawn = new Set<number>();
    for (let attempt = 0; attempt < 4 * count && drawn.size < Math.min(size, count); attempt++)
      drawn.add(choice.draw(random));
    return [...drawn].map((nth) => this.get(crowdClass, nth));
  }

  /** The numbers of the payees whose own payments are made in this payer's turn: all of them, spread over the payers. */
  hostedBy(crowdClass: CrowdClass, index: number): number[] {
    const { size } = this.#crowd(crowdClass);
    const { payers } = this.#options;
    const hosted: number[] = [];
    for (let nth = Math.ceil((index * size) / payers); nth * payers < (index + 1) * size; nth++) hosted.push(nth);
    return hosted;
  }

  get(crowdClass: CrowdClass, nth: number): Payee {
    const key = `${crowdClass}:${nth}`;
    const country: Country = this.#payers.country(
      Random.stream(this.#options.seed, 'crowd-country', key).pick(this.#countries),
    );
    return this.#directory.get({ key, payeeClass: crowdClass, country, shared: true });
  }

  /** As many payees as it takes for each to have about the number of payers drawn for it; none where nobody pays them. */
  #crowd(crowdClass: CrowdClass): Crowd {
    const made = this.#crowds.get(crowdClass);
    if (made !== undefined) return made;
    const { mix, payers, seed } = this.#options;
    const { paidBy, payeesPerPayer } = CROWDS[crowdClass];
    const [least, most, alpha] = CROWDS[crowdClass].payers;
    const mixTotal = Object.values(mix).reduce((sum, weight) => sum + weight, 0);
    const random = Random.stream(seed, 'crowd', crowdClass);
    const sizes: [number, number][] = [];
    for (let left = (payers * mix[paidBy] * payeesPerPayer) / mixTotal; left > 0; ) {
      const drawn = boundedPareto(random, least, most, alpha);
      // A last one with few payers is folded into the others.
      if (left >= drawn / 2 || sizes.length === 0) sizes.push([sizes.length, drawn]);
      left -= drawn;
    }
    const crowd: Crowd = { size: sizes.length, choice: new Weighted(sizes.length === 0 ? [[0, 1]] : sizes) };
    this.#crowds.set(crowdClass, crowd);
    return crowd;
  }
}
