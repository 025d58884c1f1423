import type { Fact } from '../facts/catalogue.ts';
import { isoFromSeconds } from '../leads/iso-instant.ts';
import { FACT_NAMES } from '../report/fact-names.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { sayIn } from './say-in.ts';

type Unit = Fact['unit'];

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Language, string>;

/** The short name of a fact; its identifier when it has none. */
export function factName(fact: string, language: Language): string {
  return FACT_NAMES[fact]?.[language] ?? fact;
}

/** A value as a person compares it with another: with more digits than a sentence needs. */
export function factValue(unit: Unit, value: number, language: Language): string {
  const { decimal, minute } = formats[language];
  switch (unit) {
    case 'share':
      return number(language, { style: 'percent', maximumFractionDigits: 1 })(value);
    case 'instant':
      return minute(isoFromSeconds(value));
    case 'log2':
      return `${decimal(2 ** value, 0, 2)} ${sayIn(language)('times', 'fois')}`;
    case 'score':
    case 'ratio':
      return decimal(value, 0, 3);
    case 'count':
    case 'per_30_days':
      return decimal(value, 0, 2);
    case 'eur':
    case 'days':
    case 'hours':
      return measured(unit, value, language, { maximumFractionDigits: 2 });
  }
}

/** How far apart two values of a fact are; `gap` above 0. */
export function factGap(unit: Unit, gap: number, language: Language): string {
  const say = sayIn(language);
  const digits = gap >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  switch (unit) {
    case 'share':
      return `${number(language, { maximumSignificantDigits: 3 })(gap * 100)} ${say('points', 'points')}`;
    case 'log2':
      return `${say('a factor of', 'un facteur')} ${number(language, { maximumSignificantDigits: 3 })(2 ** gap)}`;
    case 'instant':
      return measured('days', gap / 86_400, language, digits);
    case 'score':
    case 'ratio':
    case 'count':
    case 'per_30_days':
      return number(language, digits)(gap);
    case 'eur':
    case 'days':
    case 'hours':
      return measured(unit, gap, language, digits);
  }
}

function measured(
  unit: 'eur' | 'days' | 'hours',
  value: number,
  language: Language,
  digits: Intl.NumberFormatOptions,
): string {
  if (unit === 'eur') return number(language, { style: 'currency', currency: 'EUR', ...digits })(value);
  const name = unit === 'days' ? 'day' : 'hour';
  return number(language, { style: 'unit', unit: name, unitDisplay: 'long', ...digits })(value);
}

function number(language: Language, options: Intl.NumberFormatOptions): (value: number) => string {
  const format = new Intl.NumberFormat(LOCALES[language], options);
  return (value) => format.format(Object.is(value, -0) ? 0 : value).replace('-', '−');
}
