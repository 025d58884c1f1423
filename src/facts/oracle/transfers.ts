import { CHANNEL_KINDS, type KernelContext, PURPOSE_KINDS, TRANSFER_STATES } from '../ledger.ts';
import type { LedgerRow } from '../ledger-columns.ts';
import { largest } from './statistics.ts';

export const DAY = 86_400;
export const HOUR = 3_600;

/** Local time at a place as a Date whose UTC fields show it; undefined when the zone is unknown. */
function localTime(zone: number, at: number, { zones }: KernelContext): Date | undefined {
  if (zone < 0) return undefined;
  const offset = [...(zones.transitions[zone] ?? [])].findLastIndex((transition) => transition <= at);
  return new Date((at + (zones.offsets[zone]?.[offset] ?? Number.NaN)) * 1_000);
}

export function payerTime(row: LedgerRow, context: KernelContext): Date | undefined {
  return localTime(row.payerZone, row.at, context);
}

export function payeeTime(row: LedgerRow, context: KernelContext): Date | undefined {
  return localTime(row.payeeZone, row.at, context);
}

export const isNight = (time: Date): boolean => time.getUTCHours() >= 22 || time.getUTCHours() < 5;

export const isWeekday = (time: Date): boolean => time.getUTCDay() >= 1 && time.getUTCDay() <= 5;

export const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

export const isCounted = (row: LedgerRow): boolean => TRANSFER_STATES[row.state] === 'counted';

export const channelOf = (row: LedgerRow): string => CHANNEL_KINDS[row.channel] ?? 'unknown';

export const purposeOf = (row: LedgerRow): string => PURPOSE_KINDS[row.purpose] ?? 'missing';

export const isCoded = (row: LedgerRow): boolean => !['missing', 'free_text', 'handle'].includes(purposeOf(row));

/** The largest measure of the transfers in any stretch [t, t + width) that begins with a transfer; 0 for none. */
export function mostInAny(
  width: number,
  rows: readonly LedgerRow[],
  measure: (rows: readonly LedgerRow[]) => number,
): number {
  return largest([
    0,
    ...rows.map((start) => measure(rows.filter(({ at }) => at >= start.at && at < start.at + width))),
  ]);
}

/** Whole numbers of currency units that count as round, for either of the two sums. */
export function isRoundSum(minor: number): boolean {
  if (Number.isNaN(minor) || minor <= 0 || minor % 100 !== 0) return false;
  const units = minor / 100;
  if (units >= 10_000) return units % 500 === 0;
  if (units >= 1_000) return units % 100 === 0;
  if (units >= 100) return units % 10 === 0;
  return units % 5 === 0;
}
