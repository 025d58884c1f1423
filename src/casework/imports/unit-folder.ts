import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const OWN = 0o700;
/** Files that wait in the inbox of the server and are shown at once. */
const MOST_WAITING = 1000;

/** Where the files of a unit lie. Personal data: only the account of the server comes in. */
export class UnitFolder {
  readonly path: string;

  constructor(dataFolder: string, unitId: string) {
    this.path = join(dataFolder, 'units', unitId);
  }

  /** Files as they were received, each in a folder of its id. */
  get inbox(): string {
    return join(this.path, 'inbox');
  }

  get lake(): string {
    return join(this.path, 'lake');
  }

  received(id: string, name: string): string {
    return join(this.inbox, id, name);
  }

  /** Results of an import. */
  run(importId: string): string {
    return join(this.path, 'runs', importId);
  }

  /** What an import needs while it runs. */
  work(importId: string): string {
    return join(this.path, 'work', importId);
  }

  /** A file of the operator's, beside the folders: `places.csv`, `rates.csv`, `known.csv`. */
  setting(name: string): string {
    return join(this.path, name);
  }

  async make(): Promise<void> {
    for (const folder of [this.inbox, join(this.path, 'runs'), join(this.path, 'work')])
      await mkdir(folder, { recursive: true, mode: OWN });
  }
}

export interface WaitingFile {
  readonly name: string;
  readonly bytes: number;
  readonly at: Date;
}

/**
 * The inbox that the operator fills: `inbox/UNIT/` is open to that unit alone, what lies in `inbox/` itself to every unit. Names are those
 * that the folder lists; nothing is ever opened under a name that is not among them.
 */
export class ServerInbox {
  readonly #folders: readonly string[];

  constructor(dataFolder: string, unitId: string) {
    const shared = join(dataFolder, 'inbox');
    this.#folders = [join(shared, unitId), shared];
  }

  /** The newest first. */
  async list(): Promise<WaitingFile[]> {
    const found = new Map<string, WaitingFile>();
    for (const folder of this.#folders)
      for (const name of await namesIn(folder)) {
        const file = await stat(join(folder, name)).catch(() => null);
        if (file?.isFile() && file.size > 0 && !found.has(name))
          found.set(name, { name, bytes: file.size, at: file.mtime });
      }
    return [...found.values()]
      .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_WAITING);
  }

  /** Where the file with this name lies; null when there is none. */
  async find(name: string): Promise<(WaitingFile & { readonly path: string }) | null> {
    for (const folder of this.#folders) {
      if (!(await namesIn(folder)).includes(name)) continue;
      const path = join(folder, name);
      const file = await stat(path).catch(() => null);
      if (file?.isFile() && file.size > 0) return { name, path, bytes: file.size, at: file.mtime };
    }
    return null;
  }
}

/** Without those that are hidden, or being written under a hidden name. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith('.'));
}
