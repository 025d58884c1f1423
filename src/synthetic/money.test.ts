import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, roundSum, sums } from './money.ts';
import { Random } from './random.ts';

describe('a sum of money', () => {
  it('is written with the decimals of its currency and is never zero', () => {
    expect(decimal(12.3, 'EUR')).toBe('12.30');
    expect(decimal(12.04, 'EUR')).toBe('12.04');
    expect(decimal(1234.5, 'JPY')).toBe('1235');
    expect(decimal(0.001, 'EUR')).toBe('0.01');
  });

  it('is made round the way people do', () => {
    expect([12, 31, 48, 97, 130, 262, 488, 1_040, 54_900].map(roundSum)).toEqual([
      10, 30, 50, 100, 130, 250, 500, 1_000, 55_000,
    ]);
  });

  it('stays near what it was when it is made round', () => {
    fc.assert(
      fc.property(fc.double({ min: 8, max: 1e7, noNaN: true }), (amount) => {
        expect(Math.abs(roundSum(amount) - amount)).toBeLessThanOrEqual(Math.max(2.5, 0.08 * amount));
      }),
    );
  });

  it('is paid out at the rate less a margin, or the same within one currency', () => {
    const random = Random.stream(1, 'money');
    expect(sums(50, 'EUR', 'EUR', 'sent', random)).toEqual({ amount: '50.00', payoutAmount: '50.00' });
    const abroad = sums(50, 'EUR', 'PHP', 'sent', random);
    expect(Number(abroad.payoutAmount)).toBeLessThan(50 * 62);
    expect(Number(abroad.payoutAmount)).toBeGreaterThan(50 * 62 * 0.96);
    expect(Number(sums(50, 'EUR', 'PHP', 'paid_out', random).payoutAmount) % 100).toBe(0);
  });
});
