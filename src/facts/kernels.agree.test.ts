import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, PAIR_FACTS, PAYEE_FACTS, PAYER_FACTS } from './catalogue.ts';
import type { Kernel, KernelContext } from './ledger.ts';
import { type LedgerRow, ledgerOf } from './ledger-columns.ts';
import { madeUpSubject, ofOne } from './oracle/made-up-transfers.ts';
import { pairOracle } from './oracle/pair.ts';
import { payeeOracle } from './oracle/payee.ts';
import { payerOracle } from './oracle/payer.ts';
import { pairKernel } from './pair.ts';
import { payeeKernel } from './payee.ts';
import { payerKernel } from './payer.ts';

type Oracle = (rows: readonly LedgerRow[], context: KernelContext) => Record<string, number>;
type Side = 'payer' | 'payee';

const CASES: readonly [string, Kernel, Oracle, readonly Fact[], readonly Side[]][] = [
  ['payer', payerKernel, payerOracle, PAYER_FACTS, ['payer']],
  ['payee', payeeKernel, payeeOracle, PAYEE_FACTS, ['payee']],
  ['pair', pairKernel, pairOracle, PAIR_FACTS, ['payer', 'payee']],
];

test.each(CASES)('the %s kernel and its oracle agree on every fact', (_, kernel, oracle, catalogue, sides) => {
  fc.assert(
    fc.property(madeUpSubject, fc.nat(3), ({ rows, context }, offset) => {
      const own = ofOne(rows, ...sides);
      const strangers = own.slice(0, offset); // rows before the subject's own, which must not be read
      const out = new Float64Array(catalogue.length);
      kernel(ledgerOf([...strangers, ...own]), strangers.length, strangers.length + own.length, context, out);
      const expected = oracle(own, context);
      expect(disagreements(catalogue, out, expected)).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
});

test.each(CASES)(
  'no fact of the %s oracle is outside the catalogue, and each is known of someone',
  (_, kernel, oracle, catalogue, sides) => {
    const seen = new Set<string>();
    for (const { rows, context } of fc.sample(madeUpSubject, { numRuns: 300, seed: 1 })) {
      const own = ofOne(rows, ...sides);
      const out = new Float64Array(catalogue.length);
      kernel(ledgerOf(own), 0, own.length, context, out);
      catalogue.forEach(({ id }, index) => {
        if (!Number.isNaN(out[index])) seen.add(id);
      });
      const ids = catalogue.map(({ id }) => id);
      expect(Object.keys(oracle(own, context)).filter((id) => !ids.includes(id))).toEqual([]);
    }
    expect(catalogue.filter(({ id, order }) => order === 1 && !seen.has(id)).map(({ id }) => id)).toEqual([]);
  },
);

function disagreements(catalogue: readonly Fact[], out: Float64Array, expected: Record<string, number>): string[] {
  return catalogue.flatMap(({ id, order }, index) => {
    const got = out[index] ?? Number.NaN;
    const wanted = order === 1 ? (expected[id] ?? Number.NaN) : Number.NaN;
    return isSame(got, wanted) ? [] : [`${id}: kernel ${got}, oracle ${wanted}`];
  });
}

function isSame(got: number, wanted: number): boolean {
  if (Number.isNaN(got) || Number.isNaN(wanted)) return Number.isNaN(got) && Number.isNaN(wanted);
  return Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}
