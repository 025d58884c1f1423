// `npm test`: every check there is. Types, lint, folder order, dead code, then unit, property and end-to-end tests.
// Ends with the plain line `N passed, N failed, N skipped`, where each of the static checks counts as one.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMissingPackages, node24, root } from './install.mjs';
import { installBrowser } from './install-browser.mjs';

installMissingPackages();
installBrowser();

const bin = (name) => join(root, 'node_modules', ...name.split('/'));
const checks = [
  ['types of the API', ['--disable-warning=ExperimentalWarning', join(root, 'scripts/api-types.ts')]],
  ['types', [bin('typescript/bin/tsc'), '-p', root]],
  ['types of the web client', [bin('typescript/bin/tsc'), '-p', join(root, 'web')]],
  ['messages of the web client', ['--disable-warning=ExperimentalWarning', join(root, 'scripts/check-messages.ts')]],
  ['build of the web client', [join(root, 'scripts/build-web.mjs')]],
  ['lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', root]],
  [
    'folder order',
    [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', 'web/src', '--config', '.dependency-cruiser.cjs'],
  ],
  ['dead code', [bin('knip/bin/knip.js')]],
];
let passed = 0;
let failed = 0;
let skipped = 0;

const check = (args) =>
  new Promise((resolve, reject) => {
    const running = spawn(node24(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [running.stdout, running.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    running.on('error', reject);
    running.on('close', (status) => resolve({ ok: status === 0, said }));
  });

// The first writes what the next ones read; of those, two run at a time. They are told in their order.
const [[first, its], ...others] = checks;
tell(first, await check(its));
const underWay = new Set();
const ended = [];
for (const [name, args] of others) {
  while (underWay.size === 2) await Promise.race(underWay);
  const one = check(args).finally(() => underWay.delete(one));
  underWay.add(one);
  ended.push([name, one]);
}
for (const [name, one] of ended) tell(name, await one);

function tell(name, { ok, said }) {
  console.log(`${ok ? 'ok' : 'NOT OK'}  ${name}`);
  if (!ok) console.log(said);
  if (ok) passed++;
  else failed++;
}

const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
const report = join(folder, 'vitest.json');
const filter = process.argv.slice(2);
const tests = spawnSync(
  node24(),
  [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filter],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, FORCE_COLOR: '0' } },
);
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  failed += brokenFiles;
} catch {
  failed++;
}
if (tests.status !== 0 && failed === 0) failed++;
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
