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
    else {
      rows.subarray(from, to).sort((one, other) => ledger.subject('payer', one) - ledger.subject('payer', other));
      for (let place = from; place < to; place++) ends[ledger.subject('payer', rows[place] as number)] = place + 1;
    }
  }
  const corridors = finder.corridors();
  const startsOfRows = new Int32Array(new SharedArrayBuffer(4 * (corridors.count + 1)));
  startsOfRows.set(ends.subarray(0, corridors.count), 1);
  const order = { starts: startsOfRows, rows };
  return { corridors, order, tied: sortByTime(ledger, order) };
}
