import { DAY, dayIn, dayOf, dayOfHour, lengthOf, monthAndDay, monthIn, UNKNOWN_HOUR } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { FollowsMonthly } from './monthly.ts';
import { sortAscending } from './order.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import { IntScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

/**
 * Regularity: monthly and weekly return to a payee, pay-day, months without a break. Dates are those of the payer's place,
 * in UTC where its zone is unknown; weeks are counted in elapsed time.
 */
export function rhythm(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['monthly_rhythm', 'weekly_rhythm', 'payday_concentration', 'steady_months_share']);
  return (subject, out) => {
    const days = localDays(subject);
    const returns = subject.size - subject.partners.size;
    out[to.monthly_rhythm] = share(monthlyReturns(subject, days), returns);
    out[to.weekly_rhythm] = share(weeklyReturns(subject), returns);
    const dates = datesOf(days, subject.size);
    out[to.payday_concentration] = paydayConcentration(dates, subject.size);
    out[to.steady_months_share] = steadyMonths(dates, subject.size);
  };
}

const dayScratch = new IntScratch();
const dateScratch = new IntScratch();
const followsMonthly = new FollowsMonthly();

function localDays({ at, payerHour, size }: Subject): Int32Array {
  const days = dayScratch.room(size);
  for (let index = 0; index < size; index++) {
    const hour = payerHour[index] as number;
    days[index] = hour === UNKNOWN_HOUR ? dayOf(at[index] as number) : dayOfHour(hour);
  }
  return days;
}

/** For each day its month and day of the month, as `monthAndDay` gives them. */
function datesOf(days: Int32Array, size: number): Int32Array {
  const dates = dateScratch.room(size);
  for (let index = 0; index < size; index++) dates[index] = monthAndDay(days[index] as number);
  return dates;
}

function monthlyReturns({ partners }: Subject, days: Int32Array): number {
  let monthly = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    const from = partners.start[slot] as number;
    const to = partners.start[slot + 1] as number;
    if (to - from > 1) monthly += followsMonthly.count(days, partners.grouped, from, to);
  }
  return monthly;
}

function weeklyReturns({ at, partners }: Subject): number {
  let weekly = 0;
  for (let slot = 0; slot < partners.size; slot++) {
    const to = partners.start[slot + 1] as number;
    for (let place = (partners.start[slot] as number) + 1; place < to; place++) {
      const before = at[partners.grouped[place - 1] as number] as number;
      const gap = (at[partners.grouped[place] as number] as number) - before;
      if (Math.abs(gap - 7 * DAY) <= DAY || Math.abs(gap - 14 * DAY) <= DAY) weekly++;
    }
  }
  return weekly;
}

/** Unit vectors of the days of the month, for months of 28 to 31 days: the first of the month points to angle 0. */
const COSINES = unitVectors(Math.cos);
const SINES = unitVectors(Math.sin);

function unitVectors(coordinate: (angle: number) => number): Float64Array {
  return Float64Array.from({ length: 32 * 32 }, (_, cell) =>
    coordinate((2 * Math.PI * ((cell & 31) - 1)) / (cell >> 5)),
  );
}

function paydayConcentration(dates: Int32Array, size: number): number {
  if (size < 4) return Number.NaN;
  let east = 0;
  let north = 0;
  for (let index = 0; index < size; index++) {
    const date = dates[index] as number;
    const cell = lengthOf(monthIn(date)) * 32 + dayIn(date);
    east += COSINES[cell] as number;
    north += SINES[cell] as number;
  }
  return Math.sqrt(east * east + north * north) / size;
}

/** From 3 calendar months on, the first and the last included. Sorts the dates, which a change of zone can leave in disorder. */
function steadyMonths(dates: Int32Array, size: number): number {
  sortAscending(dates, size);
  const spanned = monthIn(dates[size - 1] as number) - monthIn(dates[0] as number) + 1;
  if (spanned < 3) return Number.NaN;
  let months = 1;
  for (let index = 1; index < size; index++) {
    if (monthIn(dates[index] as number) !== monthIn(dates[index - 1] as number)) months++;
  }
  return months / spanned;
}
