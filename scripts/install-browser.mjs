// The report is tested in Debian's chromium. As root on a machine with apt it is installed; elsewhere the tests that need it say that they are skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export function installBrowser() {
  if (existsSync('/usr/bin/chromium')) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      'chromium is not installed: the browser tests will be skipped. Install it with: sudo apt-get install chromium',
    );
    return;
  }
  console.error('Installing chromium for the browser tests (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { env, stdio: ['ignore', 'ignore', 2] });
  const result = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    env,
    stdio: ['ignore', 'ignore', 2],
  });
  if (result.status !== 0) console.error('chromium could not be installed: the browser tests will be skipped.');
}
