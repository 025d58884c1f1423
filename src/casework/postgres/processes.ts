import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** Tells a process from a later one with the same number: its number and the tick at which it began. Null when it is not there. */
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

/** Numbers of the PostgreSQL processes that work in this folder, whoever started them. */
export function serverProcesses(cluster: string): readonly number[] {
  const folder = realpathSync(cluster);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return (
          pid > 0 &&
          readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' &&
          readlinkSync(`/proc/${pid}/cwd`) === folder
        );
      } catch {
        return false;
      }
    });
}
