import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TabularFixture } from './tabular-fixture.ts';

let fixture: TabularFixture;
let plain: Buffer;
beforeAll(async () => {
  fixture = await TabularFixture.open();
  plain =
    await parquet(`SELECT 'R' || i AS source_ref, TIMESTAMP '2024-03-05 10:00:00' + to_hours(i) AS executed_at, i AS payer_id, 'Q1' AS payee_id,
    (i + 0.5)::DECIMAL(18,4) AS amount, 'EUR' AS currency FROM range(5000) t(i)`);
});
afterAll(() => fixture.close());

async function parquet(query: string): Promise<Buffer> {
  const path = fixture.path('made.parquet');
  await fixture.engine.run(`COPY (${query}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
  return readFileSync(path);
}

describe('a Parquet file', () => {
  it('keeps its types and numbers its rows', async () => {
    const { rows, table } = await fixture.read(plain, 'parquet');
    expect(table.nativeTypes).toEqual({ executed_at: 'TIMESTAMP', amount: 'DECIMAL' });
    expect(rows[4321]).toMatchObject({
      source_row: '4322',
      source_ref: 'R4321',
      payer_id: '4321',
      amount: '4321.5000',
    });
    expect(table.formats.zone).toBe('UTC');
    expect(await table.records()).toBe(5000);
  });

  it('in file order without numbers has the same rows', async () => {
    const { rows, inFileOrder } = await fixture.read(plain, 'parquet');
    expect(inFileOrder).toEqual(rows.map(({ source_row: _, ...row }) => row));
  });

  it('with dates, text dates and times of a zone says which', async () => {
    const content = await parquet(
      `SELECT DATE '2024-03-05' AS "transaction date", 'P' AS payer_id, 'Q' AS payee_id, 1.5::DOUBLE AS amount, 'EUR' AS currency`,
    );
    expect((await fixture.read(content, 'parquet')).table.nativeTypes).toEqual({
      executed_at: 'DATE',
      amount: 'DOUBLE',
    });
  });

  it('may have columns of any name, those of the engine too', async () => {
    const names = ['file_row_number', 'filename', 'file_index', 'rowid', 'source_row', 'c0', 'C1'];
    writeFileSync(fixture.path('plain.parquet'), plain);
    const odd = await parquet(
      `SELECT *, ${names.map((name, index) => `${index} AS "${name}"`).join(', ')} FROM read_parquet('${fixture.path('plain.parquet')}')`,
    );
    const { rows } = await fixture.read(odd, 'parquet');
    expect(rows).toEqual((await fixture.read(plain, 'parquet')).rows);
  });

  it('with nested columns is read without them, and refused when they are all there is', async () => {
    const some = await parquet(`SELECT *, {'a': 1} AS more FROM read_parquet('${fixture.path('made.parquet')}')`);
    expect((await fixture.read(some, 'parquet')).table.warnings.join()).toContain('"more" is nested');
    const all = await parquet(`SELECT {'name': 'x'} AS payer, [1] AS amounts`);
    expect(await fixture.refusal(all, 'parquet')).toContain('nested');
  });

  it('that is truncated, too short or encrypted is refused', async () => {
    expect(await fixture.refusal(plain.subarray(0, plain.length - 100), 'parquet')).toContain('cut off');
    expect(await fixture.refusal(Buffer.from('PAR1'), 'parquet')).toContain('too short');
    const encrypted = Buffer.from(plain);
    encrypted.write('PARE', encrypted.length - 4);
    expect(await fixture.refusal(encrypted, 'parquet')).toContain('encrypted');
  });

  it('whose footer claims another length or number of rows is refused before anything is read', async () => {
    const long = Buffer.from(plain);
    long.writeUInt32LE(0x7fffffff, long.length - 8);
    expect(await fixture.refusal(long, 'parquet')).toContain('footer claims a length');
    // 5000 rows as a zigzag varint, and 10^6 in as many bytes with a continuation: only the file's own count is changed.
    const footer = plain.length - 8 - plain.readUInt32LE(plain.length - 8);
    const at = plain.indexOf(Buffer.from([0x90, 0x4e]), footer);
    expect(at).toBeGreaterThan(0);
    const lying = Buffer.from(plain);
    lying.set([0x92, 0x4e], at);
    expect(await fixture.refusal(lying, 'parquet')).toMatch(/claims 5001 rows|cannot be read/);
  });

  it('with random damage is read or refused, and the engine lives on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(plain.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (damage) => {
          const bytes = Buffer.from(plain);
          for (const [at, value] of damage) bytes[at] = value;
          await fixture
            .read(bytes, 'parquet')
            .catch((error: unknown) => expect(error).toMatchObject({ name: 'UnusableInput' }));
        },
      ),
      { numRuns: 60 },
    );
    expect((await fixture.read(plain, 'parquet')).rows).toHaveLength(5000);
  });
});
