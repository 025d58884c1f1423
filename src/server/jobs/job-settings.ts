import { CaseworkError } from '../../casework/casework-error.ts';
import { defaultThreads } from '../../engine/engine.ts';
import { bytesOf, DEFAULT_MEMORY } from '../../engine/memory.ts';

/** How much of the machine imports may take. */
export interface JobSettings {
  /** Of one scan, such as 2GB. */
  readonly memory: string;
  /** Of one scan. */
  readonly threads: number;
  /** Scans of different units at once; of one unit there is one at a time. */
  readonly atOnce: number;
}

const MOST_THREADS = 256;

/** From `VIGIE_SCAN_MEMORY`, `VIGIE_SCAN_THREADS` and `VIGIE_SCANS_AT_ONCE`. @throws CaseworkError when one cannot be read */
export function jobSettings(environment: NodeJS.ProcessEnv = process.env): JobSettings {
  const atOnce = wholeNumber(environment, 'VIGIE_SCANS_AT_ONCE', 2);
  const memory = environment.VIGIE_SCAN_MEMORY || DEFAULT_MEMORY;
  if (bytesOf(memory) === null) throw unreadable('VIGIE_SCAN_MEMORY', memory, '2GB');
  const threads = wholeNumber(environment, 'VIGIE_SCAN_THREADS', defaultThreads());
  return { memory, threads, atOnce };
}

function wholeNumber(environment: NodeJS.ProcessEnv, name: string, usual: number): number {
  const given = environment[name];
  if (!given) return usual;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > MOST_THREADS) throw unreadable(name, given, String(usual));
  return value;
}

function unreadable(name: string, given: string, example: string): CaseworkError {
  return new CaseworkError(
    `${name} is "${given}", which cannot be read: write for example ${name}=${example}.`,
    `${name} vaut « ${given} », ce qui ne peut être lu : écrire par exemple ${name}=${example}.`,
  );
}
