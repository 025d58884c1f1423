const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const; // SIGHUP: the terminal was closed, or the connection to it lost

/** A person, or the program that runs this one, asks to stop: once in order, once more at once. */
export class StopRequest {
  readonly #asked: () => void;
  #stop: (() => void) | null = null;
  #stopped = false;

  /** @param asked is called at the first request */
  constructor(asked: () => void) {
    this.#asked = asked;
    for (const signal of SIGNALS) process.on(signal, this.ask);
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Gives the means to stop what is running. */
  onStop(stop: () => void): void {
    this.#stop = stop;
  }

  readonly ask = (): void => {
    if (this.#stopped) process.exit(3);
    this.#stopped = true;
    this.#asked();
    this.#stop?.();
  };

  end(): void {
    for (const signal of SIGNALS) process.off(signal, this.ask);
  }
}
