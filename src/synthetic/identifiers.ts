import type { Random } from './random.ts';

/** Thirty-two signs, nearly without vowels, so that hardly a word can appear by chance. */
const ALPHABET = '0123456789BCDFGHJKLMNPQRSTVWXZYA';

/** `SR-XXXXXXXXXXXX`: 60 random bits after a prefix that says what it is; S stands for synthetic. */
export function makeId(prefix: 'SR' | 'SA' | 'SD', random: Random): string {
  let text = `${prefix}-`;
  for (let word = 0; word < 2; word++) {
    let bits = random.uint32();
    for (let letter = 0; letter < 6; letter++) {
      text += ALPHABET.charAt(bits & 31);
      bits >>>= 5;
    }
  }
  return text;
}

/** A number in a form that no network uses: country code, 000, nine figures. */
export function makePhone(prefix: string, random: Random): string {
  return `${prefix}000${String(random.whole(0, 999_999_999)).padStart(9, '0')}`;
}
