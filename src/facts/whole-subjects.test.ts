import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../engine/columns.ts';
import { BatchMemory } from './batch-memory.ts';
import { wholeSubjects } from './whole-subjects.ts';

/** Rows (small number, subject, number) cut into parts of the given sizes, over and over; a part is spoilt when the next one is asked for. */
async function* partsOf(subjects: readonly number[], sizes: readonly number[]): AsyncGenerator<ColumnBatch> {
  for (let at = 0, turn = 0; at < subjects.length; turn++) {
    const end = Math.min(subjects.length, at + (sizes[turn % sizes.length] ?? 1));
    const numbers = Float64Array.from({ length: end - at }, (_, i) => at + i);
    const codes = Int32Array.from(subjects.slice(at, end));
    const small = Int8Array.from(numbers, (number) => number % 100);
    yield { count: end - at, columns: [small, codes, numbers] };
    for (const column of [small, codes, numbers]) column.fill(-1);
    at = end;
  }
}

const gathering = (rows: number, memory: BatchMemory) =>
  ({ types: ['int8', 'int32', 'float64'], key: 1, rows, memory }) as const;

describe('Batches of whole subjects', () => {
  it('have every row once, in order, and no subject in two of them, whatever the parts, in memory that goes round', async () => {
    const subjects = fc
      .array(fc.integer({ min: 1, max: 9 }), { maxLength: 15 })
      .map((counts) => counts.flatMap((count, subject) => new Array<number>(count).fill(subject)));
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(subjects, sizes, fc.integer({ min: 1, max: 20 }), async (all, cut, rows) => {
        const memory = new BatchMemory();
        const seen = new Set<number>();
        const numbers: number[] = [];
        for await (const { count, columns } of wholeSubjects(partsOf(all, cut), gathering(rows, memory))) {
          const [small = [], codes = [], own = []] = columns.map((column) => [...column]);
          expect([small.length, codes.length, own.length]).toEqual([count, count, count]);
          expect(small).toEqual(own.map((number) => number % 100));
          expect(count).toBeGreaterThan(0);
          for (const code of new Set(codes)) {
            expect(seen).not.toContain(code);
            seen.add(code);
          }
          numbers.push(...own);
          const [buffer] = new Set(columns.map((column) => column.buffer));
          if (buffer instanceof ArrayBuffer) {
            new Uint8Array(buffer).fill(255);
            memory.give([buffer]);
          }
        }
        expect(numbers).toEqual(all.map((_, i) => i));
      }),
      { numRuns: 300 },
    );
  });

  it('that are not given back are never written to again', async () => {
    const all = Array.from({ length: 100 }, (_, row) => row >> 1);
    const batches: ColumnBatch[] = [];
    for await (const batch of wholeSubjects(partsOf(all, [3]), gathering(10, new BatchMemory()))) batches.push(batch);
    expect(batches.flatMap(({ columns }) => [...(columns[2] ?? [])])).toEqual(all.map((_, row) => row));
    expect(new Set(batches.map(({ columns }) => columns[0]?.buffer)).size).toBe(batches.length);
  });
});

describe('The memory of batches', () => {
  it('is used again once it was given back, and only then', () => {
    const memory = new BatchMemory();
    const first = memory.take(100);
    const second = memory.take(100);
    expect(second).not.toBe(first);
    memory.give([first]);
    expect(memory.take(101)).not.toBe(first);
    expect(memory.take(100)).toBe(first);
    expect(memory.take(100)).not.toBe(first);
  });
});
