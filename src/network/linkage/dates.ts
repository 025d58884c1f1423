/** In which order a file writes day and month. */
export type DateOrder = 'day first' | 'month first';

const YEAR_FIRST = /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ].*)?$/;

/** The order that the dates of a file show: the first number is above 12 only where the day comes first. Day first where nothing tells. */
export function dateOrderOf(texts: Iterable<string>): DateOrder {
  let monthFirst = 0;
  for (const text of texts) {
    const [, one, other] = YEAR_LAST.exec(text.trim()) ?? [];
    if (Number(one) > 12) return 'day first';
    if (Number(other) > 12) monthFirst++;
  }
  return monthFirst > 0 ? 'month first' : 'day first';
}

/** A date as `YYYYMMDD`, or null when it is none. A day or month that does not exist is kept out: it would match by error. */
export function plainDate(text: string, order: DateOrder): string | null {
  const trimmed = text.trim();
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const yearLast = YEAR_LAST.exec(trimmed);
  if (!yearLast) return null;
  const [, one, other, year] = yearLast;
  return order === 'day first' ? dateOf(year, other, one) : dateOf(year, one, other);
}

function dateOf(year = '', month = '', day = ''): string | null {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return null;
  return `${year}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`;
}
