import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../engine/columns.ts';
import { wholeSubjects } from './ledger-store.ts';

/** Rows (subject, number) cut into batches of the given sizes, over and over. */
async function* batchesOf(subjects: readonly number[], sizes: readonly number[]): AsyncGenerator<ColumnBatch> {
  for (let at = 0, turn = 0; at < subjects.length; turn++) {
    const end = Math.min(subjects.length, at + (sizes[turn % sizes.length] ?? 1));
    const numbers = Float64Array.from({ length: end - at }, (_, i) => at + i);
    yield { count: end - at, columns: [Int32Array.from(subjects.slice(at, end)), numbers] };
    at = end;
  }
}

describe('Batches of whole subjects', () => {
  it('have every row once, in order, and no subject in two of them, whatever the sizes of the batches before', async () => {
    const subjects = fc
      .array(fc.integer({ min: 1, max: 9 }), { maxLength: 15 })
      .map((counts) => counts.flatMap((count, subject) => new Array<number>(count).fill(subject)));
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(subjects, sizes, async (rows, cut) => {
        const seen = new Set<number>();
        const numbers: number[] = [];
        for await (const { count, columns } of wholeSubjects(batchesOf(rows, cut), 0)) {
          const [codes = [], own = []] = columns;
          expect([codes.length, own.length]).toEqual([count, count]);
          expect(count).toBeGreaterThan(0);
          for (const code of new Set(codes)) {
            expect(seen).not.toContain(code);
            seen.add(code);
          }
          numbers.push(...own);
        }
        expect(numbers).toEqual(rows.map((_, i) => i));
      }),
      { numRuns: 300 },
    );
  });
});
