import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrowingPayee, type GrowingPayment, type Grown, growGroups, MOST_PAYEES } from './grow-groups.ts';

const payee = (id: string, household: number): GrowingPayee => ({ id, household });
const alone = (count: number): GrowingPayee[] => Array.from({ length: count }, (_, index) => payee(`r${index}`, index));
const ids = (groups: readonly Grown<GrowingPayee>[]): string[][] =>
  groups.map(({ payees }) => payees.map(({ id }) => id));

describe('Groups of payees', () => {
  it('hold a household together, whoever pays it', () => {
    expect(ids(growGroups([payee('a', 1), payee('b', 2), payee('c', 1)], []))).toEqual([['a', 'c'], ['b']]);
  });

  it('join households that the same payers pay, and say how many', () => {
    const payments = [0, 1, 2].flatMap((payer) => [
      { payer, payeeId: 'r0' },
      { payer, payeeId: 'r1' },
    ]);
    const [group, ...rest] = growGroups(alone(2), [...payments, { payer: 9, payeeId: 'r1' }]);
    expect(rest).toEqual([]);
    expect(group?.joins).toEqual([{ households: [0, 1], both: 3, either: 4 }]);
  });

  it('count payers who are related once', () => {
    const payments = ['r0', 'r1'].flatMap((payeeId) => [
      { payer: 4, payeeId },
      { payer: 4, payeeId },
    ]);
    expect(growGroups(alone(2), payments)[0]?.joins).toEqual([{ households: [0, 1], both: 1, either: 1 }]);
  });

  it('stay apart where few of those who pay either pay both', () => {
    const payments = [0, 1, 2, 3].map((payer) => ({ payer, payeeId: payer < 2 ? 'r0' : 'r1' }));
    expect(ids(growGroups(alone(2), [...payments, { payer: 0, payeeId: 'r1' }]))).toEqual([['r0'], ['r1']]);
  });

  it('are not made by one payer who pays everybody', () => {
    const payments = alone(40).map(({ id }) => ({ payer: 1, payeeId: id }));
    expect(growGroups(alone(40), payments)).toHaveLength(40);
  });

  it('cut a chain of a thousand households into groups that can be read, at the weakest joins, and count the cuts', () => {
    const count = 1000;
    // Every tenth join is weaker: the payers of both sides have others beside them.
    const payments = Array.from({ length: count - 1 }, (_, index) => [
      { payer: index, payeeId: `r${index}` },
      { payer: index, payeeId: `r${index + 1}` },
      ...(index % 10 === 9 ? [] : [{ payer: count + index, payeeId: `r${index}` }]),
      ...(index % 10 === 9 ? [] : [{ payer: count + index, payeeId: `r${index + 1}` }]),
    ]).flat();
    const groups = growGroups(alone(count), payments);
    expect(groups).toHaveLength(count / 10);
    for (const { payees } of groups)
      expect(payees.map(({ household }) => Math.floor(household / 10))).toEqual(
        Array(10).fill(Math.floor((payees[0]?.household ?? 0) / 10)),
      );
    expect(groups.reduce((sum, { joinsCut }) => sum + joinsCut, 0)).toBe(0);
    const even = growGroups(
      alone(count),
      payments.filter(({ payer }) => payer < count),
    );
    expect(Math.max(...even.map(({ payees }) => payees.length))).toBe(MOST_PAYEES);
    expect(even.reduce((sum, { joinsCut }) => sum + joinsCut, 0)).toBeGreaterThan(0);
  });

  it('leave a household whole that is larger than a group may grow, and join nobody to it', () => {
    const large = Array.from({ length: 30 }, (_, index) => payee(`m${index}`, 7));
    const groups = growGroups(
      [...large, payee('n', 8)],
      [
        { payer: 1, payeeId: 'm3' },
        { payer: 1, payeeId: 'n' },
      ],
    );
    expect(groups.map(({ payees, joinsCut }) => [payees.length, joinsCut])).toEqual([
      [30, 1],
      [1, 1],
    ]);
  });
});

const worlds = fc.record({
  households: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 24 }),
  payments: fc.array(fc.record({ payer: fc.nat(9), payee: fc.nat(23) }), { maxLength: 80 }),
});

describe('Growing, on random worlds', () => {
  const grow = ({ households, payments }: { households: number[]; payments: { payer: number; payee: number }[] }) => {
    const payees = households.map((household, index) => payee(`r${index}`, household));
    const paid: GrowingPayment[] = payments.map(({ payer, payee }) => ({ payer, payeeId: `r${payee}` }));
    return { payees, paid, groups: growGroups(payees, paid) };
  };

  it('puts every payee in exactly one group and never parts a household', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { payees, groups } = grow(world);
        expect(groups.flatMap(({ payees }) => payees.map(({ id }) => id)).sort()).toEqual(
          payees.map(({ id }) => id).sort(),
        );
        const groupOf = new Map(groups.flatMap(({ payees }, index) => payees.map(({ id }) => [id, index])));
        for (const one of payees)
          for (const other of payees)
            if (one.household === other.household) expect(groupOf.get(one.id)).toBe(groupOf.get(other.id));
      }),
    );
  });

  it('names payers for each join who do pay both sides, and depends on no order of the payments', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { payees, paid, groups } = grow(world);
        expect(growGroups(payees, paid.toReversed())).toEqual(groups);
        const payersOf = (household: number): Set<number> => {
          const own = new Set(payees.filter((each) => each.household === household).map(({ id }) => id));
          return new Set(paid.filter(({ payeeId }) => own.has(payeeId)).map(({ payer }) => payer));
        };
        for (const { joins, payees } of groups) {
          expect(new Set(payees.map(({ household }) => household)).size).toBe(joins.length + 1);
          for (const { households, both, either } of joins) {
            const [a, b] = [payersOf(households[0]), payersOf(households[1])];
            expect([both, either]).toEqual([a.intersection(b).size, a.union(b).size]);
          }
          if (joins.length > 0) expect(payees.length).toBeLessThanOrEqual(MOST_PAYEES);
        }
      }),
    );
  });
});
