import { expect, test } from 'vitest';
import { groupMembers, tiesFrom, tiesOfRows, withoutLargeGroups } from './ties.ts';

test('a chain of more people than may be is untied and counted; groups as large as may be stay', () => {
  const chain = [0, 1, 2, 3];
  const ties = tiesFrom(
    8,
    Int32Array.from([...chain, 5, 6]),
    Int32Array.from([...chain.map((code) => code + 1), 6, 7]),
  );
  const { ties: left, untied } = withoutLargeGroups(ties, 3);
  expect(untied).toBe(1);
  expect([...left.group]).toEqual([0, 1, 2, 3, 4, 5, 5, 5]);
  expect([0, 1, 2, 3, 4, 5].map((group) => left.size[group])).toEqual([1, 1, 1, 1, 1, 3]);
});

test('everybody of a group is found, for who stands in one; payers once, whatever the number of their corridors', () => {
  const ties = tiesFrom(5, Int32Array.from([1, 1]), Int32Array.from([3, 4]));
  expect(groupMembers(ties, [3, 2])).toEqual(new Map([[3, [1, 3, 4]]]));
  const corridors = {
    ...{ count: 7, start: Int32Array.from([0, 1, 3, 4, 6, 7]), payerOf: Int32Array.from([0, 1, 1, 2, 3, 3, 4]) },
  } as Parameters<typeof tiesOfRows>[1];
  // A payer alone has two corridors, which are tied: still nobody is tied to it.
  const rows = tiesOfRows(tiesFrom(5, Int32Array.from([3]), Int32Array.from([4])), corridors);
  expect(groupMembers(rows, [1, 4], corridors)).toEqual(new Map([[4, [3, 4]]]));
});
