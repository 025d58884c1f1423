import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

export { processMark } from '../../engine/process-identity.ts';

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
