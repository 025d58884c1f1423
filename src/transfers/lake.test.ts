import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Lake, type LakeBatch, LakeError } from './lake.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-lake-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const fresh = (): string => join(folder, String(count++));

function batch(letter: string): LakeBatch {
  const counts = { bytes: 10, read: 3, accepted: 2, duplicates: 0, quarantined: 1 };
  return { id: letter.repeat(64), file: `${letter}.csv`, format: 'csv', ...counts };
}

function write(lake: Lake, { id }: LakeBatch): void {
  for (const kind of ['batches', 'quarantine'] as const) writeFileSync(lake.incomingFile(id, kind), `${kind} of ${id}`);
}

/** A lake with one batch, closed. */
function lakeOfOne(): string {
  const directory = fresh();
  const lake = Lake.open(directory);
  write(lake, batch('a'));
  lake.commit(batch('a'));
  lake.close();
  return directory;
}

const everything = (directory: string): string[] => readdirSync(directory, { recursive: true }).map(String).sort();

describe('A batch', () => {
  it('is there after its commit, whole, and again when the lake is opened next', () => {
    const lake = Lake.open(lakeOfOne());
    expect(lake.batches).toEqual([batch('a')]);
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
  ] as const)('that a crash left %s does not exist, and nothing of it stays', ([, crash]) => {
    const directory = lakeOfOne();
    const before = everything(directory);
    crash(directory);
    const lake = Lake.open(directory);
    expect(lake.batches).toEqual([batch('a')]);
    lake.close();
    expect(everything(directory)).toEqual(before);
  });

  it('whose file is gone is an error that names it; nothing else is removed', () => {
    const directory = lakeOfOne();
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

describe('A lake', () => {
  it('never removes what is not its own, though it lies among its batches', () => {
    const directory = lakeOfOne();
    writeFileSync(join(directory, 'batches', 'notes.txt'), 'mine');
    mkdirSync(join(directory, 'batches', 'mine'));
    Lake.open(directory).close();
    expect(everything(directory)).toContain(join('batches', 'notes.txt'));
    expect(everything(directory)).toContain(join('batches', 'mine'));
  });

  it('that cannot be opened is not left locked', () => {
    const directory = lakeOfOne();
    const good = readFileSync(join(directory, 'manifest.json'));
    writeFileSync(join(directory, 'manifest.json'), 'no manifest');
    expect(() => Lake.open(directory)).toThrow(LakeError);
    expect(readdirSync(directory)).not.toContain('lock');
    writeFileSync(join(directory, 'manifest.json'), good);
    Lake.open(directory).close();
  });
});
