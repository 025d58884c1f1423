import { describe, expect, it } from 'vitest';
import { totalRead } from './total-read.ts';

const page = (length: number, total: number | null) => ({ items: Array.from({ length }), total });

describe('how many leads a list had when it was read', () => {
  it('is what was counted then, while there are more to show', () => {
    expect(totalRead([page(50, 300), page(50, null)], true)).toBe(300);
  });

  it('is how many are shown, once there are no more, whatever was counted', () => {
    expect(totalRead([page(11, 9)], false)).toBe(11);
    expect(totalRead([page(50, 300), page(2, null)], false)).toBe(52);
    expect(totalRead([], false)).toBe(0);
  });

  it('is never less than what is shown', () => {
    expect(totalRead([page(50, 9)], true)).toBe(51);
    expect(totalRead([page(50, null)], true)).toBe(51);
  });
});
