import { Distinct } from './distinct.ts';
import { roomFor } from './scratch.ts';

/**
 * The other side of a subject's transfers, numbered 0, 1, 2 … in order of arrival ("slots"): for each transfer its partner,
 * for each partner its first and last transfer and all of them in time order. Transfers are named by their index in the
 * subject. Working memory: valid until the next `load`.
 */
export class Partners {
  /** Distinct partners. */
  size = 0;
  /** transfer -> slot of its partner. */
  slot = new Int32Array(64);
  /** slot -> code of the partner. */
  code = new Int32Array(64);
  /** slot -> number of its transfers. */
  count = new Int32Array(64);
  /** slot -> its first transfer. Ascending, because slots are numbered by arrival. */
  first = new Int32Array(64);
  /** slot -> its last transfer. */
  last = new Int32Array(64);
  /** All transfers, grouped by partner, in time order within each: those of a slot are [start[slot], start[slot + 1]). */
  grouped = new Int32Array(64);
  start = new Int32Array(65);
  #codes = new Distinct();

  /** Numbers the partners of the transfers at these rows of the ledger; `codes` is the ledger's column of the other side. */
  load(codes: Int32Array, row: Int32Array, size: number): void {
    if (this.slot.length < size) this.#makeRoom(size);
    this.#number(codes, row, size);
    this.#group(size);
  }

  /** The slot of a partner's code; -1 when it is no partner. */
  slotOf(code: number): number {
    return this.#codes.find(code);
  }

  #number(codes: Int32Array, row: Int32Array, size: number): void {
    const { slot, code, count, first, last } = this;
    this.#codes.clear();
    let partners = 0;
    for (let transfer = 0; transfer < size; transfer++) {
      const partner = codes[row[transfer] as number] as number;
      const number = this.#codes.add(partner);
      if (number === partners) {
        partners++;
        code[number] = partner;
        count[number] = 0;
        first[number] = transfer;
      }
      slot[transfer] = number;
      count[number] = (count[number] as number) + 1;
      last[number] = transfer;
    }
    this.size = partners;
  }

  #group(size: number): void {
    const { slot, grouped, start } = this;
    this.#setStarts();
    // Filled from the back: meanwhile start[slot + 1] walks from the end of the slot's stretch down to its beginning.
    for (let transfer = size - 1; transfer >= 0; transfer--) {
      const next = (slot[transfer] as number) + 1;
      const place = (start[next] as number) - 1;
      start[next] = place;
      grouped[place] = transfer;
    }
    this.#setStarts();
  }

  #setStarts(): void {
    const { count, start } = this;
    start[0] = 0;
    for (let number = 0; number < this.size; number++) {
      start[number + 1] = (start[number] as number) + (count[number] as number);
    }
  }

  #makeRoom(size: number): void {
    const room = roomFor(size);
    this.slot = new Int32Array(room);
    this.code = new Int32Array(room);
    this.count = new Int32Array(room);
    this.first = new Int32Array(room);
    this.last = new Int32Array(room);
    this.grouped = new Int32Array(room);
    this.start = new Int32Array(room + 1);
  }
}
