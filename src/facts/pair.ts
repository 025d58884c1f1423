import { sumOf } from './amounts.ts';
import { DAY } from './calendar.ts';
import { PAIR_FACTS } from './catalogue.ts';
import { declaredTies } from './declared.ts';
import { variationOf } from './gaps.ts';
import type { KernelContext, Ledger } from './ledger.ts';
import { nightShare } from './local-hours.ts';
import { positions } from './positions.ts';
import { log2Ratio } from './ratio.ts';
import { FloatScratch } from './scratch.ts';
import { Subject } from './subject.ts';

const to = positions(PAIR_FACTS, [
  'transfers',
  'first_at',
  'last_at',
  'amount_sum',
  'amount_mean',
  'gap_mean',
  'gap_variation',
  'amount_drift',
  'tempo_drift',
  'night_share_payer',
]);
const writeTies = declaredTies(PAIR_FACTS);
const subject = new Subject();
const scratch = new FloatScratch();

/**
 * The facts of one payer with one payee, from the rows [from, end), which are all of this pair and in order of
 * (at, transfer_id). `out` has the length of PAIR_FACTS; NaN = unknown. A `Kernel`.
 */
export function pairKernel(ledger: Ledger, from: number, end: number, context: KernelContext, out: Float64Array): void {
  out.fill(Number.NaN);
  subject.load(ledger, from, end, context);
  out[to.transfers] = subject.size;
  if (subject.size === 0) return;
  writeTimes(out);
  writeAmounts(out);
  out[to.night_share_payer] = nightShare(subject.payerHour, subject.size);
  writeTies(subject, out);
}

function writeTimes(out: Float64Array): void {
  const { at, size } = subject;
  const first = at[0] as number;
  const last = at[size - 1] as number;
  const gaps = scratch.room(size);
  for (let index = 1; index < size; index++) gaps[index - 1] = (at[index] as number) - (at[index - 1] as number);
  out[to.first_at] = first;
  out[to.last_at] = last;
  out[to.gap_mean] = size < 2 ? Number.NaN : (last - first) / (size - 1) / DAY;
  out[to.gap_variation] = variationOf(gaps, size - 1);
  out[to.tempo_drift] = size < 5 ? Number.NaN : -drift(gaps, size - 1);
}

function writeAmounts(out: Float64Array): void {
  const { ratedCents, rated } = subject;
  if (rated === 0) return;
  const sum = sumOf(ratedCents, 0, rated);
  out[to.amount_sum] = sum / 100;
  out[to.amount_mean] = sum / rated / 100;
  out[to.amount_drift] = rated < 4 ? Number.NaN : drift(ratedCents, rated);
}

/** log2(second half / first half); the middle one of an odd number belongs to neither. */
function drift(values: Float64Array, size: number): number {
  const half = Math.floor(size / 2);
  return log2Ratio(sumOf(values, size - half, size), sumOf(values, 0, half));
}
