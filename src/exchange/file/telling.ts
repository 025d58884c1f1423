import { type Formats, formats } from '../../report/formats.ts';
import type { Language } from '../../report/language.ts';
import { labelOf } from './labels.ts';
import { type Say, sayIn } from './words.ts';

/** What the parts of a file are written with. */
export interface Telling {
  readonly language: Language;
  readonly say: Say;
  readonly formats: Formats;
  readonly label: (group: string, code: string) => string;
  readonly two: (words: { readonly en: string; readonly fr: string }) => string;
  /** An instant, or a calendar date where the hour is not known. */
  readonly when: (at: string) => string;
}

/** A month of `YYYY-MM` or of a date. */
export function monthWords(date: string, language: Language): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(date));
}

export function tellingIn(language: Language): Telling {
  const format = formats[language];
  return {
    ...{ language, say: sayIn(language), formats: format },
    label: (group, code) => labelOf(language, group, code),
    two: (words) => words[language],
    when: (at) => (/^\d{4}-\d\d-\d\d$/.test(at) ? format.day(at) : format.minute(at)),
  };
}
