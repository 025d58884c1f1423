import type { Fact } from './catalogue.ts';

/**
 * Facts of order 1 that change though not one transfer of the subject does: they are counted from the as-of instant, or from the beginning of
 * the records. Every other is the same for the same transfers, whenever it is asked for.
 */
const MOVING_FACTS: ReadonlySet<string> = new Set([
  ...['days_since_last', 'days_before_first', 'transfers_last_30', 'transfers_last_90'],
  ...['new_payees_last_90', 'payers_last_90', 'episode_quiet_days'],
]);

/** Whether a fact is one that a kernel writes and that the same transfers always give. */
export function isLasting({ id, order }: Fact): boolean {
  return order === 1 && !MOVING_FACTS.has(id);
}

/** Places in the catalogue of the facts that move. */
export function placesOfMoving(catalogue: readonly Fact[]): readonly number[] {
  return [...catalogue.keys()].filter((place) => MOVING_FACTS.has(catalogue[place]?.id ?? ''));
}
