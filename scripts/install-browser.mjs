// The pages are tested in Debian's chromium. As root on a machine with apt it is installed; elsewhere the tests that need it say that they are skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** With each package what is to be said where it cannot be had. */
const PACKAGES = {
  chromium: 'the browser tests will be skipped.',
  'chromium-headless-shell': 'the browser tests will take chromium with its windows, and longer.',
};

export function installBrowser() {
  const missing = Object.keys(PACKAGES).filter((name) => !existsSync(`/usr/bin/${name}`));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    for (const name of missing)
      console.error(`${name} is not installed: ${PACKAGES[name]} Install it with: sudo apt-get install ${name}`);
    return;
  }
  console.error(`Installing ${missing.join(' and ')} for the browser tests (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Without a network it tries for long.
  const apt = (...args) =>
    spawnSync('apt-get', [...args, '-q'], { env, stdio: ['ignore', 'ignore', 2], timeout: 300_000 });
  apt('update');
  // One by one: not every Debian has the second.
  for (const name of missing)
    if (apt('install', '-y', '--no-install-recommends', name).status !== 0)
      console.error(`${name} could not be installed: ${PACKAGES[name]}`);
}
