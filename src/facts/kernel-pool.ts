import { Worker } from 'node:worker_threads';
import type { BatchMemory } from './batch-memory.ts';
import type { BatchPlan } from './fact-batch.ts';
import type { BatchDone, BatchTask } from './kernel-worker.ts';
import type { Ledger } from './ledger.ts';
import { transferableBuffers } from './ledger-columns.ts';
import type { PairTable } from './pair-table.ts';

/** Batches a worker may hold: the one it works on and the next, so that it never waits. */
const BATCHES_A_WORKER = 2;

interface Station {
  readonly worker: Worker;
  /** Batches given and not yet given back. */
  held: number;
}

/**
 * Worker threads that compute facts. `take` gives a batch away and answers once another can be taken; `finish` waits for
 * the rest. Whatever goes wrong in any worker rejects the call at hand and all later ones.
 */
export class KernelPool {
  readonly #stations: readonly Station[];
  readonly #pairs: PairTable[] = [];
  readonly #memory: BatchMemory;
  readonly #failure = Promise.withResolvers<never>();
  #given = 0;
  #back = 0;
  #ending = false;
  #wake = Promise.withResolvers<void>();

  constructor(plan: BatchPlan, workers: number, script: URL, memory: BatchMemory) {
    this.#memory = memory;
    this.#failure.promise.catch(() => undefined); // a failure between two calls is told at the next one
    this.#stations = Array.from({ length: workers }, () => this.#start(plan, script));
  }

  /** Rejects as soon as a worker fails; never resolves. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** Gives a batch to the worker with the fewest; its memory is gone for the caller. Resolves when there is room for one more. */
  async take(batch: Ledger): Promise<void> {
    const station = this.#stations.reduce((least, other) => (other.held < least.held ? other : least));
    const task: BatchTask = { number: this.#given++, batch };
    station.held++;
    station.worker.postMessage(task, transferableBuffers(batch));
    await this.#until(() => this.#stations.some(({ held }) => held < BATCHES_A_WORKER));
  }

  /** Waits for all batches; gives their pairs, in the order in which the batches were taken. */
  async finish(): Promise<readonly PairTable[]> {
    await this.#until(() => this.#back === this.#given);
    return this.#pairs;
  }

  /** Stops the workers, whatever they are doing. */
  async close(): Promise<void> {
    this.#ending = true;
    await Promise.all(this.#stations.map(({ worker }) => worker.terminate()));
  }

  async #until(reached: () => boolean): Promise<void> {
    while (!reached()) await Promise.race([this.#wake.promise, this.#failure.promise]);
  }

  #start(plan: BatchPlan, script: URL): Station {
    const worker = new Worker(script, { workerData: plan });
    const station: Station = { worker, held: 0 };
    worker.on('message', ({ number, pairs, memory }: BatchDone) => {
      this.#memory.give(memory);
      this.#pairs[number] = pairs;
      station.held--;
      this.#back++;
      this.#wake.resolve();
      this.#wake = Promise.withResolvers<void>();
    });
    worker.on('error', (cause) => this.#fail(plan, cause instanceof Error ? cause.message : String(cause), cause));
    worker.on('messageerror', (cause) => this.#fail(plan, 'a message could not be read', cause));
    worker.on('exit', (code) => {
      if (!this.#ending) this.#fail(plan, `its thread ended with code ${code}`);
    });
    return station;
  }

  #fail(plan: BatchPlan, reason: string, cause?: unknown): void {
    this.#failure.reject(new Error(`The facts of the ${plan.subject}s could not be computed: ${reason}`, { cause }));
  }
}
