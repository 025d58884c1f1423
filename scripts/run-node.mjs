// Runs a program with the Node 24 that the project brings, until it ends; signals are handed on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from './install.mjs';

/** Gives the exit code. */
export function runNode(args, options = {}) {
  // Types are stripped and modules compiled once: a third of the time until a command begins. Node leaves out a folder it cannot write to.
  const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'), ...process.env };
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    env,
    ...options,
  });
  // The terminal sends Ctrl-C to both processes; a signal sent to this one alone is handed on. Either way the child decides how to stop.
  const handOn = (signal) => signal !== 'SIGINT' && child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, handOn);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, handOn);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
