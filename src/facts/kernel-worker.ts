import { parentPort, workerData } from 'node:worker_threads';
import { type BatchPlan, BatchRun } from './fact-batch.ts';
import { GatheredLedger } from './gathered-ledger.ts';
import { LedgerRows } from './ledger-rows.ts';
import type { SliceTask } from './ledger-slice.ts';
import { buffersOfPairs, type PairTable } from './pair-table.ts';
import type { SubjectOrder } from './subject-order.ts';

/** What a worker is given: the task with this number, in memory that all threads share. */
export interface KernelTask extends SliceTask {
  readonly number: number;
  readonly memory: SharedArrayBuffer;
  readonly order: SubjectOrder;
}

/** What a worker gives back: the pairs of that task; its facts are in the shared table. */
export interface TaskDone {
  readonly number: number;
  readonly pairs: PairTable;
}

const port = parentPort;
if (!port) throw new Error('The kernel worker is not a program of its own: it is started by the kernel run');
const run = new BatchRun(workerData as BatchPlan);
const gathered = new GatheredLedger();
port.on('message', ({ number, memory, order, from, to }: KernelTask) => {
  const pairs = run.add(gathered.of({ ledger: new LedgerRows(memory), order }, { from, to }));
  const done: TaskDone = { number, pairs };
  port.postMessage(done, buffersOfPairs(pairs));
});
