import type { Engine } from '../engine/engine.ts';
import type { LedgerRows } from './ledger-rows.ts';
import type { SubjectOrder, TiedRun } from './subject-order.ts';

/** Up to so many instants are named in the question itself, so that the engine reads only their transfers; a table holds more. */
const FEW_INSTANTS = 2_000;
const INSTANTS_TABLE = 'tied_instants';

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

/** The instants of the tied rows, each once, in order. */
function instantsOf(ledger: LedgerRows, rows: Int32Array, tied: readonly TiedRun[]): Float64Array {
  const instants = new Float64Array(tied.length);
  for (const [index, { from }] of tied.entries()) instants[index] = ledger.at(rows[from] as number);
  return instants.sort().filter((at, index) => index === 0 || at !== instants[index - 1]);
}

/** Where each transfer at one of these instants stands in the order of transfer_id. */
async function ranksOfPlaces(engine: Engine, transfers: string, instants: Float64Array): Promise<PlaceRanks> {
  const among = await namedSql(engine, instants);
  const places: Float64Array[] = [];
  const ranks: Int32Array[] = [];
  const sql = `SELECT place, (row_number() OVER (ORDER BY transfer_id))::INTEGER FROM ${transfers} t WHERE executed_at IN (${among}) ORDER BY place`;
  for await (const { columns } of engine.columns(sql, ['float64', 'int32'], 1 << 16)) {
    places.push(columns[0] as Float64Array);
    ranks.push(columns[1] as Int32Array);
  }
  return new PlaceRanks(places, ranks);
}

/** SQL for what stands between the brackets of an IN. */
async function namedSql(engine: Engine, instants: Float64Array): Promise<string> {
  if (instants.length <= FEW_INSTANTS)
    return Array.from(instants, (at) => `make_timestamp(${Math.round(at * 1e6)})`).join(', ');
  const pages = function* (): Generator<number[]> {
    for (let from = 0; from < instants.length; from += FEW_INSTANTS)
      yield Array.from(instants.subarray(from, from + FEW_INSTANTS));
  };
  await engine.tabulate(INSTANTS_TABLE, [{ name: 'at', type: 'float64', of: (at) => at }], pages());
  return `SELECT make_timestamp(round("at" * 1000000)::BIGINT) FROM ${INSTANTS_TABLE}`;
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
