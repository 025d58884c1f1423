import type { Engine } from '../engine/engine.ts';
import type { LedgerRows } from './ledger-rows.ts';
import type { SubjectOrder, TiedRun } from './subject-order.ts';

/** Up to so many instants are named in the question itself, so that the engine reads only their transfers. */
const FEW_INSTANTS = 2_000;

/**
 * Puts transfers of one subject at one instant in the order of transfer_id. That id is the MD5 of a reference and costs more than all else
 * about a transfer, so it is asked only where it decides. `transfers` is a relation with `executed_at`, `place` and `transfer_id`.
 */
export async function settleTies(
  engine: Engine,
  transfers: string,
  ledger: LedgerRows,
  { rows }: SubjectOrder,
  tied: readonly TiedRun[],
): Promise<void> {
  if (tied.length === 0) return;
  const ranks = await ranksOfPlaces(engine, transfers, instantsOf(ledger, rows, tied));
  for (const { from, to } of tied) {
    const run = Array.from(rows.subarray(from, to), (row) => ({ row, rank: ranks.of(ledger.place(row)) }));
    run.sort((one, other) => one.rank - other.rank);
    for (const [index, { row }] of run.entries()) rows[from + index] = row;
  }
}

/** The instants of the tied rows, each once; null when they are too many to be named. */
function instantsOf(ledger: LedgerRows, rows: Int32Array, tied: readonly TiedRun[]): readonly number[] | null {
  const instants = new Set<number>();
  for (const { from } of tied) {
    instants.add(ledger.at(rows[from] as number));
    if (instants.size > FEW_INSTANTS) return null;
  }
  return [...instants];
}

/** Where each transfer, or each at one of these instants, stands in the order of transfer_id. */
async function ranksOfPlaces(
  engine: Engine,
  transfers: string,
  instants: readonly number[] | null,
): Promise<PlaceRanks> {
  const among = instants
    ? `WHERE executed_at IN (${instants.map((at) => `make_timestamp(${Math.round(at * 1e6)})`).join(', ')})`
    : '';
  const parts: Float64Array[] = [];
  const sql = `SELECT place FROM ${transfers} t ${among} ORDER BY transfer_id`;
  for await (const { columns } of engine.columns(sql, ['float64'], 1 << 16)) parts.push(columns[0] as Float64Array);
  return new PlaceRanks(parts);
}

/** A number for each place, found by halving. */
class PlaceRanks {
  readonly #places: Float64Array;
  readonly #ranks: Int32Array;

  constructor(inOrder: readonly Float64Array[]) {
    const places = new Float64Array(inOrder.reduce((sum, part) => sum + part.length, 0));
    let from = 0;
    for (const part of inOrder) {
      places.set(part, from);
      from += part.length;
    }
    this.#ranks = Int32Array.from(places.keys()).sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
    this.#places = places.toSorted();
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
