/** Characters that a reader cannot see or that reorder what is read: controls, formats, line separators, private use, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;
const WHITE_SPACE = /[\t\n\r]+/g;

/**
 * Text of the records with nothing hidden in it: a direction override in a name could make an account read backwards, an escape
 * sequence could rewrite a terminal, so they are written out as code points instead of being obeyed or dropped. White space becomes
 * a space.
 */
export function spelledOut(text: string): string {
  return text.replace(WHITE_SPACE, ' ').replace(UNSEEN, (character) => `⟨U+${codePoint(character)}⟩`);
}

/** A value as JSON in which such characters are escaped: the same value for a program, and nothing hidden for a person. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/[^\n -~]/gu, (character) =>
    character.search(UNSEEN) < 0
      ? character
      : Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(''),
  );
}

function escaped(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, '0')}`;
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
