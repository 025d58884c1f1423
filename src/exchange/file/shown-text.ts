import { isShown } from './shown-characters.ts';

/** More combining marks than any script stacks: text built to climb over its neighbours. */
const MOST_MARKS = 4;
/** A longer run without a space gets places where a line may end, so that none runs off its column: words late, identifiers early. */
const LONGEST_RUN = 20;
const LONGEST_OF_IDENTIFIER = 8;
const OF_IDENTIFIER = /\d|\p{Lu}{2}/u;
/** Where a line may end anyway; a space that holds together is none. */
const ENDS_A_LINE = /[ \n\u2000-\u200a-]/;
const BREAK_HERE = '\u200b';
/** What stands between these is laid out by itself, in whichever direction it runs. */
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069'];
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A text of the records as the file shows it: all of it, and nothing hidden. What no font shows, what cannot be seen and what would
 * reorder its neighbours is written as a code point.
 */
export function shownText(text: string): string {
  let shown = '';
  let run = '';
  let marks = 0;
  for (const character of text.normalize('NFC').replace(/\r\n?/g, '\n')) {
    const written = writtenAs(character, marks);
    marks = written === character && /\p{M}/u.test(character) ? marks + 1 : 0;
    // A code point is long, and no identifier.
    const counted = written === character ? character : ' '.repeat(written.length);
    run = ENDS_A_LINE.test(written) ? '' : run + counted;
    const longest = OF_IDENTIFIER.test(run) ? LONGEST_OF_IDENTIFIER : LONGEST_RUN;
    if (run.length > longest && !/^\p{M}/u.test(written)) {
      shown += BREAK_HERE;
      run = counted;
    }
    shown += written;
  }
  return RIGHT_TO_LEFT.test(shown) ? `${ISOLATE}${shown}${END_OF_ISOLATE}` : shown;
}

function writtenAs(character: string, marks: number): string {
  if (character === '\n' || character === ' ') return character;
  if (character === '\t') return ' ';
  const point = character.codePointAt(0) ?? 0;
  if (isShown(point) && !(marks >= MOST_MARKS && /\p{M}/u.test(character))) return character;
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
