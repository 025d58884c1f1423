import { Weighted } from './distributions.ts';
import type { WorldOptions } from './options.ts';
import { Random } from './random.ts';

/**
 * A choice among `count` payee countries, drawn by the weight of their ordinary corridors: what is concentrated in a few
 * countries lies in the same countries as everything else.
 */
export function chooseHubs(options: WorldOptions, purpose: string, count: number): Weighted<string> {
  const random = Random.stream(options.seed, 'hubs', purpose);
  const weights = new Map<string, number>();
  for (const { payeeCountry, weight } of options.corridors) {
    weights.set(payeeCountry, (weights.get(payeeCountry) ?? 0) + weight);
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  // Weighted sampling without replacement (Efraimidis and Spirakis, 2006).
  const drawn = [...weights]
    .map(([code, weight]) => ({ code, weight, key: random.unit() ** (total / Math.max(weight, 1e-9)) }))
    .sort((one, other) => other.key - one.key)
    .slice(0, Math.max(1, count));
  return new Weighted(drawn.map(({ code, weight }) => [code, Math.max(weight, 1e-9)] as const));
}
