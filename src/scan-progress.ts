import type { TakeInWatcher } from './transfers/take-in.ts';

export const STAGES = ['read', 'places', 'encode', 'payers', 'payees', 'network', 'score', 'leads', 'write'] as const;
export type Stage = (typeof STAGES)[number];

/** Whoever shows the progress of a scan, and may ask it to stop. */
export interface ScanWatcher extends TakeInWatcher {
  started(stage: Stage): void;
  finished(stage: Stage, seconds: number): void;
  /** Gives the watcher the means to stop what is running. */
  onStop(stop: () => void): void;
  /** True once a person asked to stop. */
  readonly stopped: boolean;
}

/** A person stopped the scan: exit code 3. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Runs the stages of a scan one after another, tells the watcher, and remembers how long each took. */
export class StageClock {
  readonly #watcher: ScanWatcher;
  readonly #seconds = new Map<Stage, number>();

  constructor(watcher: ScanWatcher) {
    this.#watcher = watcher;
  }

  async stage<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    if (this.#watcher.stopped) throw new Stopped(`Stopped before the stage «${stage}»`);
    this.#watcher.started(stage);
    const start = performance.now();
    try {
      const result = await work();
      const seconds = (performance.now() - start) / 1000;
      this.#seconds.set(stage, seconds);
      this.#watcher.finished(stage, seconds);
      return result;
    } catch (error) {
      if (this.#watcher.stopped) throw new Stopped(`Stopped in the stage «${stage}»`);
      throw error;
    }
  }

  /** Seconds by stage, to the millisecond. */
  get timings(): Record<string, number> {
    return Object.fromEntries([...this.#seconds].map(([stage, seconds]) => [stage, Math.round(seconds * 1000) / 1000]));
  }
}
