import type { KernelContext } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { sharedFacts } from './shared.ts';
import {
  commonest,
  countOfKnown,
  distinct,
  groups,
  known,
  largest,
  median,
  shareOf,
  smallest,
  steps,
  sum,
} from './statistics.ts';
import { DAY, isCounted, isDefined, isWeekday, mostInAny, payerTime } from './transfers.ts';

/** The facts of a payee, slowly and plainly, from the transfers to it in time order: what `payeeKernel` must give. */
export function payeeOracle(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  const counted = rows.filter(isCounted);
  const counts = { transfers: counted.length, excluded_transfers: rows.length - counted.length };
  if (counted.length === 0) return counts;
  return {
    ...sharedFacts(counted, context),
    ...counts,
    ...payers(counted, context),
    ...payerCountries(counted),
    ...habits(counted),
    weekday_share: shareOf(counted.map((row) => payerTime(row, context)).filter(isDefined), isWeekday),
    names: countOfKnown(counted.map(({ payeeName }) => payeeName).filter((name) => name !== 0)),
    phones: countOfKnown(counted.map(({ payeePhone }) => payeePhone).filter((phone) => phone !== 0)),
    accounts: countOfKnown(counted.map(({ payeeAccount }) => payeeAccount).filter((account) => account !== 0)),
  };
}

const perPayer = (rows: readonly LedgerRow[]): readonly (readonly LedgerRow[])[] => groups(rows, ({ payer }) => payer);
const payersOf = (rows: readonly LedgerRow[]): number => distinct(rows.map(({ payer }) => payer)).length;
const spanOf = (rows: readonly LedgerRow[]): number =>
  largest(rows.map(({ at }) => at)) - smallest(rows.map(({ at }) => at));

function payers(rows: readonly LedgerRow[], { asOf }: KernelContext): Record<string, number> {
  const firsts = perPayer(rows).flatMap((own) => own.slice(0, 1));
  return {
    payers: payersOf(rows),
    new_payers_per_30d: (payersOf(rows) / Math.max(spanOf(rows) / DAY, 30)) * 30,
    new_payers_max_30d: mostInAny(30 * DAY, firsts, (some) => some.length),
    payers_last_90: payersOf(rows.filter(({ at }) => at >= asOf - 90 * DAY)),
    once_payer_share: shareOf(perPayer(rows), (own) => own.length === 1),
    transfers_per_payer: rows.length / payersOf(rows),
    top_payer_share: commonest(rows.map(({ payer }) => payer)) / rows.length,
    burst_payers_24h: mostInAny(DAY, rows, payersOf),
  };
}

function payerCountries(rows: readonly LedgerRow[]): Record<string, number> {
  const placed = rows.filter(({ payerCountry }) => payerCountry >= 0);
  const homes = perPayer(placed).map((own) => own[0]?.payerCountry ?? -1);
  const shares = distinct(homes).map((country) => shareOf(homes, (home) => home === country));
  return {
    payer_countries: countOfKnown(placed.map(({ payerCountry }) => payerCountry)),
    payer_country_entropy: homes.length === 0 ? Number.NaN : -sum(shares.map((share) => share * Math.log2(share))),
  };
}

function habits(rows: readonly LedgerRow[]): Record<string, number> {
  const sums = perPayer(rows)
    .map((own) => known(own.map(({ eurCents }) => eurCents / 100)))
    .filter((euros) => euros.length > 0)
    .map(sum);
  const amounts = perPayer(rows.filter(({ sentMinor }) => !Number.isNaN(sentMinor)));
  return {
    payer_sum_median: median(sums),
    payer_span_median: median(perPayer(rows).map(spanOf)) / DAY,
    rhythmic_payer_share: shareOf(
      perPayer(rows).filter((own) => own.length >= 3),
      (own) => isRhythmic(steps(own.map(({ at }) => at))),
    ),
    fixed_sum_payer_share: shareOf(
      amounts.filter((own) => own.length >= 3),
      (own) => distinct(own.map((row) => `${row.sentMinor} ${row.sentCurrency}`)).length === 1,
    ),
    short_episode_payer_share: shareOf(perPayer(rows), (own) => own.length >= 2 && spanOf(own) < 7 * DAY),
  };
}

/** standard deviation < mean / 3, in whole numbers: 9 × variance < mean². */
function isRhythmic(gaps: readonly number[]): boolean {
  const whole = gaps.map(BigInt);
  const count = BigInt(whole.length);
  const total = whole.reduce((one, other) => one + other, 0n);
  const squares = whole.reduce((one, other) => one + other * other, 0n);
  return 9n * (count * squares - total * total) < total * total;
}
