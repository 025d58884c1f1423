import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { CutOff, FileRefused, receiveFile } from './receive-file.ts';
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
