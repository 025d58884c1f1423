import { spelledOut } from './spelled-out.ts';

/** Long enough for any real name or account. */
const LONGEST = 96;

/** In one line, and spelled out before it is cut: what is seen is counted. */
function visibleText(text: string): string {
  return spelledOut(text.replace(/[\t\n\r]+/g, ' '));
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

/** A name or identifier of the records, isolated from the text around it. Nothing where there is none: its cell then counts as empty. */
export function ShownText({ text, longest = LONGEST }: { readonly text: string; readonly longest?: number }) {
  const short = shortText(text, longest);
  if (short === '') return null;
  return short.endsWith('…') ? <bdi title={visibleText(text.slice(0, 400))}>{short}</bdi> : <bdi>{short}</bdi>;
}

/** The name in the records, or the identifier when there is none. */
export function nameOf(named: { readonly name: string | null; readonly id: string }): string {
  const name = named.name?.trim() ?? '';
  return name === '' ? named.id : name;
}
