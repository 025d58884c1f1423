import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import { ledgerOf } from './ledger-columns.ts';
import { isLasting } from './moving-facts.ts';
import { madeUpSubject, ofOne } from './oracle/made-up-transfers.ts';
import { movingPayeeKernel, payeeKernel } from './payee.ts';
import { movingPayerKernel, payerKernel } from './payer.ts';

it.each([
  ['payer', PAYER_FACTS, payerKernel, movingPayerKernel],
  ['payee', PAYEE_FACTS, payeeKernel, movingPayeeKernel],
] as const)(
  'lasting facts of a %s are the same at any as-of instant, for any beginning of the records, whatever the codes of the others; those that move are brought up to date alone',
  (side, catalogue, kernel, movingKernel) => {
    const other = side === 'payer' ? 'payee' : 'payer';
    fc.assert(
      fc.property(madeUpSubject, fc.nat(4e7), fc.nat(4e7), fc.nat(1e6), ({ rows, context }, later, before, shift) => {
        const own = ofOne(rows, side);
        const then = new Float64Array(catalogue.length);
        kernel(ledgerOf(own), 0, own.length, context, then);
        const renamed = own.map((row) => ({
          ...row,
          [other]: row[other] + shift,
          provider: row.provider < 0 ? -1 : 99 - row.provider,
        }));
        const ledger = ledgerOf(renamed);
        const moved = { ...context, asOf: context.asOf + later, dataStart: context.dataStart - before };
        const now = new Float64Array(catalogue.length);
        kernel(ledger, 0, own.length, moved, now);
        const broughtUp = then.map((value, place) => (catalogue[place] && isLasting(catalogue[place]) ? value : 7));
        movingKernel(ledger, 0, own.length, moved, broughtUp);
        for (const [place, { id, order }] of catalogue.entries())
          if (order === 1) expect([id, broughtUp[place]]).toEqual([id, now[place]]);
      }),
      { numRuns: 1_000 },
    );
  },
);
