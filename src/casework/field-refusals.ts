import type { z } from 'zod';
import { inFrench } from '../report/known-sentences.ts';
import type { Two } from './refusals.ts';

/**
 * What the checks of our own say of a field: once, here, in both languages. A schema takes the English by `refusal`, which is what
 * whoever writes a pack reads, and the French is found by it. A test fails when a check of a request says anything else.
 */
const REFUSALS = {
  id_form: [
    'Écrivez un identifiant en petites lettres, chiffres et traits d’union, tel que delai-banque-2.',
    'Write an id in small letters, digits and hyphens, such as bank-term-2.',
  ],
  word_form: [
    'Écrivez un nom en petites lettres, chiffres et « _ », tel que conservation_rapide.',
    'Write a name in small letters, digits and _, such as fast_preservation.',
  ],
  country_form: [
    'Écrivez un pays en deux lettres capitales, telles que FR.',
    'Write a country as two capital letters, such as FR.',
  ],
  country_or_group: [
    'Écrivez un pays en deux lettres capitales, ou le nom d’un groupe de pays.',
    'Write a country as two capital letters, or the name of a group of countries.',
  ],
  language_form: [
    'Écrivez une langue en deux ou trois petites lettres, telles que fr.',
    'Write a language as two or three small letters, such as fr.',
  ],
  version_form: [
    'Écrivez une version en trois nombres, telle que 1.0.0.',
    'Write a version as three numbers, such as 1.0.0.',
  ],
  id_taken: ['Cet identifiant est déjà pris.', 'This id stands already.'],
  id_twice: ['Deux éléments ont le même identifiant.', 'Two elements have the same id.'],
  day_of_our_time: ['Écrivez une date entre 1800 et 2199.', 'Write a date between 1800 and 2199.'],
  day_at_work: ['Écrivez une date entre 1970 et 2099.', 'Write a date between 1970 and 2099.'],
  day_has_come: ['Ce jour n’est pas encore venu.', 'That day has not come yet.'],
  back_at_once: [
    'La piste serait aussitôt de retour : nommez un jour plus lointain.',
    'The lead would be back at once: name a later day.',
  ],
  put_off_longest: [
    'Une piste se met en veille {name} jours au plus : nommez un jour plus proche.',
    'A lead is put off for {name} days at most: name an earlier day.',
  ],
  from_before_to: ['Le premier âge dépasse le second.', 'The first age is above the second.'],
  until_named: [
    'Seule une prolongation ou un renouvellement nomme un nouveau dernier jour.',
    'Only an extension or a renewal names a new last day.',
  ],
  until_after_event: ['Le nouveau dernier jour précède l’événement.', 'The new last day lies before the event.'],
  until_so_far: [
    'Le nouveau dernier jour suit l’événement de plus de {name} ans.',
    'The new last day lies more than {name} years after the event.',
  ],
  time_form: [
    'Écrivez la date aussi loin qu’elle est connue : 2026-03-04T10:15, 2026-03-04T10, 2026-03-04, 2026-03 ou 2026.',
    'Write the date as far as it is known: 2026-03-04T10:15, 2026-03-04T10, 2026-03-04, 2026-03 or 2026.',
  ],
  not_a_time: [
    'La date n’a pas la précision qui est dite : écrivez-la aussi loin qu’elle est connue.',
    'The date is not as exact as is said: write it as far as it is known.',
  ],
  zone_not_said: ['Une heure se dit avec son fuseau.', 'An hour is said with its zone.'],
  no_such_zone: [
    'Ce fuseau n’existe pas : écrivez Europe/Paris, UTC ou +08:00.',
    'There is no such zone: write Europe/Paris, UTC or +08:00.',
  ],
  no_such_time: ['Cette date n’existe pas.', 'There is no such date.'],
  too_early: ['Écrivez une date entre 1800 et 2199.', 'Write a date between 1800 and 2199.'],
  ends_before: ['La fin précède le début.', 'The end lies before the beginning.'],
  metadata_alone: [
    'Écrivez la donnée seule : un identifiant, un service, un pays, une référence. Rien de ce qui a été dit ne se garde ici.',
    'Write the datum alone: an identifier, a service, a country, a reference. Nothing that was said is kept here.',
  ],
  hash_digits: [
    'Écrivez des chiffres hexadécimaux, autant qu’en donne l’algorithme.',
    'Write hexadecimal digits, as many as the algorithm gives.',
  ],
  place_in_list: ['Ce n’est pas une place de cette liste.', 'This is no place in this list.'],
  path_of_vigie: ['Donnez un chemin de Vigie, qui commence par « / ».', 'Give a path of Vigie, which begins with "/".'],
  file_of_dates: ['Cette adresse n’est pas celle d’un calendrier.', 'This is not the address of a calendar.'],
  no_such_kind: ['Il n’y a pas de sorte de demande « {name} ».', 'There is no kind of request "{name}".'],
  no_such_group: ['Il n’y a pas de groupe de pays « {name} ».', 'There is no group of countries "{name}".'],
  no_such_ladder: ['Il n’y a pas d’échelle d’alerte « {name} ».', 'There is no ladder "{name}".'],
  no_such_trait: [
    'Aucune sorte de demande de cette règle n’a le trait « {name} ».',
    'No kind of this rule has the trait "{name}".',
  ],
  extension_unit: [
    'Une prolongation se compte dans l’unité du délai.',
    'An extension is counted in the unit of the length.',
  ],
  earliest_end: [
    'Ce qui s’éteint se montre à sa fin la plus proche : écrivez earliest_end.',
    'What runs out is shown at its earliest end: write earliest_end.',
  ],
  silent_kind: [
    '{name} : aucune règle ne dit quand relancer. Écrivez-en une avec means: ask_again.',
    '{name}: no rule says when to ask again. Write one with means: ask_again.',
  ],
} as const satisfies Record<string, Two>;

type Refusal = keyof typeof REFUSALS;

/** Filled by the schemas as they are made. */
const BY_ENGLISH = new Map<string, Two>();

/** The message of a check; the number stands in the gap of the sentence. */
export function refusal(why: Refusal, number?: number): string {
  const two = refusedFor(why, number === undefined ? undefined : String(number));
  BY_ENGLISH.set(two[1], two);
  return two[1];
}

/** What is said of a field that no schema can check alone; `name` stands in the gap of the sentence. */
export function refusedFor(why: Refusal, name = ''): Two {
  const [fr, en] = REFUSALS[why];
  return [fr.replace('{name}', () => name), en.replace('{name}', () => name)];
}

/** Both languages of the message of a check; null when it has no French. */
export function saidInBoth(message: string): Two | null {
  const own = BY_ENGLISH.get(message);
  if (own !== undefined) return own;
  // The checks of a mapping file are those of the command line, whose sentences stand with those of the readers.
  const french = inFrench(`direction: ${message}`);
  return french === null ? null : [french.replace(/^direction : /, ''), message];
}

const EMPTY: Two = ['Remplissez ce champ.', 'Fill in this field.'];

export interface RefusedField {
  /** JSON Pointer; '' is the whole of what was sent. */
  readonly field: string;
  readonly says: Two;
}

/** What was sent does not have its form, or not one that goes with what is there. */
export class FieldsRefused extends Error {
  readonly fields: readonly RefusedField[];
  constructor(fields: readonly RefusedField[]) {
    super('fields');
    this.fields = fields;
  }

  /** Of a part of what was sent. */
  static within(pointer: string, fields: readonly RefusedField[]): FieldsRefused {
    return new FieldsRefused(fields.map(({ field, says }) => ({ field: pointer + field, says })));
  }
}

/** A field that only this sender must fill in. */
export function fieldMissing(name: string): FieldsRefused {
  return new FieldsRefused([{ field: `/${name}`, says: EMPTY }]);
}

/** Nobody reads more at once, and what was sent does not make the answer as long as itself. */
const MOST_FIELDS = 20;
const LONGEST_POINTER = 200;

/** What a schema refused, field by field, in the order of the schema. What was sent is not repeated, but for the names of fields. */
export function fieldsRefused(issues: readonly z.core.$ZodIssue[]): RefusedField[] {
  return issues
    .flatMap((issue) => refusedBy(issue, ''))
    .filter(({ field }) => field.length <= LONGEST_POINTER)
    .slice(0, MOST_FIELDS);
}

function refusedBy(issue: z.core.$ZodIssue, under: string): RefusedField[] {
  const field = pointerOf(issue.path, under);
  if (issue.code === 'invalid_union') {
    const branch = nearestBranch(issue.errors);
    if (branch !== null) return branch.flatMap((within) => refusedBy(within, field));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: pointerOf([key], field), says: sentenceOf(issue) }));
  return [{ field, says: sentenceOf(issue) }];
}

/** Of the forms that a value may have, the one from which it is least far is most likely the one that was meant. */
function nearestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | null {
  const [nearest] = branches.toSorted((a, b) => a.length - b.length);
  return nearest === undefined || nearest.length === 0 ? null : nearest;
}

function pointerOf(path: readonly PropertyKey[], under: string): string {
  return path.reduce<string>(
    (pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    under,
  );
}

function sentenceOf(issue: z.core.$ZodIssue): Two {
  return saidInBoth(issue.message) ?? ofForm(issue);
}

const OTHERWISE: Two = ['Ce n’est pas ce qui se donne ici.', 'This is not what is given here.'];

function ofForm(issue: z.core.$ZodIssue): Two {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? EMPTY : (TYPES[issue.expected] ?? OTHERWISE);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return FORMATS[issue.format] ?? ['Écrivez-le sous une autre forme.', 'Write it in another form.'];
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'unrecognized_keys':
      return ['Ce champ n’existe pas : retirez-le.', 'There is no such field: remove it.'];
    case 'not_multiple_of':
      return [`Donnez un multiple de ${issue.divisor}.`, `Give a multiple of ${issue.divisor}.`];
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return OTHERWISE;
  }
}

const TYPES: Readonly<Partial<Record<string, Two>>> = {
  string: ['Donnez un texte.', 'Give a text.'],
  number: ['Donnez un nombre.', 'Give a number.'],
  int: ['Donnez un nombre entier.', 'Give a whole number.'],
  boolean: ['Répondez par oui ou par non (true, false).', 'Answer yes or no (true, false).'],
  array: ['Donnez une liste.', 'Give a list.'],
  object: ['Donnez un objet JSON.', 'Give a JSON object.'],
  record: ['Donnez un objet JSON.', 'Give a JSON object.'],
};

const FORMATS: Readonly<Partial<Record<string, Two>>> = {
  date: ['Donnez une date qui existe, telle que 2026-03-04.', 'Give a date that exists, such as 2026-03-04.'],
  datetime: [
    'Donnez une date et une heure avec leur fuseau, telles que 2026-03-04T10:15:00Z.',
    'Give a date and a time with their zone, such as 2026-03-04T10:15:00Z.',
  ],
  uuid: ['Ce n’est pas un identifiant de Vigie.', 'This is not an id of Vigie.'],
  email: ['Donnez une adresse électronique.', 'Give an email address.'],
  url: ['Donnez une adresse qui commence par https://.', 'Give an address that begins with https://.'],
};

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): Two {
  if (origin === 'string')
    return minimum === 1 ? EMPTY : [`Au moins ${minimum} caractères.`, `At least ${minimum} characters.`];
  if (origin === 'array' || origin === 'set')
    return minimum === 1
      ? ['Donnez-en au moins un.', 'Give at least one.']
      : [`Donnez-en au moins ${minimum}.`, `Give at least ${minimum}.`];
  const [fr, en] = inFigures(minimum);
  return [`Pas moins de ${fr}.`, `Not less than ${en}.`];
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): Two {
  const [fr, en] = inFigures(maximum);
  if (origin === 'string') return [`${fr} caractères au plus.`, `${en} characters at most.`];
  if (origin === 'array' || origin === 'set') return [`${fr} au plus.`, `${en} at most.`];
  return [`Pas plus de ${fr}.`, `Not more than ${en}.`];
}

function inFigures(number: number | bigint): Two {
  return [number.toLocaleString('fr-FR'), number.toLocaleString('en-GB')];
}

const MOST_VALUES = 20;

function oneOf(values: readonly string[]): Two {
  const [only] = values;
  if (values.length === 1) return [`Ici ne va que ${only}.`, `Only ${only} goes here.`];
  if (values.length > MOST_VALUES) return ['Ce n’est pas un choix possible.', 'This is not a possible choice.'];
  const list = values.join(', ');
  return [`Choisissez parmi : ${list}.`, `Choose one of: ${list}.`];
}
