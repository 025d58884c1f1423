import type { RowReason } from './import-words.ts';

/** What a cell that is taken may look like: so short, and of such a form, that what somebody said does not fit in. */
const FORMS = {
  identifier: {
    most: 100,
    form: /^(?:\+?[\d().\s/-]{3,30}|[^\s]+(?: [^\s]+)?)$/u,
  },
  service: { most: 40, form: /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.+&'’()_/:-]*(?: [\p{L}\p{M}\p{N}.+&'’()_/:-]+){0,2}$/u },
  reference: { most: 60, form: /^[\p{L}\p{N}#._:/-]+$/u },
  country: { most: 2, form: /^[A-Za-z]{2}$/ },
  number: { most: 12, form: /^\d{1,9}$/ },
  zone: { most: 60, form: /^[A-Za-z0-9_+:/ -]+$/ },
  time: { most: 60, form: /^[\p{L}\p{N}:/., +-]+$/u },
} as const;
export type Form = keyof typeof FORMS;

const LINE_BREAKS = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Signs that are not seen or turn others round, and marks heaped upon one letter. */
const HIDDEN = /[\p{C}]|\p{M}{4}/u;
/** What points at something, or carries it in letters. */
const LINK = /:\/\/|^www\.|^data:|base64|[A-Za-z0-9+/=_-]{65}/i;

/** The value as it is taken, or why it is not; `''` for an empty one. */
export function cleanValue(given: string, of: Form): { readonly value: string } | { readonly reason: RowReason } {
  // First of all: nothing is looked for in a text without end.
  if (given.length > 1000) return { reason: 'too_long' };
  const value = given.trim().normalize('NFC');
  if (value === '') return { value };
  if (LINE_BREAKS.test(value)) return { reason: 'line_break' };
  if (value.length > FORMS[of].most) return { reason: 'too_long' };
  if (!value.isWellFormed() || HIDDEN.test(value)) return { reason: 'hidden_character' };
  if (LINK.test(value)) return { reason: 'link' };
  return FORMS[of].form.test(value) ? { value } : { reason: 'not_of_its_form' };
}
