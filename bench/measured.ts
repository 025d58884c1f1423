import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program cost. Peak and processor time come from /proc and are NaN where there is none. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly stdout: string;
}

const POLL_MS = 25;
/** Clock ticks a second in /proc on every Linux. */
const TICKS = 100;

/** Runs a Node program in a process of its own and measures it from start to end. Throws when it fails. */
export async function measured(args: readonly string[]): Promise<Measured> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString('utf8');
  });
  let last = { cpuSeconds: Number.NaN, peakBytes: Number.NaN };
  const poll = setInterval(() => {
    last = usageOf(child.pid) ?? last;
  }, POLL_MS);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('close', resolve);
  const code = await promise;
  clearInterval(poll);
  const seconds = (performance.now() - begin) / 1000;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with code ${code}`);
  return { seconds, ...last, stdout };
}

/** The high-water mark of memory and the user and system time so far: both only grow, so the last reading is the one that counts. */
function usageOf(pid: number | undefined): { cpuSeconds: number; peakBytes: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    if (peak === undefined) return null;
    return { cpuSeconds: (Number(user) + Number(system)) / TICKS, peakBytes: Number(peak) * 1024 };
  } catch {
    return null;
  }
}

/** The middle one by wall time; of two, the faster. */
export function median(runs: readonly Measured[]): Measured {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('There is no run to take the median of');
  return middle;
}
