import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from './compile-condition.ts';
import {
  type Condition,
  conditionLevel,
  FULL,
  NO,
  type Outcome,
  outcomeOf,
  type Ramp,
  rampLevel,
} from './condition.ts';
import { condition } from './testing/arbitrary.ts';

const ramp = (from: number, to: number, rest: Partial<Ramp> = {}): Ramp => ({
  ...{ kind: 'ramp', fact: 'x', from, to, scale: 'linear', optional: false },
  ...rest,
});
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('a ramp', () => {
  it('is no at its start, full at its end, and half in the middle', () => {
    expect([2, 3, 4, 6, 9].map((value) => rampLevel(ramp(2, 6), value) / FULL)).toEqual([0, 0.25, 0.5, 1, 1]);
  });

  it('falls when it is written from high to low', () => {
    expect([6, 5, 2, 1].map((value) => rampLevel(ramp(6, 2), value) / FULL)).toEqual([0, 0.25, 1, 1]);
  });

  it('is straight in the logarithm when asked', () => {
    const levels = [0, -5, 1, 10, 100].map((value) => rampLevel(ramp(1, 100, { scale: 'log' }), value) / FULL);
    expect(levels).toEqual([0, 0, 0, expect.closeTo(0.5, 8), 1]);
  });

  it('never goes back, whatever the value and the limits', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, fc.integer(), fc.integer({ min: 1 }), (a, b, from, width) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(rampLevel(ramp(from, from + width), low)).toBeLessThanOrEqual(rampLevel(ramp(from, from + width), high));
        expect(rampLevel(ramp(from + width, from), low)).toBeGreaterThanOrEqual(
          rampLevel(ramp(from + width, from), high),
        );
      }),
    );
  });

  it('is full far beyond its end, up to the largest number', () => {
    expect(rampLevel(ramp(-1, 0), Number.MAX_VALUE)).toBe(FULL);
    expect(rampLevel(ramp(0, -1), Number.MAX_VALUE)).toBe(NO);
  });

  it('stays between no and full for every number', () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        const level = rampLevel(ramp(-3, 8), value);
        expect(level >= NO && level <= FULL && Number.isInteger(level)).toBe(true);
      }),
    );
  });

  it('is unknown for what is missing and for what is not finite', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(outcomeOf(rampLevel(ramp(0, 1), value))).toBe('unknown');
  });

  it('steps aside for what is missing when it is optional', () => {
    expect(rampLevel(ramp(0, 1, { optional: true }), Number.NaN)).toBe(FULL);
  });
});

describe('all and any', () => {
  const values: Record<Outcome, number> = { no: 0, unknown: Number.NaN, fired: 1 };
  const outcomes: readonly Outcome[] = ['no', 'unknown', 'fired'];
  const judge = (kind: 'all' | 'any', a: Outcome, b: Outcome): Outcome =>
    outcomeOf(
      conditionLevel(
        { kind, of: [ramp(0, 1, { fact: 'a' }), ramp(0, 1, { fact: 'b' })] },
        (fact) => values[fact === 'a' ? a : b],
      ),
    );

  it.each([
    ['no', ['no', 'no', 'no']],
    ['unknown', ['no', 'unknown', 'unknown']],
    ['fired', ['no', 'unknown', 'fired']],
  ] as const)('all: %s with no, unknown, yes gives %s: a definite no beats unknown', (first, expected) => {
    expect(outcomes.map((second) => judge('all', first, second))).toEqual(expected);
  });

  it.each([
    ['no', ['no', 'unknown', 'fired']],
    ['unknown', ['unknown', 'unknown', 'fired']],
    ['fired', ['fired', 'fired', 'fired']],
  ] as const)('any: %s with no, unknown, yes gives %s: a definite yes beats unknown', (first, expected) => {
    expect(outcomes.map((second) => judge('any', first, second))).toEqual(expected);
  });

  it('never say more when a fact is taken away', () => {
    const known = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.double({ min: -30, max: 30, noNaN: true }));
    const strict = condition(['a', 'b', 'c']).map(withoutOptional);
    fc.assert(
      fc.property(strict, known, fc.constantFrom('a', 'b', 'c'), (written, facts, hidden) => {
        const value = (fact: string): number => facts[fact] ?? Number.NaN;
        const before = conditionLevel(written, value);
        const after = conditionLevel(written, (fact) => (fact === hidden ? Number.NaN : value(fact)));
        expect(after).toBeLessThanOrEqual(Math.max(before, 1));
      }),
    );
  });
});

describe('a compiled condition', () => {
  it('gives the same levels over columns as for one subject, exactly', () => {
    const catalogue = ['a', 'b', 'c'].map(
      (id) => ({ id, meaning: '', unit: 'count', window: 'all', order: 1 }) as const,
    );
    const value = fc.oneof(
      fc.constant(Number.NaN),
      fc.integer({ min: -25, max: 25 }),
      fc.double({ noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(
        condition(['a', 'b', 'c']),
        fc.array(fc.tuple(value, value, value), { minLength: 1 }),
        (written, rows) => {
          const columns = [0, 1, 2].map((index) => Float64Array.from(rows, (row) => row[index] ?? 0));
          const out = new Int32Array(rows.length);
          compileCondition(written, catalogue)(columns, 0, rows.length, out);
          const oracle = rows.map((row) => conditionLevel(written, (fact) => row['abc'.indexOf(fact)] ?? Number.NaN));
          expect([...out]).toEqual(oracle);
        },
      ),
    );
  });
});

function withoutOptional(written: Condition): Condition {
  return 'of' in written ? { ...written, of: written.of.map(withoutOptional) } : { ...written, optional: false };
}
