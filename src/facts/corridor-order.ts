import { CorridorFinder, type Corridors, type Homes } from './corridors.ts';
import { CountryTally } from './country-tally.ts';
import { type LedgerRows, NEAR_ROWS } from './ledger-rows.ts';
import { groupBySubject, type OrderedSubjects, sortByTime } from './subject-order.ts';

export interface OrderedCorridors extends OrderedSubjects {
  readonly corridors: Corridors;
}

/**
 * Finds the corridors of all payers, writes the row of each transfer in the place of its payer, and puts the transfers of each row in order of time.
 * The transfers of a payer are brought together first: all that is asked of them is then asked while they are near.
 */
export function orderByCorridor(ledger: LedgerRows, homes: Homes): OrderedCorridors {
  const payers = homes.ofPayer.length;
  const { starts, rows } = groupBySubject(ledger, 'payer', 0, payers);
  const finder = new CorridorFinder(homes.ofPayer, ledger.count);
  const ends = new Int32Array(finder.most);
  const tally = new CountryTally();
  const parted = new PartedRows();
  const countryOf = (row: number): number => homes.ofPayee[ledger.subject('payee', row)] as number;
  for (let payer = 0, near = 0; payer < payers; payer++) {
    const from = starts[payer] as number;
    const to = starts[payer + 1] as number;
    for (; near < to; near += NEAR_ROWS) ledger.bringNear(rows, near, Math.min(near + NEAR_ROWS, rows.length));
    tally.clear();
    for (let place = from; place < to; place++) {
      const row = rows[place] as number;
      if (ledger.isCounted(row)) tally.add(countryOf(row), 1);
    }
    const [first, end] = finder.add(payer, tally);
    for (let place = from; place < to; place++) {
      const row = rows[place] as number;
      ledger.setPayer(row, end - first === 1 ? first : finder.rowOf(first, end, countryOf(row)));
    }
    if (end - first === 1) ends[first] = to;
    else parted.part(ledger, rows, from, to, ends, first, end);
  }
  const corridors = finder.corridors();
  const startsOfRows = new Int32Array(new SharedArrayBuffer(4 * (corridors.count + 1)));
  startsOfRows.set(ends.subarray(0, corridors.count), 1);
  const order = { starts: startsOfRows, rows };
  return { corridors, order, tied: sortByTime(ledger, order) };
}

/** Brings the transfers of each row of one payer together, in the order in which they were. */
class PartedRows {
  #before = new Int32Array(64);

  /** Tells in `ends` where those of the rows from `first` to before `end` end. */
  part(
    ledger: LedgerRows,
    rows: Int32Array,
    from: number,
    to: number,
    ends: Int32Array,
    first: number,
    end: number,
  ): void {
    if (this.#before.length < to - from) this.#before = new Int32Array(2 * (to - from));
    const before = this.#before;
    before.set(rows.subarray(from, to));
    for (let index = 0; index < to - from; index++) {
      const corridor = ledger.subject('payer', before[index] as number);
      ends[corridor] = (ends[corridor] as number) + 1;
    }
    let begin = from;
    for (let corridor = first; corridor < end; corridor++) {
      const size = ends[corridor] as number;
      ends[corridor] = begin;
      begin += size;
    }
    for (let index = 0; index < to - from; index++) {
      const row = before[index] as number;
      const corridor = ledger.subject('payer', row);
      const place = ends[corridor] as number;
      rows[place] = row;
      ends[corridor] = place + 1;
    }
  }
}
