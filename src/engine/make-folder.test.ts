import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-make-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Making a folder', () => {
  it('makes those above it too, and takes one that is there', () => {
    const deep = join(folder, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
    makeFolder('/');
  });

  it('where a file, or a link to nothing, has the name says so', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'nowhere'), link);
    expect(() => makeFolder(file)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => makeFolder(join(file, 'in'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
    expect(() => makeFolder(link)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  });

  it.skipIf(!existsSync('/proc/self'))('where nothing can be made ends, and does not try for ever', () => {
    // In a process of its own: the endless trying that this guards against holds the thread, and no timeout of a test ends it.
    const script = `import { makeFolder } from ${JSON.stringify(new URL('make-folder.ts', import.meta.url).href)};
      for (const name of ['/proc/vigie', '/proc/vigie/deep'])
        try { makeFolder(name); } catch (error) { console.log(error.code, error.syscall); }`;
    const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 120_000,
      killSignal: 'SIGKILL',
    });
    expect(signal).toBeNull();
    expect(stdout).toBe('ENOENT mkdir\n'.repeat(2));
  });
});
