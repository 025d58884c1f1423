import { type LedgerRows, ROWS_OF_A_FILE } from './ledger-rows.ts';

/** Numbers of a key. */
export const KEY_NUMBERS = 3;

/**
 * Which transfers each subject has, as a key of three whole numbers: how many there are, and two sums over them of a hash of the file, the row in it, and
 * the state. Rows of a lake never change, so what has the same key has the same transfers: of two lists equally long, different ones have
 * equal sums once in 2^64.
 */
export class Contents {
  /** Of subject s the numbers from KEY_NUMBERS × s on. */
  readonly keys: Int32Array;
  readonly #files: Int32Array;

  /** @param files two numbers for each file with transfers, in the order of the files in places: see `LedgerRows.place` */
  constructor(subjects: number, files: Int32Array) {
    this.keys = new Int32Array(KEY_NUMBERS * subjects);
    this.#files = files;
  }

  /** Adds the transfers of a slice to their subjects. */
  add(rows: LedgerRows, side: 'payer' | 'payee'): void {
    const { keys } = this;
    for (let row = 0; row < rows.count; row++) {
      const place = rows.place(row);
      const file = 2 * Math.floor(place / ROWS_OF_A_FILE);
      const line = place | 0; // the lower 32 bits
      const state = Math.imul(rows.state(row) + 1, 0x9e3779b1);
      const key = KEY_NUMBERS * rows.subject(side, row);
      keys[key] = (keys[key] as number) + 1;
      keys[key + 1] = (keys[key + 1] as number) + mixed(mixed(line ^ (this.#files[file] as number)) ^ state);
      keys[key + 2] = (keys[key + 2] as number) + mixed(mixed(line ^ (this.#files[file + 1] as number)) + state);
    }
  }
}

/** Every bit of what comes in bears on every bit of what goes out (the last step of MurmurHash3). */
function mixed(number: number): number {
  let bits = number ^ (number >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** Finds the row that has a key; an open-addressing table. */
export class KeyIndex {
  readonly #keys: Int32Array;
  /** Row + 1; 0 = free. */
  readonly #cells: Int32Array;

  /** @param keys as in `Contents` */
  constructor(keys: Int32Array) {
    this.#keys = keys;
    const rows = keys.length / KEY_NUMBERS;
    this.#cells = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 2)));
    for (let row = 0; row < rows; row++) this.#cells[this.#cellOf(keys, row)] = row + 1;
  }

  /** The row with the key of a subject; -1 when there is none. */
  find(keys: Int32Array, subject: number): number {
    return (this.#cells[this.#cellOf(keys, subject)] as number) - 1;
  }

  /** The cell of a key, or the free one where it would stand. The sums are hashes already. */
  #cellOf(keys: Int32Array, subject: number): number {
    const mask = this.#cells.length - 1;
    let cell = (keys[KEY_NUMBERS * subject + 1] as number) & mask;
    for (let row = this.#cells[cell] as number; row !== 0; row = this.#cells[cell] as number) {
      if (this.#isSame(row - 1, keys, subject)) return cell;
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  #isSame(row: number, keys: Int32Array, subject: number): boolean {
    for (let number = 0; number < KEY_NUMBERS; number++)
      if (this.#keys[KEY_NUMBERS * row + number] !== keys[KEY_NUMBERS * subject + number]) return false;
    return true;
  }
}
