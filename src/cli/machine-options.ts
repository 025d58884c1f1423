import { InvalidArgumentError, Option } from 'commander';
import { bytesOf } from '../engine/memory.ts';
import { DEFAULT_OPTIONS } from '../scan-options.ts';
import type { Say } from './say-in.ts';

/** No machine that this was tried on has more. */
const MOST_THREADS = 256;
/** Less is not enough for any scan. */
const LEAST_MEGABYTES = 100;

export function memoryOption(say: Say): Option {
  return new Option(
    '--memory <size>',
    say(
      'memory for the whole process, as nearly as possible, for example 2GB; more goes to disk',
      'mémoire de tout le processus, au plus près, par exemple 2GB ; le surplus va sur le disque',
    ),
  )
    .argParser(asSize)
    .default(DEFAULT_OPTIONS.memory);
}

export function threadsOption(say: Say): Option {
  return new Option('--threads <n>', say('threads', 'fils d’exécution'))
    .argParser(upTo(MOST_THREADS))
    .default(DEFAULT_OPTIONS.threads, say('the cores of the machine, 8 at most', 'les cœurs de la machine, 8 au plus'));
}

/** Reads a whole number from 1 to `most`. */
export function upTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`);
    return value;
  };
}

function asSize(text: string): string {
  const bytes = bytesOf(text);
  if (bytes === null) throw new InvalidArgumentError('Write a size such as 1500MB or 2GB.');
  if (bytes < LEAST_MEGABYTES * 1e6) throw new InvalidArgumentError(`Give at least ${LEAST_MEGABYTES}MB.`);
  return text;
}
