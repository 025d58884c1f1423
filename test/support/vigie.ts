import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { format } from 'node:util';
import { runCommand } from '../../src/cli/run-command.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

/** How a run of the command ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the `vigie` command that is under way. */
export class Running {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** What it wrote on standard output up to now. */
  get printed(): string {
    return this.#stdout;
  }

  /** Resolves once the command wrote this on standard error; rejects when it ends before. */
  async says(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (this.#stderr.includes(text)) resolve();
      };
      this.#child.stderr?.on('data', look);
      this.#child.on('close', () => reject(new Error(`ended without saying «${text}»: ${this.#stderr}`)));
      look();
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

/** Starts the real command as a process of its own, as a person would; its terminal speaks English unless the locale is another. */
export function startVigie(args: readonly string[], locale = 'C', environment: NodeJS.ProcessEnv = {}): Running {
  const env = { ...process.env, LC_ALL: locale, ...environment };
  return new Running(spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env }));
}

export function vigie(...args: readonly string[]): Promise<Ended> {
  return startVigie(args).ended;
}

/** The command under a shell that limits it, for example `ulimit -f 100`. */
export function vigieUnder(limit: string, ...args: readonly string[]): Promise<Ended> {
  const script = `${limit}; exec "$0" "$@"`;
  return new Running(
    spawn('/bin/sh', ['-c', script, process.execPath, MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }),
  ).ended;
}

/**
 * The command within the process of the test, which has its modules already: for tests of what it finds. Those of how a process ends, of
 * signals, memory and the terminal start one.
 */
export async function vigieHere(...args: readonly string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const { log, error } = console;
  const written = { stdout: process.stdout.write, stderr: process.stderr.write };
  const hear = (where: keyof typeof said) => (text: unknown) => {
    said[where] += String(text);
    return true;
  };
  console.log = (...parts: unknown[]) => hear('stdout')(`${format(...parts)}\n`);
  console.error = (...parts: unknown[]) => hear('stderr')(`${format(...parts)}\n`);
  process.stdout.write = hear('stdout');
  process.stderr.write = hear('stderr');
  process.exitCode = undefined;
  try {
    await runCommand(args, { ...process.env, LC_ALL: 'C' });
    return { code: Number(process.exitCode ?? 0), signal: null, ...said };
  } finally {
    process.exitCode = undefined;
    Object.assign(console, { log, error });
    process.stdout.write = written.stdout;
    process.stderr.write = written.stderr;
  }
}

/** `vigieHere`, which fails with what the command said unless it is done. */
export async function doneHere(...args: readonly string[]): Promise<Ended> {
  return unlessDone(args, await vigieHere(...args));
}

/** Runs the command and fails with what it said unless it is done. */
export async function done(...args: readonly string[]): Promise<Ended> {
  return unlessDone(args, await vigie(...args));
}

function unlessDone(args: readonly string[], ended: Ended): Ended {
  if (ended.code !== 0) throw new Error(`vigie ${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
  return ended;
}
