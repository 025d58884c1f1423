/** Long enough for any real name or account. */
const LONGEST = 96;
/** Characters that a reader cannot see or that reorder what is read. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;
/** More combining marks than any script stacks: text built to climb over its neighbours. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Text of the records with nothing hidden in it, as in the report: what cannot be seen is written as a code point. */
export function visibleText(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(
      UNSEEN,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
    .replace(STACKED_MARKS, '$1…');
}

/** At most `longest` characters, with a sign where it was cut. */
export function shortText(text: string, longest: number): string {
  const characters = Array.from(visibleText(text.slice(0, longest * 4)));
  return characters.length <= longest
    ? characters.join('')
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

/** A name or identifier of the records, isolated from the text around it. */
export function ShownText({ text, longest = LONGEST }: { readonly text: string; readonly longest?: number }) {
  const short = shortText(text, longest);
  return short.endsWith('…') ? <bdi title={visibleText(text.slice(0, 400))}>{short}</bdi> : <bdi>{short}</bdi>;
}

/** The name in the records, or the identifier when there is none. */
export function nameOf(named: { readonly name: string | null; readonly id: string }): string {
  const name = named.name?.trim() ?? '';
  return name === '' ? named.id : name;
}
