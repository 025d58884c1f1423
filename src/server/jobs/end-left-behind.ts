import { setTimeout as pause } from 'node:timers/promises';
import { identityOf } from '../../engine/process-identity.ts';

const GONE_WITHIN_MS = 10_000;

/**
 * Ends a process that was left behind, with the processes of its group, and waits until it is gone. One that ended before, of an earlier
 * boot, of another machine, or a later one with the same number is let alone.
 */
export async function endLeftBehind(identity: string): Promise<void> {
  const pid = Number(/ (\d+)-\d+$/.exec(identity)?.[1]);
  if (!(pid > 1) || identityOf(pid) !== identity) return;
  signal(-pid);
  signal(pid);
  for (let waited = 0; identityOf(pid) === identity; waited += 20) {
    if (waited > GONE_WITHIN_MS) throw new Error(`Process ${pid} of an import that was broken off does not end.`);
    await pause(20);
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended, or leads no group.
  }
}
