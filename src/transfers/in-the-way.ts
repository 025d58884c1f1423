import { realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { UnusableInput } from './reader.ts';

/** The files that a scan is going to write. What it reads must not be one of them: results would take its place, and it would be gone. */
export class ResultFiles {
  readonly #paths: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;
  readonly #emptied: string | null;

  /** @param emptied folder that is removed before the scan begins, and after */
  constructor(paths: readonly string[], emptied: string | null = null) {
    this.#emptied = emptied === null ? null : realPath(emptied);
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

  /** @throws UnusableInput when this file or folder would be removed with the folder that is emptied */
  keep(path: string): void {
    const real = realPath(path);
    if (this.#emptied !== null && (real === this.#emptied || real.startsWith(`${this.#emptied}${sep}`)))
      throw new UnusableInput(
        path,
        `it lies in the folder ${basename(this.#emptied)}, which a scan empties: name another folder.`,
      );
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
