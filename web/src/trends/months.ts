import type { Trend } from '../api/schema.ts';

export interface Month {
  /** 2026-03 */
  readonly value: string;
  /** Null: so few leads, or none, that the number is not told. */
  readonly leads: number | null;
}

/** Every month from the first to the last that is told, so that a gap is seen as one. */
export function everyMonth(items: Trend['items']): readonly Month[] {
  const told = new Map(items.map(({ value, leads }) => [value, leads]));
  const numbers = items.map(({ value }) => numberOf(value)).filter((month) => month !== null);
  if (numbers.length === 0) return [];
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const value = nameOf(first + index);
    return { value, leads: told.get(value) ?? null };
  });
}

/** Months since the year 0; null for what is no month. */
function numberOf(value: string): number | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(value);
  return match === null ? null : Number(match[1]) * 12 + Number(match[2]) - 1;
}

function nameOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** The smallest of 1, 2 or 5 times a power of ten, doubled where needed, that holds a number: where the scale ends. */
export function scaleEnd(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 5, 6, 8, 10].map((times) => times * power).find((end) => end >= most) ?? most;
}
