import type { Ledger } from './ledger.ts';
import { allocateLedger, firstRows } from './ledger-columns.ts';
import type { LedgerSlice, SliceTask } from './ledger-slice.ts';
import { roomFor } from './scratch.ts';

/** Columns of the rows of one task after another: good until the next one is asked for. */
export class GatheredLedger {
  #columns = allocateLedger(0);

  of({ ledger, order }: LedgerSlice, { from, to }: SliceTask): Ledger {
    if (this.#columns.at.length < to - from) this.#columns = allocateLedger(roomFor(to - from));
    ledger.gather(order.rows, from, to, this.#columns);
    return firstRows(this.#columns, to - from);
  }
}
