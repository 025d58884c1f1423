import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { onlyZoneOfCountry, zonesOfCountry } from '../../transfers/geography/country-zones.ts';

/** Which days are worked at a place, and when its days begin. */
export interface WorkCalendar {
  readonly country: string;
  readonly region: string | null;
  /** IANA name. */
  readonly zone: string;
  /** The country has several zones and this is the first: the day may end some hours earlier or later. */
  readonly zoneAssumed: boolean;
  /** No list of public holidays is known: weekends alone are left out, and the screen says so. */
  readonly weekendsOnly: boolean;
  isWorkingDay(day: Temporal.PlainDate): boolean;
}

/** What the pack says of a country beside the list of holidays. Days of the week count from Monday = 1. */
export interface CalendarSettings {
  readonly weekends: Readonly<Record<string, readonly number[]>>;
  /** Kinds of days that offices close on, beside public holidays. */
  readonly also: Readonly<Record<string, readonly ('bank' | 'optional')[]>>;
}

export interface WorkCalendars {
  /** `workingWeek` 6: Saturday is worked too, as in the French *jours ouvrables*. */
  of(country: string, region: string | null, workingWeek?: 5 | 6): WorkCalendar;
}

const DAY = 24;
/** The list gives instants; a day on which clocks change has an hour more or less, half a holiday has twelve less. */
const CLOCK_CHANGE = 2;
const SATURDAY = 6;
const SATURDAY_AND_SUNDAY = [6, 7];

/** Calendars from the installed list of holidays; each is made once. Holidays that follow the sight of the moon are estimates. */
export function workCalendars(settings: CalendarSettings): WorkCalendars {
  const made = new Map<string, WorkCalendar>();
  return {
    of(country, region, workingWeek = 5) {
      const key = `${country}/${region ?? ''}/${workingWeek}`;
      const calendar = made.get(key) ?? makeCalendar(country, region, workingWeek, settings);
      made.set(key, calendar);
      return calendar;
    },
  };
}

const COUNTRIES: ReadonlySet<string> = new Set(Object.keys(new Holidays().getCountries()));

function makeCalendar(
  country: string,
  region: string | null,
  workingWeek: 5 | 6,
  settings: CalendarSettings,
): WorkCalendar {
  const known = COUNTRIES.has(country);
  const weekend = (settings.weekends[country] ?? SATURDAY_AND_SUNDAY).filter(
    (day) => workingWeek === 5 || day !== SATURDAY,
  );
  const list = known ? listOf(country, region) : null;
  const types = new Set<string>(['public', ...(settings.also[country] ?? [])]);
  const years = new Map<number, ReadonlySet<string>>();
  const holidaysOf = (year: number): ReadonlySet<string> => {
    const held = years.get(year) ?? holidayDates(list, year, types);
    years.set(year, held);
    return held;
  };
  const onlyZone = onlyZoneOfCountry(country);
  return {
    country,
    region,
    zone: onlyZone ?? list?.getTimezones()[0] ?? zonesOfCountry(country)[0] ?? 'UTC',
    zoneAssumed: onlyZone === null,
    weekendsOnly: !known,
    isWorkingDay: (day) => !weekend.includes(day.dayOfWeek) && !holidaysOf(day.year).has(day.toString()),
  };
}

function listOf(country: string, region: string | null): Holidays {
  const regions: Record<string, string> = new Holidays().getStates(country) ?? {};
  return region !== null && region in regions ? new Holidays(country, region) : new Holidays(country);
}

/** Only what lasts a whole day; a holiday of several days is each of them. */
function holidayDates(list: Holidays | null, year: number, types: ReadonlySet<string>): ReadonlySet<string> {
  const found = list?.getHolidays(year) ?? [];
  return new Set(
    found
      .filter(({ type }) => types.has(type))
      .flatMap(({ date, start, end }) => {
        const first = Temporal.PlainDate.from(date.slice(0, 10));
        const hours = Temporal.Instant.fromEpochMilliseconds(start.getTime())
          .until(Temporal.Instant.fromEpochMilliseconds(end.getTime()))
          .total('hours');
        const days = Math.floor((hours + CLOCK_CHANGE) / DAY);
        return Array.from({ length: days }, (_, index) => first.add({ days: index }).toString());
      }),
  );
}
