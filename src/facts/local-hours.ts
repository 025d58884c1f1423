import { hourOfWeek, UNKNOWN_HOUR } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { positions } from './positions.ts';
import { share } from './ratio.ts';
import type { Theme } from './subject.ts';

/** For each hour of the week, Monday 00:00 first: 1 when it is one of these. */
const NIGHT = hoursOfWeek((_, hour) => hour >= 22 || hour < 5);
const BUSINESS = hoursOfWeek((day, hour) => day < 5 && hour >= 8 && hour < 18);
const WEEKDAY = hoursOfWeek((day) => day < 5);

function hoursOfWeek(holds: (day: number, hour: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 168 }, (_, hour) => (holds(Math.floor(hour / 24), hour % 24) ? 1 : 0));
}

/** Night and business hours at the payer's and the payee's place, of the transfers whose zone is known there. */
export function localHours(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['night_share_payer', 'night_share_payee', 'business_hours_share']);
  return ({ payerHour, payeeHour, size }, out) => {
    let known = 0;
    let nights = 0;
    let business = 0;
    for (let index = 0; index < size; index++) {
      const hour = payerHour[index] as number;
      if (hour === UNKNOWN_HOUR) continue;
      known++;
      nights += NIGHT[hourOfWeek(hour)] as number;
      business += BUSINESS[hourOfWeek(hour)] as number;
    }
    out[to.night_share_payer] = share(nights, known);
    out[to.business_hours_share] = share(business, known);
    out[to.night_share_payee] = nightShare(payeeHour, size);
  };
}

/** Share of transfers on Monday to Friday at the payer's place, of those whose zone is known. */
export function weekdays(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['weekday_share']);
  return ({ payerHour, size }, out) => {
    out[to.weekday_share] = shareWithin(WEEKDAY, payerHour, size);
  };
}

/** Share of the first `size` local hours from 22:00 to before 05:00, of those known; NaN when none is. */
export function nightShare(hours: Int32Array, size: number): number {
  return shareWithin(NIGHT, hours, size);
}

/** Whether a local hour (whole hours since 1970) is known and from 22:00 to before 05:00. */
export function isNight(hour: number): boolean {
  return hour !== UNKNOWN_HOUR && NIGHT[hourOfWeek(hour)] === 1;
}

/** Whether a local hour (whole hours since 1970) is known and Monday to Friday from 08:00 to before 18:00. */
export function isBusinessHour(hour: number): boolean {
  return hour !== UNKNOWN_HOUR && BUSINESS[hourOfWeek(hour)] === 1;
}

function shareWithin(week: Uint8Array, hours: Int32Array, size: number): number {
  let known = 0;
  let within = 0;
  for (let index = 0; index < size; index++) {
    const hour = hours[index] as number;
    if (hour === UNKNOWN_HOUR) continue;
    known++;
    within += week[hourOfWeek(hour)] as number;
  }
  return share(within, known);
}
