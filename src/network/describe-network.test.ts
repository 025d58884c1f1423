import { describe, expect, it } from 'vitest';
import { saysNothing } from './describe-network.ts';

describe('The number of countries that the payers of a payee are in', () => {
  it('says nothing in the records of one country, a few payers elsewhere or unknown notwithstanding', () => {
    expect(saysNothing(Int16Array.from({ length: 100 }, (_, row) => (row < 98 ? 4 : 5)))).toBe(true);
    expect(saysNothing(Int16Array.of(4, 4, -1, -1))).toBe(true);
  });

  it('says something where payers are in several countries', () => {
    expect(saysNothing(Int16Array.from({ length: 100 }, (_, row) => (row < 90 ? 4 : 5)))).toBe(false);
    expect(saysNothing(Int16Array.of(-1, -1))).toBe(false);
  });
});
