/** Letters that do not decompose into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Æ: 'AE',
  Œ: 'OE',
  ẞ: 'SS',
  Ə: 'A',
};

const WORDS: Readonly<Record<string, string>> = { ST: 'SAINT', STE: 'SAINTE', STA: 'SANTA', STO: 'SANTO', MT: 'MOUNT' };

/** Words that are short for another one, or blanks that are not one between two words. */
const NOT_YET_PLAIN = /(?:^| )(?:STE?|STA|STO|MT)(?: |$)|^ | $| {2}/;

/** One spelling of a place's name: upper case, no accents, one blank between words, Saint written out. '' when nothing is left. */
export function placeKey(name: string): string {
  const plain = /^[A-Za-z ]*$/.test(name) ? name.toUpperCase() : stripped(name.toUpperCase());
  if (!NOT_YET_PLAIN.test(plain)) return plain;
  return plain
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => WORDS[word] ?? word)
    .join(' ');
}

function stripped(upper: string): string {
  // Most names that are not of plain letters have a hyphen or a point and no more.
  const base = /[^\0-\x7f]/.test(upper) ? withoutAccents(upper) : upper;
  return base.replace(/['’ʻ`´]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ');
}

function withoutAccents(upper: string): string {
  return upper
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[ØŁĐÐÞÆŒẞƏ]/g, (letter) => LETTERS[letter] ?? letter);
}

/**
 * The names to try for a place as given, the best first: as it stands; without or with "City"; before a comma, a slash or a bracket;
 * without postcode, arrondissement or CEDEX.
 */
export function placeKeys(given: string): readonly string[] {
  const whole = placeKey(given);
  const first = placeKey(given.split(/[,(/;|]| - /)[0] ?? '');
  const bare = first
    .split(' ')
    .filter((word) => !/\d/.test(word) && word !== 'CEDEX' && word !== 'ARRONDISSEMENT')
    .join(' ');
  // What is left of a place code ("A 12") is no name: a village called Å must not answer to it.
  const keys = bare.length >= 3 ? [whole, first, bare] : [whole, first];
  return [...new Set(keys.flatMap((key) => [key, key.endsWith(' CITY') ? key.slice(0, -5) : `${key} CITY`]))].filter(
    (key) => key !== '' && key !== ' CITY',
  );
}
