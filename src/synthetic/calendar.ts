const DAY = 86_400;

/**
 * The days of a world, counted from 0 at its first day, and the clocks of its places. Generators think in days and in
 * seconds of the local day; the records hold UTC instants.
 */
export class Calendar {
  /** Epoch seconds of the first day, 00:00 UTC. */
  readonly start: number;
  readonly days: number;
  readonly months: number;
  readonly #monthStart: readonly number[];
  readonly #offsets = new Map<string, Int32Array>();

  /** `start` is the first day as YYYY-MM-DD. */
  constructor(start: string, months: number) {
    const first = new Date(`${start}T00:00:00Z`);
    if (Number.isNaN(first.getTime())) throw new Error(`Start of the world must be YYYY-MM-DD, not ${start}`);
    this.start = first.getTime() / 1000;
    this.months = months;
    const monthStart: number[] = [];
    for (let month = 0; month <= months; month++) {
      const date = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, first.getUTCDate());
      monthStart.push((date / 1000 - this.start) / DAY);
    }
    this.#monthStart = monthStart;
    this.days = monthStart[months] ?? 0;
  }

  /** Epoch seconds after the last instant of the world. */
  get end(): number {
    return this.start + this.days * DAY;
  }

  /** 0 = Sunday, as in Date. */
  weekday(day: number): number {
    return (((Math.floor(this.start / DAY) + Math.floor(day) + 4) % 7) + 7) % 7;
  }

  isWorkday(day: number): boolean {
    const weekday = this.weekday(day);
    return weekday !== 0 && weekday !== 6;
  }

  /** First day of the month counted from the start of the world; the day after the last for `months`. */
  monthStart(month: number): number {
    return this.#monthStart[month] ?? this.days;
  }

  /** Month of the year, 0 = January. */
  monthOfYear(day: number): number {
    return new Date((this.start + day * DAY) * 1000).getUTCMonth();
  }

  isDecember(day: number): boolean {
    return this.monthOfYear(day) === 11;
  }

  /** UTC instant (epoch seconds) of a second of a local day; seconds past 86,400 run into the next morning. */
  instant(zone: string, day: number, second: number): number {
    return this.start + day * DAY + second - this.#offset(zone, day);
  }

  /** Zone offset at noon of that day, east of Greenwich positive. One offset a day is enough for made-up hours. */
  #offset(zone: string, day: number): number {
    let offsets = this.#offsets.get(zone);
    if (offsets === undefined) {
      offsets = this.#tabulate(zone);
      this.#offsets.set(zone, offsets);
    }
    return offsets[Math.min(Math.max(Math.floor(day), 0), offsets.length - 1)] ?? 0;
  }

  #tabulate(zone: string): Int32Array {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    const offsets = new Int32Array(this.days);
    for (let day = 0; day < this.days; day++) {
      const noon = (this.start + day * DAY + DAY / 2) * 1000;
      const name = format.formatToParts(noon).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
      const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
      if (match !== null)
        offsets[day] = (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
    }
    return offsets;
  }
}
