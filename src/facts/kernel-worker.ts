import { parentPort, workerData } from 'node:worker_threads';
import { type BatchPlan, BatchRun } from './fact-batch.ts';
import type { Ledger } from './ledger.ts';
import { transferableBuffers } from './ledger-columns.ts';
import { buffersOfPairs, type PairTable } from './pair-table.ts';

/** What a worker is given: the batch with this number. */
export interface BatchTask {
  readonly number: number;
  readonly batch: Ledger;
}

/** What a worker gives back: the pairs of that batch; its facts are in the shared table. */
export interface BatchDone {
  readonly number: number;
  readonly pairs: PairTable;
  /** The memory of the batch. */
  readonly memory: readonly ArrayBuffer[];
}

const port = parentPort;
if (!port) throw new Error('The kernel worker is not a program of its own: it is started by the kernel run');
const run = new BatchRun(workerData as BatchPlan);
port.on('message', ({ number, batch }: BatchTask) => {
  const done: BatchDone = { number, pairs: run.add(batch), memory: transferableBuffers(batch) };
  port.postMessage(done, [...buffersOfPairs(done.pairs), ...done.memory]);
});
