import type { Engine } from '../engine/engine.ts';
import { type LedgerRows, ROWS_OF_A_FILE } from './ledger-rows.ts';
import type { SubjectOrder, TiedRun } from './subject-order.ts';

/** Up to so many rows are named in the question itself: that goes down to the scan, so that only their ids are asked for. A table, which holds more, does not. */
const FEW_ROWS = 20_000;
const ROWS_TABLE = 'tied_rows';

/**
 * Puts transfers of one subject at one instant in the order of transfer_id. That id is the MD5 of a reference and costs more than all else
 * about a transfer, so it is asked only where it decides. `transfers` is a relation with `source_row`, `place` and `transfer_id`.
 */
export async function settleTies(
  engine: Engine,
  transfers: string,
  ledger: LedgerRows,
  { rows }: SubjectOrder,
  tied: readonly TiedRun[],
): Promise<void> {
  if (tied.length === 0) return;
  const ranks = await ranksOfPlaces(engine, transfers, rowsInFiles(ledger, rows, tied));
  for (const { from, to } of tied) {
    const run = Array.from(rows.subarray(from, to), (row) => ({ row, rank: ranks.of(ledger.place(row)) }));
    run.sort((one, other) => one.rank - other.rank);
    for (const [index, { row }] of run.entries()) rows[from + index] = row;
  }
}

/** Where the tied transfers stand in their files. Those of several files at one row are asked for together. */
function rowsInFiles(ledger: LedgerRows, rows: Int32Array, tied: readonly TiedRun[]): Set<number> {
  const named = new Set<number>();
  for (const { from, to } of tied)
    for (let index = from; index < to; index++) named.add(ledger.place(rows[index] as number) % ROWS_OF_A_FILE);
  return named;
}

/** Where each transfer at one of these rows stands in the order of transfer_id. */
async function ranksOfPlaces(engine: Engine, transfers: string, rows: ReadonlySet<number>): Promise<PlaceRanks> {
  const among = await namedSql(engine, rows);
  const places: Float64Array[] = [];
  const ranks: Int32Array[] = [];
  const sql = `SELECT place, (row_number() OVER (ORDER BY transfer_id))::INTEGER FROM ${transfers} t WHERE source_row IN (${among}) ORDER BY place`;
  for await (const { columns } of engine.columns(sql, ['float64', 'int32'], 1 << 16)) {
    places.push(columns[0] as Float64Array);
    ranks.push(columns[1] as Int32Array);
  }
  return new PlaceRanks(places, ranks);
}

/** SQL for what stands between the brackets of an IN. */
async function namedSql(engine: Engine, rows: ReadonlySet<number>): Promise<string> {
  if (rows.size <= FEW_ROWS) return [...rows].join(', ');
  const named = [...rows];
  await engine.tabulate(
    ROWS_TABLE,
    [{ name: 'source_row', type: 'float64', of: (row) => named[row] as number }],
    named.length,
  );
  return `SELECT source_row::BIGINT FROM ${ROWS_TABLE}`;
}

/** A number for each place, found by halving. */
class PlaceRanks {
  readonly #places: Float64Array;
  readonly #ranks: Int32Array;

  /** @param places in order; @param ranks beside them */
  constructor(places: readonly Float64Array[], ranks: readonly Int32Array[]) {
    const count = places.reduce((sum, part) => sum + part.length, 0);
    this.#places = new Float64Array(count);
    this.#ranks = new Int32Array(count);
    let from = 0;
    for (const [index, part] of places.entries()) {
      this.#places.set(part, from);
      this.#ranks.set(ranks[index] as Int32Array, from);
      from += part.length;
    }
  }

  of(place: number): number {
    let low = 0;
    let high = this.#places.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    if (this.#places[low] !== place) throw new Error('A transfer of the ledger is not among the records any more');
    return this.#ranks[low] as number;
  }
}
