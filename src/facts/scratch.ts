/** A column of working memory that only ever grows: `room(n)` gives at least n cells, their old content undefined. */
export class FloatScratch {
  #cells = new Float64Array(64);

  room(size: number): Float64Array {
    if (this.#cells.length < size) this.#cells = new Float64Array(roomFor(size));
    return this.#cells;
  }
}

/** The same for 32-bit integers. */
export class IntScratch {
  #cells = new Int32Array(64);

  room(size: number): Int32Array {
    if (this.#cells.length < size) this.#cells = new Int32Array(roomFor(size));
    return this.#cells;
  }

  /** The same, with the first `size` cells set to 0. */
  zeroed(size: number): Int32Array {
    const cells = this.room(size);
    if (size > 64) return cells.fill(0, 0, size);
    for (let cell = 0; cell < size; cell++) cells[cell] = 0; // for so few, faster than the call of fill
    return cells;
  }
}

/** The next power of two: so that a slowly growing subject does not ask for memory at every step. */
export function roomFor(size: number): number {
  return 2 ** Math.ceil(Math.log2(size));
}
