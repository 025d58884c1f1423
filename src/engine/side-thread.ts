import { Worker } from 'node:worker_threads';

/** A thread beside this one, for work that is divided in two: it answers each message with one. Whatever goes wrong in it rejects the question at hand. */
export class SideThread<Question, Answer> {
  readonly #worker: Worker;
  readonly #failure = Promise.withResolvers<never>();
  #ending = false;

  /** @param script answers `parentPort`'s messages; @param data what it works on: what lies in shared memory is not copied */
  constructor(script: URL, data: unknown) {
    this.#failure.promise.catch(() => undefined); // told when something is asked
    this.#worker = new Worker(script, { workerData: data });
    this.#worker.on('error', (cause) => this.#failure.reject(cause));
    this.#worker.on('messageerror', (cause) => this.#failure.reject(cause));
    this.#worker.on('exit', (code) => {
      if (!this.#ending) this.#failure.reject(new Error(`A thread ended with code ${code}`));
    });
  }

  /** One question at a time. It is worked on at once, also while this thread is busy. */
  async ask(question: Question): Promise<Answer> {
    const answer = Promise.withResolvers<Answer>();
    this.#worker.once('message', answer.resolve);
    this.#worker.postMessage(question);
    return Promise.race([answer.promise, this.#failure.promise]);
  }

  async close(): Promise<void> {
    this.#ending = true;
    await this.#worker.terminate();
  }
}
