import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UnusableInput } from './reader.ts';

/** The files that a scan is going to write. What it reads must not be one of them: results would take its place, and it would be gone. */
export class ResultFiles {
  readonly #paths: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;

  constructor(paths: readonly string[]) {
    this.#paths = new Set(paths.map(realPath));
    this.#folders = new Set([...this.#paths].map((path) => dirname(path)));
  }

  has(path: string): boolean {
    return this.#paths.has(realPath(path));
  }

  /** True for the folder that they go to. */
  fill(folder: string): boolean {
    return this.#folders.has(realPath(folder));
  }

  /** @throws UnusableInput when results would take the place of this file */
  spare(path: string): void {
    if (this.has(path))
      throw new UnusableInput(path, 'the results of this scan would take its place: name another folder with --out.');
  }
}

/** Links followed as far as there is something: the file itself need not be there, nor its folder. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}
