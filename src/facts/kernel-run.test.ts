import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchMemory } from './batch-memory.ts';
import { PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import { allocateFactTable, asStored, factColumn, isStoredWhole } from './fact-table.ts';
import { KernelPool } from './kernel-pool.ts';
import { computeFacts, computePayerFacts } from './kernel-run.ts';
import type { KernelContext, Ledger } from './ledger.ts';
import { type LedgerRow, ledgerOf } from './ledger-columns.ts';
import { factsOf } from './online.ts';
import { madeUpSubject, ofOne } from './oracle/made-up-transfers.ts';
import { pairOracle } from './oracle/pair.ts';

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

/** Batches of a few whole subjects each, in memory of their own. */
function batchesOf(world: readonly (readonly LedgerRow[])[], subjectsABatch = 7): Ledger[] {
  const starts = world.map((_, code) => code).filter((code) => code % subjectsABatch === 0);
  return starts.map((start) => ledgerOf(world.slice(start, start + subjectsABatch).flat()));
}

const bytesOf = (columns: readonly ArrayBufferView[]): string[] =>
  columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('base64'));

test.each(['payer', 'payee'] as const)(
  '%s facts are the same bytes on 0, 1 and 2 workers, and those of one subject alone',
  async (subject) => {
    const world = madeUpWorld(subject);
    const options = { subject, subjects: SUBJECTS, context: CONTEXT };
    const inline = await computeFacts(batchesOf(world), { ...options, workers: 0 });
    for (const workers of [1, 2]) {
      const table = await computeFacts(batchesOf(world), { ...options, workers });
      expect(bytesOf(table.columns)).toEqual(bytesOf(inline.columns));
    }
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
    tables.push((await computePayerFacts(batchesOf(world), { subjects: SUBJECTS, context: CONTEXT, workers })).pairs);
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
  expect([...(inline?.transfers ?? [])]).toEqual(column('transfers'));
  expect([...(inline?.firstAt ?? [])]).toEqual(column('first_at'));
  expect([...(inline?.lastAt ?? [])]).toEqual(column('last_at'));
  expectClose(inline?.sumEur, column('amount_sum'), 1e-12);
  expectClose(inline?.nightShare, column('night_share_payer'), 1e-6);
  expectClose(inline?.gapVariation, column('gap_variation'), 1e-6);
});

function expectClose(got: Iterable<number> | undefined, wanted: readonly number[], tolerance: number): void {
  const off = [...(got ?? [])].filter((value, index) => {
    const other = wanted[index] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(other)) return Number.isNaN(value) !== Number.isNaN(other);
    return Math.abs(value - other) > tolerance * Math.max(1, Math.abs(other));
  });
  expect(off).toEqual([]);
}

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

test.each([0, 2])('batches that are not in order are refused (%i workers)', async (workers) => {
  const world = madeUpWorld('payer');
  const options = { subject: 'payer', subjects: SUBJECTS, context: CONTEXT, workers } as const;
  const backwards = batchesOf(world).toReversed();
  await expect(computeFacts(backwards, options)).rejects.toThrow('A batch begins with payer');
  const mixed = [ledgerOf([...world.flat()].toReversed())];
  await expect(computeFacts(mixed, options)).rejects.toThrow(/not sorted by payer|not in order of time/);
  await expect(computeFacts(batchesOf(world), { ...options, subjects: 10 })).rejects.toThrow('There is no payer 1');
});

test('a failing source is told as it is', async () => {
  async function* source(): AsyncGenerator<Ledger> {
    yield* batchesOf(madeUpWorld('payer')).slice(0, 2);
    throw new Error('the disk is gone');
  }
  for (const workers of [0, 2]) {
    const run = computeFacts(source(), { subject: 'payer', subjects: SUBJECTS, context: CONTEXT, workers });
    await expect(run).rejects.toThrow('the disk is gone');
  }
});

test('a worker that fails ends the run even when the source says nothing more', async () => {
  async function* source(): AsyncGenerator<Ledger> {
    const rows = madeUpWorld('payer').flat();
    yield ledgerOf(rows.toReversed());
    await new Promise(() => undefined);
  }
  const run = computeFacts(source(), { subject: 'payer', subjects: SUBJECTS, context: CONTEXT, workers: 2 });
  await expect(run).rejects.toThrow('The facts of the payers could not be computed: ');
});

test.each([
  ['process.exit(3)', 'its thread ended with code 3'],
  ['await new Promise(() => setTimeout(() => { throw new Error("out of order") }, 10))', 'out of order'],
])('a worker that ends by %s is an error, never a wait', async (script, message) => {
  const table = allocateFactTable(PAYER_FACTS, SUBJECTS, true);
  const code = `data:text/javascript,${encodeURIComponent(script)}`;
  const pool = new KernelPool(
    { subject: 'payer', context: CONTEXT, table, pairs: false },
    2,
    new URL(code),
    new BatchMemory(),
  );
  const [batch] = batchesOf(madeUpWorld('payer'));
  if (!batch) throw new Error('no batch');
  await expect(pool.take(batch).then(() => pool.finish())).rejects.toThrow(message);
  await pool.close();
});

test('the source is asked for at most two batches a worker, and one more, beyond those done', async () => {
  const world = madeUpWorld('payer');
  let asked = 0;
  let most = 0;
  async function* source(): AsyncGenerator<Ledger> {
    for (const batch of batchesOf(world, 1)) {
      asked++;
      most = Math.max(most, asked - doneSoFar());
      yield batch;
    }
  }
  const table = allocateFactTable(PAYER_FACTS, SUBJECTS, true);
  const doneSoFar = (): number => factColumn(table, 'transfers').filter((transfers) => transfers > 0).length;
  const script = new URL('./kernel-worker.ts', import.meta.url);
  const pool = new KernelPool(
    { subject: 'payer', context: CONTEXT, table, pairs: false },
    2,
    script,
    new BatchMemory(),
  );
  for await (const batch of source()) if (batch.at.length > 0) await pool.take(batch);
  await pool.finish();
  await pool.close();
  const empty = world.filter((rows) => rows.every(({ state }) => state !== 0)).length;
  expect(most - empty).toBeLessThanOrEqual(5);
});
