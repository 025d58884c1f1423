import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TabularFixture } from './tabular-fixture.ts';

const RECORD = {
  source_ref: 'R1',
  executed_at: '2024-03-05T10:00:00Z',
  payer: { id: 'P1', name: 'Synthetic Payer 1' },
  payee_id: 'Q1',
  amount: '12.50',
  currency: 'EUR',
};

let fixture: TabularFixture;
beforeAll(async () => {
  fixture = await TabularFixture.open();
});
afterAll(() => fixture.close());

const line = (record: unknown): string => JSON.stringify(record);

describe('JSON Lines', () => {
  it('are read flat, objects inside flattened, with numbers, nulls and lists as they come', async () => {
    const { rows, table } = await fixture.read(
      `${line(RECORD)}\n${line({ ...RECORD, source_ref: null, amount: 7, labels: ['x'], extra: true })}\n`,
      'jsonl',
    );
    expect(rows).toMatchObject([
      { source_row: '1', source_ref: 'R1', payer_id: 'P1', payer_name: 'Synthetic Payer 1', amount: '12.50' },
      { source_row: '2', source_ref: null, amount: '7' },
    ]);
    expect(table.ignored).toEqual(['extra', 'labels']);
  });

  it('keep their numbers when lines are blank or bad, and bad lines are listed', async () => {
    const { rows, unreadable } = await fixture.read(
      `${line(RECORD)}\n\n{"broken\n[1, 2]\n${line(RECORD)}\n"text"\n`,
      'jsonl',
    );
    expect(rows.map(({ source_row }) => source_row)).toEqual(['1', '4']);
    expect(unreadable.map(({ row }) => row)).toEqual(['2', '3', '5']);
    expect(unreadable[0]?.reason).toContain('not a JSON object');
  });

  it('show a key that first appears late in the file', async () => {
    const many = Array.from({ length: 21_000 }, () => line(RECORD));
    const { rows } = await fixture.read([...many, line({ ...RECORD, payee_phone: '+99900012' })].join('\n'), 'jsonl');
    expect(rows.at(-1)).toMatchObject({ source_row: '21001', payee_phone: '+99900012' });
  });

  it('with an object where all others have a value lose that value only, and the other way round', async () => {
    const odd = [line({ ...RECORD, amount: { sum: 1 } }), line({ ...RECORD, payer: 'Synthetic Payer 1' })];
    const { rows } = await fixture.read([...odd, line(RECORD), line(RECORD)].join('\n'), 'jsonl');
    expect(rows.map(({ amount }) => amount)).toEqual(['{"sum":1}', '12.50', '12.50', '12.50']);
    expect(rows.map(({ payer_name }) => payer_name)).toEqual([
      ...[1, 2, 3, 4].map((n) => (n === 2 ? null : 'Synthetic Payer 1')),
    ]);
  });

  it('with data for keys are refused, and it is said', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`k${i}`, i]));
    expect(await fixture.refusal(line({ ...RECORD, ...many }), 'jsonl')).toContain('more than 2000 different keys');
    expect(await fixture.refusal(line({ ...RECORD, many }), 'jsonl')).toContain('more than 2000 different keys');
  });

  it('with a line over the limit lose only that line', async () => {
    const { rows, unreadable } = await fixture.read(
      `${line(RECORD)}\n{"x":"${'y'.repeat(3 << 20)}"}\n${line(RECORD)}`,
      'jsonl',
    );
    expect(rows.map(({ source_row }) => source_row)).toEqual(['1', '3']);
    expect(unreadable).toMatchObject([{ row: '2', reason: expect.stringContaining('longer than') }]);
  });

  it('bring every text back exactly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 20 }),
        async (texts) => {
          const clean = texts.map((text) => text.replaceAll('\0', '').toWellFormed() || 'x');
          const { rows, inFileOrder } = await fixture.read(
            clean.map((purpose) => line({ ...RECORD, purpose })).join('\n'),
            'jsonl',
          );
          expect(rows.map(({ purpose }) => purpose)).toEqual(clean);
          expect(inFileOrder?.map(({ purpose }) => purpose)).toEqual(clean);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of any noise are read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 120 }),
        fc.array(fc.json(), { maxLength: 3 }),
        async (noise, values) => {
          const bytes = Buffer.concat([Buffer.from(`${values.join('\n')}\n`), Buffer.from(noise)]);
          await fixture
            .read(bytes, 'jsonl')
            .catch((error: unknown) => expect(error).toMatchObject({ name: 'UnusableInput' }));
        },
      ),
      { numRuns: 60 },
    );
    expect((await fixture.read(line(RECORD), 'jsonl')).rows).toHaveLength(1);
  });
});
