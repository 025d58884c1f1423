import type { Fact } from '../facts/catalogue.ts';

/**
 * Sentences of a pack: text with placeholders.
 *
 *   {payees}                      the fact in the format of its unit
 *   {share_upto_150|percent}      the fact in a named format
 *   {payees|count:payee/payees}   the number and the word that agrees with it: "1 payee", "4 payees"
 *   {payees|plural:is/are}        only the word that agrees with the number
 *   [, from {countries}]           left out where a fact in it is not known
 *   {share_upto_150.from|percent} a parameter of the condition on that fact: from, to, at_least or at_most
 *
 * A duration of nothing is written as one day, since the records may know days only. Languages and locales are pinned, dates are UTC: the same
 * facts give the same sentence on every machine.
 */
export type Language = 'en' | 'fr';
export const LANGUAGES: readonly Language[] = ['en', 'fr'];

export interface Bilingual {
  readonly en: string;
  readonly fr: string;
}

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Language, string>;
/** What stands for a value that is not known, by what it would have measured. */
const NOT_KNOWN = {
  score: { en: 'an unknown score', fr: 'un score inconnu' },
  count: { en: 'an unknown number', fr: 'un nombre inconnu' },
  share: { en: 'an unknown share', fr: 'une part inconnue' },
  days: { en: 'an unknown time', fr: 'une durée inconnue' },
  hours: { en: 'an unknown time', fr: 'une durée inconnue' },
  eur: { en: 'an unknown amount', fr: 'un montant inconnu' },
  ratio: { en: 'an unknown measure', fr: 'une mesure inconnue' },
  log2: { en: 'an unknown number of times', fr: 'un nombre inconnu de fois' },
  instant: { en: 'an unknown date', fr: 'une date inconnue' },
  per_30_days: { en: 'an unknown number', fr: 'un nombre inconnu' },
} as const satisfies Record<Fact['unit'], Bilingual>;

interface Writers {
  readonly plural: Intl.PluralRules;
  readonly write: Readonly<Record<PlainFormat, (value: number) => string>>;
}

const PLAIN_FORMATS = ['count', 'number', 'ratio', 'percent', 'eur', 'date', 'days', 'hours', 'times'] as const;
type PlainFormat = (typeof PLAIN_FORMATS)[number];
const FORMATS: readonly string[] = [...PLAIN_FORMATS, 'plural'];

const isPlainFormat = (name: string): name is PlainFormat => PLAIN_FORMATS.some((format) => format === name);

function writersFor(language: Language): Writers {
  const locale = LOCALES[language];
  const number = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value) => format.format(Object.is(value, -0) ? 0 : value);
  };
  const whole = number({ maximumFractionDigits: 0 });
  const oneDecimal = number({ maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  const day = number({ style: 'unit', unit: 'day', unitDisplay: 'long' });
  const unit = (name: 'day' | 'hour'): ((value: number) => string) => {
    const short = number({ style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 1 });
    const long = number({ style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 });
    return (value) => (value < 10 ? short(value < LEAST_SHOWN ? 1 : value) : long(value));
  };
  const hours = unit('hour');
  const times = language === 'en' ? 'times' : 'fois';
  return {
    plural: new Intl.PluralRules(locale),
    write: {
      count: whole,
      number: oneDecimal,
      ratio: number({ maximumFractionDigits: 2 }),
      percent: number({ style: 'percent', maximumFractionDigits: 0 }),
      eur: number({ style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }),
      date: (value) => date.format(new Date(value * 1000)),
      days: unit('day'),
      hours: (value) => (value === 0 ? day(1) : hours(value)),
      times: (value) => `${oneDecimal(2 ** value)} ${times}`,
    },
  };
}

/** What is shorter would be written as 0: a sentence says of a duration that something took no longer. */
const LEAST_SHOWN = 0.05;

const WRITERS = { en: writersFor('en'), fr: writersFor('fr') } as const satisfies Record<Language, Writers>;

const FORMAT_OF_UNIT = {
  score: 'number',
  count: 'count',
  share: 'percent',
  days: 'days',
  hours: 'hours',
  eur: 'eur',
  ratio: 'ratio',
  log2: 'times',
  instant: 'date',
  per_30_days: 'number',
} as const satisfies Record<Fact['unit'], PlainFormat>;

const PARAMETERS = ['from', 'to', 'at_least', 'at_most'] as const;
type Parameter = (typeof PARAMETERS)[number];

export interface Placeholder {
  readonly written: string;
  readonly fact: string;
  readonly parameter: Parameter | null;
  readonly format: PlainFormat | 'plural' | null;
  /** Singular and plural word, for count and plural. */
  readonly words: readonly [string, string] | null;
}

/** Left out as a whole where one of its facts is not known. */
interface WhereKnown {
  readonly whereKnown: readonly (string | Placeholder)[];
}

export type SentencePart = string | Placeholder | WhereKnown;

/** Reads a sentence. Throws an Error that says what to write instead when a placeholder cannot be read. */
export function parseSentence(text: string): readonly SentencePart[] {
  return text.split(/(\[[^[\]]*\])/).flatMap((piece): readonly SentencePart[] => {
    if (piece.startsWith('[') && piece.endsWith(']')) return [{ whereKnown: parsePlain(piece.slice(1, -1)) }];
    if (/[[\]]/.test(piece)) throw new Error(`a bracket without its partner in "${text}"; write [, from {fact}]`);
    return parsePlain(piece);
  });
}

/** Placeholders of a sentence, those in brackets too. */
export function placeholdersOf(parts: readonly SentencePart[]): readonly Placeholder[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    return 'whereKnown' in part ? placeholdersOf(part.whereKnown) : [part];
  });
}

function parsePlain(text: string): readonly (string | Placeholder)[] {
  return text
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece.startsWith('{') && piece.endsWith('}')) return parsePlaceholder(piece.slice(1, -1));
      if (/[{}]/.test(piece))
        throw new Error(`a brace without its partner in "${text}"; write {fact} or {fact|format}`);
      return piece;
    });
}

function parsePlaceholder(written: string): Placeholder {
  const [, name = '', format, words] = /^([^|:]*)(?:\|([^:]*))?(?::(.*))?$/.exec(written) ?? [];
  const [fact = '', parameter, ...rest] = name.split('.');
  if (rest.length > 0 || (parameter !== undefined && !isParameter(parameter)))
    throw new Error(`{${written}}: after the dot only ${PARAMETERS.join(', ')} can stand`);
  if (format !== undefined && !isPlainFormat(format) && format !== 'plural')
    throw new Error(`{${written}}: there is no format "${format}"; use one of ${FORMATS.join(', ')}`);
  const [one, many, ...more] = words?.split('/') ?? [];
  const pair = one !== undefined && many !== undefined && more.length === 0 ? ([one, many] as const) : null;
  if (words !== undefined && pair === null)
    throw new Error(`{${written}}: write the singular and the plural, as in {payees|count:payee/payees}`);
  if (format === 'plural' && pair === null)
    throw new Error(`{${written}}: plural needs two words, as in {payees|plural:is/are}`);
  if (pair !== null && format !== 'plural' && format !== 'count')
    throw new Error(`{${written}}: only count and plural take a singular and a plural`);
  return { written, fact, parameter: parameter ?? null, format: format ?? null, words: pair };
}

const isParameter = (name: string): name is Parameter => PARAMETERS.some((parameter) => parameter === name);

/** Writes a parsed sentence for one subject. `placeholderValue` gives the value of a placeholder (NaN = unknown), `unitOf` the unit of its fact. */
export function renderSentence(
  parts: readonly SentencePart[],
  language: Language,
  placeholderValue: (placeholder: Placeholder) => number,
  unitOf: (fact: string) => Fact['unit'],
): string {
  const isKnown = (part: string | Placeholder): boolean =>
    typeof part === 'string' || Number.isFinite(placeholderValue(part));
  const said = parts.flatMap((part) => {
    if (typeof part === 'string' || !('whereKnown' in part)) return [part];
    return part.whereKnown.every(isKnown) ? part.whereKnown : [];
  });
  const sentence = said
    .map((part, index) => {
      if (typeof part === 'string') return part;
      const value = placeholderValue(part);
      const written = renderPlaceholder(part, language, value, unitOf(part.fact));
      return index === 0 && !Number.isFinite(value) ? capital(written) : written;
    })
    .join('');
  return language === 'fr' ? sentence.replace(/\bde (?=une? )/g, 'd’') : sentence;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function renderPlaceholder(placeholder: Placeholder, language: Language, value: number, unit: Fact['unit']): string {
  const { plural, write } = WRITERS[language];
  const word = placeholder.words?.[plural.select(Math.round(value)) === 'one' ? 0 : 1] ?? '';
  if (placeholder.format === 'plural') return word;
  const number = Number.isFinite(value)
    ? write[placeholder.format ?? FORMAT_OF_UNIT[unit]](value)
    : NOT_KNOWN[unit][language];
  if (word === '') return number;
  return Number.isFinite(value) ? `${number} ${word}` : `${number}${language === 'fr' ? ' de' : ' of'} ${word}`;
}
