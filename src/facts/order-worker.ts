import { parentPort } from 'node:worker_threads';
import { LedgerRows } from './ledger-rows.ts';
import { orderBySubject } from './subject-order.ts';

/** All subjects of one side of a ledger, to be put in order in a thread of their own. */
export interface OrderTask {
  readonly memory: SharedArrayBuffer;
  readonly count: number;
  readonly side: 'payer' | 'payee';
  readonly subjects: number;
}

parentPort?.on('message', ({ memory, count, side, subjects }: OrderTask) => {
  parentPort?.postMessage(orderBySubject(new LedgerRows(memory, count), side, 0, subjects));
});
