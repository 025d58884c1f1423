/** How a number in a cell is to be shown, as far as it matters here. */
export type CellStyle = 'number' | 'date';

const DAY_MS = 86_400_000;
/** Excel's day 0 for serials from 1 March 1900 on, which steps over the 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_SERIAL = 2_958_465;
/** Serials up to here come before the false leap day. */
const FALSE_LEAP_DAY = 60;

/**
 * A serial date as ISO 8601: the date alone when there is no time of day, the time alone below one day. To the second.
 * A number that is no date (negative, beyond the year 9999) is given as a number.
 */
export function serialText(serial: number, date1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL) return numberText(String(serial));
  const shifted = !date1904 && serial < FALSE_LEAP_DAY && serial >= 1 ? serial + 1 : serial;
  const epoch = date1904 ? EPOCH_1904 : EPOCH_1900;
  const text = new Date(epoch + Math.round((shifted * DAY_MS) / 1000) * 1000).toISOString();
  if (serial < 1 && !date1904) return text.slice(11, 19);
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19);
}

/** A number as a person sees it: 15 significant digits, no exponent where it can be avoided. Excel stores doubles. */
export function numberText(stored: string): string {
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? String(BigInt(value)) : stored;
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/0+$/, '') : text;
}

/** True when a number format shows a date or a time. Ids below 164 are built in; the others have a code. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  const bare = code.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_./gi, '');
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare);
}

/** No sheet has more columns: the last is XFD. */
const MAX_COLUMNS = 16_384;

/** "BC12" → 54: the column of a cell, from 0; null when no sheet has such a cell. */
export function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})[0-9]{1,7}$/.exec(reference)?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column <= MAX_COLUMNS ? column - 1 : null;
}
