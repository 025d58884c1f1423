import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SharedValue } from './shared-identifiers.ts';
import { tiedPeople } from './tied-people.ts';

const nobody = (): boolean => false;
const phone = (value: string, ...codes: number[]): SharedValue => ({ identifier: 'phone', value, codes });
const account = (value: string, ...codes: number[]): SharedValue => ({ identifier: 'account', value, codes });

/** Steps from one person to another over shared values, by trying ever longer chains; Infinity when there is none. */
function steps(from: number, to: number, values: readonly SharedValue[], hidden: (code: number) => boolean): number {
  let reached = [from];
  for (let step = 1; step <= 20; step++) {
    reached = values
      .filter(({ codes }) => codes.some((code) => reached.includes(code)))
      .flatMap(({ codes }) => codes)
      .filter((code) => code === from || !hidden(code));
    if (reached.includes(to)) return step;
  }
  return Number.POSITIVE_INFINITY;
}

describe('Who is tied to a person', () => {
  it('is given with all that the two share, the nearest first, and who stands between', () => {
    const values = [phone('P', 1, 2), account('A', 1, 2), phone('Q', 2, 3), account('B', 3, 4)];
    expect(tiedPeople(1, values, nobody)).toEqual([
      {
        ...{ code: 2, through: null },
        shared: [
          { identifier: 'phone', value: 'P' },
          { identifier: 'account', value: 'A' },
        ],
      },
      { code: 3, through: 2, shared: [{ identifier: 'phone', value: 'Q' }] },
      { code: 4, through: 3, shared: [{ identifier: 'account', value: 'B' }] },
    ]);
  });

  it('is not given when hidden, nor when reached through somebody hidden alone', () => {
    const values = [phone('P', 1, 2), phone('Q', 2, 3), account('A', 1, 4), account('B', 4, 5), phone('R', 2, 5)];
    expect(tiedPeople(1, values, (code) => code === 2).map(({ code }) => code)).toEqual([4, 5]);
  });

  it('is everybody whom a chain reaches, by a shortest one', () => {
    const value = fc.record({
      identifier: fc.constantFrom('phone' as const, 'account' as const),
      value: fc.string(),
      codes: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 9 }), fc.integer({ min: 1, max: 12 }), (values, hiddenOne) => {
        const hidden = (code: number): boolean => code === hiddenOne;
        const tied = tiedPeople(0, values, hidden);
        for (let code = 1; code < 10; code++) {
          const distance = hidden(code) ? Number.POSITIVE_INFINITY : steps(0, code, values, hidden);
          const one = tied.find((each) => each.code === code);
          expect(one !== undefined).toBe(Number.isFinite(distance));
          if (one === undefined) continue;
          expect(one.through === null ? 0 : steps(0, one.through, values, hidden)).toBe(distance - 1);
          expect(one.shared.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
