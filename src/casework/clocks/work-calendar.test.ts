import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { loadClockPack } from './clock-pack.ts';
import { workCalendars } from './work-calendar.ts';

const calendars = workCalendars(loadClockPack().calendars);
const works = (day: string, country: string, region: string | null = null, week: 5 | 6 = 5): boolean =>
  calendars.of(country, region, week).isWorkingDay(Temporal.PlainDate.from(day));

describe('days that are not worked', () => {
  it.each([
    ['FR', '2026-05-14', 'Ascension'],
    ['FR', '2028-07-14', '14 July'],
    ['BE', '2026-07-21', 'the national day'],
    ['DE', '2028-04-14', 'Good Friday'],
    ['PH', '2026-11-30', 'Bonifacio Day'],
    ['PH', '2026-12-08', 'a special non-working day'],
    ['PH', '2026-03-20', 'the end of Ramadan, as estimated'],
    ['IE', '2026-08-03', 'the August bank holiday'],
    ['US', '2026-11-26', 'Thanksgiving'],
    ['EG', '2026-11-20', 'a Friday'],
    ['NP', '2026-11-21', 'a Saturday'],
  ])('in %s: %s, %s', (country, day) => expect(works(day, country)).toBe(false));

  it.each([
    ['FR', '2028-04-14', 'Good Friday'],
    ['DE', '2026-12-24', 'half a holiday'],
    ['EG', '2026-11-22', 'a Sunday'],
    ['BE', '2026-01-06', 'Epiphany, which is observed and worked'],
  ])('but in %s not %s, %s', (country, day) => expect(works(day, country)).toBe(true));

  it('are those of the region where it has its own: Good Friday in Alsace and Moselle', () => {
    for (const region of ['57', '67', '68']) expect(works('2028-04-14', 'FR', region)).toBe(false);
    expect(works('2028-04-14', 'FR', '75')).toBe(true);
  });

  it('are Sundays and holidays alone in a week of six days', () => {
    expect([works('2026-05-09', 'FR'), works('2026-05-09', 'FR', null, 6)]).toEqual([false, true]);
    expect([works('2026-05-08', 'FR', null, 6), works('2026-05-10', 'FR', null, 6)]).toEqual([false, false]);
  });

  it('that last several days are each of them', () => {
    expect(['2026-03-20', '2026-03-21', '2026-03-22'].map((day) => works(day, 'BA'))).toEqual([false, false, false]);
  });
});

describe('a calendar', () => {
  it('says so when it knows weekends alone', () => {
    expect(calendars.of('NP', null)).toMatchObject({ weekendsOnly: true, zone: 'Asia/Kathmandu' });
    expect(calendars.of('PH', null)).toMatchObject({ weekendsOnly: false, zone: 'Asia/Manila', zoneAssumed: false });
    expect(calendars.of('QQ', null)).toMatchObject({ weekendsOnly: true, zone: 'UTC', zoneAssumed: true });
  });

  it('says so when the country has several times and one was taken', () => {
    expect(calendars.of('US', null)).toMatchObject({ zone: 'America/New_York', zoneAssumed: true });
    expect(calendars.of('DE', null)).toMatchObject({ zone: 'Europe/Berlin', zoneAssumed: false });
  });
});
