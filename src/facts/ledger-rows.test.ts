import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from './ledger.ts';
import { allocateLedger, ledgerOf } from './ledger-columns.ts';
import { emptyTally, LedgerRows, rowsOf, rowsThatFit } from './ledger-rows.ts';
import { madeUpSubject } from './oracle/made-up-transfers.ts';

const columnsOf = (ledger: Ledger): Record<string, number[]> =>
  Object.fromEntries(Object.entries(ledger).map(([name, column]) => [name, [...column]]));

describe('Rows of a ledger', () => {
  it('give every column back as it was, in any order', () => {
    fc.assert(
      fc.property(madeUpSubject, fc.infiniteStream(fc.nat()), ({ rows }, draws) => {
        const ledger = ledgerOf(rows);
        const order = Int32Array.from(rows, (_, index) => Number(draws.next().value) % (index + 1));
        const found = allocateLedger(rows.length);
        rowsOf(ledger).gather(order, 0, rows.length, found);
        expect(columnsOf(found)).toEqual(columnsOf(ledgerOf([...order].flatMap((row) => rows[row] ?? []))));
      }),
    );
  });

  it('keep the extremes of every code', () => {
    const [sample] = fc.sample(madeUpSubject, 1);
    const row = sample?.rows[0];
    if (!row) throw new Error('no transfer');
    for (const code of [-1, 0, 32_766]) {
      const codes = { payerZone: code, payeeZone: code, payerCountry: code, payeeCountry: code };
      const more = { provider: code, sentCurrency: code, payoutCurrency: code, declaredTie: Math.sign(code), state: 3 };
      const wanted = ledgerOf([{ ...row, ...codes, ...more, purpose: 9, channel: 8 }]);
      const found = allocateLedger(1);
      rowsOf(wanted).gather(Int32Array.of(0), 0, 1, found);
      expect(columnsOf(found)).toEqual(columnsOf(wanted));
    }
  });

  it('are counted by state, by rate, by zone and by day', () => {
    fc.assert(
      fc.property(madeUpSubject, ({ rows }) => {
        const tally = emptyTally();
        rowsOf(ledgerOf(rows)).addTo(tally);
        const inState = (state: number): number => rows.filter((row) => row.state === state).length;
        const states = { counted: inState(0), cancelled: inState(1), refunded: inState(2), to_self: inState(3) };
        const days = new Int32Array(tally.days.length);
        for (const { at } of rows) days[Math.floor(at / 86_400)] = (days[Math.floor(at / 86_400)] ?? 0) + 1;
        expect(tally).toEqual({
          states: { ...states, pending: inState(4) },
          days,
          withoutRate: rows.filter((row) => Number.isNaN(row.eurCents)).length,
          withoutPayerZone: rows.filter((row) => row.payerZone < 0).length,
        });
      }),
    );
  });

  it('are refused when there is no room', () => {
    const rows = LedgerRows.withRoomFor(2);
    const one = { count: 1, columns: Array.from({ length: 15 }, () => new Int32Array(1)) };
    rows.append(one);
    rows.append(one);
    expect(() => rows.append(one)).toThrow('There is no room for more than 2 transfers');
    expect(LedgerRows.withRoomFor(rowsThatFit(1_000_000)).memory.byteLength).toBeLessThanOrEqual(1_000_000);
  });
});
