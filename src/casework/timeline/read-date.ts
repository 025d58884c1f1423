import { type EventTime, eventTime, type Precision, type TimeProblem, UNDATED, zoneName } from './event-time.ts';

/** In which order a file writes its dates, as whoever imports it says. Nobody can tell 03/04 from looking at it. */
export const DATE_ORDERS = ['iso', 'day_first', 'month_first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const ISO = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]+(.+))?)?)?$/;
const OTHERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(.+))?$/;
const CLOCK =
  /^(\d{1,2})(?:(?::|h)(\d{2}))?(?::(\d{2})(\.\d{1,9})?)?\s?(am|pm)?\s?(z|utc|gmt|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]+\/[A-Za-z_/]+)?$/i;

/** The time that a cell says; an empty one says none. */
export function readDate(
  cell: string,
  order: DateOrder,
  zone: string | null,
): EventTime | TimeProblem | 'order_not_said' {
  const text = cell.trim();
  if (text === '') return UNDATED;
  const iso = ISO.exec(text);
  if (iso) return timeOf(iso[1] ?? '', iso[2], iso[3], iso[4], zone);
  const other = OTHERS.exec(text);
  if (!other) return 'not_a_time';
  if (order === 'iso') return 'order_not_said';
  const [, one, two, year = '', clock] = other;
  return order === 'day_first' ? timeOf(year, two, one, clock, zone) : timeOf(year, one, two, clock, zone);
}

function timeOf(
  year: string,
  month: string | undefined,
  day: string | undefined,
  clock: string | undefined,
  zone: string | null,
): EventTime | TimeProblem {
  const date = [year, month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
  if (clock === undefined) {
    const precision: Precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'approximate';
    return eventTime({ precision, at: date, zone });
  }
  const read = CLOCK.exec(clock.trim());
  if (!read) return 'not_a_time';
  const [, hours = '', minutes, seconds, fraction = '', half, own] = read;
  const hour = half === undefined ? Number(hours) : twelve(Number(hours), half.toLowerCase() === 'pm');
  if (hour === null) return 'not_a_time';
  const said = own === undefined ? zone : zoneName(own);
  if (own !== undefined && said === null) return 'no_such_zone';
  const at = `${date}T${String(hour).padStart(2, '0')}`;
  if (minutes === undefined) return eventTime({ precision: 'hour', at, zone: said });
  const rest = seconds === undefined ? '' : `:${seconds}${fraction}`;
  return eventTime({ precision: 'exact', at: `${at}:${minutes}${rest}`, zone: said });
}

function twelve(hour: number, afternoon: boolean): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (afternoon ? 12 : 0);
}
