import { UNKNOWN, WEAKEST } from './condition.ts';

const WORD_BITS = 32;

/**
 * What every indicator said of every row, in bits: the words of row r are [r * words, (r + 1) * words), and bit b of word w stands for
 * indicator 32 w + b of the compiled pack. A row of sixty indicators takes 16 bytes, and they lie side by side.
 */
export interface Outcomes {
  readonly words: number;
  readonly fired: Int32Array;
  readonly unknown: Int32Array;
}

/** Where the indicator at this place in the pack stands: in which word of a row, and as which bit. */
export function bitOf(indicator: number): { readonly word: number; readonly bit: number } {
  return { word: Math.floor(indicator / WORD_BITS), bit: 1 << (indicator % WORD_BITS) };
}

/** In memory that threads share. */
export function emptyOutcomes(indicators: number, rows: number): Outcomes {
  const words = Math.max(1, Math.ceil(indicators / WORD_BITS));
  const bits = (): Int32Array => new Int32Array(new SharedArrayBuffer(4 * rows * words));
  return { words, fired: bits(), unknown: bits() };
}

/** Keeps what the indicator at this place in the pack said of the rows start + rows[0 … count). */
export function keepOutcomes(
  { words, fired, unknown }: Outcomes,
  indicator: number,
  levels: Int32Array,
  start: number,
  rows: Int32Array,
  count: number,
): void {
  const { word, bit } = bitOf(indicator);
  const first = start * words + word;
  for (let k = 0; k < count; k++) {
    const level = levels[rows[k] as number] as number;
    const place = first + (rows[k] as number) * words;
    if (level >= WEAKEST) fired[place] = (fired[place] as number) | bit;
    else if (level === UNKNOWN) unknown[place] = (unknown[place] as number) | bit;
  }
}
