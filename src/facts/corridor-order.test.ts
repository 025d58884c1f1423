import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderByCorridor } from './corridor-order.ts';
import { CorridorFinder, putRowsForPayers } from './corridors.ts';
import { CountryTally } from './country-tally.ts';
import { TRANSFER_STATES } from './ledger.ts';
import { allocateLedger } from './ledger-columns.ts';
import { rowsOf } from './ledger-rows.ts';
import { orderBySubject } from './subject-order.ts';

const HOMES = { ofPayer: Int16Array.of(7, 3, -1, 1, 500), ofPayee: Int16Array.of(7, 7, 3, -1, 12, 3, -1, 500) };
const COUNTED = TRANSFER_STATES.indexOf('counted');

/** Most of payer 2, so that it has many corridors; few instants, so that many are equal. */
const transfers = fc.array(
  fc.record({
    payer: fc.oneof(fc.nat(HOMES.ofPayer.length - 1), fc.constant(2)),
    payee: fc.nat(HOMES.ofPayee.length - 1),
    at: fc.nat(20),
    state: fc.constantFrom(COUNTED, COUNTED, COUNTED, TRANSFER_STATES.indexOf('refunded')),
  }),
  { maxLength: 150 },
);

it('The transfers of all payers corridor by corridor come as from corridors that were found before, transfer by transfer', () => {
  fc.assert(
    fc.property(transfers, (all) => {
      const ledgerRows = () => {
        const ledger = allocateLedger(all.length);
        for (const name of ['payer', 'payee', 'at', 'state'] as const) ledger[name].set(all.map((one) => one[name]));
        return rowsOf(ledger);
      };
      const finder = new CorridorFinder(HOMES.ofPayer, all.length);
      const tally = new CountryTally();
      for (const payer of HOMES.ofPayer.keys()) {
        tally.clear();
        for (const one of all)
          if (one.payer === payer && one.state === COUNTED) tally.add(HOMES.ofPayee[one.payee] as number, 1);
        finder.add(payer, tally);
      }
      const corridors = finder.corridors();
      const plain = ledgerRows();
      putRowsForPayers(plain, corridors, HOMES.ofPayee);

      const rows = ledgerRows();
      expect(orderByCorridor(rows, HOMES)).toEqual({
        corridors,
        ...orderBySubject(plain, 'payer', 0, corridors.count),
      });
      for (const row of all.keys()) expect(rows.subject('payer', row)).toBe(plain.subject('payer', row));
    }),
    { numRuns: 300 },
  );
});
