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
  const bit = 1 << (indicator % WORD_BITS);
  const first = start * words + Math.floor(indicator / WORD_BITS);
  for (let k = 0; k < count; k++) {
    const level = levels[rows[k] as number] as number;
    const place = first + (rows[k] as number) * words;
    if (level >= WEAKEST) fired[place] = (fired[place] as number) | bit;
    else if (level === UNKNOWN) unknown[place] = (unknown[place] as number) | bit;
  }
}

/** Lists kept at a time: subjects differ in few ways, and where they do not, memory must stay bounded all the same. */
const LISTS_KEPT = 1 << 16;

/** The ids of the indicators whose bits are set. The same bits in one word give the same list, made once. */
export class IdLists {
  readonly #ids: readonly (string | null)[];
  readonly #kept: readonly Map<number, readonly string[]>[];

  /** @param ids by place in the pack; null = never named */
  constructor(ids: readonly (string | null)[]) {
    this.#ids = ids;
    this.#kept = Array.from({ length: Math.max(1, Math.ceil(ids.length / WORD_BITS)) }, () => new Map());
  }

  of(bits: Int32Array, row: number): readonly string[] {
    const from = row * this.#kept.length;
    const first = this.#ofWord(0, bits[from] as number);
    if (this.#kept.length === 1) return first;
    return this.#kept.flatMap((_, word) => this.#ofWord(word, bits[from + word] as number));
  }

  #ofWord(word: number, bits: number): readonly string[] {
    const kept = this.#kept[word];
    const before = kept?.get(bits);
    if (!kept || before) return before ?? [];
    const from = word * WORD_BITS;
    const list = this.#ids
      .slice(from, from + WORD_BITS)
      .filter((id, bit): id is string => id !== null && ((bits >>> bit) & 1) === 1);
    if (kept.size >= LISTS_KEPT) kept.clear();
    kept.set(bits, list);
    return list;
  }
}
