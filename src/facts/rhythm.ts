import { DAY, dayIn, dayOf, lengthOf, monthAndDay, monthIn } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { Distinct } from './distinct.ts';
import { FollowsMonthly } from './monthly.ts';
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
    out[to.payday_concentration] = paydayConcentration(days, subject.size);
    out[to.steady_months_share] = steadyMonths(days, subject.size);
  };
}

const dayScratch = new IntScratch();
const followsMonthly = new FollowsMonthly();
const months = new Distinct();

function localDays({ at, payerLocal, size }: Subject): Int32Array {
  const days = dayScratch.room(size);
  for (let index = 0; index < size; index++) {
    const local = payerLocal[index] as number;
    days[index] = dayOf(Number.isNaN(local) ? (at[index] as number) : local);
  }
  return days;
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

function paydayConcentration(days: Int32Array, size: number): number {
  if (size < 4) return Number.NaN;
  let east = 0;
  let north = 0;
  for (let index = 0; index < size; index++) {
    const date = monthAndDay(days[index] as number);
    const cell = lengthOf(monthIn(date)) * 32 + dayIn(date);
    east += COSINES[cell] as number;
    north += SINES[cell] as number;
  }
  return Math.sqrt(east * east + north * north) / size;
}

/** From 3 calendar months on, the first and the last included. */
function steadyMonths(days: Int32Array, size: number): number {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  months.clear();
  for (let index = 0; index < size; index++) {
    const month = monthIn(monthAndDay(days[index] as number));
    if (month < earliest) earliest = month;
    if (month > latest) latest = month;
    months.add(month);
  }
  const spanned = latest - earliest + 1;
  return spanned < 3 ? Number.NaN : months.size / spanned;
}
