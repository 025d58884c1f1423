import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath } from './engine/sync-path.ts';
import { UnusableInput } from './transfers/reader.ts';

/**
 * Puts whole results in the place of those of an earlier run; nothing else in the folder is touched. The mark goes first and comes
 * last: where it stands, all files are of one run. The earlier files go before a new one comes, so that files of two runs never
 * stand side by side, whenever the process is killed. An error brings the earlier ones back.
 *
 * @param from folder of the new files, on the disk of `to`; @param mark the one of `names` that says that all are there
 * @throws UnusableInput when a folder stands where a result would go; nothing was moved then
 */
export function moveResults(from: string, to: string, names: readonly string[], mark: string): void {
  for (const name of names)
    if (statSync(join(to, name), { throwIfNoEntry: false })?.isDirectory())
      throw new UnusableInput(join(to, name), 'a folder stands where a result would go; move it away.');
  const earlier = join(from, 'earlier');
  mkdirSync(earlier);
  for (const name of names) syncPath(join(from, name));
  const markLast = [...names.filter((name) => name !== mark), mark];
  const moved: (readonly [from: string, to: string])[] = [];
  const move = (name: string, source: string, target: string): void => {
    renameSync(join(source, name), join(target, name));
    moved.push([join(source, name), join(target, name)]);
  };
  try {
    for (const name of markLast.toReversed()) if (existsSync(join(to, name))) move(name, to, earlier);
    for (const name of markLast) move(name, from, to);
  } catch (error) {
    for (const [source, target] of moved.toReversed()) renameSync(target, source);
    throw error;
  }
  syncPath(to);
}
