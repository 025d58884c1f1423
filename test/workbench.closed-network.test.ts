import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from './support/free-port.ts';

const MAIN = new URL('../src/cli/main.ts', import.meta.url).pathname;
const PRELOAD = new URL('./support/tell-connections.mjs', import.meta.url).href;
const CHROMIUM = '/usr/bin/chromium';

let above: string;
let origin: string;
let server: ChildProcess;
let said = '';

beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'vigie-closed-'));
  // For root the database server runs as another account, which has to come through.
  chmodSync(above, 0o711);
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, ['--import', PRELOAD, MAIN, 'serve', '--demonstration', '--port', String(port)], {
    env: { ...process.env, VIGIE_DATA: join(above, 'data'), VIGIE_TEST_CONNECTIONS: join(above, 'connections') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server.stdout?.on('data', (text: Buffer) => {
    said += text;
  });
  server.stderr?.on('data', (text: Buffer) => {
    said += text;
  });
  for (let i = 0; !said.includes('/welcome#'); i++) {
    if (i === 2000 || server.exitCode !== null) throw new Error(`The workbench did not start: ${said}`);
    await pause(100);
  }
});
afterAll(async () => {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  rmSync(above, { recursive: true, force: true });
});

/** Lines of what the server did that lead off the machine. */
function outside(): string[] {
  const lines = readFileSync(join(above, 'connections'), 'utf8').trim().split('\n');
  expect(lines).toContain('loaded');
  return lines.filter(
    (line) =>
      !/^(loaded|socket of this machine|(asked|connect|name) (127\.\d+\.\d+\.\d+|::1|localhost)( |$))/.test(line),
  );
}

describe('a workbench that runs', () => {
  it('opens no connection and looks up no name off the machine, its first import included', async () => {
    await expect.poll(() => existsSync(join(above, 'data', 'units'))).toBe(true);
    await pause(3_000);
    expect(outside()).toEqual([]);
  });

  it('gives the browser pages that ask for nothing but itself', async ({ skip }) => {
    if (!existsSync(CHROMIUM)) skip('Debian’s chromium is not installed');
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      const asked: string[] = [];
      const refused: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
      const link = /http\S+\/welcome#\S+/.exec(said)?.[0] ?? '';
      for (const address of [
        link,
        `${origin}/`,
        `${origin}/sign-in`,
        `${origin}/leads/investigation`,
        `${origin}/api/docs`,
      ])
        await page.goto(address, { waitUntil: 'networkidle' });
      expect(asked.length).toBeGreaterThan(5);
      expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
      expect(refused).toEqual([]);
    } finally {
      await browser.close();
    }
    expect(outside()).toEqual([]);
  });
});
