import type { Capacity, Population, SourceKind, StatementField, StatementValue } from '../api/schema.ts';

/** As what a person of each population stands in a case. */
export const CAPACITIES = {
  concerned: ['payer', 'payee', 'facilitator', 'collector', 'suspect'],
  child: ['possible_victim', 'victim'],
  other: ['witness', 'relative', 'professional', 'possible_victim', 'victim'],
} as const satisfies Record<Population, readonly Capacity[]>;

const OF_ADULTS = [
  ...([
    'name',
    'birth_date',
    'age',
    'place',
    'address',
    'phone',
    'account',
    'document',
    'identifier',
    'language',
  ] as const),
  'note',
] as const satisfies readonly StatementField[];

/** Says who a child is: shown on a release by name only. */
const SEALED: readonly StatementField[] = [
  ...(['name', 'birth_date', 'address', 'phone', 'account', 'document', 'identifier', 'school'] as const),
];

/** What can be said of whom, in the order in which it is shown. */
export const FIELDS_OF: Readonly<Record<Population, readonly StatementField[]>> = {
  concerned: OF_ADULTS,
  other: OF_ADULTS,
  child: ['age', 'place', 'language', 'school_day', 'payout_place', 'kin_term', 'need', 'note', ...SEALED],
};

export function isSealed(population: Population, field: StatementField): boolean {
  return population === 'child' && SEALED.includes(field);
}

/** Shown to the service that cares for a child. */
export function isForCare(population: Population, field: StatementField): boolean {
  return population === 'child' && (field === 'age' || field === 'language' || field === 'need');
}

type Form = 'interval' | 'date' | 'place' | 'text';

/** Which form of value a field takes. */
export function formOf(field: StatementField): Form {
  if (field === 'age') return 'interval';
  if (field === 'birth_date') return 'date';
  return field === 'place' || field === 'payout_place' ? 'place' : 'text';
}

export const EXACT = ['day', 'month', 'year'] as const satisfies readonly Extract<
  StatementValue,
  { date: string }
>['exact'][];
export const SOURCE_KINDS = [
  'transfer',
  'lead',
  'contact_record',
  'provider_report',
  'document',
  'authority',
  'person',
  'other',
] as const satisfies readonly SourceKind[];
