import { Temporal } from 'temporal-polyfill';
import type { WorkCalendar } from './work-calendar.ts';

export const UNITS = ['hours', 'days', 'working_days', 'weeks', 'months'] as const;
export interface Period {
  readonly amount: number;
  readonly unit: (typeof UNITS)[number];
}

/**
 * How a period is counted.
 * - `eu_1182`: Regulation (EEC, Euratom) No 1182/71, Article 3.
 * - `fr_801`: French code of criminal procedure, Article 801.
 * - `plain`: the day of the event is not counted, nothing is moved.
 * - `earliest_end`: the day of the event is the first day, nothing is moved. For what runs out: shown is the earliest end there may be.
 */
export const COUNTINGS = ['eu_1182', 'fr_801', 'plain', 'earliest_end'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** An event as it is known: to the moment, or to the day at the place of the calendar. */
export type Moment = Temporal.Instant | Temporal.PlainDate;

export interface PeriodEnd {
  /** The period is over from here on. */
  readonly at: Temporal.Instant;
  /** Its last day; null when it is counted in hours. */
  readonly on: Temporal.PlainDate | null;
}

/**
 * The end of a period after an event. Where hours are counted and the hour of the event is not known, the period begins with the
 * day: the cautious side.
 */
export function endOf(start: Moment, period: Period, counting: Counting, calendar: WorkCalendar): PeriodEnd {
  if (period.unit === 'hours') {
    const begins = momentOf(start, calendar);
    const from = counting === 'eu_1182' ? nextFullHour(begins, calendar) : begins;
    return { at: from.add({ hours: period.amount }), on: null };
  }
  const on = lastDay(dayOf(start, calendar), { ...period, unit: period.unit }, counting, calendar);
  return endOfDay(on, calendar);
}

/** Of a period whose last day is known. */
export function endOfDay(on: Temporal.PlainDate, calendar: WorkCalendar): PeriodEnd {
  return { at: startOfDay(on.add({ days: 1 }), calendar), on };
}

/** The day of an event at the place of a calendar. */
export function dayOf(moment: Moment, { zone }: WorkCalendar): Temporal.PlainDate {
  return moment instanceof Temporal.PlainDate ? moment : moment.toZonedDateTimeISO(zone).toPlainDate();
}

/** The first moment of a day: not always midnight, where clocks change at night. */
export function startOfDay(day: Temporal.PlainDate, { zone }: WorkCalendar): Temporal.Instant {
  return day.toZonedDateTime(zone).toInstant();
}

/** The earliest instant that an event may have been. */
export function momentOf(moment: Moment, calendar: WorkCalendar): Temporal.Instant {
  return moment instanceof Temporal.PlainDate ? startOfDay(moment, calendar) : moment;
}

/** Article 3(1): the hour during which the event occurs is not counted. Whole hours are those of the place's clocks. */
function nextFullHour(instant: Temporal.Instant, { zone }: WorkCalendar): Temporal.Instant {
  const { minute, second, millisecond, microsecond, nanosecond } = instant.toZonedDateTimeISO(zone);
  return instant
    .subtract({ minutes: minute, seconds: second, milliseconds: millisecond })
    .subtract({ microseconds: microsecond, nanoseconds: nanosecond })
    .add({ hours: 1 });
}

interface DayPeriod {
  readonly amount: number;
  readonly unit: Exclude<Period['unit'], 'hours'>;
}

function lastDay(
  event: Temporal.PlainDate,
  period: DayPeriod,
  counting: Counting,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  switch (counting) {
    case 'plain':
      return unmoved(event, period, calendar);
    case 'earliest_end':
      return earliestEnd(event, period, calendar);
    case 'fr_801':
      return toWorkingDay(unmoved(event, period, calendar), calendar);
    case 'eu_1182': {
      const last = toWorkingDay(unmoved(event, period, calendar), calendar);
      return atLeastTwoWorkingDays(event, last, period, calendar);
    }
  }
}

/** The day of the event is not counted. A month without that day ends with its last day: Temporal does so. */
function unmoved(event: Temporal.PlainDate, { amount, unit }: DayPeriod, calendar: WorkCalendar): Temporal.PlainDate {
  return unit === 'working_days' ? workingDayAfter(event, amount, calendar) : event.add({ [unit]: amount });
}

/** The day of the event is the first: 31 January and one month end with 27 February, before a whole month is through. */
function earliestEnd(event: Temporal.PlainDate, period: DayPeriod, calendar: WorkCalendar): Temporal.PlainDate {
  return period.unit === 'working_days'
    ? workingDayAfter(event.subtract({ days: 1 }), period.amount, calendar)
    : unmoved(event, period, calendar).subtract({ days: 1 });
}

function workingDayAfter(day: Temporal.PlainDate, count: number, calendar: WorkCalendar): Temporal.PlainDate {
  let last = day;
  for (let left = count; left > 0; ) {
    last = last.add({ days: 1 });
    if (calendar.isWorkingDay(last)) left--;
  }
  return last;
}

/** Article 3(4): a period whose last day is a holiday, Sunday or Saturday ends with the following working day. */
function toWorkingDay(day: Temporal.PlainDate, calendar: WorkCalendar): Temporal.PlainDate {
  return calendar.isWorkingDay(day) ? day : workingDayAfter(day, 1, calendar);
}

/** Article 3(5): any period of two days or more includes at least two working days. */
function atLeastTwoWorkingDays(
  event: Temporal.PlainDate,
  last: Temporal.PlainDate,
  { amount, unit }: DayPeriod,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  if (amount < 2 && (unit === 'days' || unit === 'working_days')) return last;
  const least = workingDayAfter(event, 2, calendar);
  return Temporal.PlainDate.compare(last, least) < 0 ? least : last;
}
