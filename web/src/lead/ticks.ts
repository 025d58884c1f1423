/** Where an axis is labelled. Pure arithmetic: no clock, no locale. */
export interface TimeTick {
  readonly at: number;
  readonly unit: 'day' | 'month' | 'year';
}

const DAY = 86_400_000;

/** First instants of days, months or years in [from, to], at most `most` of them. Milliseconds since 1970, UTC. */
export function timeTicks(from: number, to: number, most: number): readonly TimeTick[] {
  const days = (to - from) / DAY;
  for (const step of [1, 2, 7, 14]) {
    if (days / step > most) continue;
    const first = Math.ceil(from / DAY) * DAY;
    return steps(first, to, (at) => at + step * DAY, 'day');
  }
  const start = new Date(from);
  for (const step of [1, 2, 3, 6]) {
    if (days / (step * 30.44) > most) continue;
    const month = Math.ceil((start.getUTCMonth() + (start.getTime() > monthStart(start) ? 1 : 0)) / step) * step;
    const first = Date.UTC(start.getUTCFullYear(), month);
    return steps(
      first,
      to,
      (at) => Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth() + step),
      'month',
    );
  }
  for (const step of [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]) {
    if (days / (step * 365.25) > most) continue;
    const first =
      Math.ceil((start.getUTCFullYear() + (from > yearStart(start.getUTCFullYear()) ? 1 : 0)) / step) * step;
    return steps(yearStart(first), to, (at) => yearStart(new Date(at).getUTCFullYear() + step), 'year');
  }
  return [];
}

/** 1, 2 and 5 times powers of ten in [from, to]; only powers of ten when that would be more than `most`. */
export function amountTicks(from: number, to: number, most: number): readonly number[] {
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power += 1) {
    for (const factor of [1, 2, 5]) {
      const value = Number(`${factor}e${power}`);
      if (value >= from && value <= to) all.push(value);
    }
  }
  if (all.length <= most) return all;
  const tens = all.filter((value) => Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9));
  const step = Math.max(1, Math.ceil(tens.length / most));
  return tens.filter((_, index) => index % step === 0);
}

function steps(first: number, to: number, next: (at: number) => number, unit: TimeTick['unit']): readonly TimeTick[] {
  const found: TimeTick[] = [];
  for (let at = first; at <= to; at = next(at)) found.push({ at, unit });
  return found;
}

function monthStart(at: Date): number {
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
}

/** Date.UTC takes years 0 to 99 for the 1900s. */
function yearStart(year: number): number {
  return new Date(Date.UTC(2000, 0)).setUTCFullYear(year);
}
