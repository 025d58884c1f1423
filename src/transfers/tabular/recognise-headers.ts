import { RAW_FIELDS, type RawField } from '../transfer.ts';
import { headerKey, normaliseHeader, readHeader } from './header-key.ts';
import {
  ATTRIBUTE_WORDS,
  type Attribute,
  EVENT_WORDS,
  FIELD_WORDS,
  HEAD_WORDS,
  type HeaderWords,
  SIDE_PHRASES,
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
  /** ISO 4217 code that the header of the amount (of the amount paid out) says, where no column does. */
  readonly units: Readonly<Partial<Record<'currency' | 'payout_currency', string>>>;
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
  const units: { currency?: string; payout_currency?: string } = {};
  const ambiguous: { field: RawField; columns: readonly number[] }[] = [];
  for (const field of RAW_FIELDS) {
    const match = found.get(field);
    const unit = isCurrency(field) ? unitOf(found.get(AMOUNT_IN[field]), headers) : null;
    if (match !== undefined && match.columns.length > 1) ambiguous.push({ field, columns: match.columns });
    else if (match !== undefined && unit !== null)
      ambiguous.push({ field, columns: [...match.columns, ...unit.columns] });
    else if (isCurrency(field) && unit?.code) units[field] = unit.code;
    else {
      const whole = withNameHalves(field, match, found, headers);
      if (whole) fields.push({ field, columns: whole.columns, certainty: whole.strength === 1 ? 'likely' : 'sure' });
    }
  }
  return { fields, units, ambiguous };
}

const AMOUNT_IN = { currency: 'amount', payout_currency: 'payout_amount' } as const;

function isCurrency(field: RawField): field is keyof typeof AMOUNT_IN {
  return field in AMOUNT_IN;
}

/** The unit in the header of an amount. Beside a column of currencies it may say that the amount was converted: a person must say. */
function unitOf(
  amount: Match | undefined,
  headers: readonly string[],
): { readonly code: string; readonly columns: readonly number[] } | null {
  if (amount === undefined || amount.columns.length !== 1) return null;
  const code = readHeader(headers[amount.columns[0] ?? 0] ?? '').unit;
  return code === null ? null : { code, columns: amount.columns };
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

interface MeantField {
  readonly field: Meaning;
  readonly strength: Strength;
}

function meaningOf(header: string): MeantField | undefined {
  const canonical = CANONICAL.get(normaliseHeader(header));
  if (canonical !== undefined) return { field: canonical, strength: 3 };
  const { key, guessed, unit } = readHeader(header);
  const meaning = meanings().get(key);
  if (meaning === undefined) return undefined;
  if (unit === null) return guessed ? { ...meaning, strength: 1 } : meaning;
  // A unit belongs to an amount; beside one without it, this is the same amount converted.
  return AMOUNTS.has(meaning.field) ? { ...meaning, strength: 1 } : undefined;
}

const AMOUNTS: ReadonlySet<Meaning> = new Set(['amount', 'payout_amount']);

const CANONICAL: ReadonlyMap<string, RawField> = new Map(
  RAW_FIELDS.map((field) => [field.replaceAll('_', ' '), field]),
);

let known: ReadonlyMap<string, MeantField> | undefined;

/** Every header that is known, by its key. Built once from the word lists, with the first table that is read. */
function meanings(): ReadonlyMap<string, MeantField> {
  known ??= new Map([...sideMeanings(), ...eventMeanings(), ...fullMeanings()]);
  return known;
}

/** A side and an attribute, in either order. Two guesses are too many for an identifier: a "destination code" may be anything. */
function sideMeanings(): Map<string, MeantField> {
  const table = new Map<string, MeantField>();
  const attributes = (Object.keys(ATTRIBUTE_WORDS) as Attribute[]).map(
    (attribute) => [attribute, spoken(ATTRIBUTE_WORDS[attribute])] as const,
  );
  for (const side of ['payer', 'payee'] as const)
    for (const [sideWord, sureSide] of spoken(SIDE_WORDS[side]))
      for (const [attribute, words] of attributes)
        for (const [word, sureWord] of words) {
          if (!sureSide && (word === '' || (attribute === 'id' && !sureWord))) continue;
          const strength = sureSide && sureWord ? 2 : 1;
          addInEitherOrder(table, sideWord, word, { field: `${side}_${attribute}`, strength });
        }
  return table;
}

/** A word such as "date" and a word for the transfer, in either order. */
function eventMeanings(): Map<string, MeantField> {
  const table = new Map<string, MeantField>();
  const events = spoken(EVENT_WORDS);
  for (const [field, heads] of Object.entries(HEAD_WORDS) as [RawField, HeaderWords][])
    for (const [head, sureHead] of spoken(heads))
      for (const [event, sureEvent] of events)
        addInEitherOrder(table, head, event, { field, strength: sureHead && sureEvent ? 2 : 1 });
  return table;
}

/** Said in full in the lists, so stronger than the same words put together. */
function fullMeanings(): Map<string, MeantField> {
  const table = new Map<string, MeantField>();
  for (const [field, words] of Object.entries({ ...SIDE_PHRASES, ...FIELD_WORDS }) as [RawField, HeaderWords][])
    for (const [word, sure] of spoken(words)) add(table, word, { field, strength: sure ? 2 : 1 });
  return table;
}

function addInEitherOrder(table: Map<string, MeantField>, one: string, other: string, meaning: MeantField): void {
  add(table, `${one} ${other}`.trim(), meaning);
  add(table, `${other} ${one}`.trim(), meaning);
}

function add(table: Map<string, MeantField>, key: string, meaning: MeantField): void {
  if ((table.get(key)?.strength ?? 0) < meaning.strength) table.set(key, meaning);
}

/** Keys of the words, and whether they are sure. A key is made word by word, so that of two texts in a row is both their keys. */
function spoken(words: HeaderWords): [string, boolean][] {
  return [
    ...words.sure.map((word): [string, boolean] => [headerKey(word), true]),
    ...words.likely.map((word): [string, boolean] => [headerKey(word), false]),
  ];
}
