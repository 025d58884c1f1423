import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { Two } from '../../casework/refusals.ts';
import type { BreachedPasswords } from './breached-passwords.ts';
import { KEYBOARDS } from './keyboards.ts';

/** NIST SP 800-63B-4, 3.1.1.2 asks for 15 alone and 8 beside a second factor; ours always has one beside it. */
const SHORTEST = 12;
/** Hashing a longer one would be work for nothing. */
export const LONGEST_PASSWORD = 128;
/** Of 4: more than 10^8 guesses (zxcvbn). */
const LEAST_SCORE = 3;

/**
 * What everybody tries first. The dictionaries of zxcvbn are not part of the project: they hold names of people. Somebody who wants a
 * long list names a file of breached passwords.
 */
const TRIED_FIRST = [
  ...[
    'password',
    'passw0rd',
    'motdepasse',
    'mot',
    'passe',
    'secret',
    'secrete',
    'admin',
    'administrateur',
    'administrator',
  ],
  ...[
    'welcome',
    'bienvenue',
    'bonjour',
    'hello',
    'soleil',
    'azerty',
    'qwerty',
    'letmein',
    'changeme',
    'changezmoi',
    'test',
  ],
  ...[
    'police',
    'gendarmerie',
    'parquet',
    'justice',
    'tracfin',
    'banque',
    'france',
    'paris',
    'vigie',
    'equipe',
    'bureau',
    'analyste',
  ],
  ...[
    'janvier',
    'fevrier',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'aout',
    'septembre',
    'octobre',
    'novembre',
    'decembre',
  ],
  ...['printemps', 'ete', 'automne', 'hiver', 'spring', 'summer', 'autumn', 'winter'],
];

const zxcvbn = new ZxcvbnFactory({
  dictionary: { passwords: TRIED_FIRST },
  graphs: KEYBOARDS,
  maxLength: LONGEST_PASSWORD,
  useLevenshteinDistance: true,
});

/**
 * Why a password is not good enough; null when it is.
 *
 * @param about words that whoever attacks this account tries: name, address, organisation
 */
export async function weaknessOf(
  password: string,
  about: readonly string[],
  breached: BreachedPasswords | null,
): Promise<Two | null> {
  if ([...password].length < SHORTEST)
    return [`Il compte moins de ${SHORTEST} caractères.`, `It has fewer than ${SHORTEST} characters.`];
  if (password.length > LONGEST_PASSWORD)
    return [`Il compte plus de ${LONGEST_PASSWORD} caractères.`, `It has more than ${LONGEST_PASSWORD} characters.`];
  if (zxcvbn.check(password, wordsOf(about)).score < LEAST_SCORE)
    return [
      'Il se devine : mots courants, suites de touches, répétitions, dates, ou ce que l’on sait de vous.',
      'It can be guessed: common words, rows of keys, repetitions, dates, or what is known of you.',
    ];
  if (await breached?.has(password))
    return [
      'Il figure dans une liste de mots de passe divulgués.',
      'It is in a list of passwords that were made public.',
    ];
  return null;
}

function wordsOf(about: readonly string[]): string[] {
  return about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
}
