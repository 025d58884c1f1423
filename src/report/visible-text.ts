/** Characters that a reader cannot see or that reorder what is read: controls, formats, line separators, private use, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;
const WHITE_SPACE = /[\t\n\r]+/g;
/** More combining marks than any script stacks: text built to climb over its neighbours. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/**
 * Text of the records as it may stand on the page: nothing hidden stays hidden. A direction override in a name could make an
 * account or an amount read backwards, so it is written out as a code point instead of being obeyed or dropped.
 */
export function visibleText(text: string): string {
  return text
    .replace(WHITE_SPACE, ' ')
    .replace(
      UNSEEN,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
    .replace(STACKED_MARKS, '$1…');
}

/** Visible text, escaped for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}
