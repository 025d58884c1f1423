import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The server's own folder is stored by what its tables say; the inbox holds copies of files that lie elsewhere, not yet taken in. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'postgres',
  'postgres.making',
  'in-use',
  'inbox',
  'secrets.json',
  'lock',
]);
/** What a program leaves while it works. */
const PASSING = /^(\.vigie-)?lock(\..*)?$|^\.vigie-work$|\.(incoming|making|making-.*|restoring|part)$/;
/** Of a unit, what its imports need while they run. */
const WORK = /^units\/[^/]+\/work(\/|$)/;

/** Whether a path within the data folder is one that backups hold, also where case makes no difference. No file of Vigie's has a backslash. */
export function belongsInBackup(path: string): boolean {
  const plain = path.toLowerCase();
  const parts = plain.split('/');
  return (
    !LEFT_OUT.has(parts[0] ?? '') &&
    !WORK.test(plain) &&
    !plain.includes('\\') &&
    !parts.some((part) => PASSING.test(part))
  );
}

/** Files of the data folder that belong in a backup, as paths within it, in the order of their names. */
export function dataFiles(dataFolder: string): readonly string[] {
  const found: string[] = [];
  const walk = (within: string): void => {
    for (const entry of readdirSync(join(dataFolder, within), { withFileTypes: true })) {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (!belongsInBackup(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  walk('');
  return found.sort();
}
