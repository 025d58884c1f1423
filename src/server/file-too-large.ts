import type { LeftOut } from '../casework/file/left-out.ts';
import { sayIn } from '../exchange/file/words.ts';
import { formats } from '../report/formats.ts';

/** The layout of a file went past its bounds of memory or time; with the lines of each part that can be left out. */
export class FileTooLarge extends Error {
  readonly parts: readonly { readonly part: LeftOut; readonly lines: number }[];
  constructor(parts: FileTooLarge['parts']) {
    super('The file is too large to be laid out.');
    this.parts = parts;
  }
}

/** How long the parts are that can be left out, in words. */
export function toLeaveOut({ parts }: FileTooLarge, language: 'fr' | 'en'): string {
  const [say, { whole }] = [sayIn(language), formats[language]];
  if (parts.length === 0)
    return language === 'fr'
      ? 'Tout ce qui peut être laissé de côté l’est déjà.'
      : 'All that can be left out is left out already.';
  const lines = parts.map(({ part, lines }) =>
    language === 'fr' ? `${say(part)} (${whole(lines)} lignes)` : `${say(part)} (${whole(lines)} lines)`,
  );
  const before = language === 'fr' ? 'Peuvent être laissées de côté : ' : 'These can be left out: ';
  return `${before}${lines.join(' · ')}.`;
}
