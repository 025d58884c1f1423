import { inFrench } from './known-sentences.ts';
import { unbroken } from './language.ts';
import { html, type Markup } from './markup.ts';
import { shownText } from './shown-name.ts';

/** Long enough for a refusal that lists the headers of a wide table and says at its end what to do. */
const LONGEST = 1200;

/** A sentence of the readers, begun and ended as one. Without French it stands in English, and says so to whoever reads it aloud. */
export function shownSentence(english: string): Markup {
  const french = inFrench(english);
  const written = (text: string): Markup => shownText(rounded(text), LONGEST);
  return french === null
    ? html`<span lang="en">${written(english)}</span>`
    : html`<x-en>${written(english)}</x-en><x-fr>${written(unbroken(french))}</x-fr>`;
}

function rounded(text: string): string {
  const begun = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.?!…]$/.test(begun) ? begun : `${begun}.`;
}
