/** How dates are written in one column. */
export interface DateFormats {
  /** As in `ValueFormats.dates`: 'iso', 'epoch_s', 'epoch_ms', 'excel' or a strptime pattern, most frequent first. */
  readonly dates: readonly string[];
  /** 'likely' when day and month could be the other way round. */
  readonly certainty: 'sure' | 'likely';
  /** Every text that was understood says its offset from UTC. */
  readonly withOffset: boolean;
  /** Some text has a time of day. */
  readonly withTime: boolean;
  readonly warnings: readonly string[];
}

/** What one text shows: a pattern in which 'A' and 'B' stand for the first and second number when their order is open. */
interface Shape {
  readonly pattern: string;
  readonly order: { readonly first: number; readonly second: number } | null;
  readonly offset: boolean;
  readonly time: boolean;
}

/** The largest first and second number of day-month dates: over 12 settles which one is the day. */
export interface OrderEvidence {
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly open: number;
}

const DATE_PATTERNS = [
  { shape: /^(\d{1,2})([/.-])(\d{1,2})\2\d{4}/, pattern: (mark: string) => `A${mark}B${mark}%Y` },
  { shape: /^(\d{1,2})([/.-])(\d{1,2})\2\d{2}(?!\d)/, pattern: (mark: string) => `A${mark}B${mark}%y` },
] as const;

const FIXED_PATTERNS = [
  { shape: /^\d{4}-\d{1,2}-\d{1,2}/, pattern: '%Y-%m-%d' },
  { shape: /^\d{4}\/\d{1,2}\/\d{1,2}/, pattern: '%Y/%m/%d' },
  { shape: /^\d{4}\.\d{1,2}\.\d{1,2}/, pattern: '%Y.%m.%d' },
  { shape: /^(?:19|20)\d{6}(?!\d)/, pattern: '%Y%m%d' },
  { shape: /^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/, pattern: '%y%m%d' },
  { shape: /^\d{1,2} [A-Za-z]{3} \d{4}/, pattern: '%d %b %Y' },
  { shape: /^\d{1,2}-[A-Za-z]{3}-\d{4}/, pattern: '%d-%b-%Y' },
  { shape: /^\d{1,2}-[A-Za-z]{3}-\d{2}(?!\d)/, pattern: '%d-%b-%y' },
  { shape: /^\d{1,2} [A-Za-z]{4,9} \d{4}/, pattern: '%d %B %Y' },
  { shape: /^[A-Za-z]{3} \d{1,2}, \d{4}/, pattern: '%b %d, %Y' },
  { shape: /^[A-Za-z]{4,9} \d{1,2}, \d{4}/, pattern: '%B %d, %Y' },
] as const;

const ISO = /^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::\d{2})?)?)?$/;
const TIME =
  /^(T|, | à | at | )(\d{1,2})([:h.])(\d{2})(?:([:.m])(\d{2})(?:([.,])\d{1,6})?)?( ?)([AaPp][Mm])?( ?)(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * How the dates of a column are written, from many of its texts. Whether the day or the month comes first is settled by a
 * number over 12; when none is there, day first if `european`, and a warning says so. When the texts contradict each other,
 * the majority wins and the rest goes to the quarantine.
 */
export function inferDates(texts: readonly string[], european: boolean, wholeColumn?: OrderEvidence): DateFormats {
  const counts = new Map<string, number>();
  const seen = { dayFirst: 0, monthFirst: 0, open: 0 };
  let [understood, offsets, times] = [0, 0, 0];
  for (const text of texts) {
    const shape = shapeOf(text);
    if (shape === null) continue;
    understood += 1;
    if (shape.offset) offsets += 1;
    if (shape.time) times += 1;
    if (shape.order !== null) countOrder(shape.order, seen);
    counts.set(shape.pattern, (counts.get(shape.pattern) ?? 0) + 1);
  }
  const order = settleOrder(wholeColumn ?? seen, european);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([pattern]) => pattern);
  const dates = ranked.map((pattern) => withOrder(pattern, order.dayFirst));
  const needsOrder = ranked.some((pattern) => pattern.startsWith('A'));
  return {
    dates: dates.length === 0 ? ['iso'] : dates,
    certainty: needsOrder && order.warning !== null ? 'likely' : 'sure',
    withOffset: understood > 0 && offsets === understood,
    withTime: times > 0,
    warnings: [
      ...(needsOrder && order.warning !== null ? [order.warning] : []),
      ...(texts.length > 0 && understood === 0
        ? ['No date of the sample could be understood; say "formats: dates" in a mapping file.']
        : []),
    ],
  };
}

/** True when the order of day and month is open in every one of these texts, and the rest of the column should be asked. */
export function orderIsOpen(texts: readonly string[]): boolean {
  const seen = { dayFirst: 0, monthFirst: 0, open: 0 };
  for (const text of texts) {
    const order = shapeOf(text)?.order;
    if (order) countOrder(order, seen);
  }
  return seen.open > 0 && seen.dayFirst === 0 && seen.monthFirst === 0;
}

function countOrder(
  order: { first: number; second: number },
  seen: { dayFirst: number; monthFirst: number; open: number },
): void {
  if (order.first > 12 && order.second <= 12) seen.dayFirst += 1;
  else if (order.second > 12 && order.first <= 12) seen.monthFirst += 1;
  else if (order.first <= 12) seen.open += 1;
}

function settleOrder(evidence: OrderEvidence, european: boolean): { dayFirst: boolean; warning: string | null } {
  const { dayFirst, monthFirst } = evidence;
  if (dayFirst === 0 && monthFirst === 0) {
    const [chosen, other] = european ? ['day first', 'month first'] : ['month first', 'day first'];
    return {
      dayFirst: european,
      warning: `No date of the file tells whether the day or the month comes first; they were read ${chosen}. If they are ${other}, say "formats: dates" in a mapping file.`,
    };
  }
  const contradictory = dayFirst > 0 && monthFirst > 0;
  return {
    dayFirst: dayFirst >= monthFirst,
    warning: contradictory
      ? `Some dates can only be day first and others only month first; the majority was followed (${dayFirst >= monthFirst ? 'day' : 'month'} first), the others go to the quarantine.`
      : null,
  };
}

function withOrder(pattern: string, dayFirst: boolean): string {
  if (!pattern.startsWith('A')) return pattern;
  return pattern.replace('A', dayFirst ? '%d' : '%m').replace('B', dayFirst ? '%m' : '%d');
}

function shapeOf(given: string): Shape | null {
  const text = given.trim();
  if (ISO.test(text)) {
    return {
      pattern: 'iso',
      order: null,
      offset: /(Z|\d{2}[+-]\d{2}(:\d{2})?)$/.test(text) && text.includes(':'),
      time: text.includes(':'),
    };
  }
  if (/^\d{10}(\.\d+)?$/.test(text)) return { pattern: 'epoch_s', order: null, offset: true, time: true };
  if (/^\d{13}$/.test(text)) return { pattern: 'epoch_ms', order: null, offset: true, time: true };
  if (/^\d{5}([.,]\d+)?$/.test(text)) return { pattern: 'excel', order: null, offset: false, time: /[.,]/.test(text) };
  if (/^(19|20)\d{12}$/.test(text)) return { pattern: '%Y%m%d%H%M%S', order: null, offset: false, time: true };
  const date = datePart(text);
  if (date === null) return null;
  const rest = text.slice(date.length);
  if (rest === '') return { pattern: date.pattern, order: date.order, offset: false, time: false };
  const time = timePart(rest);
  return time && { pattern: date.pattern + time.pattern, order: date.order, offset: time.offset, time: true };
}

function datePart(text: string): { pattern: string; length: number; order: Shape['order'] } | null {
  for (const { shape, pattern } of DATE_PATTERNS) {
    const match = shape.exec(text);
    if (match) {
      const order = { first: Number(match[1]), second: Number(match[3]) };
      return { pattern: pattern(match[2] ?? '/'), length: match[0].length, order };
    }
  }
  for (const { shape, pattern } of FIXED_PATTERNS) {
    const match = shape.exec(text);
    if (match) return { pattern, length: match[0].length, order: null };
  }
  return null;
}

function timePart(rest: string): { pattern: string; offset: boolean } | null {
  const match = TIME.exec(rest);
  if (!match) return null;
  const [, lead = ' ', , hourMark = ':', , minuteMark, , fraction, halfSpace = '', half, zoneSpace = '', zone] = match;
  const seconds = minuteMark === undefined ? '' : `${minuteMark}%S${fraction === undefined ? '' : `${fraction}%f`}`;
  const offset = zone === undefined ? '' : zone === 'Z' || zone === 'UTC' ? zone : '%z';
  const spaces = half === undefined ? `${halfSpace}${zoneSpace}` : halfSpace;
  const tail = half === undefined ? `${spaces}${offset}` : `${halfSpace}%p${zoneSpace}${offset}`;
  return {
    pattern: `${lead}${half === undefined ? '%H' : '%I'}${hourMark}%M${seconds}${tail}`,
    offset: zone !== undefined,
  };
}
