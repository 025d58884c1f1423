import { expect, test } from 'vitest';
import { tiesFrom, withoutLargeGroups } from './ties.ts';

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
