/**
 * A small deterministic source of random numbers: xoshiro128** (Blackman and Vigna, 2018), whose state is filled by
 * splitmix32 from two hashes of a seed and a key. Not for secrets.
 *
 * Every subject of a world has a stream of its own, named by its key. A subject therefore behaves the same when options
 * that do not concern it change, and the order in which subjects are made does not matter.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** 64 bits of state seed: with 32, two of a million subjects would share a stream. */
  private constructor(high: number, low: number) {
    const fromHigh = splitmix32(high);
    const fromLow = splitmix32(low);
    this.#a = fromHigh();
    this.#b = fromLow();
    this.#c = fromHigh();
    this.#d = fromLow() | 1; // the state must never be all zero
  }

  /** The stream called `key` in the world of `seed`. */
  static stream(seed: number, ...key: readonly (string | number)[]): Random {
    return new Random(hashKey(0x9e3779b9, seed, key), hashKey(0x243f6a88, seed, key));
  }

  /** A stream that hangs on this one's next numbers. */
  fork(): Random {
    return new Random(this.uint32(), this.uint32());
  }

  /** Whole number in [0, 2^32). */
  uint32(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotateLeft(this.#d, 11);
    return scrambled;
  }

  /** Uniform in [0, 1), 32 bits. */
  unit(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** Whole number in [low, high], both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** One of the items, all equally likely. Throws when there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.unit() * items.length)];
    if (item === undefined) throw new Error('Cannot pick from an empty list');
    return item;
  }
}

function hashKey(start: number, seed: number, key: readonly (string | number)[]): number {
  let hash = mix(start, seed);
  for (const part of key) hash = typeof part === 'number' ? mix(hash, part) : mixText(hash, part);
  return hash;
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** The finaliser of MurmurHash3, applied to what went before and one more number (its low and its high 32 bits). */
function mix(hash: number, value: number): number {
  const high = Math.floor(value / 0x1_0000_0000);
  let mixed = Math.imul(hash ^ value, 0x85ebca6b) ^ Math.imul(high + 0x7feb352d, 0x846ca68b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function mixText(hash: number, text: string): number {
  let fnv = hash ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) fnv = Math.imul(fnv ^ text.charCodeAt(index), 0x01000193);
  return mix(fnv, text.length);
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
