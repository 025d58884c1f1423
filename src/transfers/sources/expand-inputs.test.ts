import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceFile } from '../reader.ts';
import { expandInputs, isUnreadable } from './expand-inputs.ts';
import { reasonOf, type UnreadableSource } from './source-error.ts';
import { DEFAULT_LIMITS, type UnpackLimits } from './unpack-limits.ts';
import { zipFixture } from './zip-fixture.ts';

const CSV = 'id,amount\n1,2.50\n';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let dir: string;
let tempDir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigie-sources-'));
  tempDir = join(dir, '.unpacked');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function put(name: string, content: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

async function expand(paths: readonly string[], limits?: UnpackLimits): Promise<(SourceFile | UnreadableSource)[]> {
  const found: (SourceFile | UnreadableSource)[] = [];
  for await (const one of expandInputs(paths, limits ? { tempDir, limits } : { tempDir })) found.push(one);
  return found;
}

/** The reason of the only result, which must be a refusal. */
async function refusal(path: string, limits?: UnpackLimits): Promise<string> {
  const [found, ...more] = await expand([path], limits);
  expect(more).toEqual([]);
  if (!found || !isUnreadable(found)) throw new Error(`${path} was not refused`);
  return found.reason;
}

function texts(found: readonly (SourceFile | UnreadableSource)[]): string[] {
  return found.map((one) => (isUnreadable(one) ? `refused: ${one.reason}` : readFileSync(one.path, 'utf8')));
}

describe('a plain file', () => {
  it('is taken where it lies, with the SHA-256 and the size of its bytes', async () => {
    const path = put('a.csv', CSV);
    const sha256 = createHash('sha256').update(CSV).digest('hex');
    expect(await expand([path])).toEqual([{ label: path, path, sha256, bytes: CSV.length }]);
  });

  it('that is missing, without permission, a dangling link or a pipe is reported and the others are read', async () => {
    const good = put('good.csv', CSV);
    symlinkSync(join(dir, 'nowhere'), join(dir, 'dangling.csv'));
    const found = await expand([join(dir, 'missing.csv'), join(dir, 'dangling.csv'), '/dev/null', good]);
    expect(texts(found)).toEqual([
      expect.stringContaining('no such file'),
      expect.stringContaining('symbolic link to a file that is not there'),
      expect.stringContaining('neither a file nor a directory'),
      CSV,
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('without permission is a clear error', async () => {
    const path = put('secret.csv', CSV);
    chmodSync(path, 0o000);
    expect(await refusal(path)).toContain('no permission');
  });

  it.each([
    ['picture.csv', PNG, 'image'],
    ['film.csv', Buffer.from('00000020667479706973686d00000000', 'hex'), 'video'],
    ['clip.csv', Buffer.from('1a45dfa3a3428681', 'hex'), 'video'],
    ['drawing.csv', Buffer.from('<?xml version="1.0"?><svg xmlns="x"></svg>'), 'image'],
    ['pack.csv', Buffer.from('377abcaf271c0004', 'hex'), 'archive'],
    ['paper.csv', Buffer.from('%PDF-1.7 something'), 'PDF'],
  ])('with the bytes of something else (%s) is refused whatever its name', async (name, bytes, word) => {
    expect(await refusal(put(name, bytes))).toContain(word);
  });
});

describe('an error of the system', () => {
  it.each([
    ['EACCES', 'no permission'],
    ['EIO', 'failed while reading'],
  ])('%s is told with what to do next', (code, words) => {
    expect(reasonOf(Object.assign(new Error('x'), { code }))).toContain(words);
  });

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])(
    '%s is no fault of a file: it ends the run rather than leave the file out',
    (code) => {
      expect(() => reasonOf(Object.assign(new Error('no room'), { code }))).toThrow('no room');
    },
  );
});

describe('a directory', () => {
  it('is read by name, deep, without hidden files', async () => {
    mkdirSync(join(dir, 'in/sub'), { recursive: true });
    for (const name of ['in/b.csv', 'in/a.csv', 'in/sub/c.csv', 'in/.hidden.csv']) put(name, name);
    expect(texts(await expand([join(dir, 'in')]))).toEqual(['in/a.csv', 'in/b.csv', 'in/sub/c.csv']);
  });

  it('without files, or with links that lead in a circle, is a clear error and never an endless walk', async () => {
    mkdirSync(join(dir, 'empty'));
    expect(await refusal(join(dir, 'empty'))).toContain('holds no file');
    mkdirSync(join(dir, 'loop'));
    put('loop/a.csv', CSV);
    symlinkSync(join(dir, 'loop'), join(dir, 'loop/back'));
    expect(texts(await expand([join(dir, 'loop')]))).toEqual([CSV, expect.stringContaining('in a circle')]);
    symlinkSync(join(dir, 'self'), join(dir, 'self'));
    expect(await refusal(join(dir, 'self'))).toContain('in a circle');
  });

  it('may be given as a pattern, and a pattern that matches nothing says so', async () => {
    put('x1.csv', '1');
    put('x2.csv', '2');
    expect(texts(await expand([join(dir, 'x*.csv')]))).toEqual(['1', '2']);
    expect(await refusal(join(dir, 'y*.csv'))).toContain('no file matches');
  });
});

describe('a gzip file', () => {
  it('is unpacked, hashed over its plain bytes, and known by its bytes', async () => {
    const [found] = await expand([put('export.dat', gzipSync(CSV))]);
    if (!found || isUnreadable(found)) throw new Error('not read');
    expect(readFileSync(found.path, 'utf8')).toBe(CSV);
    expect(found.sha256).toBe(createHash('sha256').update(CSV).digest('hex'));
  });

  it('that is truncated names the trouble and leaves nothing behind', async () => {
    const packed = gzipSync(CSV.repeat(1000));
    expect(await refusal(put('cut.csv.gz', packed.subarray(0, packed.length - 20)))).toContain('cut off');
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('that is a bomb, an archive in an archive, or a picture is refused and nothing of it is kept', async () => {
    const limits = { ...DEFAULT_LIMITS, ratioFrom: 1 << 20 };
    expect(await refusal(put('bomb.gz', gzipSync(Buffer.alloc(4 << 20))), limits)).toContain('bomb');
    expect(await refusal(put('twice.gz', gzipSync(gzipSync(CSV))))).toContain('inside an archive');
    expect(await refusal(put('picture.gz', gzipSync(PNG)))).toContain('image');
    expect(readdirSync(tempDir)).toEqual([]);
  });
});

describe('a zip file', () => {
  it('gives its members, labelled archive!member, however they are named', async () => {
    const path = put(
      'all.zip',
      zipFixture([
        { name: 'sub/', content: '' },
        { name: 'sub/a.csv', content: CSV },
        { name: '../../../escape.csv', content: 'outside' },
        { name: '__MACOSX/._a.csv', content: 'x' },
      ]),
    );
    const found = await expand([path]);
    expect(found.map(({ label }) => label)).toEqual([`${path}!sub/a.csv`, `${path}!../../../escape.csv`]);
    expect(texts(found)).toEqual([CSV, 'outside']);
    for (const one of found) expect(!isUnreadable(one) && one.path.startsWith(tempDir)).toBe(true);
  });

  it('that is a bomb is refused by the size it declares and by the size that comes out', async () => {
    const limits = { ...DEFAULT_LIMITS, ratioFrom: 1 << 20 };
    const zeros = Buffer.alloc(4 << 20);
    const honest = zipFixture([{ name: 'a.csv', content: zeros }]);
    const lying = zipFixture([{ name: 'a.csv', content: zeros, declaredSize: 1000 }]);
    expect(await refusal(put('honest.zip', honest), limits)).toContain('bomb');
    expect(await refusal(put('lying.zip', lying), limits)).toMatch(/bomb|declares/);
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('with members that cannot be read still gives the others', async () => {
    const path = put(
      'mixed.zip',
      zipFixture([
        { name: 'nested.zip', content: zipFixture([{ name: 'a.csv', content: CSV }]) },
        { name: 'packed.gz', content: gzipSync(CSV) },
        { name: 'secret.csv', content: CSV, encrypted: true },
        { name: 'link', content: '/etc/hostname', mode: 0o120777 },
        { name: 'picture.csv', content: PNG },
        { name: 'good.csv', content: CSV },
      ]),
    );
    expect(texts(await expand([path]))).toEqual([
      expect.stringContaining('inside an archive'),
      expect.stringContaining('inside an archive'),
      expect.stringContaining('password'),
      expect.stringContaining('symbolic link'),
      expect.stringContaining('image'),
      CSV,
    ]);
  });

  it('that is cut off, empty or an Office document that is no workbook is a clear error', async () => {
    const whole = zipFixture([{ name: 'a.csv', content: CSV }]);
    expect(await refusal(put('cut.zip', whole.subarray(0, whole.length - 30)))).toContain('cut off');
    expect(await refusal(put('empty.zip', zipFixture([])))).toContain('no file');
    const document = zipFixture([
      { name: '[Content_Types].xml', content: '<x/>' },
      { name: 'word/document.xml', content: '<x/>' },
    ]);
    expect(await refusal(put('letter.docx', document))).toContain('not an .xlsx');
  });

  it('that is a workbook stays whole', async () => {
    const book = zipFixture([
      { name: '[Content_Types].xml', content: '<x/>' },
      { name: 'xl/workbook.xml', content: '<x/>' },
    ]);
    const path = put('book.xlsx', book);
    expect(await expand([path])).toMatchObject([{ path, bytes: book.length }]);
  });
});

describe('what Vigie wrote itself', () => {
  function lakeIn(folder: string): void {
    mkdirSync(join(dir, folder, 'batches'), { recursive: true });
    mkdirSync(join(dir, folder, 'quarantine'));
    put(`${folder}/manifest.json`, '{"version": 1, "batches": []}');
    put(`${folder}/batches/a.parquet`, 'PAR1');
  }
  function resultsIn(folder: string): void {
    mkdirSync(join(dir, folder), { recursive: true });
    put(`${folder}/run.json`, '{"program": {"name": "vigie"}}');
    put(`${folder}/subjects.csv`, 'rank\n');
  }

  it('is passed over in a folder that is read, and said', async () => {
    lakeIn('in/lake');
    resultsIn('in/out');
    put('in/z.csv', CSV);
    put('in/out/mine.csv', 'mine');
    expect(texts(await expand([join(dir, 'in')]))).toEqual([
      expect.stringContaining('it is a lake of Vigie'),
      expect.stringContaining('it holds the results of a scan'),
      'mine',
      CSV,
    ]);
  });

  it('is passed over where it is given itself, or matches a pattern', async () => {
    lakeIn('lake');
    resultsIn('out');
    expect(await refusal(join(dir, 'lake'))).toContain('--lake');
    expect(texts(await expand([join(dir, '*/*.csv')]))).toEqual([expect.stringContaining('passed over')]);
    expect(texts(await expand([join(dir, '**/*.parquet')]))).toEqual([expect.stringContaining('passed over')]);
  });

  it('is told by its contents: other files of the same names are read', async () => {
    mkdirSync(join(dir, 'other/batches'), { recursive: true });
    put('other/run.json', '{"program": "another"}');
    put('other/subjects.csv', 'a');
    put('other/manifest.json', '{"version": 1}');
    put('other/batches/b.csv', 'b');
    expect(texts(await expand([join(dir, 'other')]))).toHaveLength(4);
  });
});

describe('a name that is not UTF-8', () => {
  const named = (...bytes: (string | number)[]): Buffer =>
    Buffer.concat([dir, '/', ...bytes].map((part) => Buffer.from(typeof part === 'number' ? [part] : part)));

  it('leads to its file, alone, in a folder, and as part of a path', async () => {
    mkdirSync(named('ann', 0xe9, 'e'));
    writeFileSync(named('ann', 0xe9, 'e/f', 0xff, '.csv'), CSV);
    const label = join(dir, 'ann\uFFFDe', 'f\uFFFD.csv');
    for (const given of [dir, join(dir, 'ann\uFFFDe'), label]) {
      const found = (await expand([given])).filter((one) => !isUnreadable(one));
      expect(found.map((one) => one.label)).toEqual([label]);
      expect(texts(found)).toEqual([CSV]);
    }
  });

  it('that looks like another is asked for; one that is not there is missing', async () => {
    writeFileSync(named('x', 0xe9, '.csv'), '1');
    writeFileSync(named('x', 0xe8, '.csv'), '2');
    expect(await refusal(join(dir, 'x\uFFFD.csv'))).toContain('look the same');
    expect(await refusal(join(dir, 'y\uFFFD.csv'))).toContain('no such file');
    expect(texts(await expand([dir]))).toEqual(['2', '1']);
  });
});
