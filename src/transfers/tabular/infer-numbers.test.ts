import { describe, expect, it } from 'vitest';
import { inferNumbers } from './infer-numbers.ts';

describe('the way amounts are written', () => {
  it.each([
    [['12.50', '3.10'], '.', ''],
    [['12,50', '3,10'], ',', ''],
    [['1,234.50', '12.00'], '.', ','],
    [['1.234,50', '12,00'], ',', '.'],
    [['1 234,50', '12,00'], ',', ' '],
    [['1\u202F234,50'], ',', ' '],
    [["1'234.50"], '.', "'"],
    [['1.234.567', '12'], ',', '.'],
    [['12', '13'], '.', ''],
    [['1.234', '12,50'], ',', '.'],
    [['0.125', '0.250'], '.', ''],
  ])('%j is decimal %j with thousands %j', (texts, decimal, thousands) => {
    expect(inferNumbers(texts, false)).toEqual({ decimal, thousands, warning: null });
  });

  it('follows most amounts: one that is grouped otherwise does not send all others to the quarantine', () => {
    const french = ['2\u202f307,00', '1\u00a0050,20', '1 200,00', '84,95'];
    expect(inferNumbers([...french, '1.234,56'], true)).toMatchObject({ decimal: ',', thousands: ' ' });
    expect(inferNumbers(['2.307,00', '1.050,20', '1 200,00'], true)).toMatchObject({ decimal: ',', thousands: '.' });
  });

  it('is asked of the rest of the file when three digits always follow, with a warning', () => {
    expect(inferNumbers(['1,234', '5,678'], false)).toMatchObject({
      decimal: '.',
      thousands: ',',
      warning: expect.stringContaining('thousands'),
    });
    expect(inferNumbers(['1,234', '5,678'], true)).toMatchObject({
      decimal: ',',
      warning: expect.stringContaining('decimals'),
    });
    expect(inferNumbers(['1.234'], true)).toMatchObject({ decimal: ',', thousands: '.' });
  });
});
