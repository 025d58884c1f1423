import { describe, expect, it } from 'vitest';
import { dateOrderOf, plainDate } from './dates.ts';

describe('a date of birth', () => {
  it('is read with the year first or last', () => {
    expect(plainDate('1971-06-24', 'day first')).toBe('19710624');
    expect(plainDate('19710624', 'day first')).toBe('19710624');
    expect(plainDate('24/6/1971', 'day first')).toBe('19710624');
    expect(plainDate('6/24/1971', 'month first')).toBe('19710624');
    expect(plainDate('1971-06-24 00:00:00', 'day first')).toBe('19710624');
  });

  it('that does not exist is none', () => {
    expect(plainDate('1971-13-24', 'day first')).toBeNull();
    expect(plainDate('24/06/71', 'day first')).toBeNull();
    expect(plainDate('unknown', 'day first')).toBeNull();
  });

  it('is written in the order that the whole file shows, day first where nothing tells', () => {
    expect(dateOrderOf(['01/02/1971', '24/06/1971'])).toBe('day first');
    expect(dateOrderOf(['01/02/1971', '06/24/1971'])).toBe('month first');
    expect(dateOrderOf(['01/02/1971'])).toBe('day first');
  });
});
