import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { COUNTINGS, type Counting, endOf, type Period } from './counting.ts';
import { WallCalendar } from './testing/wall-calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

const YEARS = 4;
/** Starts after this many days leave room for the longest period of the tests. */
const LATEST_START = 900;

const countings = fc.constantFrom(...COUNTINGS);
const dayPeriods: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 100 }), unit: fc.constant('days' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constant('working_days' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 12 }), unit: fc.constant('weeks' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 14 }), unit: fc.constant('months' as const) }),
);
const holidays = fc
  .uniqueArray(fc.integer({ min: 0, max: YEARS * 365 }), { maxLength: 120 })
  .map((days) => new Set(days));
const starts = fc.integer({ min: 1, max: LATEST_START });

describe('the end of a period in days, working days, weeks or months', () => {
  it('is where somebody comes who walks from day to day on a wall calendar', () => {
    fc.assert(
      fc.property(holidays, starts, dayPeriods, countings, (free, start, period, counting) => {
        const wall = new WallCalendar(YEARS, free);
        expect(ended(wall, start, period, counting)).toBe(wall.days[wall.endOf(start, period, counting)]?.text);
      }),
      { numRuns: 2000 },
    );
  });

  it('never comes earlier when the event comes later', () => {
    fc.assert(
      fc.property(holidays, starts, fc.nat(40), dayPeriods, countings, (free, start, more, period, counting) => {
        const wall = new WallCalendar(YEARS, free);
        const [first, second] = [ended(wall, start, period, counting), ended(wall, start + more, period, counting)];
        expect(first <= second).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never later at its earliest than by any other counting', () => {
    fc.assert(
      fc.property(holidays, starts, dayPeriods, countings, (free, start, period, counting) => {
        const wall = new WallCalendar(YEARS, free);
        expect(ended(wall, start, period, 'earliest_end') <= ended(wall, start, period, counting)).toBe(true);
      }),
    );
  });

  it.each([
    ['1 day, from Friday, is Monday for the EU', '2026-01-09', 1, 'days', 'eu_1182', '2026-01-12'],
    ['2 days, from Thursday, hold two working days only with Monday', '2026-01-08', 2, 'days', 'eu_1182', '2026-01-12'],
    ['3 days, from Friday, hold two working days only with Tuesday', '2026-01-09', 3, 'days', 'eu_1182', '2026-01-13'],
    ['3 days, from Friday, end on Monday in France', '2026-01-09', 3, 'days', 'fr_801', '2026-01-12'],
    ['1 month from 31 January ends with February', '2026-01-31', 1, 'months', 'plain', '2026-02-28'],
    ['1 month from 31 January ends with the leap day', '2028-01-31', 1, 'months', 'plain', '2028-02-29'],
    ['1 month from 31 January is through on 27 February', '2026-01-31', 1, 'months', 'earliest_end', '2026-02-27'],
    ['1 week ends on the same day of the week', '2026-01-07', 1, 'weeks', 'eu_1182', '2026-01-14'],
    ['5 working days, from Wednesday, end on Wednesday', '2026-01-07', 5, 'working_days', 'eu_1182', '2026-01-14'],
    [
      '5 working days, Wednesday counted, end on Tuesday',
      '2026-01-07',
      5,
      'working_days',
      'earliest_end',
      '2026-01-13',
    ],
  ] as const)('%s', (_, start, amount, unit, counting, end) => {
    const calendar = { ...PLACE, isWorkingDay: (day: Temporal.PlainDate) => day.dayOfWeek < 6 };
    expect(endOf(Temporal.PlainDate.from(start), { amount, unit }, counting, calendar).on?.toString()).toBe(end);
  });
});

describe('the end of a period in hours', () => {
  const zones = fc.constantFrom('Europe/Paris', 'Asia/Manila', 'Asia/Kolkata', 'America/New_York', 'Asia/Kathmandu');
  const instants = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2029, 0, 1) / 1000 });

  it('is so many hours after the next full hour on the clocks of the place for the EU, and after the event for others', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 96 }), countings, (zone, seconds, amount, counting) => {
        const start = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
        const end = endOf(start, { amount, unit: 'hours' }, counting, { ...PLACE, zone });
        const from = counting === 'eu_1182' ? nextFullHour(seconds, zone) : seconds;
        expect(end).toEqual({ at: Temporal.Instant.fromEpochMilliseconds((from + amount * 3600) * 1000), on: null });
      }),
      { numRuns: 300 },
    );
  });

  it('goes by hours that pass, not by hours on the clock', () => {
    const calendar = { ...PLACE, zone: 'Europe/Paris' };
    const at = (text: string, amount: number) =>
      endOf(Temporal.Instant.from(text), { amount, unit: 'hours' }, 'plain', calendar).at.toString();
    expect(at('2026-03-29T00:30:00+01:00', 24)).toBe('2026-03-29T23:30:00Z');
    expect(at('2026-10-25T00:30:00+02:00', 24)).toBe('2026-10-25T22:30:00Z');
  });

  it('begins with the day when only the day is known', () => {
    const end = endOf(Temporal.PlainDate.from('2026-12-24'), { amount: 24, unit: 'hours' }, 'plain', PLACE);
    expect(end.at.toString()).toBe('2026-12-25T00:00:00Z');
  });
});

describe('a day', () => {
  it('ends at the place of the calendar, also where clocks change at midnight', () => {
    const last = (start: string, zone: string) =>
      endOf(Temporal.PlainDate.from(start), { amount: 1, unit: 'days' }, 'plain', { ...PLACE, zone }).at.toString();
    expect(last('2026-11-22', 'Asia/Manila')).toBe('2026-11-23T16:00:00Z');
    expect(last('2026-11-22', 'America/New_York')).toBe('2026-11-24T05:00:00Z');
    // On 29 March 2026 the clocks of Beirut go from 0:00 to 1:00: the day before ends where they do.
    expect(last('2026-03-27', 'Asia/Beirut')).toBe('2026-03-28T22:00:00Z');
  });

  it('is that of the place in which the event is felt: late in Paris is the next morning in Manila', () => {
    const sent = Temporal.Instant.from('2026-11-22T22:30:00Z');
    const end = endOf(sent, { amount: 10, unit: 'days' }, 'plain', { ...PLACE, zone: 'Asia/Manila' });
    expect(end.on?.toString()).toBe('2026-12-03');
  });
});

const PLACE: WorkCalendar = {
  country: 'XX',
  region: null,
  zone: 'UTC',
  zoneAssumed: false,
  weekendsOnly: true,
  isWorkingDay: () => true,
};

function ended(wall: WallCalendar, start: number, period: Period, counting: Counting): string {
  const worked = new Set(wall.days.filter(({ works }) => works).map(({ text }) => text));
  const calendar = { ...PLACE, isWorkingDay: (day: Temporal.PlainDate) => worked.has(day.toString()) };
  const event = Temporal.PlainDate.from(wall.days[start]?.text ?? '');
  return endOf(event, period, counting, calendar).on?.toString() ?? '';
}

/** Minute by minute until the clocks of the place show a full hour. */
function nextFullHour(seconds: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' });
  let at = seconds - (seconds % 60);
  do at += 60;
  while (clock.format(at * 1000) !== '0');
  return at;
}
