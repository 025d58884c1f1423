import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { CutOff, FileRefused, NoRoom, receiveFile } from './receive-file.ts';
import { UnitFolder } from './unit-folder.ts';

const data = mkdtempSync(join(tmpdir(), 'vigie-receive-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const FIXTURE = join(import.meta.dirname, 'receive-file.room.fixture.ts');

function left(unit: string): string[] {
  return readdirSync(new UnitFolder(data, unit).inbox, { recursive: true }).map(String);
}

describe('a file that is received', () => {
  it('lies whole in a folder of its own, for the account of the server alone', async () => {
    const kept = await receiveFile(
      Readable.from([Buffer.from('a,b\n'), Buffer.from('1,2\n')]),
      data,
      'one',
      'x.csv',
      8,
    );
    expect(kept).toMatchObject({ bytes: 8, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const path = new UnitFolder(data, 'one').received(kept.id, 'x.csv');
    expect(readFileSync(path, 'utf8')).toBe('a,b\n1,2\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const folder of [data, new UnitFolder(data, 'one').inbox].slice(1))
      expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('leaves nothing when it is an image, a video, or something else that is never opened', async () => {
    const heads = {
      jpeg: 'ffd8ffe000104a4649460001',
      png: '89504e470d0a1a0a0000000d',
      mp4: '000000186674797069736f6d',
      heic: '000000186674797068656963',
      pdf: '255044462d312e37',
      rar: '526172211a0700',
    };
    for (const [name, hex] of Object.entries(heads)) {
      // Byte by byte: the beginning need not come at once.
      const bytes = [...Buffer.from(hex, 'hex'), ...Buffer.alloc(100)].map((byte) => Buffer.from([byte]));
      await expect(receiveFile(Readable.from(bytes), data, 'two', `${name}.csv`, null), name).rejects.toThrow(
        FileRefused,
      );
    }
    expect(left('two')).toEqual([]);
  });

  it('leaves nothing when it is empty, breaks off, or is not as long as was said', async () => {
    const broken = async function* () {
      yield Buffer.alloc(10_000, 'a');
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    };
    await expect(receiveFile(Readable.from([]), data, 'three', 'x', null)).rejects.toThrow(FileRefused);
    await expect(receiveFile(Readable.from(broken()), data, 'three', 'x', null)).rejects.toThrow(CutOff);
    await expect(receiveFile(Readable.from([Buffer.from('a,b')]), data, 'three', 'x', 4)).rejects.toThrow(CutOff);
    expect(left('three')).toEqual([]);
  });

  it('is broken off as soon as room runs short, though nobody said how long it is', async () => {
    const gigabyte = 1 << 30;
    let free = gigabyte + (50 << 20);
    const looks: number[] = [];
    const long = async function* () {
      for (let megabytes = 0; megabytes < 200; megabytes++) {
        free -= 1 << 20;
        yield Buffer.alloc(1 << 20, 'a,b\n');
      }
    };
    const look = async (): Promise<number> => {
      looks.push(free);
      return free;
    };
    await expect(receiveFile(Readable.from(long()), data, 'five', 'x', null, look)).rejects.toThrow(NoRoom);
    expect(looks.length).toBeGreaterThan(2);
    expect(looks.at(-1)).toBeGreaterThan(gigabyte - (40 << 20));
    expect(left('five')).toEqual([]);
  });

  it('finds the room taken that other files were promised', async () => {
    const free = async () => (1 << 30) + 100;
    const first = new PassThrough();
    const looked = Promise.withResolvers<void>();
    const held = receiveFile(first, data, 'six', 'x', 60, () => free().finally(looked.resolve));
    first.write('a,b\n');
    // Both at once would leave room for none.
    await looked.promise;
    await expect(receiveFile(Readable.from([Buffer.alloc(60, 'a')]), data, 'six', 'y', 60, free)).rejects.toThrow(
      NoRoom,
    );
    first.end(Buffer.alloc(56, 'a'));
    await held;
    await receiveFile(Readable.from([Buffer.alloc(60, 'a')]), data, 'six', 'y', 60, free);
    expect(left('six').filter((name) => name.endsWith('/x') || name.endsWith('/y'))).toHaveLength(2);
  });

  it('is broken off when it comes so slowly that it would keep its place for ever', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const slow = new PassThrough();
      const received = receiveFile(slow, data, 'seven', 'x', null);
      const broken = expect(received).rejects.toThrow(CutOff);
      slow.write(Buffer.alloc(500_000, 'a,b\n'));
      await expect.poll(() => left('seven')).toHaveLength(1);
      await pause(50);
      vi.advanceTimersByTime(60_000);
      expect(slow.destroyed).toBe(false);
      slow.write('a,b\n');
      vi.advanceTimersByTime(60_000);
      await broken;
      expect(left('seven')).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves nothing when the disk has no room for it, and says so', async () => {
    // Blocks of 512 bytes in a shell of Debian: 100 kB.
    const child = spawn('/bin/sh', ['-c', 'ulimit -f 200; exec "$0" "$@"', process.execPath, FIXTURE, data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = text(child.stdout);
    await once(child, 'close');
    expect(await said).toBe('NoRoom');
    expect(left('four')).toEqual([]);
  });
});
