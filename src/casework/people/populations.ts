export const POPULATIONS = ['concerned', 'child', 'other'] as const;
export type Population = (typeof POPULATIONS)[number];

/** As what a person of each population stands in a case. `suspect` only after an act of an authority. */
export const CAPACITIES = {
  concerned: ['payer', 'payee', 'facilitator', 'collector', 'suspect'],
  child: ['possible_victim', 'victim'],
  other: ['witness', 'relative', 'professional', 'possible_victim', 'victim'],
} as const satisfies Record<Population, readonly string[]>;
export type Capacity = (typeof CAPACITIES)[Population][number];
export const ALL_CAPACITIES = [
  ...new Set(POPULATIONS.flatMap((population): readonly Capacity[] => CAPACITIES[population])),
];

interface FieldRule {
  /** Says who a child is: shown on a release by name only. */
  readonly sealed: boolean;
  /** Shown to the service that cares for the child. */
  readonly forCare: boolean;
}

const OPEN: FieldRule = { sealed: false, forCare: false };
const SEALED: FieldRule = { sealed: true, forCare: false };
const CARE: FieldRule = { sealed: false, forCare: true };

const OF_ADULTS = {
  name: OPEN,
  birth_date: OPEN,
  age: OPEN,
  place: OPEN,
  address: OPEN,
  phone: OPEN,
  account: OPEN,
  document: OPEN,
  identifier: OPEN,
  language: OPEN,
  note: OPEN,
} as const satisfies Record<string, FieldRule>;

/** What can be said of whom, and who may read it. The database holds the same table. */
export const STATEMENT_FIELDS = {
  concerned: OF_ADULTS,
  other: OF_ADULTS,
  child: {
    name: SEALED,
    birth_date: SEALED,
    address: SEALED,
    phone: SEALED,
    account: SEALED,
    document: SEALED,
    identifier: SEALED,
    school: SEALED,
    age: CARE,
    language: CARE,
    need: CARE,
    place: OPEN,
    school_day: OPEN,
    payout_place: OPEN,
    kin_term: OPEN,
    note: OPEN,
  },
} as const satisfies Record<Population, Record<string, FieldRule>>;
export type StatementField = keyof (typeof STATEMENT_FIELDS)['child'] | keyof typeof OF_ADULTS;

export const SOURCE_KINDS = [
  'transfer',
  'lead',
  'contact_record',
  'provider_report',
  'document',
  'authority',
  'person',
  'other',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const STANDINGS = ['stands', 'adopted', 'set_aside'] as const;
export type Standing = (typeof STANDINGS)[number];
