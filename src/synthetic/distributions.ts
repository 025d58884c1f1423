import type { Random } from './random.ts';

/** Standard normal deviate (Box-Muller). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.unit()));
  return radius * Math.cos(2 * Math.PI * random.unit());
}

/** Log-normal by its median and the standard deviation of its logarithm. */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random));
}

/** Exponential by its mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.unit());
}

/** Poisson by its mean (Knuth); for means up to a few dozen. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random.unit();
  let count = 0;
  while (product > limit) {
    product *= random.unit();
    count++;
  }
  return count;
}

/** Pareto with exponent `alpha`, cut to [low, high] by inversion: heavy-tailed and bounded. */
export function boundedPareto(random: Random, low: number, high: number, alpha: number): number {
  const cut = 1 - (low / high) ** alpha;
  return low * (1 - random.unit() * cut) ** (-1 / alpha);
}

/** Beta by its two parameters (Jöhnk); quick for parameters up to about 2. */
export function beta(random: Random, a: number, b: number): number {
  for (;;) {
    const x = random.unit() ** (1 / a);
    const y = random.unit() ** (1 / b);
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** A choice among weighted items, drawn in logarithmic time. Weights are positive or zero and not all zero. */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #upTo: readonly number[];
  readonly #total: number;

  constructor(entries: Iterable<readonly [item: T, weight: number]>) {
    const items: T[] = [];
    const upTo: number[] = [];
    let total = 0;
    for (const [item, weight] of entries) {
      if (!(weight >= 0)) throw new Error(`A weight must be zero or more, not ${weight}`);
      if (weight === 0) continue;
      total += weight;
      items.push(item);
      upTo.push(total);
    }
    if (items.length === 0) throw new Error('At least one weight must be more than zero');
    this.#items = items;
    this.#upTo = upTo;
    this.#total = total;
  }

  draw(random: Random): T {
    return this.at(random.unit());
  }

  /** The item at the point `unit` of [0, 1). */
  at(unit: number): T {
    const point = unit * this.#total;
    let low = 0;
    let high = this.#items.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] ?? 0) > point) high = middle;
      else low = middle + 1;
    }
    return this.#items[low] as T;
  }
}

/** Fisher-Yates, in place. */
export function shuffle<T>(random: Random, items: T[]): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.whole(0, last);
    const moved = items[last] as T;
    items[last] = items[other] as T;
    items[other] = moved;
  }
  return items;
}
