import type { WorldOptions } from './options.ts';
import { PLAIN } from './plain-options.ts';

type Mix = WorldOptions['mix'];

/** Every group at once, those of the first family and those of the others, in about the numbers in which the presets have them. */
export const WIDE_MIX: Mix = {
  ...PLAIN.mix,
  friend_circle: 0.04,
  savings_group: 0.02,
  game_trader: 0.025,
  marketplace_buyer: 0.02,
  domestic_sender: 0.03,
  emergency_helper: 0.012,
  distance_couple: 0.012,
  shift_family: 0.02,
  relay_sender: 0.015,
  adult_performance_payer: 0.003,
};

/** The weights given, with family support and occasional senders raised until they make `share` of all, at least. */
export function withOrdinaryBulk(mix: Mix, share: number): Mix {
  const bulk = mix.family_support + mix.occasional_sender;
  const others = Object.values(mix).reduce((sum, weight) => sum + weight, 0) - bulk;
  const raise = Math.max(1, (share * others) / ((1 - share) * bulk));
  return { ...mix, family_support: mix.family_support * raise, occasional_sender: mix.occasional_sender * raise };
}
