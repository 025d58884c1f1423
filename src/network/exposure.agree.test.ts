import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAPS } from './caps.ts';
import { spread } from './exposure.ts';
import { ExposurePaths, type WalkedExposure } from './exposure-paths.ts';
import { payerPayeeGraph } from './graph.ts';
import { type Ties, tiesFrom } from './ties.ts';

const ROWS = 9;
const PAYEES = 7;
const ties = (count: number): fc.Arbitrary<Ties> =>
  fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 4 }).map((pairs) =>
    tiesFrom(
      count,
      Int32Array.from(pairs, ([one]) => one),
      Int32Array.from(pairs, ([, other]) => other),
    ),
  );
const madeUp = fc.record({
  pays: fc.uniqueArray(fc.tuple(fc.nat(ROWS - 1), fc.nat(PAYEES - 1)), {
    selector: ([row, payee]) => row * PAYEES + payee,
    maxLength: 30,
  }),
  payerTies: ties(ROWS),
  payeeTies: ties(PAYEES),
  value: fc.array(
    fc.integer({ min: -8, max: 32 }).map((quarters) => quarters / 4),
    { minLength: ROWS, maxLength: ROWS },
  ),
});

function spreadOver(
  pays: readonly (readonly [row: number, payee: number])[],
  value: readonly number[],
  payerTies: Ties,
  payeeTies: Ties,
  leftOut: Uint8Array | null = null,
) {
  const sorted = pays.toSorted(([a, b], [c, d]) => a - c || b - d);
  const pairs = {
    payer: Int32Array.from(sorted, ([row]) => row),
    payee: Int32Array.from(sorted, ([, payee]) => payee),
    ...{ firstAt: new Float64Array(sorted.length), lastAt: new Float64Array(sorted.length) },
  };
  const rows = value.length;
  const payees = payeeTies.group.length;
  const to = {
    nearest: new Float64Array(rows).fill(Number.NaN),
    strangers: new Float64Array(rows).fill(Number.NaN),
    payee: new Float64Array(payees).fill(Number.NaN),
  };
  const around = { graph: payerPayeeGraph(pairs, rows, payees), payerTies, payeeTies };
  spread(around, Float64Array.from(value), to, leftOut);
  return { ...to, paths: new ExposurePaths(around, Float64Array.from(value)) };
}

test('exposure is, household by household, the mean of what the strangers there carry', () => {
  fc.assert(
    fc.property(madeUp, ({ pays, payerTies, payeeTies, value }) => {
      const found = spreadOver(pays, value, payerTies, payeeTies);
      const payersOf = (payee: number): number[] =>
        pays.filter(([, paid]) => payeeTies.group[paid] === payeeTies.group[payee]).map(([row]) => row);
      /** What each group of related payers carries to a household. */
      const carried = (payee: number): Map<number, number> => {
        const groups = new Map<number, number>();
        for (const row of payersOf(payee)) {
          const group = payerTies.group[row] as number;
          groups.set(group, Math.max(groups.get(group) ?? 0, value[row] as number));
        }
        return groups;
      };
      const mean = (values: readonly number[]): number =>
        values.reduce((sum, one) => sum + one, 0) / (values.length + 2);
      for (let payee = 0; payee < PAYEES; payee++)
        expect(found.payee[payee]).toBeCloseTo(
          payersOf(payee).length === 0 ? 0 : mean([...carried(payee).values()]),
          9,
        );
      for (let row = 0; row < ROWS; row++) {
        const households = new Map(
          pays.filter(([payer]) => payer === row).map(([, payee]) => [payeeTies.group[payee] as number, payee]),
        );
        const theirs = [...households.values()]
          .map((payee) => [...carried(payee)].filter(([group]) => group !== payerTies.group[row]).map(([, one]) => one))
          .filter((strangers) => strangers.length > 0);
        const means = theirs.map(mean);
        expect(found.nearest[row]).toBeCloseTo(Math.max(0, ...means), 9);
        if (theirs.length === 0) expect(found.strangers[row]).toBe(0);
        else
          expect(
            theirs.filter((one) => Math.abs(mean(one) - Math.max(...means)) < 1e-9).map((one) => one.length),
          ).toContain(found.strangers[row]);
      }
    }),
    { numRuns: 500 },
  );
});

test('a payee with more payers than are looked at carries nothing, and a smaller one beside it still does', () => {
  const many = CAPS.payersOfPayee + 1;
  const pays = Array.from({ length: many }, (_, row) => [row, 0] as const);
  const alone = (count: number): Ties => tiesFrom(count, new Int32Array(0), new Int32Array(0));
  const found = spreadOver([...pays, [0, 1], [1, 1]], new Array(many).fill(6), alone(many), alone(2));
  expect(found.payee[0]).toBe(0);
  expect(found.nearest[2]).toBe(0);
  expect(found.nearest[0]).toBe(2);
  expect(found.strangers[0]).toBe(1);
});

test('every exposure can be walked back: it is the mean over its paths, of people who do pay the payees named', () => {
  fc.assert(
    fc.property(madeUp, ({ pays, payerTies, payeeTies, value }) => {
      const { nearest, strangers, payee, paths } = spreadOver(pays, value, payerTies, payeeTies);
      const mean = ({ total, paths }: WalkedExposure): number =>
        paths.reduce((sum, one) => sum + one.carried, 0) / (total + 2);
      for (let row = 0; row < ROWS; row++) {
        const walked = paths.ofPayer(row);
        expect(mean(walked)).toBeCloseTo(nearest[row] as number, 9);
        expect(walked.total).toBe(strangers[row]);
        for (const path of walked.paths) {
          expect(path.carried).toBeGreaterThan(0);
          expect(payerTies.group[path.row]).not.toBe(payerTies.group[row]);
          for (const paid of path.payees)
            expect(
              pays.some(([payer, to]) => to === paid && payerTies.group[payer] === payerTies.group[path.row]),
            ).toBe(true);
        }
      }
      for (let one = 0; one < PAYEES; one++) expect(mean(paths.ofPayee(one))).toBeCloseTo(payee[one] as number, 9);
    }),
    { numRuns: 500 },
  );
});

test('payees that are left out carry nothing, others of their household still do', () => {
  const rows = 3;
  const nobody = tiesFrom(rows, new Int32Array(0), new Int32Array(0));
  const payeeTies = tiesFrom(3, Int32Array.of(0), Int32Array.of(1));
  const pays = [
    [0, 0],
    [0, 1],
    [1, 0],
    [2, 1],
  ] as const;
  const whole = spreadOver(pays, [0, 3, 3], nobody, payeeTies);
  expect(whole.strangers[0]).toBe(2);
  const without = spreadOver(pays, [0, 3, 3], nobody, payeeTies, Uint8Array.of(1, 0, 0));
  expect([without.strangers[0], without.nearest[0], without.strangers[1], without.payee[0]]).toEqual([1, 1, 0, 0]);
});
