import { fstatSync } from 'node:fs';
import { FolderInUse } from '../engine/folder-lock.ts';
import { inFrench } from '../report/known-sentences.ts';
import type { ScanEvent } from '../scan-events.ts';
import { type ScanWatcher, STAGES, type Stage, Stopped } from '../scan-progress.ts';
import { EXIT } from './exit-codes.ts';
import { shownError } from './shown-error.ts';
import { StopRequest } from './stop-request.ts';

/** What is under way may not be one that can be interrupted: then it ends all the same. */
const STOP_WITHIN_MS = 5000;

/** Progress of a scan for the program that runs it: see `scan-events.ts`. When that program ends, however it ends, the scan stops. */
export class EventProgress implements ScanWatcher {
  readonly #request = new StopRequest(() => setTimeout(() => process.exit(EXIT.stopped), STOP_WITHIN_MS).unref());

  /** Runs the scan; what goes wrong is told as an event, too. */
  static async watch(scan: (watcher: ScanWatcher) => Promise<unknown>): Promise<void> {
    const progress = new EventProgress();
    progress.#stopWithInput();
    try {
      await scan(progress);
    } catch (error) {
      process.exitCode = progress.#fail(error);
    } finally {
      progress.#request.end();
    }
  }

  get stopped(): boolean {
    return this.#request.stopped;
  }

  started(stage: Stage): void {
    tell({ event: 'stage', stage, done: STAGES.indexOf(stage) });
  }

  finished(): void {}

  file(label: string): void {
    tell({ event: 'file', file: label });
  }

  inLake(label: string): void {
    tell({ event: 'file', file: label });
  }

  refused(label: string, reason: string): void {
    tell({ event: 'refused', file: label, reason: { en: reason, fr: inFrench(reason) ?? reason } });
  }

  onStop(stop: () => void): void {
    this.#request.onStop(stop);
  }

  #fail(error: unknown): number {
    const { code, ours, text: en } = shownError(error, 'en');
    const { text: fr } = shownError(error, 'fr');
    tell({ event: 'failed', why: whyOf(error, code, ours), text: { en, fr } });
    if (ours) console.error(error);
    return code;
  }

  #stopWithInput(): void {
    const input = fstatSync(0);
    if (!input.isFIFO() && !input.isSocket()) return;
    process.stdin.on('end', this.#request.ask).on('error', this.#request.ask).resume();
    // It must not keep a scan alive that is done.
    (process.stdin as NodeJS.ReadStream & { unref(): void }).unref();
  }
}

function whyOf(error: unknown, code: number, ours: boolean): Extract<ScanEvent, { event: 'failed' }>['why'] {
  if (error instanceof Stopped) return 'stopped';
  if (error instanceof FolderInUse) return 'busy';
  if (ours) return 'error';
  if (code === EXIT.unusableInput) return 'input';
  return code === EXIT.badUsage ? 'usage' : 'room';
}

function tell(event: ScanEvent): void {
  process.stderr.write(`${JSON.stringify(event)}\n`);
}
