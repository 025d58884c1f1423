import { ftruncateSync } from 'node:fs';
import { readWhole, writeWhole } from '../engine/whole-io.ts';
import { type Fact, factIndex } from './catalogue.ts';
import { bytesOfFact, type FactColumn, type FactFile, type FactTable, unknownOf } from './fact-table.ts';

/** Some rows of a table at hand: row r of it stands at r - first in `facts`. */
export interface FactWindow {
  readonly facts: FactTable;
  readonly first: number;
  /** The rows to be worked on: from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
}

/** Rows at hand at a time: few enough for all their facts to take some 15 MB, enough for a call of the system to cost nothing beside what it reads. */
const WINDOW_ROWS = 1 << 15;

/** Makes a file the place of the facts of a table of so many rows, except for those that stay in memory. */
export function layOutFactFile(
  descriptor: number,
  catalogue: readonly Fact[],
  count: number,
  isHeld: (fact: Fact) => boolean,
): FactFile {
  let end = 0;
  const offsets = catalogue.map((fact) => {
    if (isHeld(fact)) return null;
    const offset = end;
    end += count * bytesOfFact(fact);
    return offset;
  });
  ftruncateSync(descriptor, end);
  return { descriptor, offsets };
}

/** One fact of one row, wherever it is. Throws when the catalogue has no such fact. */
export function factAt({ catalogue, columns, count, file }: FactTable, id: string, row: number): number {
  if (!(row >= 0 && row < count)) throw new RangeError(`There is no row ${row} in a table of ${count}`);
  const place = factIndex(catalogue, id);
  const offset = file?.offsets[place] ?? null;
  if (file === undefined || offset === null) return columns[place]?.[row] as number;
  const cell = new (constructorOf(columns[place]))(1);
  transfer(readWhole, file.descriptor, cell, offset + row * cell.BYTES_PER_ELEMENT);
  return cell[0] as number;
}

/**
 * Goes over the facts of a table from one window of rows to the next; where the table has no file, there is one window, which is the table itself. One for each
 * thread, and one pass at a time: a window is good until the next one is asked for.
 */
export class FactWindows {
  readonly #table: FactTable;
  /** Places of those facts of a window that are in the file. */
  readonly #filed: readonly number[];
  #room: readonly FactColumn[] = [];
  #rows = 0;

  /** @param isAsked those facts that are read or written; the others have no column in a window */
  constructor(table: FactTable, isAsked: (fact: Fact) => boolean) {
    this.#table = table;
    const { catalogue, file } = table;
    this.#filed = [...catalogue.keys()].filter(
      (place) => typeof file?.offsets[place] === 'number' && isAsked(catalogue[place] as Fact),
    );
  }

  /** Rows with what the table says of them. */
  *read(from = 0, to = this.#table.count, rows = WINDOW_ROWS): Generator<FactWindow> {
    for (const window of this.#windows(from, to, rows)) {
      this.#transferAll(readWhole, window);
      yield window;
    }
  }

  /**
   * Rows of whose facts in the file nothing is known yet; what stands in a window when the next one is asked for is written. In memory the columns are the
   * table’s own, with what they hold already.
   */
  *write(from = 0, to = this.#table.count, rows = WINDOW_ROWS): Generator<FactWindow> {
    for (const window of this.#windows(from, to, rows)) {
      for (const place of this.#filed)
        window.facts.columns[place]?.fill(unknownOf(this.#table.catalogue[place] as Fact));
      yield window;
      this.#transferAll(writeWhole, window);
    }
  }

  *#windows(from: number, to: number, rows: number): Generator<FactWindow> {
    if (this.#table.file === undefined) {
      if (to > from) yield { facts: this.#table, first: 0, from, to };
      return;
    }
    for (let first = from; first < to; first += rows) {
      const end = Math.min(to, first + rows);
      yield { facts: this.#factsOf(first, end), first, from: first, to: end };
    }
  }

  #factsOf(from: number, to: number): FactTable {
    const { catalogue, columns, file } = this.#table;
    const count = to - from;
    if (count > this.#rows) {
      this.#rows = count;
      this.#room = this.#filed.map((place) => new (constructorOf(columns[place]))(count));
    }
    const windowed: FactColumn[] = columns.map((column, place) =>
      file?.offsets[place] === null ? column.subarray(from, to) : column,
    );
    for (const [index, place] of this.#filed.entries())
      windowed[place] = (this.#room[index] as FactColumn).subarray(0, count);
    return { catalogue, count, columns: windowed };
  }

  #transferAll(move: typeof readWhole, { facts, first }: FactWindow): void {
    const { file } = this.#table;
    if (file === undefined) return;
    for (const place of this.#filed) {
      const column = facts.columns[place] as FactColumn;
      transfer(move, file.descriptor, column, (file.offsets[place] as number) + first * column.BYTES_PER_ELEMENT);
    }
  }
}

/** Moves a column between memory and the file. */
function transfer(move: typeof readWhole, descriptor: number, column: FactColumn, position: number): void {
  move(descriptor, new Uint8Array(column.buffer, column.byteOffset, column.byteLength), position);
}

function constructorOf(column: FactColumn | undefined): Float64ArrayConstructor | Float32ArrayConstructor {
  return column instanceof Float64Array ? Float64Array : Float32Array;
}
