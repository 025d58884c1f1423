import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Lake, type LakeBatch, LakeError } from './lake.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-lake-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const fresh = (): string => join(folder, String(count++));

function batch(letter: string): Omit<LakeBatch, 'files'> {
  const counts = { bytes: 10, read: 3, accepted: 2, duplicates: 0, quarantined: 1 };
  return { id: letter.repeat(64), file: `${letter}.csv`, format: 'csv', ...counts };
}

function write(lake: Lake, { id }: Pick<LakeBatch, 'id'>): void {
  for (const kind of ['batches', 'quarantine'] as const) writeFileSync(lake.incomingFile(id, kind), `${kind} of ${id}`);
}

/** A lake with one batch, closed. */
async function lakeOfOne(withMessages = false): Promise<string> {
  const directory = fresh();
  const lake = Lake.open(directory);
  write(lake, batch('a'));
  if (withMessages) writeFileSync(lake.incomingFile(batch('a').id, 'messages'), 'messages');
  await lake.commit(batch('a'));
  lake.close();
  return directory;
}

const everything = (directory: string): string[] => readdirSync(directory, { recursive: true }).map(String).sort();

describe('A batch', () => {
  it('is there after its commit, whole, and again when the lake is opened next', async () => {
    const lake = Lake.open(await lakeOfOne());
    expect(lake.batches).toMatchObject([batch('a')]);
    expect(readFileSync(lake.transfersFile(batch('a').id), 'utf8')).toContain('batches of');
    expect(readFileSync(lake.quarantineFile(batch('a').id), 'utf8')).toContain('quarantine of');
    lake.close();
  });

  it.for([
    ['written half', (d: string) => writeFileSync(join(d, 'batches', `${batch('b').id}.incoming`), 'half')],
    [
      'in place without its quarantine',
      (d: string) => writeFileSync(join(d, 'batches', `${batch('b').id}.parquet`), 'b'),
    ],
    [
      'in place but not in the manifest',
      (d: string) => {
        for (const kind of ['batches', 'quarantine']) writeFileSync(join(d, kind, `${batch('b').id}.parquet`), 'b');
        writeFileSync(join(d, 'manifest.json.incoming'), '{"version":1,"batches":[{"id":"half');
      },
    ],
  ] as const)('that a crash left %s does not exist, and nothing of it stays', async ([, crash]) => {
    const directory = await lakeOfOne();
    const before = everything(directory);
    crash(directory);
    const lake = Lake.open(directory);
    expect(lake.batches).toMatchObject([batch('a')]);
    lake.close();
    expect(everything(directory)).toEqual(before);
  });

  it('whose file is gone is an error that names it; nothing else is removed', async () => {
    const directory = await lakeOfOne();
    for (const kind of ['batches', 'quarantine']) {
      const file = join(directory, kind, `${batch('a').id}.parquet`);
      const content = readFileSync(file);
      rmSync(file);
      expect(() => Lake.open(directory)).toThrow(LakeError);
      expect(() => Lake.open(directory)).toThrow(file);
      writeFileSync(file, content);
    }
    Lake.open(directory).close();
  });
});

describe('The files of a batch', () => {
  const change = (file: string, how: (bytes: Buffer) => Uint8Array): void =>
    writeFileSync(file, how(readFileSync(file)));

  it.for([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 5)],
    ['with one other byte', (bytes: Buffer) => bytes.fill('x', 2, 3)],
    ['longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['empty', () => Buffer.alloc(0)],
  ] as const)('%s are told from those that were written, by name', async ([, how]) => {
    for (const kind of ['batches', 'quarantine', 'messages']) {
      const directory = await lakeOfOne(true);
      const file = join(directory, kind, `${batch('a').id}.parquet`);
      change(file, how);
      const lake = Lake.open(directory);
      const [found] = lake.batches;
      if (!found) throw new Error('The lake has no batch');
      await expect(lake.isAsWritten(found)).rejects.toThrow(LakeError);
      await expect(lake.isAsWritten(found)).rejects.toThrow(file);
      lake.close();
    }
  });

  it('are known again when nothing happened to them', async () => {
    const lake = Lake.open(await lakeOfOne(true));
    for (const found of lake.batches) expect(await lake.isAsWritten(found)).toBe(true);
    expect(Object.keys(lake.batches[0]?.files ?? {})).toEqual(['batches', 'quarantine', 'messages']);
    lake.close();
  });

  it('that are gone are missed, those with references too', async () => {
    const directory = await lakeOfOne(true);
    rmSync(join(directory, 'messages', `${batch('a').id}.parquet`));
    expect(() => Lake.open(directory)).toThrow(LakeError);
  });

  it('are noted where a manifest of before says nothing of them', async () => {
    const directory = await lakeOfOne(true);
    const manifest = join(directory, 'manifest.json');
    const now: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(manifest, JSON.stringify({ version: 1, batches: [batch('a')] }));
    const lake = Lake.open(directory);
    const [found] = lake.batches;
    if (!found) throw new Error('The lake has no batch');
    expect(await lake.isAsWritten(found)).toBe(false);
    await lake.note(found);
    lake.close();
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toEqual(now);
  });
});

describe('A lake', () => {
  it('leaves nothing of a batch that was not committed when it is closed', async () => {
    const directory = await lakeOfOne();
    const before = everything(directory);
    const lake = Lake.open(directory);
    write(lake, batch('b'));
    lake.close();
    expect(everything(directory)).toEqual(before);
  });

  it('whose manifest cannot be read says why, and not that it is of another version', async () => {
    const directory = await lakeOfOne();
    rmSync(join(directory, 'manifest.json'));
    mkdirSync(join(directory, 'manifest.json'));
    expect(() => Lake.open(directory)).toThrow('cannot be read (EISDIR)');
  });

  it('never removes what is not its own, though it lies among its batches', async () => {
    const directory = await lakeOfOne();
    writeFileSync(join(directory, 'batches', 'notes.txt'), 'mine');
    mkdirSync(join(directory, 'batches', 'mine'));
    Lake.open(directory).close();
    expect(everything(directory)).toContain(join('batches', 'notes.txt'));
    expect(everything(directory)).toContain(join('batches', 'mine'));
  });

  it('that cannot be opened is not left locked', async () => {
    const directory = await lakeOfOne();
    const good = readFileSync(join(directory, 'manifest.json'));
    writeFileSync(join(directory, 'manifest.json'), 'no manifest');
    expect(() => Lake.open(directory)).toThrow(LakeError);
    expect(readdirSync(directory)).not.toContain('lock');
    writeFileSync(join(directory, 'manifest.json'), good);
    Lake.open(directory).close();
  });
});
