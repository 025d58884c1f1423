import { literal } from '../engine/engine.ts';

/** Days, months and years in figures, in any order. */
const IN_FIGURES = /^%[dmYy]([/.-])%[dmYy]\1%[dmYy]$/;
const DATE_PART = '^[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}';
/** For each place of the day: the text before it, to be kept, and the day. */
const DAY_AT = ['^()([0-9]{1,2})', '^([0-9]{1,4}[/.-])([0-9]{1,2})', '^([0-9]{1,4}[/.-][0-9]{1,2}[/.-])([0-9]{1,2})$'];

/** Why a text could not be read as an instant in any of these formats (see `ValueFormats.dates`): SQL conditions on the text, asked of such texts only. */
export function unreadDateSql(text: string, formats: readonly string[]): { noSuchDay: string; time: string } {
  const patterns = [...new Set(formats.map(dayPattern).filter((pattern) => IN_FIGURES.test(pattern)))];
  const day = `regexp_extract(${text}, '${DATE_PART}')`;
  const anyOf = (conditions: readonly string[]): string =>
    conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
  return {
    noSuchDay: anyOf(
      patterns.map((pattern) => {
        const place = DAY_AT[pattern.match(/%[dmYy]/g)?.indexOf('%d') ?? 0] ?? '';
        const inShortMonth = `try_strptime(regexp_replace(${day}, '${place}', '\\1' || '28'), ${literal(pattern)})`;
        const isLate = `regexp_extract(${day}, '${place}', 2) IN ('29', '30', '31')`;
        return `(${isLate} AND ${inShortMonth} IS NOT NULL AND try_strptime(${day}, ${literal(pattern)}) IS NULL)`;
      }),
    ),
    time: anyOf(patterns.map((pattern) => `try_strptime(${day}, ${literal(pattern)}) IS NOT NULL`)),
  };
}

/** A format without its time of day. */
function dayPattern(format: string): string {
  return format === 'iso' ? '%Y-%m-%d' : format.replace(/(T|, | à | at | )%[HI].*$/, '');
}
