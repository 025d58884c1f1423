import { both, inBoth } from './language.ts';
import { html, Markup } from './markup.ts';
import { say } from './say.ts';
import { visibleText } from './visible-text.ts';

/** Long enough for any real name or account; beyond it the page says how much was left out. */
const LONGEST = 96;
/** What a spreadsheet would run if a cell were pasted into it. */
const FORMULA = /^(?:[=@|]|[+-](?![\d\s().-]*$))/;

/** A name or identifier of the records: isolated, cut, and inert also when pasted into a spreadsheet. */
export function shownText(text: string, longest: number = LONGEST): Markup {
  const guarded = visibleText(FORMULA.test(text) ? `'${text}` : text);
  const characters = guarded.length > longest ? Array.from(guarded) : [];
  if (characters.length <= longest) return html`<bdi>${guarded}</bdi>`;
  const rest = inBoth((format) => format.whole(Array.from(text).length));
  return html`<bdi>${characters.slice(0, longest).join('')}…</bdi> <small>(${both(rest)} ${say('characters')})</small>`;
}

/** The same for a table cell, which isolates its text by itself. */
export function cellText(text: string, longest: number = LONGEST): Markup {
  const shown = shownText(text, longest).text;
  return new Markup(shown.startsWith('<bdi>') && shown.endsWith('</bdi>') ? shown.slice(5, -6) : shown);
}

/** The same, as plain text for the labels of a picture: at most `longest` letters wide, an ideograph being as wide as two. */
export function shortText(text: string, longest: number): string {
  const characters = Array.from(visibleText(text.slice(0, longest * 4)));
  let width = 0;
  const fitting = characters.findIndex((character) => {
    width += (character.codePointAt(0) ?? 0) >= 0x1100 && !/[\u2000-\u2bff]/.test(character) ? 2 : 1;
    return width > longest;
  });
  if (fitting === -1) return characters.join('');
  return `${characters
    .slice(0, Math.max(1, fitting - 1))
    .join('')
    .trimEnd()}…`;
}

export function shownName(named: { readonly name: string | null; readonly id: string }): Markup {
  const name = named.name?.trim() ?? '';
  return name === '' ? shownText(named.id) : shownText(name);
}
