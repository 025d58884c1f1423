import { describe, expect, it } from 'vitest';
import type { Fact } from '../facts/catalogue.ts';
import { type Language, parseSentence, renderSentence } from './sentence.ts';

const say = (text: string, language: Language, value: number, unit: Fact['unit'] = 'count'): string =>
  renderSentence(
    parseSentence(text),
    language,
    () => value,
    () => unit,
  ).replace(/[\u00a0\u202f]/g, ' ');

describe('a sentence', () => {
  it('writes a fact in the format of its unit, in each language', () => {
    expect(say('{x}', 'en', 0.256, 'share')).toBe('26%');
    expect(say('{x}', 'fr', 0.256, 'share')).toBe('26 %');
    expect(say('{x}', 'en', 1234.4, 'eur')).toBe('€1,234');
    expect(say('{x}', 'fr', 1234.4, 'eur')).toBe('1 234 €');
    expect(say('{x}', 'en', 1_700_000_000, 'instant')).toBe('14 November 2023');
    expect(say('{x}', 'fr', 1_700_000_000, 'instant')).toBe('14 novembre 2023');
    expect(say('{x}', 'fr', 1, 'log2')).toBe('2 fois');
  });

  it('agrees with one and with many: French counts 0 as one, English does not', () => {
    expect(['0', '1', '5'].map((n) => say('{x|count:payee/payees}', 'en', Number(n)))).toEqual([
      '0 payees',
      '1 payee',
      '5 payees',
    ]);
    expect(['0', '1', '5'].map((n) => say('{x|count:bénéficiaire/bénéficiaires}', 'fr', Number(n)))).toEqual([
      '0 bénéficiaire',
      '1 bénéficiaire',
      '5 bénéficiaires',
    ]);
    expect(say('{x|plural:a/ont}', 'fr', 3)).toBe('ont');
    expect(say('{x}', 'en', 1, 'days')).toBe('1 day');
    expect(say('{x}', 'fr', 12.3, 'days')).toBe('12 jours');
  });

  it('says that a value is unknown, never NaN', () => {
    expect(say('Pays {x}', 'en', Number.NaN, 'share')).toBe('Pays an unknown share');
    expect(say('Il a {x|count:payeur/payeurs}', 'fr', Number.NaN)).toBe('Il a un nombre inconnu de payeurs');
  });

  it('leaves out what stands in brackets where a fact in it is not known', () => {
    const text = 'Paid by {x|count:payer/payers}[, from {y|count:country/countries}].';
    const render = (y: number): string =>
      renderSentence(
        parseSentence(text),
        'en',
        ({ fact }) => (fact === 'y' ? y : 9),
        () => 'count',
      );
    expect(render(2)).toBe('Paid by 9 payers, from 2 countries.');
    expect(render(Number.NaN)).toBe('Paid by 9 payers.');
    expect(() => parseSentence('a bracket [alone')).toThrow(/without its partner/);
  });

  it('begins with a capital and elides in French where a value is unknown', () => {
    expect(say('{x} of them', 'en', Number.NaN, 'share')).toBe('An unknown share of them');
    expect(say('Ils viennent de {x|count:pays/pays}', 'fr', Number.NaN)).toBe(
      'Ils viennent d’un nombre inconnu de pays',
    );
    expect(say('Ils viennent de {x|count:pays/pays}', 'fr', 2)).toBe('Ils viennent de 2 pays');
  });

  it('never says that something took 0 hours or 0 days', () => {
    expect(say('within {x}', 'en', 0, 'hours')).toBe('within 1 day');
    expect(say('within {x}', 'en', 0.03, 'hours')).toBe('within 1 hour');
    expect(say('en {x}', 'fr', 0.01, 'days')).toBe('en 1 jour');
  });

  it.each([
    ['{payees|counts}', /use one of count/],
    ['{payees|count:payee}', /singular and the plural/],
    ['{payees|plural}', /plural needs two words/],
    ['{payees.limit}', /from, to, at_least, at_most/],
    ['{payees', /brace without its partner/],
  ])('that is written as %s is refused with advice', (text, advice) => {
    expect(() => parseSentence(text)).toThrow(advice);
  });
});
