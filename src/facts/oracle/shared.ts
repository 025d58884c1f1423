import type { KernelContext } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { countOfKnown, distinct, known, largest, median, quantile, shareOf, smallest, sum } from './statistics.ts';
import {
  DAY,
  isCoded,
  isDefined,
  isNight,
  isRoundSum,
  isWeekday,
  mostInAny,
  payeeTime,
  payerTime,
  purposeOf,
} from './transfers.ts';

/** The facts that payers and payees have in common, from counted transfers in time order, at least one. */
export function sharedFacts(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  return { ...times(rows, context), ...amounts(rows), ...hours(rows, context), ...declared(rows), ...reach(rows) };
}

function times(rows: readonly LedgerRow[], { asOf, dataStart }: KernelContext): Record<string, number> {
  const first = smallest(rows.map(({ at }) => at));
  const last = largest(rows.map(({ at }) => at));
  const count = (some: readonly LedgerRow[]): number => some.length;
  return {
    transfers: rows.length,
    first_at: first,
    last_at: last,
    span_days: (last - first) / DAY,
    days_since_last: (asOf - last) / DAY,
    days_before_first: (first - dataStart) / DAY,
    active_days: distinct(rows.map(({ at }) => new Date(at * 1_000).toISOString().split('T')[0])).length,
    transfers_last_30: rows.filter(({ at }) => at >= asOf - 30 * DAY).length,
    transfers_last_90: rows.filter(({ at }) => at >= asOf - 90 * DAY).length,
    max_24h: mostInAny(DAY, rows, count),
    max_7d: mostInAny(7 * DAY, rows, count),
    max_30d: mostInAny(30 * DAY, rows, count),
  };
}

function amounts(rows: readonly LedgerRow[]): Record<string, number> {
  const euros = known(rows.map(({ eurCents }) => eurCents / 100));
  const sums = rows.filter(({ sentMinor, payoutMinor }) => known([sentMinor, payoutMinor]).length > 0);
  const spread = (quantile(euros, 0.75) - quantile(euros, 0.25)) / median(euros);
  return {
    amount_sum: euros.length === 0 ? Number.NaN : sum(euros),
    amount_min: quantile(euros, 0),
    amount_q1: quantile(euros, 0.25),
    amount_median: median(euros),
    amount_q3: quantile(euros, 0.75),
    amount_max: quantile(euros, 1),
    amount_spread: euros.length >= 2 && median(euros) > 0 ? spread : Number.NaN,
    share_upto_60: shareOf(euros, (euro) => euro <= 60),
    share_upto_150: shareOf(euros, (euro) => euro <= 150),
    share_upto_500: shareOf(euros, (euro) => euro <= 500),
    share_over_1500: shareOf(euros, (euro) => euro > 1_500),
    round_share: shareOf(sums, ({ sentMinor, payoutMinor }) => isRoundSum(sentMinor) || isRoundSum(payoutMinor)),
  };
}

function hours(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  const atPayer = rows.map((row) => payerTime(row, context)).filter(isDefined);
  const atPayee = rows.map((row) => payeeTime(row, context)).filter(isDefined);
  const isBusiness = (time: Date): boolean => isWeekday(time) && time.getUTCHours() >= 8 && time.getUTCHours() < 18;
  return {
    night_share_payer: shareOf(atPayer, isNight),
    night_share_payee: shareOf(atPayee, isNight),
    business_hours_share: shareOf(atPayer, isBusiness),
  };
}

function declared(rows: readonly LedgerRow[]): Record<string, number> {
  const stated = rows.filter((row) => purposeOf(row) !== 'missing');
  return {
    declared_tie_share: declaredTieShare(rows),
    purpose_handle_share: shareOf(stated, (row) => purposeOf(row) === 'handle'),
    purpose_trade_share: shareOf(rows.filter(isCoded), (row) => ['trade', 'salary'].includes(purposeOf(row))),
  };
}

export function declaredTieShare(rows: readonly LedgerRow[]): number {
  return shareOf(
    rows.filter(({ declaredTie }) => declaredTie >= 0),
    ({ declaredTie }) => declaredTie === 1,
  );
}

function reach(rows: readonly LedgerRow[]): Record<string, number> {
  return {
    cross_border_share: shareOf(
      rows.filter(({ payerCountry, payeeCountry }) => payerCountry >= 0 && payeeCountry >= 0),
      ({ payerCountry, payeeCountry }) => payerCountry !== payeeCountry,
    ),
    payout_places: countOfKnown(rows.map(({ payoutPlace }) => payoutPlace).filter((place) => place !== 0)),
    providers: countOfKnown(rows.map(({ provider }) => provider).filter((provider) => provider >= 0)),
  };
}
