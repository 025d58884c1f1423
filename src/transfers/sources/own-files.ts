import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What Vigie itself put into a folder, and why it is not read as input. */
export interface OwnFiles {
  readonly names: ReadonlySet<string>;
  readonly reason: string;
}

const LAKE: OwnFiles = {
  names: new Set(['manifest.json', 'manifest.json.incoming', 'batches', 'quarantine', 'messages', 'kept', 'lock']),
  reason: 'it is a lake of Vigie, whose transfers are not read again as a file: give it with --lake to use them',
};
const RESULTS: OwnFiles = {
  names: new Set([
    ...['subjects.csv', 'leads.jsonl', 'groups.jsonl', 'places.csv', 'quarantine.csv', 'run.json', 'report.html'],
    ...['people.csv', 'pairs.csv', 'decisions.csv'],
  ]),
  reason: 'it holds the results of a scan, which are not transfers: they were passed over',
};
/** The program stands at the top of run.json: what is longer need not be read to its end. */
const MAX_MARK_BYTES = 1 << 26;

/** The files of Vigie in a folder, told by what a lake or a scan writes into its own list of contents; null when there are none. */
export function ownFiles(folder: string): OwnFiles | null {
  const manifest = jsonIn(join(folder, 'manifest.json'));
  if (manifest !== null && manifest.version === 1 && Array.isArray(manifest.batches)) return LAKE;
  const program = jsonIn(join(folder, 'run.json'))?.program;
  return typeof program === 'object' && program !== null && 'name' in program && program.name === 'vigie'
    ? RESULTS
    : null;
}

/** Gives a test that is true for what Vigie wrote into a folder of results or a lake. It looks into each folder once. */
export function ownFileTest(): (path: string) => boolean {
  const looked = new Map<string, OwnFiles | null>();
  const isOf = (folder: string, name: string): boolean => {
    if (!looked.has(folder)) looked.set(folder, ownFiles(folder));
    return looked.get(folder)?.names.has(name) ?? false;
  };
  return (path) => isOf(dirname(path), basename(path)) || isOf(dirname(dirname(path)), basename(dirname(path)));
}

function jsonIn(file: string): Record<string, unknown> | null {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > MAX_MARK_BYTES) return null;
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
