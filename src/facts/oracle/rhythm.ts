import type { KernelContext } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { commonest, distinct, groups, largest, mean, smallest, sum } from './statistics.ts';
import { DAY, payerTime } from './transfers.ts';

/** The facts about regularity of a payer, from its counted transfers in time order. */
export function rhythmFacts(rows: readonly LedgerRow[], context: KernelContext): Record<string, number> {
  const dates = rows.map((row) => localDate(row, context));
  const months = dates.map((date) => date.getUTCFullYear() * 12 + date.getUTCMonth());
  const spanned = largest(months) - smallest(months) + 1;
  const sums = rows
    .filter(({ sentMinor }) => !Number.isNaN(sentMinor))
    .map((row) => `${row.sentMinor} ${row.sentCurrency}`);
  return {
    monthly_rhythm: shareOfReturns(rows, (row, earlier) => earlier.some((before) => isMonthly(before, row, context))),
    weekly_rhythm: shareOfReturns(rows, (row, earlier) => isWeekly(earlier.at(-1), row)),
    payday_concentration: rows.length < 4 ? Number.NaN : concentration(dates),
    fixed_sum_share: sums.length < 3 ? Number.NaN : commonest(sums) / sums.length,
    steady_months_share: spanned < 3 ? Number.NaN : distinct(months).length / spanned,
  };
}

/** The date at the payer's place, in UTC where its zone is unknown. */
function localDate(row: LedgerRow, context: KernelContext): Date {
  const date = payerTime(row, context) ?? new Date(row.at * 1_000);
  date.setUTCHours(0, 0, 0, 0);
  return date;
}

/** Share of the transfers from the second to a payee on for which the condition on the earlier ones to this payee holds. */
function shareOfReturns(
  rows: readonly LedgerRow[],
  holds: (row: LedgerRow, earlier: readonly LedgerRow[]) => boolean,
): number {
  const answers = groups(rows, ({ payee }) => payee).flatMap((own) =>
    own.slice(1).map((row, index) => holds(row, own.slice(0, index + 1))),
  );
  return mean(answers.map(Number));
}

function isMonthly(before: LedgerRow, row: LedgerRow, context: KernelContext): boolean {
  const date = localDate(row, context).getTime();
  return [1, 2, 3].some((months) => {
    const due = monthsLater(localDate(before, context), months).getTime();
    return Math.abs(date - due) <= 3 * DAY * 1_000;
  });
}

/** The same day of a later month, or the last of that month. */
function monthsLater(date: Date, months: number): Date {
  const lastOfMonth = new Date(date);
  lastOfMonth.setUTCDate(1);
  lastOfMonth.setUTCMonth(lastOfMonth.getUTCMonth() + months + 1, 0);
  const later = new Date(lastOfMonth);
  later.setUTCDate(Math.min(date.getUTCDate(), lastOfMonth.getUTCDate()));
  return later;
}

function isWeekly(before: LedgerRow | undefined, row: LedgerRow): boolean {
  const days = (row.at - (before?.at ?? Number.NaN)) / DAY;
  return (days >= 6 && days <= 8) || (days >= 13 && days <= 15);
}

function concentration(dates: readonly Date[]): number {
  const angles = dates.map((date) => {
    const days = new Date(Date.UTC(2000, date.getUTCMonth() + 1, 0)).getUTCDate();
    const isShortFebruary = date.getUTCMonth() === 1 && new Date(new Date(date).setUTCMonth(2, 0)).getUTCDate() === 28;
    return (2 * Math.PI * (date.getUTCDate() - 1)) / (isShortFebruary ? 28 : days);
  });
  return Math.hypot(sum(angles.map(Math.cos)), sum(angles.map(Math.sin))) / dates.length;
}
