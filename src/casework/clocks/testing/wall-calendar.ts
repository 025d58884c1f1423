import type { Counting, Period } from '../counting.ts';

/** A day as three numbers, and what it is like: made without any library of dates. */
interface OracleDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly text: string;
  readonly works: boolean;
}

/**
 * Counting by walking from day to day, slow and obvious, as one does with a finger on a wall calendar. The calendar begins with
 * 1 January 2026, a Thursday; `holidays` are days of it.
 */
export class WallCalendar {
  readonly days: readonly OracleDay[];

  constructor(years: number, holidays: ReadonlySet<number>) {
    const days: OracleDay[] = [];
    let dayOfWeek = 4;
    for (let year = 2026; year < 2026 + years; year++)
      for (let month = 1; month <= 12; month++)
        for (let day = 1; day <= daysOf(year, month); day++) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          days.push({ year, month, day, text, works: dayOfWeek < 6 && !holidays.has(days.length) });
          dayOfWeek = (dayOfWeek % 7) + 1;
        }
    this.days = days;
  }

  endOf(event: number, { amount, unit }: Period, counting: Counting): number {
    const first = counting === 'earliest_end' ? event : event + 1;
    let last = first - 1;
    if (unit === 'working_days') {
      for (let counted = 0; counted < amount; ) if (this.#at(++last).works) counted++;
    } else if (unit === 'months') {
      // The same date so many months on, or the last of that month; for the earliest end, the day before it.
      last = this.#sameDate(event, amount) - (counting === 'earliest_end' ? 1 : 0);
    } else {
      for (let counted = 0; counted < amount * (unit === 'weeks' ? 7 : 1); counted++) last++;
    }
    if (counting === 'eu_1182' || counting === 'fr_801') while (!this.#at(last).works) last++;
    if (counting === 'eu_1182' && !(unit.endsWith('days') && amount < 2))
      while (this.#worked(first, last) < 2 || !this.#at(last).works) last++;
    return last;
  }

  #sameDate(event: number, months: number): number {
    const { year, month, day } = this.#at(event);
    let index = event;
    for (let passed = 0; passed < months; index++) if (this.#at(index + 1).day === 1) passed++;
    const wanted = month - 1 + months;
    const length = daysOf(year + Math.floor(wanted / 12), (wanted % 12) + 1);
    return index + Math.min(day, length) - 1;
  }

  #worked(first: number, last: number): number {
    return this.days.slice(first, last + 1).filter(({ works }) => works).length;
  }

  #at(index: number): OracleDay {
    const day = this.days[index];
    if (day === undefined) throw new Error('The wall calendar is too short for this.');
    return day;
  }
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
