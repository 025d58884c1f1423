import type { Language } from '../report/language.ts';

/** Picks the sentence of one language. Both are written where they are said: a text in one language does not compile. */
export type Say = (en: string, fr: string) => string;

export function sayIn(language: Language): Say {
  return (en, fr) => (language === 'fr' ? fr : en);
}
