/** Characters that a reader cannot see or that reorder what is read; lines and tabs are seen. */
const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;
/** More combining marks than any script stacks: text built to climb over its neighbours. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Text with nothing hidden in it, as in the report: what cannot be seen is written as a code point. Done twice, it is the same. */
export function spelledOut(text: string): string {
  return text
    .replace(
      UNSEEN,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
    .replace(STACKED_MARKS, '$1…');
}
