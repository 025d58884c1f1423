import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';
import { sqlText, withDuckDB } from './duckdb.ts';
import { columnsOf, SYNTHETIC_COLUMNS } from './transfer-row.ts';
import { writeWorld } from './write-world.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-synthetic-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const request = { preset: 'demo', payers: 500, known: 3 } as const;
const text = (...path: string[]): Promise<string> => readFile(join(folder, ...path), 'utf8');

describe('a written world', () => {
  it('has the same bytes for the same options', async () => {
    await writeWorld(request, join(folder, 'one'));
    await writeWorld(request, join(folder, 'two'));
    const files = await readdir(join(folder, 'one'));
    expect(files.sort()).toEqual(['known.csv', 'places.csv', 'transfers.csv', 'truth.csv', 'world.json']);
    for (const file of files) expect(await text('two', file)).toBe(await text('one', file));
  });

  it('has the headers of its contract and as many lines as it says', async () => {
    const summary = await writeWorld(request, join(folder, 'lines'));
    const transfers = (await text('lines', 'transfers.csv')).trimEnd().split('\n');
    const truth = (await text('lines', 'truth.csv')).trimEnd().split('\n');
    expect(transfers[0]).toBe(SYNTHETIC_COLUMNS.join(','));
    expect(truth[0]).toBe('kind,id,class,harmful,queue');
    expect(transfers.length - 1).toBe(summary.counts.transfers);
    expect(truth.length - 1).toBe(summary.counts.payers + summary.counts.payees);
    expect(JSON.parse(await text('lines', 'world.json'))).toEqual(summary);
    expect(await text('lines', 'known.csv')).toMatch(
      /^kind,id,role,source,date\n(pay(er|ee),S[PR]-.*,\d{4}-\d\d-\d\d\n){3}$/,
    );
    expect(await text('lines', 'places.csv')).toMatch(/^place,country,zone,lat,lon\n/);
  });

  it('holds the same transfers in Parquet, with the types of the lake', async () => {
    await writeWorld(request, join(folder, 'csv'));
    await writeWorld(request, join(folder, 'parquet'), { format: 'parquet' });
    expect((await readdir(join(folder, 'parquet'))).sort()).toContain('transfers.parquet');
    expect(await readdir(join(folder, 'parquet'))).not.toContain('transfers.csv.part');
    const csv = sqlText(join(folder, 'csv', 'transfers.csv'));
    const parquet = sqlText(join(folder, 'parquet', 'transfers.parquet'));
    await withDuckDB(async (connection) => {
      const types = await connection.runAndReadAll(`DESCRIBE SELECT executed_at, amount FROM ${parquet}`);
      expect(types.getRows().map(([, type]) => type)).toEqual(['TIMESTAMP', 'DECIMAL(18,4)']);
      const columns =
        'source_ref, payer_id, payee_id, payer_place, payee_phone, purpose, amount::DECIMAL(18,4), executed_at::TIMESTAMP';
      const fromCsv = `SELECT ${columns} FROM read_csv(${csv}, header = true, all_varchar = true)`;
      const fromParquet = `SELECT ${columns} FROM ${parquet}`;
      const result = await connection.runAndReadAll(
        `SELECT (SELECT count(*) FROM ${parquet}) > 0, (SELECT count(*) FROM (${fromCsv} EXCEPT ALL ${fromParquet})),
           (SELECT count(*) FROM (${fromParquet} EXCEPT ALL ${fromCsv}))`,
      );
      expect(result.getRows()).toEqual([[true, 0n, 0n]]);
    });
  });

  it('holds the instants of a lean source in Parquet, not its local times', async () => {
    const lean = { preset: 'lean', payers: 200 } as const;
    await writeWorld(lean, join(folder, 'lean-csv'));
    await writeWorld(lean, join(folder, 'lean-parquet'), { format: 'parquet' });
    const [header = '', first = ''] = (await text('lean-csv', 'transfers.csv')).split('\n');
    expect(header).toBe(columnsOf('lean').join(','));
    const [reference, executedAt = ''] = first.split(',');
    expect(executedAt).toMatch(/\+01:00$/);
    await withDuckDB(async (connection) => {
      const parquet = sqlText(join(folder, 'lean-parquet', 'transfers.parquet'));
      const result = await connection.runAndReadAll(
        `SELECT epoch_ms(executed_at) FROM ${parquet} WHERE source_ref = '${reference}'`,
      );
      expect(result.getRows()).toEqual([[BigInt(Date.parse(executedAt))]]);
    });
  });

  it('fails clearly where it cannot write', async () => {
    await writeWorld(request, join(folder, 'taken'));
    await expect(writeWorld(request, join(folder, 'taken', 'truth.csv'))).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

describe('a line of CSV', () => {
  it('quotes only what needs it and leaves missing fields empty', () => {
    expect(csvLine(['plain', null, 'a,b', 'say "so"', 'two\nlines'])).toBe('plain,,"a,b","say ""so""","two\nlines"\n');
  });
});
