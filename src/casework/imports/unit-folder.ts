import { constants, type FileHandle, lstat, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inheritedPath, openPlainFile, type PlainFile } from './plain-file.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;

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
 * that the folder lists; nothing is ever opened under a name that is not among them. Whoever may only put files there shall not have others
 * read by the server: links, pipes and files that have a second name are passed over.
 */
export class ServerInbox {
  readonly #shared: string;
  readonly #unitId: string;

  constructor(dataFolder: string, unitId: string) {
    this.#shared = join(dataFolder, 'inbox');
    this.#unitId = unitId;
  }

  /** The newest first. */
  async list(): Promise<WaitingFile[]> {
    const found = new Map<string, WaitingFile>();
    await this.#inEach(async (folder) => {
      for (const name of await namesIn(folder)) {
        const file = await lstat(join(folder, name)).catch(() => null);
        if (file?.isFile() && file.nlink === 1 && file.size > 0 && !found.has(name))
          found.set(name, { name, bytes: file.size, at: file.mtime });
      }
      return null;
    });
    return [...found.values()]
      .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_WAITING);
  }

  /** The file with this name, to be closed by whoever asks; null when there is none. */
  async open(name: string): Promise<PlainFile | null> {
    return this.#inEach(async (folder) => {
      if (!(await namesIn(folder)).includes(name)) return null;
      const found = await openPlainFile(join(folder, name));
      if (found === null || found.bytes > 0) return found;
      await found.file.close();
      return null;
    });
  }

  /** In the folder of the unit, then in the shared one, until there is an answer. Both are held open: neither can be changed for a link meanwhile. */
  async #inEach<T>(work: (folder: string) => Promise<T | null>): Promise<T | null> {
    const shared = await openFolder(this.#shared);
    if (shared === null) return null;
    try {
      const own = await openFolder(join(inheritedPath(shared.fd), this.#unitId), O_NOFOLLOW);
      try {
        const found = own === null ? null : await work(inheritedPath(own.fd));
        return found ?? (await work(inheritedPath(shared.fd)));
      } finally {
        await own?.close();
      }
    } finally {
      await shared.close();
    }
  }
}

function openFolder(path: string, flags = 0): Promise<FileHandle | null> {
  return open(path, O_RDONLY | O_DIRECTORY | flags).catch(() => null);
}

/** Without those that are hidden, or being written under a hidden name. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith('.'));
}
