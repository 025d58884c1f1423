import type { Money } from '../iso20022/money.ts';

/** SWIFT's own pivot for years of two digits: 80 to 99 are of the last century, 00 to 79 of this one. */
const PIVOT = 80;

/** YYMMDD to an ISO 8601 date; undefined when it is not one. */
export function isoDate(yymmdd: string | undefined): string | undefined {
  const parts = /^(\d{2})(\d{2})(\d{2})/.exec(yymmdd ?? '');
  if (!parts) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  return `${Number(year) >= PIVOT ? '19' : '20'}${year}-${month}-${day}`;
}

/** Currency and amount, comma for the decimal point and always there: "EUR19999," is 19999 EUR. */
export function finMoney(text: string | undefined): Money | undefined {
  const parts = /^([A-Z]{3})(\d+)(?:,(\d*))?$/.exec(text?.replace(/\s/g, '') ?? '');
  if (!parts) return undefined;
  const [, currency, whole = '', fraction] = parts;
  return { amount: fraction ? `${whole}.${fraction}` : whole, currency };
}
