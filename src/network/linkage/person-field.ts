/** How the texts of a field are compared: see `agreement.ts`. */
export type Comparison = 'given_name' | 'surname' | 'full_name' | 'date' | 'code' | 'phone' | 'email' | 'text' | 'word';

/** Kinds of evidence: two of one kind, such as a town and a street, do not make two proofs. Null: says where somebody is, never who. */
export type EvidenceKind = 'name' | 'birth' | 'document' | 'email' | 'phone' | 'account' | 'device' | 'address' | null;

interface FieldRule {
  readonly comparison: Comparison;
  readonly evidence: EvidenceKind;
}

/** What is compared of two records of people, in the order in which a waterfall shows it. */
export const PERSON_FIELD_RULES = {
  given_name: { comparison: 'given_name', evidence: 'name' },
  surname: { comparison: 'surname', evidence: 'name' },
  name: { comparison: 'full_name', evidence: 'name' },
  date_of_birth: { comparison: 'date', evidence: 'birth' },
  document: { comparison: 'code', evidence: 'document' },
  email: { comparison: 'email', evidence: 'email' },
  phone: { comparison: 'phone', evidence: 'phone' },
  account: { comparison: 'code', evidence: 'account' },
  device: { comparison: 'code', evidence: 'device' },
  address: { comparison: 'text', evidence: 'address' },
  postcode: { comparison: 'code', evidence: 'address' },
  place: { comparison: 'text', evidence: 'address' },
  region: { comparison: 'word', evidence: null },
  country: { comparison: 'word', evidence: null },
} as const satisfies Readonly<Record<string, FieldRule>>;

export type PersonField = keyof typeof PERSON_FIELD_RULES;

export const PERSON_FIELDS = Object.keys(PERSON_FIELD_RULES) as readonly PersonField[];
