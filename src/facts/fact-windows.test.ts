import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAYER_FACTS } from './catalogue.ts';
import { allocateFactTable, type FactTable, factColumn, isShared, reserveFactTable } from './fact-table.ts';
import { FactWindows, factAt, layOutFactFile } from './fact-windows.ts';

const ROWS = 70_000;
const HELD = new Set(['transfers', 'first_at']);
const MEDIAN = 'amount_median';
const SUM = 'episode_sum';

let folder = '';
let descriptor = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
  descriptor = openSync(join(folder, 'facts'), 'w+');
});
afterAll(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true, force: true });
});

const filed = (rows = ROWS): FactTable =>
  reserveFactTable(
    PAYER_FACTS,
    rows,
    true,
    layOutFactFile(descriptor, PAYER_FACTS, rows, ({ id }) => HELD.has(id)),
  );

/** Writes twice and thrice the row as two facts, but for those that end in 7. */
function put(table: FactTable): void {
  for (const { facts, first, from, to } of new FactWindows(table, ({ order }) => order === 1).write())
    for (let row = from; row < to; row++) {
      if (row % 10 === 7) continue;
      factColumn(facts, MEDIAN)[row - first] = 2 * row;
      factColumn(facts, SUM)[row - first] = 3.1 * row;
      factColumn(facts, 'first_at')[row - first] = row;
    }
}

describe.each([
  ['in memory', (): FactTable => allocateFactTable(PAYER_FACTS, ROWS, true)],
  ['in a file', filed],
])('Facts %s', (_, make) => {
  it('are read as they were written, and are unknown where nothing was', () => {
    const table = make();
    put(table);
    const read = new Float64Array(ROWS);
    const sums = new Float64Array(ROWS);
    for (const { facts, first, from, to } of new FactWindows(table, ({ id }) => id === MEDIAN || id === SUM).read())
      for (let row = from; row < to; row++) {
        read[row] = factColumn(facts, MEDIAN)[row - first] as number;
        sums[row] = factColumn(facts, SUM)[row - first] as number;
      }
    const unless7 = (times: number) => (value: number, row: number) =>
      row % 10 === 7 ? Number.isNaN(value) : value === times * row;
    expect(read.every(unless7(2))).toBe(true);
    expect(sums.every(unless7(3.1))).toBe(true);
    expect(factColumn(table, 'first_at')[69_999]).toBe(69_999);
  });

  it('can be asked for of one row, and of no row that there is not', () => {
    const table = make();
    put(table);
    expect(factAt(table, MEDIAN, 40_001)).toBe(80_002);
    expect(factAt(table, SUM, 69_998)).toBe(3.1 * 69_998);
    expect(factAt(table, SUM, 17)).toBeNaN();
    expect(factAt(table, 'first_at', 5)).toBe(5);
    expect(() => factAt(table, SUM, ROWS)).toThrow(RangeError);
  });

  it('are read from a row to before another', () => {
    const table = make();
    put(table);
    const rows = [];
    for (const { facts, first, from, to } of new FactWindows(table, ({ id }) => id === MEDIAN).read(32_766, 32_770))
      for (let row = from; row < to; row++) rows.push(factColumn(facts, MEDIAN)[row - first]);
    expect(rows).toEqual([65_532, Number.NaN, 65_536, 65_538]);
  });

  it('lie in memory that threads share, as far as they lie in memory', () => {
    expect(isShared(make())).toBe(true);
  });
});

it('a fact in a file has no column of its own, nor one in windows that do not ask for it', () => {
  const table = filed(10);
  expect(() => factColumn(table, SUM)).toThrow('has no column');
  for (const { facts } of new FactWindows(table, ({ id }) => id === MEDIAN).read())
    expect(() => factColumn(facts, SUM)).toThrow('has no column');
});
