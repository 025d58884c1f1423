import cliProgress from 'cli-progress';
import { spelledOut } from '../engine/spelled-out.ts';
import { type ScanWatcher, STAGES, type Stage } from '../scan-progress.ts';

const SAID: Readonly<Record<Stage, string>> = {
  read: 'reading and cleaning records',
  places: 'finding places and time zones',
  encode: 'encoding transfers',
  payers: 'measuring payers',
  payees: 'measuring payees',
  network: 'looking at who else pays and is paid',
  score: 'weighing indicators and ordinary explanations',
  leads: 'gathering the evidence of leads',
  write: 'writing results',
};

/** Progress of a scan on standard error: a bar on a terminal, a line a stage elsewhere, nothing when quiet. Ctrl-C asks to stop. */
export class TerminalProgress implements ScanWatcher {
  readonly #bar: cliProgress.SingleBar | null;
  readonly #lines: boolean;
  #stop: (() => void) | null = null;
  #stopped = false;

  constructor(quiet: boolean) {
    const terminal = process.stderr.isTTY === true && !quiet;
    this.#lines = !terminal && !quiet;
    this.#bar = terminal
      ? new cliProgress.SingleBar(
          {
            format: ' {bar} {value}/{total}  {stage}',
            stream: process.stderr,
            hideCursor: true,
            clearOnComplete: true,
            barsize: 24,
          },
          cliProgress.Presets.shades_classic,
        )
      : null;
    process.on('SIGINT', this.#onSignal);
    process.on('SIGTERM', this.#onSignal);
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  started(stage: Stage): void {
    if (stage === STAGES[0]) this.#bar?.start(STAGES.length, 0, { stage: '' });
    this.#bar?.update(STAGES.indexOf(stage), { stage: SAID[stage] });
  }

  finished(stage: Stage, seconds: number): void {
    this.#bar?.update(STAGES.indexOf(stage) + 1);
    if (this.#lines) console.error(`${SAID[stage]}: ${seconds.toFixed(1)} s`);
  }

  file(label: string): void {
    this.#bar?.update({ stage: `${SAID.read}: ${spelledOut(label)}` });
    if (this.#lines) console.error(`reading ${label}`);
  }

  inLake(label: string): void {
    if (this.#lines) console.error(`in the lake already, not read again: ${label}`);
  }

  refused(label: string, reason: string): void {
    this.say(`${label}: ${reason}`);
  }

  onStop(stop: () => void): void {
    this.#stop = stop;
  }

  /** A line that stays, whatever the bar does. */
  say(line: string): void {
    if (this.#bar) process.stderr.write('\r\u001b[K');
    console.error(line);
  }

  end(): void {
    this.#bar?.stop();
    process.off('SIGINT', this.#onSignal);
    process.off('SIGTERM', this.#onSignal);
  }

  readonly #onSignal = (): void => {
    if (this.#stopped) process.exit(3);
    this.#stopped = true;
    this.say('Stopping … (once more to stop at once)');
    this.#stop?.();
  };
}
