import type { FilePreview, Mapping } from '../api/schema.ts';

type Formats = NonNullable<FilePreview['formats']>;
export type DayOrder = 'dayFirst' | 'monthFirst';
export type Decimal = '.' | ',';

const NUMERIC_ORDER = /%([dm])([/.-])%([dm])/;

/** In which order the first form with a day and a month as numbers has them; null when none has, as in 2026-01-31. */
export function dayOrderOf({ dates }: Formats): DayOrder | null {
  const found = dates.map((pattern) => NUMERIC_ORDER.exec(pattern)?.[1]).find((first) => first !== undefined);
  return found === undefined ? null : found === 'd' ? 'dayFirst' : 'monthFirst';
}

/** The mapping with day and month in this order in every form that has them as numbers. */
export function withDayOrder(mapping: Mapping, { dates }: Formats, order: DayOrder): Mapping {
  const numbers = order === 'dayFirst' ? '%d$2%m' : '%m$2%d';
  return said(mapping, { dates: dates.map((pattern) => pattern.replace(NUMERIC_ORDER, numbers)) });
}

/** The mapping with this decimal sign; thousands are then separated by the other sign, unless by a space or an apostrophe. */
export function withDecimal(mapping: Mapping, { thousands }: Formats, decimal: Decimal): Mapping {
  const kept = thousands === ' ' || thousands === "'" ? thousands : decimal === ',' ? '.' : ',';
  return said(mapping, { decimal, thousands: kept });
}

export function withZone(mapping: Mapping, zone: string): Mapping {
  return { ...mapping, zone };
}

function said(mapping: Mapping, formats: NonNullable<Mapping['formats']>): Mapping {
  return { ...mapping, formats: { ...mapping.formats, ...formats } };
}
