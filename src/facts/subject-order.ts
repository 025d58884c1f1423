import { type LedgerRows, NEAR_ROWS } from './ledger-rows.ts';

/** The rows of a ledger subject by subject, each subject's in order of time. In memory that threads share. */
export interface SubjectOrder {
  /** Where the rows of each subject begin in `rows`, counted from the first subject; after the last one, where they end. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** An order, and where it is not settled yet. */
export interface OrderedSubjects {
  readonly order: SubjectOrder;
  readonly tied: readonly TiedRun[];
}

/** Rows from `from` to before `to` of an order that are one subject's at one instant. */
export interface TiedRun {
  readonly from: number;
  readonly to: number;
}

/**
 * Sorts rows by subject and instant, and tells where one subject has several at one instant: these stand in the order of the ledger until
 * somebody settles it. The subjects are `first` to `first + subjects - 1`.
 */
export function orderBySubject(
  ledger: LedgerRows,
  side: 'payer' | 'payee',
  first: number,
  subjects: number,
): OrderedSubjects {
  const order = groupBySubject(ledger, side, first, subjects);
  return { order, tied: sortByTime(ledger, order) };
}

/** Puts the rows of each subject together, in the order of the ledger. */
export function groupBySubject(
  ledger: LedgerRows,
  side: 'payer' | 'payee',
  first: number,
  subjects: number,
): SubjectOrder {
  const starts = new Int32Array(new SharedArrayBuffer(4 * (subjects + 1)));
  const rows = new Int32Array(new SharedArrayBuffer(4 * ledger.count));
  for (let row = 0; row < ledger.count; row++) {
    const after = ledger.subject(side, row) - first + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let subject = 0; subject < subjects; subject++)
    starts[subject + 1] = (starts[subject + 1] as number) + (starts[subject] as number);
  const next = starts.slice(0, subjects);
  for (let row = 0; row < ledger.count; row++) {
    const subject = ledger.subject(side, row) - first;
    const place = next[subject] as number;
    rows[place] = row;
    next[subject] = place + 1;
  }
  return { starts, rows };
}

/** Few enough to be put in order one by one. */
const FEW = 40;

/** Sorts the rows of each subject by instant, and tells where it has several at one. */
export function sortByTime(ledger: LedgerRows, { starts, rows }: SubjectOrder): TiedRun[] {
  const tied: TiedRun[] = [];
  let times = new Float64Array(FEW);
  let near = 0;
  for (let subject = 0; subject + 1 < starts.length; subject++) {
    const from = starts[subject] as number;
    const to = starts[subject + 1] as number;
    for (; near < to; near += NEAR_ROWS) ledger.bringNear(rows, near, Math.min(near + NEAR_ROWS, rows.length));
    if (to - from > times.length) times = new Float64Array(2 * (to - from));
    let sorted = true;
    let ties = false;
    for (let place = from, before = -Infinity; place < to; place++) {
      const at = ledger.at(rows[place] as number);
      times[place - from] = at;
      if (at <= before) {
        if (at === before) ties = true;
        else sorted = false;
      }
      before = at;
    }
    if (!sorted) {
      if (to - from <= FEW) insertInOrder(rows, times, from, to);
      else rows.subarray(from, to).sort((one, other) => ledger.at(one) - ledger.at(other) || one - other);
      ties = true;
    }
    if (ties) addTied(ledger, rows, from, to, tied);
  }
  return tied;
}

function insertInOrder(rows: Int32Array, times: Float64Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const row = rows[next] as number;
    const at = times[next - from] as number;
    let place = next - 1;
    for (; place >= from && (times[place - from] as number) > at; place--) {
      rows[place + 1] = rows[place] as number;
      times[place + 1 - from] = times[place - from] as number;
    }
    rows[place + 1] = row;
    times[place + 1 - from] = at;
  }
}

function addTied(ledger: LedgerRows, rows: Int32Array, from: number, to: number, tied: TiedRun[]): void {
  for (let begin = from; begin < to; ) {
    const at = ledger.at(rows[begin] as number);
    let end = begin + 1;
    while (end < to && ledger.at(rows[end] as number) === at) end++;
    if (end > begin + 1) tied.push({ from: begin, to: end });
    begin = end;
  }
}
