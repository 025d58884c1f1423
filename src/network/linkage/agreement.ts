import { distance } from 'fastest-levenshtein';
import jaroWinkler from 'jaro-winkler';
import type { Comparison } from './person-field.ts';

/**
 * Levels of agreement, best first; the last says that the values differ. «crossed» is set where given name and surname stand in each
 * other's place, which needs both: see `patterns.ts`.
 */
export const LEVELS = {
  given_name: ['same', 'close', 'similar', 'crossed', 'different'],
  surname: ['same', 'close', 'similar', 'different'],
  full_name: ['same', 'close', 'similar', 'one word', 'different'],
  date: ['same', 'one slip', 'close', 'different'],
  code: ['same', 'one slip', 'different'],
  phone: ['same', 'one slip', 'different'],
  email: ['same', 'close', 'similar', 'different'],
  text: ['same', 'close', 'partly', 'different'],
  word: ['same', 'different'],
} as const satisfies Readonly<Record<Comparison, readonly string[]>>;

/** Jaro-Winkler similarities from which on names are close, and similar: the customary ones (Winkler 1990; Splink). */
const CLOSE = 0.92;
const SIMILAR = 0.8;
/** Digits that a phone keeps with and without the code of its country. */
const NATIONAL_DIGITS = 9;
/** Codes shorter than this differ by a slip too easily. */
const LEAST_FOR_SLIP = 5;
/** Share of the words of the longer address that two addresses have in common when they agree partly. */
const SHARED_WORDS = 0.5;

/** The level at which two normalised values agree: an index into `LEVELS`. */
export function agreement(comparison: Comparison, a: string, b: string): number {
  if (a === b) return 0;
  // Some of these look from the one to the other: in an order of their own the answer is the same both ways.
  return a < b ? ordered(comparison, a, b) : ordered(comparison, b, a);
}

function ordered(comparison: Comparison, a: string, b: string): number {
  switch (comparison) {
    case 'given_name':
      return namePart(a, b, 4);
    case 'surname':
      return namePart(a, b, 3);
    case 'full_name':
      return fullName(a.split(' '), b.split(' '));
    case 'date':
      return date(a, b);
    case 'code':
      return Math.min(a.length, b.length) >= LEAST_FOR_SLIP && isOneSlip(a, b) ? 1 : 2;
    case 'phone':
      return phone(a, b);
    case 'email':
      return email(a, b);
    case 'text':
      return text(a, b);
    case 'word':
      return 1;
  }
}

function namePart(a: string, b: string, different: number): number {
  // A number in a name tells two people apart, however like the numbers look.
  if (/\d/.test(a) || /\d/.test(b)) return different;
  const likeness = jaroWinkler(a, b);
  if (likeness >= CLOSE) return 1;
  return likeness >= SIMILAR || isShortFor(a, b) ? 2 : different;
}

/** An initial, or a short form that begins the other: J for Jean, Rob for Robert. */
function isShortFor(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Words of a name in any order, because exports differ in it; each word of the shorter finds its nearest in the longer. */
function fullName(a: readonly string[], b: readonly string[]): number {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const free = [...many];
  let worst = 0;
  let same = 0;
  for (const word of few.toSorted((x, y) => y.length - x.length || (x < y ? -1 : 1))) {
    let best = 3;
    let at = -1;
    for (const [index, other] of free.entries()) {
      const level = word === other ? 0 : namePart(word, other, 3);
      if (level < best) {
        best = level;
        at = index;
      }
    }
    if (at >= 0) free.splice(at, 1);
    if (best === 0 && word.length > 1) same++;
    worst = Math.max(worst, best);
  }
  if (worst === 0 && few.length === many.length) return 0;
  // One word is not a whole name: it can agree with too many.
  if (few.length >= 2 && worst <= 1) return 1;
  if (few.length >= 2 && worst === 2 && same > 0) return 2;
  return same > 0 ? 3 : 4;
}

function date(a: string, b: string): number {
  if (isOneSlip(a, b) || isDayForMonth(a, b)) return 1;
  return a.slice(0, 4) === b.slice(0, 4) || distance(a, b) <= 2 ? 2 : 3;
}

function isDayForMonth(a: string, b: string): boolean {
  return a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);
}

function phone(a: string, b: string): number {
  if (Math.min(a.length, b.length) >= NATIONAL_DIGITS && a.slice(-NATIONAL_DIGITS) === b.slice(-NATIONAL_DIGITS))
    return 0;
  return isOneSlip(a, b) ? 1 : 2;
}

function email(a: string, b: string): number {
  const [ownA = '', ownB = ''] = [a.split('@')[0], b.split('@')[0]];
  if (isOneSlip(a, b) || (ownA === ownB && ownA.length >= LEAST_FOR_SLIP)) return 1;
  return jaroWinkler(a, b) >= CLOSE ? 2 : 3;
}

function text(a: string, b: string): number {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  const known = new Set(wordsB);
  const shared = wordsA.filter((word) => known.has(word)).length;
  if (shared === wordsA.length && shared === wordsB.length) return 0;
  // Most pairs have neither a word nor a first letter in common: those need no closer look.
  const likeness = shared > 0 || a[0] === b[0] ? jaroWinkler(a, b) : 0;
  if (likeness >= CLOSE) return 1;
  return likeness >= SIMILAR || shared >= SHARED_WORDS * Math.max(wordsA.length, wordsB.length) ? 2 : 3;
}

/** One character more, fewer or another, or two neighbours in each other's place. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const apart = distance(a, b);
  if (apart <= 1) return true;
  if (apart > 2 || a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
