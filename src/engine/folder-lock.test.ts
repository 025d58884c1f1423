import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, FolderLock } from './folder-lock.ts';
import { identityOf } from './process-identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-lock-'));
const lock = join(folder, 'lock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

describe('The lock of a folder', () => {
  it('names its process, and is gone when it is released', () => {
    const taken = FolderLock.take(folder);
    expect(readFileSync(lock, 'utf8')).toBe(`${process.pid}\n${identityOf(process.pid)}`);
    expect(readdirSync(folder)).toEqual(['lock']);
    taken.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that lives is respected, and what to do is said', () => {
    writeFileSync(lock, String(process.ppid));
    expect(() => FolderLock.take(folder)).toThrow(FolderInUse);
    expect(() => FolderLock.take(folder)).toThrow(`in use by process ${process.ppid}`);
    expect(readFileSync(lock, 'utf8')).toBe(String(process.ppid));
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it.for(['dead', '', 'no number', '-1', '0'])(
    'of a process that is gone (%s) is taken over, with what it left beside',
    (content) => {
      const { pid } = spawnSync(process.execPath, ['-e', '']);
      writeFileSync(lock, content === 'dead' ? String(pid) : content);
      writeFileSync(`${lock}.${pid}`, String(pid));
      const taken = FolderLock.take(folder);
      expect(readFileSync(lock, 'utf8').split('\n')[0]).toBe(String(process.pid));
      taken.release();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('of a process that ended is taken over when another one has its number, and when nobody asked how it ended', async () => {
    const [boot = ''] = identityOf(process.pid)?.split(' ') ?? [];
    for (const earlier of [`${boot} ${process.ppid}-1`, `another-boot ${identityOf(process.ppid)?.split(' ')[1]}`]) {
      writeFileSync(lock, `${process.ppid}\n${earlier}`);
      FolderLock.take(folder).release();
    }
    writeFileSync(lock, `${process.ppid}\n${identityOf(process.ppid)}`);
    expect(() => FolderLock.take(folder)).toThrow(FolderInUse);
    // A shell that becomes another program never asks how its child ended.
    const parent = spawn('/bin/sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const child = Number(String(await new Promise((said) => parent.stdout.once('data', said))));
    writeFileSync(lock, `${child}\n${identityOf(child)}`);
    expect(() => FolderLock.take(folder)).toThrow(FolderInUse);
    process.kill(child, 'SIGKILL');
    await expect.poll(() => taken(folder)).toBe(true);
    parent.kill('SIGKILL');
  });

  it('leaves nothing behind when the disk has no room for it', () => {
    const take = `import { FolderLock } from '${join(import.meta.dirname, 'folder-lock.ts')}'; FolderLock.take(process.argv[1]);`;
    // A limit on the size of files stands for a full disk.
    const { stderr } = spawnSync('/bin/sh', [
      ...['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', take, folder],
    ]);
    expect(String(stderr)).toContain('EFBIG');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes to one process at a time, however many race for one that is stale', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(lock, String(pid));
    const racer = join(import.meta.dirname, 'folder-lock.race.fixture.ts');
    let takes = 0;
    const racers = Array.from({ length: 12 }, () => {
      const run = spawn(process.execPath, [racer, folder, String(pid)], { stdio: ['ignore', 'pipe', 'inherit'] });
      run.stdout.on('data', ({ length }: Buffer) => {
        takes += length;
      });
      return { run, ended: new Promise((resolve) => run.once('exit', resolve)) };
    });
    await expect.poll(() => readdirSync(folder).filter((name) => /^own-\d+$/.test(name)).length).toBe(12);
    const before = takes;
    await expect.poll(() => takes).toBeGreaterThan(before + 40);
    writeFileSync(join(folder, 'over'), '');
    expect(await Promise.all(racers.map(({ ended }) => ended))).toEqual(racers.map(() => 0));
    expect(readdirSync(folder).sort()).toEqual(['lock', 'over']);
  });
});

function taken(folder: string): boolean {
  try {
    FolderLock.take(folder).release();
    return true;
  } catch (error) {
    if (error instanceof FolderInUse) return false;
    throw error;
  }
}
