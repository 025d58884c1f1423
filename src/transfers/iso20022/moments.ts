import type { Element } from './element.ts';

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * An ISODate or ISODateTime in normal form: a date stays a date (its zone, which XML allows, is dropped), an instant keeps
 * its offset when it has one. Undefined when it is neither, such as a template's "YYYY-MM-DD".
 */
export function isoMoment(text: string | undefined): string | undefined {
  const parts = text === undefined ? null : MOMENT.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, time, offset] = parts;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  const date = `${year}-${month}-${day}`;
  return time === undefined ? date : `${date}T${time}${offset ?? ''}`;
}

/** The moment in an element that is a date, a date-time, or a choice of the two (`Dt` or `DtTm`). */
export function momentIn(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  return isoMoment(element.textAt('DtTm') ?? element.textAt('Dt') ?? element.text);
}
