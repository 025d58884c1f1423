import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement, isOneSlip, LEVELS } from './agreement.ts';
import type { Comparison } from './person-field.ts';

function said(comparison: Comparison, a: string, b: string): string | undefined {
  return LEVELS[comparison][agreement(comparison, a, b)];
}

describe('the agreement of two values', () => {
  it('of names is close for a slip, similar for a short form and an initial', () => {
    expect(said('surname', 'allen', 'allen')).toBe('same');
    expect(said('surname', 'allen', 'alen')).toBe('close');
    expect(said('given_name', 'robert', 'rob')).toBe('similar');
    expect(said('given_name', 'robert', 'r')).toBe('similar');
    expect(said('surname', 'allen', 'murphy')).toBe('different');
  });

  it('of full names does not ask for the order of the words', () => {
    expect(said('full_name', 'anna maria lund', 'lund anna maria')).toBe('same');
    expect(said('full_name', 'anna lund', 'anna maria lund')).toBe('close');
    expect(said('full_name', 'a lund', 'anna lund')).toBe('similar');
    expect(said('full_name', 'anna lund', 'peter lund')).toBe('one word');
    expect(said('full_name', 'lund', 'anna lund')).toBe('one word');
    expect(said('full_name', 'anna lund', 'peter berg')).toBe('different');
  });

  it('of names with numbers is whole or none', () => {
    expect(said('full_name', 'synthetic payer 0001', 'synthetic payer 0002')).toBe('one word');
    expect(said('full_name', 'synthetic payer 0001', 'synthetic payer 0001')).toBe('same');
  });

  it('of dates sees a slip and a day that stands for the month', () => {
    expect(said('date', '19710624', '19710524')).toBe('one slip');
    expect(said('date', '19710406', '19710604')).toBe('one slip');
    expect(said('date', '19710624', '19711231')).toBe('close');
    expect(said('date', '19710624', '19881231')).toBe('different');
  });

  it('of phones does not ask for the code of the country', () => {
    expect(said('phone', '33612345678', '0612345678')).toBe('same');
    expect(said('phone', '33612345678', '33612345679')).toBe('one slip');
    expect(said('phone', '33612345678', '33698765432')).toBe('different');
  });

  it('of identifiers sees a slip in long ones only', () => {
    expect(said('code', '6988048', '6988084')).toBe('one slip');
    expect(said('code', '12', '13')).toBe('different');
  });

  it('of e-mails knows the same name at another firm', () => {
    expect(said('email', 'anna.lund@a.example', 'anna.lund@b.example')).toBe('close');
    expect(said('email', 'anna.lund@a.example', 'peter.berg@c.example')).toBe('different');
  });

  it('of addresses does not ask for the order of the words', () => {
    expect(said('text', '12 rue haute', 'rue haute 12')).toBe('same');
    expect(said('text', '12 rue haute', '12 rue haut')).toBe('close');
    expect(said('text', '12 rue haute', '48 rue haute')).toBe('partly');
    expect(said('text', 'lyon', 'quimper')).toBe('different');
  });

  it('is the same in both directions, and whole with itself', () => {
    const word = fc.stringMatching(/^[ab c1@.]{1,9}$/).map((text) => text.trim().replaceAll(/ +/g, ' ') || 'a');
    const comparison = fc.constantFrom(...(Object.keys(LEVELS) as Comparison[]));
    fc.assert(
      fc.property(comparison, word, word, (how, a, b) => {
        expect(agreement(how, a, b)).toBe(agreement(how, b, a));
        expect(agreement(how, a, a)).toBe(0);
        expect(LEVELS[how][agreement(how, a, b)]).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('one slip', () => {
  it('is one character more, fewer or another, or two neighbours that changed places', () => {
    for (const [a, b] of [
      ['abcd', 'abd'],
      ['abcd', 'abxcd'],
      ['abcd', 'abxd'],
      ['abcd', 'acbd'],
    ] as const)
      expect(isOneSlip(a, b)).toBe(true);
    expect(isOneSlip('abcd', 'adcb')).toBe(false);
    expect(isOneSlip('abcd', 'ab')).toBe(false);
  });
});
