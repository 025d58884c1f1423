import { createHash } from 'node:crypto';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../engine/make-folder.ts';
import { SYSTEM_FOLDER } from './postgres/system-folder.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where everything lies that one installation keeps. */
export interface DataFolder {
  readonly path: string;
  /** True when the folder of the project cannot hold it: the account of the database server does not come through to it. */
  readonly moved: boolean;
}

/**
 * `VIGIE_DATA`, or `data/` in the project. For root, whose database server runs as another account, a project in a closed folder
 * such as /root has its data in /var/lib/vigie, under a name of its own.
 */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): DataFolder {
  if (environment.VIGIE_DATA) return { path: resolve(environment.VIGIE_DATA), moved: false };
  const moved = process.getuid?.() === 0 && !environment.DATABASE_URL && !isOpenToAll(PROJECT);
  return { path: moved ? folderOutside(PROJECT) : join(PROJECT, 'data'), moved };
}

/** It is for this user alone. */
export function makeDataFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(path);
  chmodSync(path, 0o700);
}

/** Whether every account of the machine can come through to what lies in this folder. */
export function isOpenToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const mode = statSync(at, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function folderOutside(project: string): string {
  const place = createHash('sha256').update(project).digest('hex').slice(0, 8);
  return join(SYSTEM_FOLDER, `${basename(project)}-${place}`);
}
