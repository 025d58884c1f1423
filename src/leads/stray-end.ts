/** A day of the data and how many transfers it has. */
export interface DayCount {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly transfers: number;
}

export interface StrayEnd {
  /** The last day of all others. */
  readonly othersEnd: number;
  /** The first of the days that stand apart. */
  readonly from: number;
  readonly transfers: number;
}

/** At most so large a share of the transfers is taken for stray. */
const FEW = 0.01;
/** Below this nothing can be said of a pace. */
const LEAST_OTHERS = 10;
const LONG_GAP_DAYS = 60;
/** As many times the longest pause before. */
const UNLIKE_BEFORE = 3;

/**
 * The few last transfers when they are dated long after all others: a year typed wrong moves the end of the data for everybody. Told
 * from the data alone, because the same input must give the same result whatever the day it is read on. Null when the data end as they went on.
 *
 * @param days in order
 */
export function strayEnd(days: readonly DayCount[]): StrayEnd | null {
  const all = days.reduce((sum, { transfers }) => sum + transfers, 0);
  const most = Math.max(1, Math.floor(all * FEW));
  const pauses = days.map(({ day }, index) => (index === 0 ? 0 : day - (days[index - 1]?.day ?? day)));
  let [after, found]: [number, StrayEnd | null] = [0, null];
  for (let index = days.length - 1; index > 0; index--) {
    after += days[index]?.transfers ?? 0;
    if (after > most || all - after < LEAST_OTHERS) break;
    const pause = pauses[index] ?? 0;
    const before = Math.max(0, ...middle(pauses.slice(1, index)));
    const [from, others] = [days[index], days[index - 1]];
    if (pause > LONG_GAP_DAYS && pause > UNLIKE_BEFORE * before && from && others)
      found = { othersEnd: others.day, from: from.day, transfers: after };
  }
  return found;
}

/** Without the longest of the first pauses: the same mistake at the other end must not hide this one. */
function middle(pauses: readonly number[]): readonly number[] {
  const [first, ...rest] = pauses;
  return rest.length > 2 && first === Math.max(...pauses) ? rest : pauses;
}
