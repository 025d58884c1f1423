// Builds the web client into web/dist when its sources are newer than what lies there. Needs no network.
// Fails when the script that the first page waits for is larger than it may be.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { node24, root } from './install.mjs';

/** Issue 4: initial script at most 300 KB gzip. */
const MOST_INITIAL_BYTES = 300 * 1024;
const web = join(root, 'web');
const dist = join(web, 'dist');
const stamp = join(dist, '.sources-sha256');

/** True when the client is there; says on standard error what is wrong when it is not. */
export function buildWeb() {
  const wanted = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  console.error('Building the web client …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = spawnSync(node24(), [vite, 'build', web, '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    console.error(`The web client could not be built:\n${result.stdout}${result.stderr}`);
    return false;
  }
  const initial = initialBytes();
  console.error(`Web client built: initial script ${Math.ceil(initial / 1024)} KB gzip.`);
  if (initial > MOST_INITIAL_BYTES) {
    console.error(
      `That is more than ${MOST_INITIAL_BYTES / 1024} KB: load what the first page does not need with a page of its own.`,
    );
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

/** Of everything that a build depends on: an older checkout with newer times is noticed too. */
function sourcesHash() {
  const hash = createHash('sha256');
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(dist) && !path.includes('.test.') && !path.endsWith('api/types.ts'));
  const shared = ['package-lock.json', 'packs/stages.json', 'src/report/formats.ts', 'src/report/ticks.ts'];
  for (const path of [...files.toSorted(), ...shared.map((name) => join(root, name))])
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

/** What is loaded with the first page beside the entry: the frame, one language, the largest page. */
const FIRST_PAGE = ['src/frame/app-frame.tsx', 'src/messages/fr.json', 'src/leads/leads-page.tsx'];

/** The entry, the first page and all that they import before they run; other pages, loaded later, do not count. */
function initialBytes() {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const each of manifest[key].imports ?? []) visit(each);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry || FIRST_PAGE.includes(key)) visit(key);
  return [...seen].reduce((sum, key) => sum + gzipSync(readFileSync(join(dist, manifest[key].file))).length, 0);
}

if (process.argv[1] === import.meta.filename) process.exit(buildWeb() ? 0 : 1);
