import { RAW_FIELDS, type RawField } from '../transfer.ts';
import {
  ATTRIBUTE_WORDS,
  type Attribute,
  FIELD_WORDS,
  FILLER_WORDS,
  type HeaderWords,
  SIDE_WORDS,
} from './header-words.ts';
import type { Certainty } from './raw-table.ts';

/** A field found among the headers: the columns (indices, joined by a space) that make it. */
interface RecognisedField {
  readonly field: RawField;
  readonly columns: readonly number[];
  readonly certainty: Exclude<Certainty, 'given'>;
}

export interface Recognition {
  readonly fields: readonly RecognisedField[];
  /** Fields for which several columns are equally good: a person must say which. */
  readonly ambiguous: readonly { readonly field: RawField; readonly columns: readonly number[] }[];
}

/** A field, or one half of a name. */
type Meaning = RawField | `${'payer' | 'payee'}_${'first' | 'last'}_name`;
/** 3: the canonical name itself, 2: one meaning, 1: a guess. */
type Strength = 1 | 2 | 3;

interface Match {
  readonly strength: Strength;
  readonly columns: readonly number[];
}

/** Lower case, no accents, words separated by single spaces, camelCase split: "Nom_de l’Expéditeur" → "nom de l expediteur". */
export function normaliseHeader(header: string): string {
  return header
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/**
 * What each header means. No column serves two fields and no field takes two columns, names in two halves apart; a field that
 * two headers fit equally well is left to a person.
 */
export function recogniseHeaders(headers: readonly string[]): Recognition {
  const found = new Map<Meaning, Match>();
  for (const [column, header] of headers.entries()) {
    const meaning = meaningOf(header);
    if (meaning === undefined) continue;
    const known = found.get(meaning.field);
    if (known === undefined || meaning.strength > known.strength) {
      found.set(meaning.field, { strength: meaning.strength, columns: [column] });
    } else if (meaning.strength === known.strength) {
      found.set(meaning.field, { strength: known.strength, columns: [...known.columns, column] });
    }
  }
  const fields: RecognisedField[] = [];
  const ambiguous: { field: RawField; columns: readonly number[] }[] = [];
  for (const field of RAW_FIELDS) {
    const match = found.get(field);
    if (match !== undefined && match.columns.length > 1) ambiguous.push({ field, columns: match.columns });
    else {
      const whole = withNameHalves(field, match, found, headers);
      if (whole) fields.push({ field, columns: whole.columns, certainty: whole.strength === 1 ? 'likely' : 'sure' });
    }
  }
  return { fields, ambiguous };
}

/** A name given in two halves is joined, first name first; in French "nom" beside "prénom" is the last name. */
function withNameHalves(
  field: RawField,
  whole: Match | undefined,
  found: ReadonlyMap<Meaning, Match>,
  headers: readonly string[],
): Match | undefined {
  if (field !== 'payer_name' && field !== 'payee_name') return whole;
  const side = field === 'payer_name' ? 'payer' : 'payee';
  const first = found.get(`${side}_first_name`);
  const frenchLast = whole && /(^| )nom( |$)/.test(normaliseHeader(headers[whole.columns[0] ?? 0] ?? ''));
  const last = found.get(`${side}_last_name`) ?? (frenchLast ? whole : undefined);
  if (whole && !(frenchLast && first)) return whole;
  const halves = [first, last].filter((half) => half !== undefined && half.columns.length === 1) as Match[];
  if (halves.length === 0) return whole;
  const strength = halves.length === 2 && halves.every((half) => half.strength >= 2) ? 2 : 1;
  return { strength, columns: halves.flatMap((half) => half.columns) };
}

function meaningOf(header: string): { field: Meaning; strength: Strength } | undefined {
  const normalised = normaliseHeader(header);
  return MEANINGS.get(normalised) ?? MEANINGS.get(withoutFillers(normalised));
}

function withoutFillers(normalised: string): string {
  return normalised
    .split(' ')
    .filter((word) => !FILLER_WORDS.has(word))
    .join(' ');
}

/** Every header that is known, by its normalised form. Built once from the word lists. */
const MEANINGS: ReadonlyMap<string, { field: Meaning; strength: Strength }> = meanings();

function meanings(): Map<string, { field: Meaning; strength: Strength }> {
  const table = new Map<string, { field: Meaning; strength: Strength }>();
  const add = (words: string, field: Meaning, strength: Strength): void => {
    const key = withoutFillers(words);
    if ((table.get(key)?.strength ?? 0) < strength) table.set(key, { field, strength });
  };
  for (const side of ['payer', 'payee'] as const) {
    for (const [sideWord, sureSide] of spoken(SIDE_WORDS[side])) {
      for (const attribute of Object.keys(ATTRIBUTE_WORDS) as Attribute[]) {
        for (const [word, sureWord] of spoken(ATTRIBUTE_WORDS[attribute])) {
          if (word === '' && !sureSide) continue;
          const strength = sureSide && sureWord ? 2 : 1;
          add(`${sideWord} ${word}`.trim(), `${side}_${attribute}`, strength);
          add(`${word} ${sideWord}`.trim(), `${side}_${attribute}`, strength);
        }
      }
    }
  }
  for (const [field, words] of Object.entries(FIELD_WORDS) as [RawField, HeaderWords][]) {
    // Said in full in the list, so stronger than the same words put together from a side and an attribute.
    for (const [word, sure] of spoken(words)) table.set(withoutFillers(word), { field, strength: sure ? 2 : 1 });
  }
  for (const field of RAW_FIELDS) table.set(field.replaceAll('_', ' '), { field, strength: 3 });
  return table;
}

function spoken(words: HeaderWords): [string, boolean][] {
  return [
    ...words.sure.map((word): [string, boolean] => [word, true]),
    ...words.likely.map((word): [string, boolean] => [word, false]),
  ];
}
