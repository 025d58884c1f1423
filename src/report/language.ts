import type { Formats } from './formats.ts';
import { formats } from './formats.ts';
import { html, type Markup, nothing } from './markup.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Bilingual = Readonly<Record<Language, string>>;

/** Both languages are in the page; the style shows the one that `<html lang>` names, so that the switch works on a dead page too. */
export function both(text: Bilingual): Markup {
  if (text.en === text.fr) return html`${text.en}`;
  return html`<x-en>${text.en}</x-en><x-fr>${text.fr}</x-fr>`;
}

/** Inside SVG there are no custom elements. */
export function bothInSvg(text: Bilingual): Markup {
  if (text.en === text.fr) return html`${text.en}`;
  return html`<tspan class="en">${text.en}</tspan><tspan class="fr">${text.fr}</tspan>`;
}

/** A value written in each language by its own formats. */
export function inBoth(write: (format: Formats) => string): Bilingual {
  return { en: write(formats.en), fr: write(formats.fr) };
}

export function markupInBoth(write: (language: Language, format: Formats) => Markup): Markup {
  const en = write('en', formats.en);
  const fr = write('fr', formats.fr);
  if (en.text === fr.text) return en;
  return en.text === '' && fr.text === '' ? nothing : html`<x-en>${en}</x-en><x-fr>${fr}</x-fr>`;
}
