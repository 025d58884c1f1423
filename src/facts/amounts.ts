import type { Fact } from './catalogue.ts';
import { quantile, sortAscending } from './order.ts';
import { positions } from './positions.ts';
import { log2Ratio, share } from './ratio.ts';
import { FloatScratch } from './scratch.ts';
import type { Theme } from './subject.ts';

const EURO = 100;
const scratch = new FloatScratch();

/** The amounts in euro: sum, exact quartiles, how many are small or large. Transfers without a rate are left out. */
export function euroAmounts(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, [
    'amount_sum',
    'amount_min',
    'amount_q1',
    'amount_median',
    'amount_q3',
    'amount_max',
    'amount_spread',
    'share_upto_60',
    'share_upto_150',
    'share_upto_500',
    'share_over_1500',
  ]);
  return ({ ratedCents, rated: known }, out) => {
    if (known === 0) return;
    const cents = scratch.room(known);
    let sum = 0;
    let upto60 = 0;
    let upto150 = 0;
    let upto500 = 0;
    let over1500 = 0;
    for (let index = 0; index < known; index++) {
      const amount = ratedCents[index] as number;
      cents[index] = amount;
      sum += amount;
      if (amount <= 60 * EURO) upto60++;
      if (amount <= 150 * EURO) upto150++;
      if (amount <= 500 * EURO) upto500++;
      if (amount > 1_500 * EURO) over1500++;
    }
    sortAscending(cents, known);
    const q1 = quantile(cents, known, 0.25);
    const median = quantile(cents, known, 0.5);
    const q3 = quantile(cents, known, 0.75);
    out[to.amount_sum] = sum / EURO;
    out[to.amount_min] = (cents[0] as number) / EURO;
    out[to.amount_q1] = q1 / EURO;
    out[to.amount_median] = median / EURO;
    out[to.amount_q3] = q3 / EURO;
    out[to.amount_max] = (cents[known - 1] as number) / EURO;
    out[to.amount_spread] = known < 2 ? Number.NaN : share(q3 - q1, median);
    out[to.share_upto_60] = upto60 / known;
    out[to.share_upto_150] = upto150 / known;
    out[to.share_upto_500] = upto500 / known;
    out[to.share_over_1500] = over1500 / known;
  };
}

/** Mean euro amount of the last third against the first third (whole thirds; the rest is the middle), from 6 amounts on. */
export function amountEscalation(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['amount_escalation']);
  return ({ ratedCents, rated }, out) => {
    if (rated < 6) return;
    const third = Math.floor(rated / 3);
    out[to.amount_escalation] = log2Ratio(sumOf(ratedCents, rated - third, rated), sumOf(ratedCents, 0, third));
  };
}

/** Share of round sums, in the sent or the paid-out currency, of the transfers where one of the two sums is known. */
export function roundAmounts(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['round_share']);
  return ({ ledger, row, size }, out) => {
    let known = 0;
    let round = 0;
    for (let index = 0; index < size; index++) {
      const sent = ledger.sentMinor[row[index] as number] as number;
      const paidOut = ledger.payoutMinor[row[index] as number] as number;
      if (Number.isNaN(sent) && Number.isNaN(paidOut)) continue;
      known++;
      if (isRound(sent) || isRound(paidOut)) round++;
    }
    out[to.round_share] = share(round, known);
  };
}

/** Sum of the values [from, to). */
export function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += values[index] as number;
  return sum;
}

/** A multiple of 5 in whole units; of 10 at 100 and over, of 100 at 1,000 and over, of 500 at 10,000 and over. NaN is not. */
export function isRound(minor: number): boolean {
  const step = minor < 100_00 ? 5_00 : minor < 1_000_00 ? 10_00 : minor < 10_000_00 ? 100_00 : 500_00;
  const steps = minor / step;
  return minor > 0 && steps === Math.floor(steps);
}
