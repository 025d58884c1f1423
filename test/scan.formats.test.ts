import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine, literal } from '../src/engine/engine.ts';
import { zipFixture } from '../src/transfers/sources/zip-fixture.ts';
import {
  DELIVERED,
  type Delivered,
  delimited,
  deliveredTransfers,
  frenchText,
  jsonLines,
} from './support/deliveries.ts';
import { Place } from './support/place.ts';
import type { Results } from './support/results.ts';
import { doneHere } from './support/vigie.ts';
import { workbook } from './support/workbook.ts';

const COUNT = 2000;
const place = new Place();
let rows: Delivered[];
let plain: Results;
let names: Map<string, string>;

async function scan(file: string, ...more: string[]): Promise<Results> {
  const out = place.output();
  await doneHere('scan', file, '--threads', '1', '--quiet', '--out', out.directory, ...more);
  return out;
}

beforeAll(async () => {
  rows = deliveredTransfers(COUNT);
  plain = await scan(place.file('plain.csv', delimited(rows, ',')));
  names = new Map(rows.map((row) => [row.payer_id, row.payer_name]));
});

/** The same records: every one accepted, the same people ranked the same way, and their names letter by letter. */
function expectTheSame(out: Results): void {
  expect(out.run.counts).toMatchObject({ read: COUNT, accepted: COUNT });
  expect(out.ranking).toEqual(plain.ranking);
  for (const row of out.subjects.rows)
    if (row.subject_kind === 'payer') expect(row.subject_name).toBe(names.get(String(row.subject_id)));
}

describe('The same transfers give the same ranking', () => {
  it('as CSV in UTF-8, to compare with', () => {
    expect(plain.ranking.length).toBeGreaterThan(100);
    expectTheSame(plain);
  });

  it('as a French export: semicolons, decimal comma, day first, French headers, Windows-1252', async () => {
    expectTheSame(await scan(place.file('français.csv', iconv.encode(frenchText(rows), 'windows-1252'))));
  });

  it('as TSV in UTF-16 with a byte order mark', async () => {
    const text = iconv.encode(delimited(rows, '\t'), 'utf-16le', { addBOM: true });
    expectTheSame(await scan(place.file('export.tsv', text)));
  });

  it('as CSV with a byte order mark and bars', async () => {
    expectTheSame(await scan(place.file('bom.csv', `\uFEFF${delimited(rows, '|')}`)));
  });

  it('as JSON Lines', async () => {
    expectTheSame(await scan(place.file('export.jsonl', jsonLines(rows))));
  });

  it('as Parquet', async () => {
    const engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: place.path('spill') });
    await engine.run(
      `COPY (SELECT * REPLACE (executed_at::TIMESTAMP AS executed_at, amount::DECIMAL(12,2) AS amount)
         FROM read_csv(${literal(place.file('for-parquet.csv', delimited(rows, ',')))}, all_varchar = true, delim = ',', quote = '"', header = true))
       TO ${literal(place.path('export.parquet'))} (FORMAT parquet)`,
    );
    engine.close();
    expectTheSame(await scan(place.path('export.parquet')));
  });

  it('as a workbook, with amounts as numbers', async () => {
    const cells = rows.map((row) => DELIVERED.map((name) => (name === 'amount' ? Number(row.amount) : row[name])));
    expectTheSame(await scan(place.file('export.xlsx', workbook([[...DELIVERED], ...cells]))));
  });

  it('as gzip', async () => {
    expectTheSame(await scan(place.file('export.csv.gz', gzipSync(delimited(rows, ',')))));
  });

  it('as a zip of two parts in two formats', async () => {
    const half = COUNT / 2;
    const zip = zipFixture([
      { name: 'a/part-1.csv', content: frenchText(rows.slice(0, half)) },
      { name: 'a/part-2.jsonl', content: jsonLines(rows.slice(half)) },
    ]);
    const out = await scan(place.file('export.zip', zip));
    expectTheSame(out);
    expect(out.run.inputs.map(({ file, read }) => [file.split('!')[1], read])).toEqual([
      ['a/part-1.csv', half],
      ['a/part-2.jsonl', half],
    ]);
  });

  it('as a CSV and the same again as Parquet: what is there already counts once', async () => {
    const csv = place.file('once.csv', delimited(rows, ','));
    const out = place.output();
    await doneHere('scan', csv, place.path('export.parquet'), '--quiet', '--out', out.directory);
    expect(out.run.counts).toMatchObject({ read: 2 * COUNT, accepted: COUNT, duplicates: COUNT });
    expect(out.ranking).toEqual(plain.ranking);
  });
});
