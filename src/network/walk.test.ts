import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAYEE_FACTS, PAYER_FACTS } from '../facts/catalogue.ts';
import { allocateFactTable, type FactTable, factColumn } from '../facts/fact-table.ts';
import type { Neighbourhood } from './around-payees.ts';
import { noCaps } from './caps.ts';
import { payerPayeeGraph } from './graph.ts';
import { tiesFrom } from './ties.ts';
import { emptyTotals, payerTraits } from './traits.ts';
import { walkNetwork } from './walk.ts';

const PAYERS = 700;
const PAYEES = 40;
const DAY = 86_400;

/** Everybody pays payee 0, which is more than are looked at, and some others. */
function madeUp(shared: boolean): { around: Neighbourhood; countries: Int16Array } {
  const [draws = []] = fc.sample(fc.array(fc.nat(1000), { minLength: 4 * PAYERS, maxLength: 4 * PAYERS }), {
    seed: 5,
    numRuns: 1,
  });
  const draw = (payer: number, which: number): number => draws[4 * payer + which] ?? 0;
  const paid = Array.from({ length: PAYERS }, (_, payer) =>
    [...new Set([0, draw(payer, 0) % PAYEES, draw(payer, 1) % PAYEES])].sort((a, b) => a - b),
  );
  const payer = Int32Array.from(paid.flatMap((payees, code) => payees.map(() => code)));
  const firstAt = Float64Array.from(payer, (code) => draw(code, 2) * DAY);
  const pairs = {
    ...{ payer, payee: Int32Array.from(paid.flat()) },
    ...{ firstAt, lastAt: firstAt.map((at, pair) => at + (pair % 200) * DAY) },
  };
  const payerFacts = allocateFactTable(PAYER_FACTS, PAYERS, shared);
  for (const id of ['share_upto_150', 'night_share_payer', 'monthly_rhythm'])
    factColumn(payerFacts, id).set(Array.from({ length: PAYERS }, (_, code) => draw(code, 3) / 1000));
  const payeeFacts = allocateFactTable(PAYEE_FACTS, PAYEES, shared);
  const around = {
    ...{ graph: payerPayeeGraph(pairs, PAYERS, PAYEES), payerFacts, payeeFacts, known: null, caps: noCaps() },
    ...{ payerTraits: payerTraits(payerFacts), payeeTotals: emptyTotals(PAYEES) },
    payerOf: Int32Array.from({ length: PAYERS }, (_, payer) => payer),
    payerTies: tiesFrom(PAYERS, Int32Array.of(1, 2, 600), Int32Array.of(5, 650, 699)),
    payeeTies: tiesFrom(PAYEES, Int32Array.of(3), Int32Array.of(30)),
  };
  return { around, countries: Int16Array.from({ length: PAYERS }, (_, code) => (draw(code, 2) % 7) - 1) };
}

test('two threads write the facts that one writes, and meet the same caps', async () => {
  const walked = async (shared: boolean) => {
    const { around, countries } = madeUp(shared);
    await walkNetwork(around, countries);
    const values = ({ columns }: FactTable): number[][] => columns.map((column) => [...column]);
    return { payers: values(around.payerFacts), payees: values(around.payeeFacts), caps: around.caps };
  };
  const alone = await walked(false);
  expect(alone.caps.payeesWithMorePayers).toBeGreaterThan(0);
  expect(await walked(true)).toEqual(alone);
});
