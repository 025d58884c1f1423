import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPS } from './caps.ts';
import { payerPayeeGraph } from './graph.ts';
import { countStrangersStandingOut } from './strangers-standing-out.ts';
import { tiesFrom } from './ties.ts';

type Pays = readonly (readonly [row: number, payee: number])[];

function counted(pays: Pays, scores: readonly number[], payees: number, tied: Pays = []): number[] {
  const sorted = pays.toSorted(([a, b], [c, d]) => a - c || b - d);
  const pairs = {
    payer: Int32Array.from(sorted, ([row]) => row),
    payee: Int32Array.from(sorted, ([, payee]) => payee),
    ...{ firstAt: new Float64Array(sorted.length), lastAt: new Float64Array(sorted.length) },
  };
  const payerTies = tiesFrom(
    scores.length,
    Int32Array.from(tied, ([one]) => one),
    Int32Array.from(tied, ([, other]) => other),
  );
  const to = new Float64Array(scores.length).fill(Number.NaN);
  countStrangersStandingOut(
    { graph: payerPayeeGraph(pairs, scores.length, payees), payerTies },
    Float64Array.from(scores),
    to,
  );
  return [...to];
}

describe('the strangers of a payer who stand out', () => {
  it('are the groups of payers with a score of 0 or more who share a payee with it, its own left out', () => {
    const [ROWS, PAYEES] = [7, 5];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(ROWS - 1), fc.nat(PAYEES - 1)), {
          selector: ([row, payee]) => row * PAYEES + payee,
          maxLength: 20,
        }),
        fc.array(fc.constantFrom(-2, 0, 3), { minLength: ROWS, maxLength: ROWS }),
        fc.array(fc.tuple(fc.nat(ROWS - 1), fc.nat(ROWS - 1)), { maxLength: 3 }),
        (pays, scores, tied) => {
          const groups = tiesFrom(
            ROWS,
            Int32Array.from(tied, ([one]) => one),
            Int32Array.from(tied, ([, other]) => other),
          ).group;
          const expected = scores.map((_, row) => {
            const payees = pays.filter(([one]) => one === row).map(([, payee]) => payee);
            const others = pays.filter(([other, payee]) => payees.includes(payee) && (scores[other] as number) >= 0);
            return new Set(others.map(([other]) => groups[other]).filter((group) => group !== groups[row])).size;
          });
          expect(counted(pays, scores, PAYEES, tied)).toEqual(expected);
        },
      ),
    );
  });

  it('are not counted at a payee with more payers than are looked at', () => {
    const pays = (payers: number): Pays => Array.from({ length: payers }, (_, row) => [row, 0]);
    const most = CAPS.payersOfPayee;
    const all = (payers: number): number[] => counted(pays(payers), new Array<number>(payers).fill(1), 1);
    expect(all(most)[0]).toBe(most - 1);
    expect(all(most + 1)[0]).toBe(0);
  });

  it('are looked at up to a bound where a payer shares many payees with many', () => {
    const [payers, payees] = [400, 20];
    const pays = Array.from({ length: payees }, (_, payee) =>
      Array.from({ length: payers / 2 }, (_, i) => [i + (payee % 2) * (payers / 2), payee] as const),
    ).flat();
    const bridge = Array.from({ length: payees }, (_, payee) => [payers, payee] as const);
    const found = counted([...pays, ...bridge], new Array<number>(payers + 1).fill(1), payees);
    expect(found.at(-1)).toBe(payers);
    expect(Math.max(...found)).toBeLessThanOrEqual(CAPS.strangers);
  });
});
