import { describe, expect, it } from 'vitest';
import { LEVELS } from './agreement.ts';
import type { Waterfall } from './match-weight.ts';
import { MISSING } from './patterns.ts';
import { PERSON_FIELD_RULES, type PersonField } from './person-field.ts';
import { verdictOf } from './verdict.ts';

/** A waterfall from levels and bits by field. */
function pair(prior: number, fields: Readonly<Partial<Record<PersonField, readonly [string, number]>>>): Waterfall {
  const steps = (Object.entries(fields) as [PersonField, [string, number]][]).map(([field, [level, agreement]]) => ({
    field,
    level:
      level === 'missing'
        ? MISSING
        : (LEVELS[PERSON_FIELD_RULES[field].comparison] as readonly string[]).indexOf(level),
    agreement,
    rarity: 0,
  }));
  return { prior, steps, weight: steps.reduce((sum, step) => sum + step.agreement, prior) };
}

describe('what is said of a pair', () => {
  it('is «same» when it is likely and two kinds of evidence agree', () => {
    expect(verdictOf(pair(-14, { name: ['same', 12], phone: ['same', 15] }))).toBe('same');
  });

  it('is «not enough» when only one kind is known, however strong: a name alone is no person', () => {
    expect(verdictOf(pair(-14, { name: ['same', 25] }))).toBe('not enough');
    expect(verdictOf(pair(-14, { name: ['same', 25], country: ['same', 3], phone: ['missing', 0] }))).toBe(
      'not enough',
    );
  });

  it('is left to a person for a household: one phone, one address, one surname, two given names', () => {
    const household = {
      given_name: ['different', -3],
      surname: ['same', 8],
      phone: ['same', 15],
      address: ['same', 16],
    } as const;
    expect(verdictOf(pair(-14, household))).toBe('clerical review');
    expect(verdictOf(pair(-14, { name: ['one word', 2], phone: ['same', 15], account: ['same', 16] }))).toBe(
      'clerical review',
    );
  });

  it('is left to a person for twins, who share a date of birth as well', () => {
    const twins = {
      given_name: ['different', -3],
      surname: ['same', 8],
      date_of_birth: ['same', 14],
      address: ['same', 16],
    } as const;
    expect(verdictOf(pair(-14, twins))).toBe('clerical review');
    expect(verdictOf(pair(-14, { ...twins, document: ['same', 18] }))).toBe('same');
  });

  it('is «same» after a change of surname only where birth or document agree', () => {
    const married = { given_name: ['same', 8], surname: ['different', -4], phone: ['same', 15] } as const;
    expect(verdictOf(pair(-10, married))).toBe('clerical review');
    expect(verdictOf(pair(-10, { ...married, date_of_birth: ['same', 14] }))).toBe('same');
  });

  it('is left to a person in between, and «different» below', () => {
    expect(verdictOf(pair(-14, { name: ['same', 8], place: ['same', 6.5] }))).toBe('clerical review');
    expect(verdictOf(pair(-14, { name: ['same', 8], phone: ['different', -3] }))).toBe('different');
  });
});
