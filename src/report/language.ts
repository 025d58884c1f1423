import type { Formats } from './formats.ts';
import { formats } from './formats.ts';
import { html, type Markup } from './markup.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Bilingual = Readonly<Record<Language, string>>;

/** Both languages are in the page; the style shows the one that `<html lang>` names, so that the switch works on a dead page too. */
export function both(text: Bilingual): Markup {
  if (text.en === text.fr) return html`${text.en}`;
  return html`<x-en>${text.en}</x-en><x-fr>${unbroken(text.fr)}</x-fr>`;
}

/** Inside SVG there are no custom elements. */
export function bothInSvg(text: Bilingual): Markup {
  if (text.en === text.fr) return html`${text.en}`;
  return html`<tspan class="en">${text.en}</tspan><tspan class="fr">${unbroken(text.fr)}</tspan>`;
}

/** French sets a space before these signs, which must not begin a line. */
export function unbroken(french: string): string {
  return french.replace(/ (?=[;:!?%»€])/g, '\u00a0').replace(/« /g, '«\u00a0');
}

/** A value written in each language by its own formats. */
export function inBoth(write: (format: Formats) => string): Bilingual {
  return { en: write(formats.en), fr: write(formats.fr) };
}
