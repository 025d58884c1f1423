import anyAscii from 'any-ascii';
import type { Comparison } from './person-field.ts';

/** Forms of address: not part of a name, and what they tell of a person is nobody's business here. */
const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'miss', 'mme', 'mlle', 'dr', 'monsieur', 'madame']);

/** Digits that a number must have to be a phone: fewer are extensions and typing errors. */
const LEAST_PHONE_DIGITS = 6;

/**
 * The text as it is compared: without accents, in Latin letters whatever the script, in lower case, without marks. Null when
 * nothing is left. Dates come as `YYYYMMDD`, see `dates.ts`.
 */
export function normalised(text: string, comparison: Comparison): string | null {
  switch (comparison) {
    case 'given_name':
    case 'surname':
    case 'full_name':
      return words(latin(text).replaceAll(/['`]/g, ''), /[^a-z0-9]+/g, TITLES);
    case 'text':
    case 'word':
      return words(latin(text).replaceAll(/['`]/g, ''), /[^a-z0-9]+/g);
    case 'code':
      return orNull(latin(text).replaceAll(/[^a-z0-9]+/g, ''));
    case 'phone': {
      const digits = text.normalize('NFKC').replaceAll(/\D+/g, '').replace(/^00/, '');
      return digits.length < LEAST_PHONE_DIGITS ? null : digits;
    }
    case 'email': {
      const address = text.normalize('NFKC').trim().toLowerCase();
      return /^[^@\s]+@[^@\s]+$/.test(address) ? address : null;
    }
    case 'date':
      return /^\d{8}$/.test(text) ? text : null;
  }
}

function latin(text: string): string {
  return anyAscii(text.normalize('NFKC')).toLowerCase();
}

function words(text: string, between: RegExp, without: ReadonlySet<string> = new Set()): string | null {
  const all = text.split(between).filter((word) => word !== '');
  const kept = all.filter((word) => !without.has(word));
  return orNull((kept.length > 0 ? kept : all).join(' '));
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
