import fc from 'fast-check';
import type { Fact } from '../../facts/catalogue.ts';
import type { FactTable } from '../../facts/fact-table.ts';
import type { Condition } from '../condition.ts';

/** Values that a fact of this unit takes, unknown one time in five. For property tests. */
function factValue(unit: Fact['unit']): fc.Arbitrary<number> {
  return fc.option(knownValue(unit), { nil: Number.NaN, freq: 5 });
}

function knownValue(unit: Fact['unit']): fc.Arbitrary<number> {
  switch (unit) {
    case 'share':
      return fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
    case 'score':
    case 'ratio':
      return fc.double({ min: 0, max: 6, noNaN: true });
    case 'log2':
      return fc.double({ min: -4, max: 4, noNaN: true });
    case 'eur':
      return fc.double({ min: 0, max: 3000, noNaN: true });
    case 'instant':
      return fc.integer({ min: 1_500_000_000, max: 1_800_000_000 });
    case 'days':
    case 'hours':
      return fc.double({ min: 0, max: 500, noNaN: true });
    case 'count':
    case 'per_30_days':
      return fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 200 }));
  }
}

/** The facts of one subject, by id. */
export function subjectFacts(catalogue: readonly Fact[]): fc.Arbitrary<ReadonlyMap<string, number>> {
  return fc
    .tuple(...catalogue.map(({ unit }) => factValue(unit)))
    .map((values) => new Map(catalogue.map(({ id }, index) => [id, values[index] ?? Number.NaN])));
}

/** A fact table from the facts of some subjects. */
export function tableOf(catalogue: readonly Fact[], subjects: readonly ReadonlyMap<string, number>[]): FactTable {
  return {
    catalogue,
    count: subjects.length,
    columns: catalogue.map(({ id }) => Float64Array.from(subjects, (facts) => facts.get(id) ?? Number.NaN)),
  };
}

const limits = fc
  .tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.boolean())
  .map(([from, width, falls]) => (falls ? { from: from + width, to: from } : { from, to: from + width }));

const leaf = (facts: readonly string[]): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc
      .record({ fact: fc.constantFrom(...facts), limits, optional: fc.boolean() })
      .map(({ fact, limits, optional }) => ({
        kind: 'ramp' as const,
        fact,
        ...limits,
        scale: 'linear' as const,
        optional,
      })),
    fc.record({ fact: fc.constantFrom(...facts), limits }).map(({ fact, limits: { from, to } }) => ({
      ...{ kind: 'ramp' as const, fact, scale: 'log' as const, optional: false },
      ...{ from: Math.abs(from) + 1, to: Math.abs(from) + 1 + Math.abs(to - from) },
    })),
    fc.record({ fact: fc.constantFrom(...facts), limits }).map(({ fact, limits: { from, to } }) => ({
      ...{ kind: 'threshold' as const, fact, optional: false },
      ...{ atLeast: Math.min(from, to), atMost: Math.max(from, to) },
    })),
  );

/** Conditions over the given facts, nested up to three deep. */
export function condition(facts: readonly string[], depth = 3): fc.Arbitrary<Condition> {
  if (depth === 0) return leaf(facts);
  const group = fc
    .tuple(
      fc.constantFrom('all' as const, 'any' as const),
      fc.array(condition(facts, depth - 1), { minLength: 1, maxLength: 4 }),
    )
    .map(([kind, of]) => ({ kind, of }));
  return fc.oneof(leaf(facts), group);
}
