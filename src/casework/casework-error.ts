import type { Language } from '../report/language.ts';

/** Why the case database cannot be used as asked, and what to do next. Written in both languages where it is said. */
export class CaseworkError extends Error {
  override readonly name = 'CaseworkError';
  readonly #french: string;

  constructor(english: string, french: string, options?: ErrorOptions) {
    super(english, options);
    this.#french = french;
  }

  in(language: Language): string {
    return language === 'fr' ? this.#french : this.message;
  }
}
