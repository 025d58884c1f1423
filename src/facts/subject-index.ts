import type { Engine } from '../engine/engine.ts';

/** Whole numbers of so many bits are exact in a number. */
const EXACT_BITS = 53;
const FREE = -1;
/** Hashes whose cells are asked for together. */
const NEAR = 256;
/** Two different identifiers with the same hash are one chance in a thousand among millions: so many in a row are none. */
const MOST_SALTS = 40;

/**
 * Finds the code of a person by a hash of the identifier: to join ten million transfers with the tables of payers and payees takes the engine as long as
 * all else about them. Hashes are taken with one salt after the other until each person has one of its own.
 */
export class SubjectIndex {
  /** SQL for the hash of an identifier, as `codesOf` takes it. */
  readonly hashSql: (id: string) => string;
  /** Pairs of hash and code, so that both are near each other; each pair as soon as possible after where the upper bits of the hash say. */
  readonly #cells: Float64Array;
  readonly #pairOf: number;
  /** Nobody reads it: it keeps `#bringNear` from being left out as work without a result. */
  #touched = 0;

  private constructor(subjects: number, bits: number, hashSql: (id: string) => string) {
    const pairs = 2 ** Math.ceil(Math.log2(2 * subjects + 2));
    this.hashSql = hashSql;
    this.#cells = new Float64Array(2 * pairs).fill(FREE);
    this.#pairOf = pairs / 2 ** bits;
  }

  /**
   * @param table with id and code of so many people, all ids different
   * @param bits of a hash
   */
  static async read(engine: Engine, table: string, subjects: number, bits = EXACT_BITS): Promise<SubjectIndex> {
    for (let salt = 0; salt < MOST_SALTS; salt++) {
      const index = new SubjectIndex(
        subjects,
        bits,
        (id) => `(hash(${salt === 0 ? id : `${salt} || ${id}`}) >> ${64 - bits})::DOUBLE`,
      );
      let alone = true;
      await engine.eachPart(
        `SELECT ${index.hashSql('id')}, code FROM ${table}`,
        ['float64', 'int32'],
        ({ count, columns }) => {
          for (let i = 0; i < count && alone; i++)
            alone = index.#put(columns[0]?.[i] as number, columns[1]?.[i] as number);
        },
      );
      if (alone) return index;
    }
    throw new Error(`There are people with the same identifier in ${table}`);
  }

  /** Throws when nobody has one of these hashes. */
  codesOf(hashes: ArrayLike<number>): Int32Array {
    const codes = new Int32Array(hashes.length);
    for (let from = 0; from < hashes.length; from += NEAR) {
      const to = Math.min(from + NEAR, hashes.length);
      this.#bringNear(hashes, from, to);
      for (let i = from; i < to; i++) codes[i] = this.#codeOf(hashes[i] as number);
    }
    return codes;
  }

  /** Asks for the memory of many hashes before one waits for it: see `LedgerRows.bringNear`. That costs two fifths. */
  #bringNear(hashes: ArrayLike<number>, from: number, to: number): void {
    let touched = 0;
    for (let i = from; i < to; i++)
      touched += this.#cells[2 * Math.floor((hashes[i] as number) * this.#pairOf)] as number;
    this.#touched += touched;
  }

  #codeOf(hash: number): number {
    const cells = this.#cells;
    let cell = 2 * Math.floor(hash * this.#pairOf);
    while (cells[cell] !== hash) {
      if (cells[cell] === FREE) throw new Error('A transfer is of somebody who is not among the people of the records');
      cell = (cell + 2) & (cells.length - 1);
    }
    return cells[cell + 1] as number;
  }

  /** False when somebody has this hash already. */
  #put(hash: number, code: number): boolean {
    const cells = this.#cells;
    let cell = 2 * Math.floor(hash * this.#pairOf);
    for (; cells[cell] !== FREE; cell = (cell + 2) & (cells.length - 1)) if (cells[cell] === hash) return false;
    cells[cell] = hash;
    cells[cell + 1] = code;
    return true;
  }
}
