import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that is read as a figure. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A name for a case that tells nothing of it, not even how many there were before; 40 bits, such as `7KQ2-M4XD`. */
export function drawReference(): string {
  const drawn = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}
