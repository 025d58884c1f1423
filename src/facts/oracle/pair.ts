import type { KernelContext } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { declaredTieShare } from './shared.ts';
import { known, largest, log2Ratio, mean, shareOf, smallest, steps, sum, variation } from './statistics.ts';
import { DAY, isCounted, isDefined, isNight, payerTime } from './transfers.ts';

/** The facts of a pair, slowly and plainly, from its transfers in time order: what `pairKernel` must give. */
export function pairOracle(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  const counted = rows.filter(isCounted);
  if (counted.length === 0) return { transfers: 0 };
  const at = counted.map((row) => row.at);
  const gaps = steps(at);
  const euros = known(counted.map(({ eurCents }) => eurCents / 100));
  return {
    transfers: counted.length,
    first_at: smallest(at),
    last_at: largest(at),
    amount_sum: euros.length === 0 ? Number.NaN : sum(euros),
    amount_mean: mean(euros),
    gap_mean: mean(gaps) / DAY,
    gap_variation: variation(gaps),
    amount_drift: euros.length < 4 ? Number.NaN : log2Ratio(mean(lastHalf(euros)), mean(firstHalf(euros))),
    tempo_drift: counted.length < 5 ? Number.NaN : log2Ratio(mean(firstHalf(gaps)), mean(lastHalf(gaps))),
    night_share_payer: shareOf(counted.map((row) => payerTime(row, context)).filter(isDefined), isNight),
    declared_tie_share: declaredTieShare(counted),
  };
}

/** Of an odd number, the middle one belongs to neither half. */
const firstHalf = (values: readonly number[]): readonly number[] => values.slice(0, Math.floor(values.length / 2));
const lastHalf = (values: readonly number[]): readonly number[] => values.slice(Math.ceil(values.length / 2));
