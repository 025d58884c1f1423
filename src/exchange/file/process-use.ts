import { readFileSync } from 'node:fs';

/** What a process has used until now. */
export interface ProcessUse {
  /** Its own: without the files that it maps, which it shares and which the system takes back when it needs to. */
  readonly memoryKb: number;
  /** Of all its threads: however many others wait for a processor, it grows by what is done alone. */
  readonly processorMs: number;
}

/** Linux counts processor time in hundredths of a second for whoever asks, on every machine that Vigie runs on. */
const TICK_MS = 10;

/** As Linux tells it; null where nobody does, and of a process that is over. */
export function usedBy(pid: number | undefined): ProcessUse | null {
  if (pid === undefined) return null;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kbOf = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
    // The name of the process stands in brackets and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
    return { memoryKb: kbOf('RssAnon') + kbOf('RssShmem'), processorMs: (user + system) * TICK_MS };
  } catch {
    return null;
  }
}
