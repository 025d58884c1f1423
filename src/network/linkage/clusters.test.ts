import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClusterInput, clusterRecords } from './clusters.ts';

/** Bits by pair; what is not named is −20: clearly two people. */
function withBits(records: number, bits: Readonly<Record<string, number>>): ClusterInput {
  const weightOf = (a: number, b: number): number => bits[`${Math.min(a, b)} ${Math.max(a, b)}`] ?? -20;
  const links = Object.entries(bits)
    .filter(([, weight]) => weight >= 4)
    .map(([pair, weight]) => {
      const [a = 0, b = 0] = pair.split(' ').map(Number);
      return { a, b, weight };
    });
  return { records, links, weightOf, same: [], different: [] };
}

describe('people from links', () => {
  it('are records whose pairs speak for one person', () => {
    const { first } = clusterRecords(withBits(4, { '0 1': 9, '1 2': 8, '0 2': 1 }));
    expect([...first]).toEqual([0, 0, 0, 3]);
  });

  it('are split where a chain hangs by a thread: the ends speak against each other', () => {
    const { first, heldApart } = clusterRecords(withBits(3, { '0 1': 9, '1 2': 6 }));
    expect([...first]).toEqual([0, 0, 2]);
    expect(heldApart).toEqual([{ a: 1, b: 2, weight: 6 }]);
  });

  it('are not carried by one strong pair, nor split by one slip', () => {
    const group = (from: number): Record<string, number> =>
      Object.fromEntries(
        [0, 1, 2].flatMap((a) => [a + 1, a + 2].filter((b) => b < 3).map((b) => [`${from + a} ${from + b}`, 12])),
      );
    const bridge = clusterRecords(withBits(6, { ...group(0), ...group(3), '0 3': 40 }));
    expect([...bridge.first]).toEqual([0, 0, 0, 3, 3, 3]);
    const slip = clusterRecords(withBits(4, { ...group(0), '0 3': 9, '1 3': 8 }));
    expect([...slip.first]).toEqual([0, 0, 0, 0]);
  });

  it('obey a decision «same» without any evidence, and «different» against any', () => {
    const input = withBits(3, { '0 1': 30 });
    expect([...clusterRecords({ ...input, same: [[1, 2]], different: [[0, 1]] }).first]).toEqual([0, 1, 1]);
  });

  it('name a decision «same» that «different» contradicts', () => {
    const input = withBits(3, {});
    const same: [number, number][] = [
      [1, 2],
      [0, 1],
    ];
    const found = clusterRecords({ ...input, same, different: [[0, 2]] });
    expect([...found.first]).toEqual([0, 0, 2]);
    expect(found.contradicted).toEqual([[1, 2]]);
  });

  it('never hold two records that somebody said are different, in any order of links', () => {
    const pair = fc.tuple(fc.nat(9), fc.nat(9)).filter(([a, b]) => a < b);
    const bits = fc.array(fc.tuple(pair, fc.integer({ min: -15, max: 30 })), { maxLength: 45 });
    fc.assert(
      fc.property(
        bits,
        fc.array(pair, { maxLength: 5 }),
        fc.array(pair, { maxLength: 5 }),
        (weights, same, different) => {
          const byPair = Object.fromEntries(weights.map(([[a, b], weight]) => [`${a} ${b}`, weight]));
          const input = { ...withBits(10, byPair), same, different };
          const { first, contradicted } = clusterRecords(input);
          for (const [a, b] of different) expect(first[a]).not.toBe(first[b]);
          for (const [a, b] of same)
            expect(first[a] === first[b] || contradicted.some(([x, y]) => x === a && y === b)).toBe(true);
          const turned = clusterRecords({
            ...input,
            links: input.links.toReversed(),
            same: same.toReversed(),
            different: different.toReversed(),
          });
          expect([...turned.first]).toEqual([...first]);
          for (const [record, leader] of first.entries()) expect(first[leader]).toBe(Math.min(leader, record));
        },
      ),
      { numRuns: 500 },
    );
  });
});
