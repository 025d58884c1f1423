import { DAY, dayOf, HOUR, weekdayOf } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import type { Theme } from './subject.ts';

/** Night and business hours at the payer's and the payee's place, of the transfers whose zone is known there. */
export function localHours(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['night_share_payer', 'night_share_payee', 'business_hours_share']);
  return ({ payerLocal, payeeLocal, size }, out) => {
    out[to.night_share_payer] = nightShare(payerLocal, size);
    out[to.night_share_payee] = nightShare(payeeLocal, size);
    out[to.business_hours_share] = businessHoursShare(payerLocal, size);
  };
}

/** Share of transfers on Monday to Friday at the payer's place, of those whose zone is known. */
export function weekdays(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['weekday_share']);
  return ({ payerLocal, size }, out) => {
    let known = 0;
    let onWeekdays = 0;
    for (let index = 0; index < size; index++) {
      const local = payerLocal[index] as number;
      if (Number.isNaN(local)) continue;
      known++;
      if (isWeekday(local)) onWeekdays++;
    }
    out[to.weekday_share] = share(onWeekdays, known);
  };
}

/** Share of the first `size` local times (seconds, NaN = unknown and left out) from 22:00 to before 05:00; NaN when none is known. */
export function nightShare(local: Float64Array, size: number): number {
  let known = 0;
  let nights = 0;
  for (let index = 0; index < size; index++) {
    const time = local[index] as number;
    if (Number.isNaN(time)) continue;
    known++;
    if (isNight(time)) nights++;
  }
  return share(nights, known);
}

/** From 22:00 to before 05:00; `local` in seconds of local time. */
export function isNight(local: number): boolean {
  const second = secondOfDay(local);
  return second >= 22 * HOUR || second < 5 * HOUR;
}

/** Monday to Friday 08:00 to before 18:00; `local` in seconds of local time. */
export function isBusinessHour(local: number): boolean {
  const second = secondOfDay(local);
  return second >= 8 * HOUR && second < 18 * HOUR && isWeekday(local);
}

function businessHoursShare(local: Float64Array, size: number): number {
  let known = 0;
  let inHours = 0;
  for (let index = 0; index < size; index++) {
    const time = local[index] as number;
    if (Number.isNaN(time)) continue;
    known++;
    if (isBusinessHour(time)) inHours++;
  }
  return share(inHours, known);
}

function secondOfDay(local: number): number {
  return local - dayOf(local) * DAY;
}

function isWeekday(local: number): boolean {
  return weekdayOf(dayOf(local)) < 5;
}
