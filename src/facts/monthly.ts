import { addMonths } from './calendar.ts';
import { sortAscending } from './order.ts';
import { IntScratch } from './scratch.ts';

const LONGEST_DAYS = 95; // three months of 92 days, and 3 days

/**
 * Counts the transfers to one payee that come, within 3 days, 1, 2 or 3 calendar months after an earlier one. Works on
 * distinct dates: of these at most 95 lie in reach of any other, so that no crowd of transfers makes it slow.
 */
export class FollowsMonthly {
  readonly #sorted = new IntScratch();
  readonly #dates = new IntScratch();
  readonly #transfers = new IntScratch();

  /** `days`: transfer -> date (days since 1970). `grouped[from, to)`: the transfers to the payee. */
  count(days: Int32Array, grouped: Int32Array, from: number, to: number): number {
    const dates = this.#dates.room(to - from);
    const transfers = this.#transfers.room(to - from);
    const size = this.#distinctDates(days, grouped, from, to, dates, transfers);
    let count = 0;
    for (let date = 1; date < size; date++) {
      if (followsAny(dates, date)) count += transfers[date] as number;
    }
    return count;
  }

  /** Gives how many dates there are, ascending, and with each its number of transfers. */
  #distinctDates(
    days: Int32Array,
    grouped: Int32Array,
    from: number,
    to: number,
    dates: Int32Array,
    transfers: Int32Array,
  ): number {
    const sorted = this.#sorted.room(to - from);
    for (let place = from; place < to; place++) sorted[place - from] = days[grouped[place] as number] as number;
    sortAscending(sorted, to - from); // in time order already, but for a payer who changes zones
    let size = 0;
    let before = Number.NaN;
    for (let index = 0; index < to - from; index++) {
      const date = sorted[index] as number;
      if (date !== before) {
        dates[size] = date;
        transfers[size++] = 0;
      }
      transfers[size - 1] = (transfers[size - 1] as number) + 1;
      before = date;
    }
    return size;
  }
}

function followsAny(dates: Int32Array, date: number): boolean {
  const day = dates[date] as number;
  for (let earlier = date - 1; earlier >= 0; earlier--) {
    const before = dates[earlier] as number;
    if (day - before > LONGEST_DAYS) return false;
    if (followsMonthly(before, day)) return true;
  }
  return false;
}

/** One month is 28-31 days long, two 59-62, three 89-92: the distance says which, and near the middle it is enough. */
function followsMonthly(before: number, day: number): boolean {
  const distance = day - before;
  if (distance <= 34) return distance >= 25 && (isAmong(distance, 28, 31) || isNear(before, 1, day));
  if (distance <= 65) return distance >= 56 && (isAmong(distance, 59, 62) || isNear(before, 2, day));
  return distance >= 86 && distance <= LONGEST_DAYS && (isAmong(distance, 89, 92) || isNear(before, 3, day));
}

function isAmong(distance: number, least: number, most: number): boolean {
  return distance >= least && distance <= most;
}

function isNear(before: number, months: number, day: number): boolean {
  return Math.abs(day - addMonths(before, months)) <= 3;
}
