import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/engine/engine.ts';
import { delimited, deliveredTransfers } from './support/deliveries.ts';
import { Place } from './support/place.ts';
import { Results } from './support/results.ts';
import { doneHere } from './support/vigie.ts';

const place = new Place();
const rows = deliveredTransfers(120);
const csv = delimited(rows, ',');
let parquet: Buffer;
let expected: string[];

beforeAll(async () => {
  const plain = place.file('plain.csv', csv);
  const engine = await Engine.open({ memory: '200MB', threads: 1, spillDirectory: place.path('spill') });
  await engine.run(`COPY (FROM '${plain}') TO '${place.path('plain.parquet')}' (FORMAT parquet)`);
  engine.close();
  parquet = readFileSync(place.path('plain.parquet'));
  expected = (await scanned(plain)).ranking;
});

async function scanned(...args: string[]): Promise<Results> {
  const out = place.output();
  await doneHere('scan', ...args, '--threads', '1', '--quiet', '--out', out.directory);
  return out;
}

describe('The name of a file or a folder', () => {
  it.each([
    ['export[1].csv', 'export1.csv'],
    ['export*.csv', 'exported.csv'],
    ['export?.csv', 'exports.csv'],
    ['export\\[1].csv', 'export1.csv'],
  ])('%s is a name and no pattern, whatever lies beside it', async (name, beside) => {
    const folder = place.path(`patterns-${beside}-${name.length}`);
    mkdirSync(folder);
    writeFileSync(join(folder, beside), 'other,headers\n1,2\n');
    writeFileSync(join(folder, name), csv);
    const out = await scanned(folder);
    expect(out.run.refused.map(({ file }) => file)).toEqual([join(folder, beside)]);
    expect(out.ranking).toEqual(expected);
  });

  it.each(['amount=5', 'executed_at=2024-01-01'])('%s says nothing of the records', async (name) => {
    const folder = place.path('partitions', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'a.csv'), csv);
    expect((await scanned(folder)).ranking).toEqual(expected);
    writeFileSync(join(folder, 'a.csv'), parquet);
    expect((await scanned(join(folder, 'a.csv'))).ranking).toEqual(expected);
    const lake = join(folder, 'lake [*]');
    const out = new Results(join(folder, 'out [1]'));
    for (const [from, refused] of [
      [join(folder, 'a.csv'), 0],
      [folder, 1],
    ] as const) {
      await doneHere('scan', from, '--lake', lake, '--threads', '1', '--quiet', '--out', out.directory);
      expect(out.ranking).toEqual(expected);
      expect(out.run.refused).toHaveLength(refused);
    }
    expect(out.run.counts).toMatchObject({ read: 120, duplicates: 120 });
  });

  it('need not be UTF-8: the file is read all the same', async () => {
    const folder = place.path('names');
    mkdirSync(folder);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/r`), Buffer.from([0xe9]), Buffer.from('sum.csv')]), csv);
    const out = place.output();
    const main = join(import.meta.dirname, '../src/cli/main.ts');
    const script = `exec "$0" "$1" scan "$2/$(printf 'r\\351sum.csv')" --quiet --out "$3"`;
    const child = spawn('/bin/sh', ['-c', script, process.execPath, main, folder, out.directory], { stdio: 'inherit' });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(out.ranking).toEqual(expected);
    expect(out.run.inputs[0]?.file).toBe(`${folder}/r\uFFFDsum.csv`);
  });
});
