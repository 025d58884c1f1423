import { expect, test } from 'vitest';
import { briefDetail } from './brief-detail.ts';

test('writes a short detail whole, what was filtered by among it', () => {
  expect(briefDetail({ filter: { tier: ['first', 'second'] }, found: 3 })).toEqual({
    lines: ['tier: first, second', 'found: 3'],
    isWhole: true,
  });
  expect(briefDetail({})).toEqual({ lines: [], isWhole: true });
});

test('says of a long list how long it is, and that there is more', () => {
  expect(briefDetail({ leads: ['a', 'b', 'c', 'd'] })).toEqual({ lines: ['leads: [4]'], isWhole: false });
  expect(briefDetail({ text: 'x'.repeat(200) }).isWhole).toBe(false);
  expect(briefDetail({ a: 1, b: 2, c: 3, d: 4, e: 5 })).toMatchObject({ isWhole: false });
});
