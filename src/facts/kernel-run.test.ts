import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import { BatchRun } from './fact-batch.ts';
import { allocateFactTable, asStored, isStoredWhole, putUnknown } from './fact-table.ts';
import { KernelPool } from './kernel-pool.ts';
import { computeFacts, computePayerFacts } from './kernel-run.ts';
import type { KernelContext } from './ledger.ts';
import { type LedgerRow, ledgerOf } from './ledger-columns.ts';
import { rowsOf } from './ledger-rows.ts';
import type { LedgerSlice } from './ledger-slice.ts';
import { factsOf } from './online.ts';
import { madeUpSubject, ofOne } from './oracle/made-up-transfers.ts';
import { pairOracle } from './oracle/pair.ts';
import { orderBySubject } from './subject-order.ts';

const CONTEXT: KernelContext = { ...firstSample().context, asOf: Date.UTC(2035, 0, 1) / 1_000 };
const SUBJECTS = 60;

function firstSample() {
  const [sample] = fc.sample(madeUpSubject, { numRuns: 1, seed: 3 });
  if (!sample) throw new Error('fast-check gave no sample');
  return sample;
}

/** Made-up subjects; every fifth has no transfer at all. */
function madeUpWorld(side: 'payer' | 'payee'): readonly (readonly LedgerRow[])[] {
  return fc
    .sample(madeUpSubject, { numRuns: SUBJECTS, seed: 11 })
    .map(({ rows }, code) => (code % 5 === 4 ? [] : ofOne(rows, side).map((row) => ({ ...row, [side]: code }))));
}

/** Slices of a few whole subjects each. */
function slicesOf(
  world: readonly (readonly LedgerRow[])[],
  side: 'payer' | 'payee',
  subjectsASlice = 7,
): LedgerSlice[] {
  const firsts = world.map((_, code) => code).filter((code) => code % subjectsASlice === 0);
  return firsts.map((first) => {
    const subjects = world.slice(first, first + subjectsASlice);
    const ledger = rowsOf(ledgerOf(subjects.flat()));
    return { ledger, order: orderBySubject(ledger, side, first, subjects.length).order };
  });
}

const bytesOf = (columns: readonly ArrayBufferView[]): string[] =>
  columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('base64'));

test.each(['payer', 'payee'] as const)(
  '%s facts are the same bytes on 0, 1 and 2 workers, and those of one subject alone',
  async (subject) => {
    const world = madeUpWorld(subject);
    const options = { subject, subjects: SUBJECTS, context: CONTEXT };
    const inline = await computeFacts(slicesOf(world, subject), { ...options, workers: 0 });
    const later = inline.columns.filter((_, place) => inline.catalogue[place]?.order !== 1);
    expect(later.every((column) => column.every((value) => value === 0))).toBe(true);
    for (const workers of [1, 2]) {
      const table = await computeFacts(slicesOf(world, subject), { ...options, workers });
      expect(bytesOf(table.columns)).toEqual(bytesOf(inline.columns));
    }
    putUnknown(inline, (order) => order > 1);
    world.forEach((rows, code) => {
      const alone = factsOf(subject, rows, CONTEXT);
      expect(inline.columns.map((column) => column[code])).toEqual(
        rows.length > 0
          ? [...alone]
          : inline.catalogue.map(({ id }) => (/^(excluded_)?transfers$/.test(id) ? 0 : Number.NaN)),
      );
    });
  },
);

test('the order in which the history is given does not change the facts of a subject', () => {
  const { rows } = firstSample();
  const spaced = ofOne(rows, 'payer').map((row, index) => ({ ...row, at: row.at + index }));
  expect(factsOf('payer', spaced.toReversed(), CONTEXT)).toEqual(factsOf('payer', spaced, CONTEXT));
});

test('pairs come sorted by payer and payee, with what the pair oracle says, on any number of workers', async () => {
  const world = madeUpWorld('payer');
  const tables = [];
  for (const workers of [0, 1, 2]) {
    tables.push(
      (await computePayerFacts(slicesOf(world, 'payer'), { subjects: SUBJECTS, context: CONTEXT, workers })).pairs,
    );
  }
  const [inline, ...others] = tables;
  for (const table of others) expect(table).toEqual(inline);
  const expected = world.flatMap((rows, payer) =>
    [...Map.groupBy(rows, (row) => row.payee)]
      .toSorted(([one], [other]) => one - other)
      .map(([payee, own]) => ({ payer, payee, ...pairOracle(own, CONTEXT) }))
      .filter((pair) => ('transfers' in pair ? Number(pair.transfers) : 0) > 0),
  );
  const column = (name: string): number[] => expected.map((pair) => Reflect.get(pair, name));
  expect(inline?.count).toBe(expected.length);
  expect([...(inline?.payer ?? [])]).toEqual(column('payer'));
  expect([...(inline?.payee ?? [])]).toEqual(column('payee'));
  expect([...(inline?.firstAt ?? [])]).toEqual(column('first_at'));
  expect([...(inline?.lastAt ?? [])]).toEqual(column('last_at'));
  expect(inline?.firstAt.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('what is kept in 32 bits is off by one part in 2^24 at most, and whole numbers up to 2^24 are exact', () => {
  const narrow = [...PAYER_FACTS, ...PAYEE_FACTS].filter((fact) => !isStoredWhole(fact));
  expect(narrow.filter(({ unit, id }) => unit === 'instant' || id.endsWith('_sum'))).toEqual([]);
  for (const fact of narrow) {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 1e-9, max: 1e9 }), (value) => {
        expect(Math.abs(asStored(fact, value) - value)).toBeLessThanOrEqual(value * 2 ** -24);
      }),
      { numRuns: 20 },
    );
    expect(asStored(fact, 2 ** 24 - 1)).toBe(2 ** 24 - 1);
    expect(asStored(fact, Number.NaN)).toBeNaN();
  }
});

test('a batch that is not in order is refused', () => {
  const table = allocateFactTable(PAYER_FACTS, SUBJECTS);
  const run = new BatchRun({ subject: 'payer', context: CONTEXT, table, pairs: false });
  const backwards = ledgerOf(madeUpWorld('payer').flat().toReversed());
  expect(() => run.add(backwards)).toThrow(/not sorted by payer|not in order of time/);
});

test.each([0, 2])('a subject that the table has not is refused (%i workers)', async (workers) => {
  const options = { subject: 'payer', subjects: 10, context: CONTEXT, workers } as const;
  await expect(computeFacts(slicesOf(madeUpWorld('payer'), 'payer'), options)).rejects.toThrow('There is no payer 1');
});

test('a failing source is told as it is', async () => {
  async function* source(): AsyncGenerator<LedgerSlice> {
    yield* slicesOf(madeUpWorld('payer'), 'payer').slice(0, 2);
    throw new Error('the disk is gone');
  }
  for (const workers of [0, 2]) {
    const run = computeFacts(source(), { subject: 'payer', subjects: SUBJECTS, context: CONTEXT, workers });
    await expect(run).rejects.toThrow('the disk is gone');
  }
});

test('a slice is done with when the next one is asked for', async () => {
  const world = madeUpWorld('payer');
  const options = { subject: 'payer', subjects: SUBJECTS, context: CONTEXT } as const;
  const wanted = await computeFacts(slicesOf(world, 'payer'), { ...options, workers: 0 });
  async function* spoiling(): AsyncGenerator<LedgerSlice> {
    for (const slice of slicesOf(world, 'payer')) {
      yield slice;
      new Uint8Array(slice.ledger.memory).fill(255);
    }
  }
  const table = await computeFacts(spoiling(), { ...options, workers: 2 });
  expect(bytesOf(table.columns)).toEqual(bytesOf(wanted.columns));
});

test.each([
  ['process.exit(3)', 'its thread ended with code 3'],
  ['await new Promise(() => setTimeout(() => { throw new Error("out of order") }, 10))', 'out of order'],
])('a worker that ends by %s is an error, never a wait', async (script, message) => {
  const table = allocateFactTable(PAYER_FACTS, SUBJECTS, true);
  const code = `data:text/javascript,${encodeURIComponent(script)}`;
  const pool = new KernelPool({ subject: 'payer', context: CONTEXT, table, pairs: false }, 2, new URL(code));
  const [slice] = slicesOf(madeUpWorld('payer'), 'payer');
  if (!slice) throw new Error('no slice');
  await expect(pool.take(slice)).rejects.toThrow(message);
  await pool.close();
});
