import { describe, expect, it } from 'vitest';
import { NO_VALUE, saidValue } from './statement-draft.ts';

describe('a statement that is typed', () => {
  it('of an age is an interval, of one year when only one is given, and none when it runs backwards', () => {
    expect(saidValue('age', { ...NO_VALUE, from: '8', to: '11' })).toEqual({ from: 8, to: 11 });
    expect(saidValue('age', { ...NO_VALUE, from: '8' })).toEqual({ from: 8, to: 8 });
    for (const [from, to] of [
      ['11', '8'],
      ['', '8'],
      ['8.5', '9'],
      ['-1', '4'],
      ['4', '121'],
    ])
      expect(saidValue('age', { ...NO_VALUE, from: from ?? '', to: to ?? '' })).toBeNull();
  });

  it('of a place has a country, of a birth a day and how exact it is, of anything else words', () => {
    expect(saidValue('place', { ...NO_VALUE, text: 'Synthetic town' })).toBeNull();
    expect(saidValue('payout_place', { ...NO_VALUE, country: 'PH', text: ' Synthetic town ' })).toEqual({
      ...{ country: 'PH', text: 'Synthetic town' },
    });
    expect(saidValue('birth_date', { ...NO_VALUE, date: '2015-02-01', exact: 'month' })).toEqual({
      ...{ date: '2015-02-01', exact: 'month' },
    });
    expect(saidValue('language', { ...NO_VALUE, text: '  ' })).toBeNull();
    expect(saidValue('language', { ...NO_VALUE, text: 'Cebuano' })).toEqual({ text: 'Cebuano' });
  });
});
