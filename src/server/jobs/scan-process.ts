import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { identityOf } from '../../engine/process-identity.ts';
import { type ScanEvent, scanEventSchema } from '../../scan-events.ts';

/** Number of the first descriptor that a process gets beside the usual three. */
export const FIRST_GIVEN = 3;
const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
/** Whoever is asked to stop has so long to do it in order. */
const STOP_WITHIN_MS = 8000;
/** Of what the program itself says when it fails: for the log of the server. */
const MOST_SAID = 4000;

/** How a scan ended. */
export interface ScanEnd {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly failure: Extract<ScanEvent, { event: 'failed' }> | null;
  /** What it wrote on standard error beside events: an error of the program. */
  readonly said: string;
}

/**
 * `vigie scan` as a process of its own, which leads its own group. It stops when this process ends, however that ends: its standard input
 * is a pipe of ours. What it writes is for the account of the server alone.
 */
export class ScanProcess {
  /** Null when it ended at once. */
  readonly identity: string | null;
  readonly ended: Promise<ScanEnd>;
  readonly #child: ChildProcess;
  #isOver = false;

  /** @param files it gets them open, the first as FIRST_GIVEN */
  constructor(
    args: readonly string[],
    folder: string,
    files: readonly FileHandle[],
    onEvent: (event: ScanEvent) => void,
  ) {
    // The shell sets what new files are open to, then becomes the scan.
    this.#child = spawn(
      '/bin/sh',
      [
        ...['-c', 'umask 077; exec "$0" "$@"'],
        ...[process.execPath, '--disable-warning=ExperimentalWarning', MAIN, 'scan', ...args, '--progress', 'json'],
      ],
      {
        cwd: folder,
        stdio: ['pipe', 'ignore', 'pipe', ...files.map(({ fd }) => fd)],
        detached: true,
        env: plainEnvironment(),
      },
    );
    this.#child.stdin?.on('error', () => undefined);
    this.identity = this.#child.pid === undefined ? null : identityOf(this.#child.pid);
    this.ended = this.#follow(onEvent);
  }

  /** Asks it to stop, and ends it when it does not. Resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    const late = setTimeout(() => this.#signal('SIGKILL'), STOP_WITHIN_MS);
    this.#signal('SIGTERM');
    await this.ended.catch(() => undefined);
    clearTimeout(late);
  }

  async #follow(onEvent: (event: ScanEvent) => void): Promise<ScanEnd> {
    let failure: ScanEnd['failure'] = null;
    let said = '';
    const lines = createInterface({ input: this.#child.stderr as NodeJS.ReadableStream });
    lines.on('line', (line) => {
      const event = eventOf(line);
      if (event === null) said = `${said}${line}\n`.slice(-MOST_SAID);
      else if (event.event === 'failed') failure = event;
      else onEvent(event);
    });
    try {
      const [code] = (await once(this.#child, 'close')) as [number | null];
      return { code, failure, said };
    } finally {
      this.#isOver = true;
    }
  }

  #signal(signal: NodeJS.Signals): void {
    if (!this.#isOver && this.#child.pid !== undefined) this.#child.kill(signal);
  }
}

function eventOf(line: string): ScanEvent | null {
  try {
    return scanEventSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** What another process needs: where things are, the compiled modules of this program among them. */
const PLAIN = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'NODE_COMPILE_CACHE'] as const;

/** Without the passwords and settings of the server. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const told = PLAIN.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { ...Object.fromEntries(told), LC_ALL: 'C' };
}
