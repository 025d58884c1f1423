import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../src/engine/make-folder.ts';

/** A Python with the packages, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

/**
 * A Python with the packages that a requirements file pins. It is made on first use, in the cache folder of the user, with the packages that pip
 * fetches; nothing else of the machine is changed.
 */
export function pythonEnvironment(requirements: string): PythonEnvironment {
  const name = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vigie');
  const folder = join(cache, `bench-python-${name}`);
  const done = join(folder, 'complete');
  const python = join(folder, 'bin', 'python');
  if (existsSync(done)) return { python };
  makeFolder(cache);
  rmSync(folder, { recursive: true, force: true });
  const failed =
    failureOf('python3', ['-m', 'venv', folder]) ??
    failureOf(python, ['-m', 'pip', 'install', '--quiet', '--only-binary', ':all:', '-r', requirements]);
  if (failed !== null) {
    rmSync(folder, { recursive: true, force: true });
    return { missing: failed };
  }
  writeFileSync(done, '');
  return { python };
}

/** The last line that a program says when it fails; null when it does not. */
function failureOf(program: string, args: readonly string[]): string | null {
  const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : (stderr.trim().split('\n').at(-1) ?? `${program} ended with ${status}`);
}
