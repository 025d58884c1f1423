/** More than are ever out at a time with two workers: the rest is left to the garbage collector. */
const KEPT = 8;

/**
 * Memory of batches that goes round: what a reader fills, a worker reads and gives back. Asking for new memory for each batch would make the
 * garbage collector look through everything that is alive once every few batches.
 */
export class BatchMemory {
  readonly #free: ArrayBuffer[] = [];

  /** A buffer of at least so many bytes, its old content undefined. */
  take(bytes: number): ArrayBuffer {
    const at = this.#free.findIndex((buffer) => buffer.byteLength >= bytes);
    const [buffer] = at < 0 ? [] : this.#free.splice(at, 1);
    return buffer ?? new ArrayBuffer(bytes);
  }

  /** Takes buffers back that nobody reads any more. */
  give(buffers: readonly ArrayBuffer[]): void {
    for (const buffer of buffers) if (this.#free.length < KEPT) this.#free.push(buffer);
  }
}
