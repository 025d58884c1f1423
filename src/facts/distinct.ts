const FEW = 16;

/**
 * Numbers the distinct keys of one subject 0, 1, 2 … in order of arrival. A key is a pair of numbers (the second is 0 for
 * plain keys); NaN is never a key. Few keys are found by looking along them, many in an open-addressing table whose entries
 * carry the stamp of their subject, so that starting the next subject costs nothing.
 */
export class Distinct {
  size = 0;
  #first = new Float64Array(2 * FEW);
  #second = new Float64Array(2 * FEW);
  #slots = new Int32Array(4 * FEW);
  #stamps = new Int32Array(4 * FEW);
  #stamp = 0;

  /** Forgets all keys. */
  clear(): void {
    this.size = 0;
  }

  /** The number of this key, which is new when it equals the `size` before the call. */
  add(first: number, second = 0): number {
    const known = this.find(first, second);
    return known < 0 ? this.#append(first, second) : known;
  }

  /** The number of this key, or -1 when it was not added. */
  find(first: number, second = 0): number {
    if (this.size > FEW) return this.#findInTable(first, second);
    for (let slot = 0; slot < this.size; slot++) {
      if (this.#first[slot] === first && this.#second[slot] === second) return slot;
    }
    return -1;
  }

  #append(first: number, second: number): number {
    const slot = this.size++;
    if (slot === this.#first.length) this.#makeRoom();
    this.#first[slot] = first;
    this.#second[slot] = second;
    if (slot === FEW) this.#startTable(this.size);
    else if (slot > FEW) this.#enter(slot);
    return slot;
  }

  #makeRoom(): void {
    this.#first = grown(this.#first);
    this.#second = grown(this.#second);
    this.#slots = new Int32Array(2 * this.#first.length);
    this.#stamps = new Int32Array(2 * this.#first.length);
    this.#stamp = 0;
    this.#startTable(this.size - 1);
  }

  #startTable(entries: number): void {
    this.#stamp++;
    for (let slot = 0; slot < entries; slot++) this.#enter(slot);
  }

  #enter(slot: number): void {
    const mask = this.#slots.length - 1;
    let cell = hash(this.#first[slot] as number, this.#second[slot] as number) & mask;
    while (this.#stamps[cell] === this.#stamp) cell = (cell + 1) & mask;
    this.#stamps[cell] = this.#stamp;
    this.#slots[cell] = slot;
  }

  #findInTable(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let cell = hash(first, second) & mask;
    while (this.#stamps[cell] === this.#stamp) {
      const slot = this.#slots[cell] as number;
      if (this.#first[slot] === first && this.#second[slot] === second) return slot;
      cell = (cell + 1) & mask;
    }
    return -1;
  }
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first | 0, 0x9e3779b1) ^ Math.imul(second | 0, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
