import { Worker } from 'node:worker_threads';
import type { BatchPlan } from './fact-batch.ts';
import type { KernelTask, TaskDone } from './kernel-worker.ts';
import { type LedgerSlice, tasksOf } from './ledger-slice.ts';
import type { PairTable } from './pair-table.ts';

/** Tasks a worker may hold: the one it works on and the next, so that it never waits. */
const TASKS_A_WORKER = 2;

interface Station {
  readonly worker: Worker;
  /** Tasks given and not yet done. */
  held: number;
}

/**
 * Worker threads that compute facts. `take` has a slice worked on and answers when it is done. Whatever goes wrong in any worker rejects
 * the call at hand and all later ones.
 */
export class KernelPool {
  readonly #stations: readonly Station[];
  readonly #pairs: PairTable[] = [];
  readonly #failure = Promise.withResolvers<never>();
  #given = 0;
  #done = 0;
  #ending = false;
  #wake = Promise.withResolvers<void>();

  constructor(plan: BatchPlan, workers: number, script: URL) {
    this.#failure.promise.catch(() => undefined); // a failure between two calls is told at the next one
    this.#stations = Array.from({ length: workers }, () => this.#start(plan, script));
  }

  /** The pairs of all slices that were taken, in their order. */
  get pairs(): PairTable[] {
    return this.#pairs;
  }

  /** Divides the subjects of a slice among the workers; resolves when all are done. */
  async take(slice: LedgerSlice): Promise<void> {
    const { order } = slice;
    const { memory } = slice.ledger;
    for (const { from, to } of tasksOf(slice)) {
      await this.#until(() => this.#stations.some(({ held }) => held < TASKS_A_WORKER));
      const station = this.#stations.reduce((least, other) => (other.held < least.held ? other : least));
      const task: KernelTask = { number: this.#given++, memory, order, from, to };
      station.held++;
      station.worker.postMessage(task);
    }
    await this.#until(() => this.#done === this.#given);
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
    worker.on('message', ({ number, pairs }: TaskDone) => {
      this.#pairs[number] = pairs;
      station.held--;
      this.#done++;
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
