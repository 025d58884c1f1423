import { describe, expect, it } from 'vitest';
import { dayIn, daysBetween, isDay } from './days.ts';

describe('a calendar date', () => {
  it('is counted in whole days, over a leap day and a change of clocks too', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
    expect(dayIn(7, Date.parse('2026-12-28T23:59:00Z'))).toBe('2027-01-04');
  });

  it('is one that there is', () => {
    expect(['2026-01-31', '2026-13-01', '', '26-1-1'].map(isDay)).toEqual([true, false, false, false]);
  });
});
