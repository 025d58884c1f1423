import type { Contents, KeyIndex } from './contents.ts';
import type { FactTable } from './fact-table.ts';
import { FactWindows } from './fact-windows.ts';
import type { LedgerSlice } from './ledger-slice.ts';

/** Facts of subjects that have the same transfers as when these were computed. */
export interface TakenOver {
  /** Lasting facts only: see `isLasting`. */
  readonly table: FactTable;
  /** Of each subject its row in that table, -1 when its facts are computed. In memory that threads share. */
  readonly rows: Int32Array;
}

/** Nothing is known yet of any subject. */
export function takenOverFrom(table: FactTable, subjects: number): TakenOver {
  return { table, rows: new Int32Array(new SharedArrayBuffer(4 * subjects)).fill(-1) };
}

/** The same slices; which transfers their subjects have is noted, and who has the same as before. */
export async function* lookedUp(
  slices: AsyncIterable<LedgerSlice>,
  side: 'payer' | 'payee',
  contents: Contents,
  before: { readonly index: KeyIndex; readonly takenOver: TakenOver } | null,
): AsyncGenerator<LedgerSlice> {
  for await (const slice of slices) {
    const { ledger, order } = slice;
    contents.add(ledger, side);
    for (let next = 0; before !== null && next + 1 < order.starts.length; next++) {
      const start = order.starts[next] as number;
      if (start === order.starts[next + 1]) continue;
      const subject = ledger.subject(side, order.rows[start] as number);
      before.takenOver.rows[subject] = before.index.find(contents.keys, subject);
    }
    yield slice;
  }
}

/** Rows at hand at a time, at most: some 30 MB. */
const MOST_ROWS = 1 << 16;

/** Brings the facts that are taken over near, for some subjects at a time. One for each thread. */
export class TakenOverWindow {
  readonly #takenOver: TakenOver;
  readonly #windows: FactWindows;
  #facts: FactTable | null = null;
  #first = 0;

  constructor(takenOver: TakenOver) {
    this.#takenOver = takenOver;
    this.#windows = new FactWindows(takenOver.table, () => true);
  }

  /** For the subjects from `first` to before `end`. They mostly stand in the table as they do here, in the order of their ids. */
  bring(first: number, end: number): void {
    const { rows } = this.#takenOver;
    let least = Number.POSITIVE_INFINITY;
    let most = -1;
    for (let subject = first; subject < end; subject++) {
      const row = rows[subject] as number;
      if (row < 0) continue;
      least = Math.min(least, row);
      most = Math.max(most, row);
    }
    this.#facts = null;
    if (most < 0) return;
    for (const window of this.#windows.read(least, Math.min(most + 1, least + MOST_ROWS), MOST_ROWS)) {
      this.#facts = window.facts;
      this.#first = window.first;
    }
  }

  /** Writes the facts of a subject to `out`, each to its place; false when they have to be computed. */
  copy(subject: number, places: readonly number[], out: Float64Array): boolean {
    const { rows } = this.#takenOver;
    const row = rows[subject] as number;
    if (row < 0) return false;
    const at = row - this.#first;
    if (this.#facts === null || at >= this.#facts.count) {
      rows[subject] = -1;
      return false;
    }
    const { columns } = this.#facts;
    for (let index = 0; index < places.length; index++) out[places[index] as number] = columns[index]?.[at] as number;
    return true;
  }
}
