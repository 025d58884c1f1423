import { readFileSync } from 'node:fs';

/** Tells a process from a later one with the same number: its number and the tick at which it began. Null when it is not there, or has ended. */
export function processMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, second, may hold blanks and brackets; the state follows it, and the start is 19 fields further.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${pid}-${fields[19]}`;
  } catch {
    return null;
  }
}

/** Names one process of one boot of one machine, and never another. Null when it is not there, has ended, or the system does not say. */
export function identityOf(pid: number): string | null {
  const mark = processMark(pid);
  if (mark === null) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${mark}`;
  } catch {
    return null;
  }
}
