import type { KernelContext } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { episodeFacts } from './episode.ts';
import { rhythmFacts } from './rhythm.ts';
import { sharedFacts } from './shared.ts';
import {
  commonest,
  countOfKnown,
  distinct,
  groups,
  known,
  largest,
  log2Ratio,
  mean,
  median,
  shareOf,
  smallest,
  steps,
  variation,
} from './statistics.ts';
import {
  channelOf,
  DAY,
  isCoded,
  isCounted,
  isDefined,
  isNight,
  mostInAny,
  payerTime,
  purposeOf,
} from './transfers.ts';

/** The facts of a payer, slowly and plainly, from its transfers in time order: what `payerKernel` must give. */
export function payerOracle(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  const counted = rows.filter(isCounted);
  const counts = { transfers: counted.length, excluded_transfers: rows.length - counted.length };
  if (counted.length === 0) return counts;
  return {
    ...sharedFacts(counted, context),
    ...counts,
    ...tempo(counted),
    ...payees(counted, context),
    ...countries(counted),
    ...declarations(counted),
    ...routes(counted),
    ...gifts(counted, context),
    ...rhythmFacts(counted, context),
    ...episodeFacts(counted, context),
  };
}

function tempo(rows: readonly LedgerRow[]): Record<string, number> {
  const at = rows.map((row) => row.at);
  const gaps = steps(at).map((gap) => gap / DAY);
  const euros = known(rows.map(({ eurCents }) => eurCents));
  const third = Math.floor(euros.length / 3);
  const [first, last] = [smallest(at), largest(at)];
  const inSecondHalf = at.filter((instant) => instant - first >= (last - first) / 2).length;
  return {
    gap_median: median(gaps),
    gap_mean: mean(gaps),
    gap_variation: variation(gaps),
    close_gap_share: shareOf(gaps, (gap) => gap <= 4 / 24),
    amount_escalation:
      euros.length < 6 ? Number.NaN : log2Ratio(mean(euros.slice(-third)), mean(euros.slice(0, third))),
    tempo_escalation:
      rows.length < 6 || last - first < 14 * DAY
        ? Number.NaN
        : log2Ratio(inSecondHalf + 1, rows.length - inSecondHalf + 1),
  };
}

function payees(rows: readonly LedgerRow[], { asOf }: KernelContext): Record<string, number> {
  const perPayee = groups(rows, ({ payee }) => payee);
  const arrivals = perPayee.map((own) => smallest(own.map(({ at }) => at)));
  const switches = rows.slice(1).filter((row, index) => row.payee !== rows[index]?.payee);
  return {
    payees: perPayee.length,
    payees_per_transfer: perPayee.length / rows.length,
    new_payees_last_90: arrivals.filter((arrival) => arrival >= asOf - 90 * DAY).length,
    new_payee_gap_median: median(steps(arrivals)) / DAY,
    top_payee_share: commonest(rows.map(({ payee }) => payee)) / rows.length,
    once_payee_share: shareOf(perPayee, (own) => own.length === 1),
    switch_share: rows.length < 2 ? Number.NaN : switches.length / (rows.length - 1),
    brief_payee_share: shareOf(
      perPayee.map((own) => largest(own.map(({ at }) => at)) - smallest(own.map(({ at }) => at))),
      (time) => time <= 90 * DAY,
    ),
    longest_pair_days:
      largest(perPayee.map((own) => largest(own.map(({ at }) => at)) - smallest(own.map(({ at }) => at)))) / DAY,
  };
}

function countries(rows: readonly LedgerRow[]): Record<string, number> {
  const into = rows.map(({ payeeCountry }) => payeeCountry).filter((country) => country >= 0);
  const away = rows
    .filter(({ payerCountry, payeeCountry }) => payeeCountry >= 0 && payeeCountry !== payerCountry)
    .map(({ payeeCountry }) => payeeCountry);
  const placed = rows.filter(({ payerCountry, payeeCountry }) => payerCountry >= 0 && payeeCountry >= 0);
  const abroad = groups(
    placed.filter(({ payerCountry, payeeCountry }) => payerCountry !== payeeCountry),
    ({ payeeCountry }) => payeeCountry,
  );
  const payeesOf = (some: readonly LedgerRow[]): number => distinct(some.map(({ payee }) => payee)).length;
  const mostPayees = (days: number): number =>
    placed.length === 0
      ? Number.NaN
      : largest([0, ...abroad.map((country) => mostInAny(days * DAY, country, payeesOf))]);
  return {
    payee_countries: countOfKnown(into),
    top_country_share: into.length === 0 ? Number.NaN : away.length === 0 ? 1 : commonest(away) / away.length,
    max_payees_country_30d: mostPayees(30),
    max_payees_country_90d: mostPayees(90),
    max_payees_country_365d: mostPayees(365),
  };
}

function declarations(rows: readonly LedgerRow[]): Record<string, number> {
  return {
    tie_declared_known: shareOf(rows, ({ declaredTie }) => declaredTie >= 0),
    purpose_share: shareOf(rows, (row) => purposeOf(row) !== 'missing'),
    purpose_welfare_share: shareOf(rows.filter(isCoded), (row) =>
      ['schooling', 'medical', 'housing'].includes(purposeOf(row)),
    ),
  };
}

function routes(rows: readonly LedgerRow[]): Record<string, number> {
  const channels = rows.map(channelOf).filter((channel) => channel !== 'unknown');
  const providerKnown = (row: LedgerRow): boolean => row.provider >= 0;
  const channelKnown = (row: LedgerRow): boolean => channelOf(row) !== 'unknown';
  const routed = rows
    .filter((row) => providerKnown(row) || !rows.some(providerKnown))
    .filter((row) => channelKnown(row) || !rows.some(channelKnown))
    .filter((row) => providerKnown(row) || channelKnown(row));
  const perPayee = groups(routed, ({ payee }) => payee);
  return {
    channels: countOfKnown(channels),
    max_routes_one_payee:
      routed.length === 0
        ? Number.NaN
        : largest(perPayee.map((own) => distinct(own.map((row) => `${row.provider} ${channelOf(row)}`)).length)),
  };
}

function gifts(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  if (rows.every((row) => channelOf(row) === 'unknown')) return {};
  const purchases = rows.filter((row) => ['gift_card', 'game_credit'].includes(channelOf(row)));
  return {
    gift_transfers: purchases.length,
    gift_max_24h: mostInAny(DAY, purchases, (some) => some.length),
    gift_night_share: shareOf(purchases.map((row) => payerTime(row, context)).filter(isDefined), isNight),
  };
}
