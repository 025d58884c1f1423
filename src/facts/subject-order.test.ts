import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateLedger } from './ledger-columns.ts';
import { rowsOf } from './ledger-rows.ts';
import { type LedgerSlice, tasksOf } from './ledger-slice.ts';
import { orderBySubject } from './subject-order.ts';

const FIRST = 40;
const SUBJECTS = 6;
/** Few instants, so that many are equal; now and then one subject has nearly everything. */
const transfers = fc.array(
  fc.record({
    subject: fc.oneof(fc.nat(SUBJECTS - 1), fc.constant(2)),
    at: fc.integer({ min: -3, max: 30 }).map((at) => at / 4),
  }),
  { maxLength: 200 },
);

function sliceOf(of: readonly { subject: number; at: number }[], side: 'payer' | 'payee') {
  const ledger = allocateLedger(of.length);
  ledger[side].set(of.map(({ subject }) => FIRST + subject));
  ledger.at.set(of.map(({ at }) => at));
  const rows = rowsOf(ledger);
  return { ledger: rows, ...orderBySubject(rows, side, FIRST, SUBJECTS) };
}

describe('The rows of a ledger by subject and time', () => {
  it.each(['payer', 'payee'] as const)('are those of a plain sort, and those of one instant are named (%s)', (side) => {
    fc.assert(
      fc.property(transfers, (of) => {
        const { order, tied } = sliceOf(of, side);
        const wanted = of
          .map((one, row) => ({ ...one, row }))
          .sort((a, b) => a.subject - b.subject || a.at - b.at || a.row - b.row);
        expect([...order.rows]).toEqual(wanted.map(({ row }) => row));
        expect([...order.starts]).toEqual(
          Array.from({ length: SUBJECTS + 1 }, (_, code) => wanted.filter(({ subject }) => subject < code).length),
        );
        const together = Object.values(Object.groupBy(wanted, ({ subject, at }) => `${subject} ${at}`));
        const shared = together.flatMap((run) => (run && run.length > 1 ? [run.map(({ row }) => row)] : []));
        expect(tied.map(({ from, to }) => [...order.rows.subarray(from, to)])).toEqual(shared);
      }),
      { numRuns: 300 },
    );
  });

  it('are cut into pieces of whole subjects that leave out nobody', () => {
    fc.assert(
      fc.property(transfers, fc.integer({ min: 1, max: 60 }), (of, rows) => {
        const slice: LedgerSlice = sliceOf(of, 'payer');
        const tasks = [...tasksOf(slice, rows)];
        expect(tasks.flatMap(({ from, to }) => [...slice.order.rows.subarray(from, to)])).toEqual([
          ...slice.order.rows,
        ]);
        for (const { from, to } of tasks) {
          expect(to).toBeGreaterThan(from);
          expect([...slice.order.starts]).toEqual(expect.arrayContaining([from, to]));
        }
      }),
    );
  });
});
