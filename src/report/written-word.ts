import { LANGUAGES } from './language.ts';
import { type MessageKey, message } from './say.ts';

/** Style that writes a word into cells, in the language of the page: tables have thousands of cells that say one of a few words. */
export function writtenWord(cells: string, key: MessageKey): string {
  return LANGUAGES.map(
    (language) => `html[lang=${language}] ${cells}::after{content:"${message(key)[language]}"}`,
  ).join('\n');
}
