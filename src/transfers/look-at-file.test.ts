import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook } from '../../test/support/workbook.ts';
import { Engine } from '../engine/engine.ts';
import { type FileLook, lookAtFile } from './look-at-file.ts';
import { UnusableInput } from './reader.ts';
import { zipFixture } from './sources/zip-fixture.ts';
import { mappingSchema } from './tabular/mapping.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-look-'));
let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open({ memory: '200MB', threads: 1, spillDirectory: join(folder, 'spill') });
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const HEADERS = ['transfer id', 'date', 'amount', 'currency', 'sender id', 'receiver id'];
const ROWS = Array.from({ length: 50 }, (_, n) => [`T${n}`, '2026-01-31', `${n},50`, 'EUR', `S${n}`, `R${n}`]);
const CSV = [HEADERS, ...ROWS].map((row) => `${row.join(';')}\n`).join('');

function look(name: string, content: string | Buffer, mapping: object | null = null): Promise<FileLook> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return lookAtFile(
    engine,
    { path, label: name, mapping: mapping === null ? null : mappingSchema.parse(mapping) },
    folder,
  );
}

describe('a look at a file', () => {
  it('shows how the first dates and amounts are understood, and otherwise when the mapping says otherwise', async () => {
    const heads = 'payer_id,payee_id,payee_country,date,amount,currency\n';
    const content = `${heads}${['01/02/2026 10:00', '03/04/2026 11:30'].map((date) => `S1,R1,PH,${date},"1,234",EUR\n`).join('')}`;
    const seen = await look('open.csv', content);
    expect(seen.understood?.dates[0]).toEqual({ text: '01/02/2026 10:00', at: '2026-01-02 10:00:00', utc: false });
    expect(seen.understood?.amounts[0]).toEqual({ text: '1,234', value: '1234.0000' });
    const columns = Object.fromEntries(seen.fields.map(({ field, header }) => [field, header]));
    const said = await look('open.csv', content, {
      columns,
      zone: 'UTC',
      formats: { dates: ['%d/%m/%Y %H:%M'], decimal: ',', thousands: '.' },
    });
    expect(said.understood?.dates[0]).toEqual({ text: '01/02/2026 10:00', at: '2026-02-01 10:00:00', utc: true });
    expect(said.understood?.amounts[0]).toEqual({ text: '1,234', value: '1.2340' });
    expect(said.warnings).toEqual([]);
  });

  it('shows the first records beside what the columns were taken for', async () => {
    const seen = await look('export.csv', CSV);
    expect(seen).toMatchObject({ format: 'csv', complete: true, headers: HEADERS, missing: [], trouble: null });
    expect(seen.sample).toHaveLength(20);
    expect(seen.sample[1]).toEqual(ROWS[1]);
    expect(seen.fields.map(({ field, header }) => [field, header])).toContainEqual(['payer_id', 'sender id']);
    expect(seen.formats).toMatchObject({ decimal: ',' });
  });

  it('is the same of a workbook, of a file in an archive, and of JSON Lines', async () => {
    const lines = ROWS.map(
      (row) => `${JSON.stringify(Object.fromEntries(row.map((text, n) => [HEADERS[n], text])))}\n`,
    );
    const looks = [
      await look('export.csv.gz', gzipSync(CSV)),
      await look('export.zip', zipFixture([{ name: 'in/export.csv', content: CSV }])),
      await look('export.xlsx', workbook([HEADERS, ...ROWS])),
      await look('export.jsonl', lines.join('')),
    ];
    expect(looks.map(({ format }) => format)).toEqual(['csv', 'csv', 'xlsx', 'jsonl']);
    for (const seen of looks) {
      expect(seen.trouble).toBe(null);
      expect(seen.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['payer_id', 'payee_id', 'amount']));
    }
    expect(looks[1]?.label).toBe('export.zip!in/export.csv');
  });

  it('says what is missing, and what several columns fit, where the columns are not clear', async () => {
    const seen = await look('half.csv', 'sender id,amount,amount sent,colour\nS1,1,1,red\n');
    expect(seen.trouble).not.toBe(null);
    expect(seen.headers).toEqual(['sender id', 'amount', 'amount sent', 'colour']);
    expect(seen.missing.map(({ what }) => what)).toEqual(expect.arrayContaining(['the date', 'who is paid']));
    expect(seen.ignored).toContain('colour');
    expect(seen.formats).toBe(null);
  });

  it('takes the word of a mapping, and says what is wrong with it', async () => {
    const columns = {
      executed_at: 'when',
      amount: 'sum',
      payer_id: 'from',
      payee_id: 'to',
      currency: { constant: 'EUR' },
    };
    const content = 'when,sum,from,to\n2026-01-31,5,S,R\n';
    const seen = await look('own.csv', content, { columns });
    expect(seen).toMatchObject({ trouble: null, missing: [] });
    expect(seen.fields.every(({ certainty }) => certainty === 'given')).toBe(true);
    const wrong = await look('own.csv', content, { columns: { ...columns, amount: 'total' } });
    expect(wrong.trouble).toContain('"total"');
    expect(wrong.headers).toEqual(['when', 'sum', 'from', 'to']);
  });

  it('reads only the beginning of a file of five gigabytes', async () => {
    const path = join(folder, 'large.csv');
    writeFileSync(path, CSV.repeat(1000));
    truncateSync(path, 5 * 2 ** 30);
    const before = bytesRead();
    const seen = await lookAtFile(engine, { path, label: 'large.csv', mapping: null }, folder);
    expect(bytesRead() - before).toBeLessThan(2 ** 28);
    expect(seen).toMatchObject({ complete: false, trouble: null, headers: HEADERS });
    rmSync(path);
  });

  it('cuts a file of UTF-16 between characters', async () => {
    const large = `${HEADERS.join(',')}\n${'T,2026-01-31,1.50,EUR,Š1,R1\n'.repeat(60_000)}`;
    const seen = await look('wide.csv', Buffer.from(`\uFEFF${large}`, 'utf16le'));
    expect(seen).toMatchObject({ complete: false, trouble: null });
    expect(seen.sample.every((row) => row[4] === 'Š1')).toBe(true);
  });

  it('refuses what is nothing that Vigie opens, also in an archive', async () => {
    const image = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5000)]);
    for (const [name, content] of [
      ['image.csv', image],
      ['image.csv.gz', gzipSync(image)],
      ['image.zip', zipFixture([{ name: 'x.csv', content: image }])],
      ['empty.csv', ''],
    ] as const)
      await expect(look(name, content), name).rejects.toThrow(UnusableInput);
  });
});

/** By this process, from any file, as the system counts. */
function bytesRead(): number {
  return Number(/^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
}
