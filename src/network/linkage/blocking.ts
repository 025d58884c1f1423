import type { FieldColumn, People } from './people.ts';
import type { PersonField } from './person-field.ts';

/** Two records are compared when they share a key of at least one rule. */
interface BlockingRule {
  readonly name: string;
  /** Keys of a record under this rule; none when it lacks what the rule needs. */
  keys(record: RecordTexts): readonly string[];
  /** A key that more records share than this is too common to compare all of them. */
  readonly mostRecords: number;
}

/** The texts of one record, by field. */
type RecordTexts = (field: PersonField) => readonly string[];

export interface Candidates {
  /** Pairs of records, smaller first, in order, each once. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Keys that were too common: who is alike by them alone was not compared. */
  readonly tooCommon: readonly { readonly rule: string; readonly keys: number; readonly records: number }[];
}

/** Pairs that are compared at most: more would neither fit nor end in the time that a person waits. */
const MOST_PAIRS = 20_000_000;
/** Records that may share an identifier or two halves of evidence, and those that may share one name. */
const SPECIFIC = 500;
const SINGLE_NAME = 50;
/** Letters of a name in a key: a slip further behind does not keep two records apart. */
const FIRST_LETTERS = 4;
/** Names in a record of which pairs are made: who has more has them in the first ones too. */
const MOST_NAMES = 5;

const RULES: readonly BlockingRule[] = [
  ...(['document', 'email', 'phone', 'account', 'device'] as const).map((field) => ({
    name: field,
    keys: (record: RecordTexts) => record(field).map((value) => (field === 'phone' ? value.slice(-8) : value)),
    mostRecords: SPECIFIC,
  })),
  {
    name: 'date of birth',
    keys: (record) => record('date_of_birth'),
    mostRecords: SPECIFIC,
  },
  {
    name: 'two names',
    keys: (record) => pairsOf(namesOf(record).map((name) => name.slice(0, FIRST_LETTERS))),
    mostRecords: SPECIFIC,
  },
  { name: 'own part of the e-mail', keys: (record) => record('email').map(ownPart), mostRecords: SPECIFIC },
  { name: 'address', keys: (record) => record('address'), mostRecords: SPECIFIC },
  {
    name: 'name and year of birth',
    keys: (record) =>
      combined(
        namesOf(record).map((name) => name.slice(0, FIRST_LETTERS)),
        record('date_of_birth').map((date) => date.slice(0, 4)),
      ),
    mostRecords: SPECIFIC,
  },
  {
    name: 'initial and month of birth',
    keys: (record) =>
      combined(
        namesOf(record).map((name) => name.slice(0, 1)),
        record('date_of_birth').map((date) => date.slice(0, 6)),
      ),
    mostRecords: SPECIFIC,
  },
  {
    name: 'day and month of birth, and place',
    keys: (record) =>
      combined(
        record('date_of_birth').map((date) => date.slice(4)),
        record('place').map((place) => place.slice(0, FIRST_LETTERS)),
      ),
    mostRecords: SPECIFIC,
  },
  {
    name: 'name and place',
    keys: (record) => combined(namesOf(record), [...record('place'), ...record('postcode')]),
    mostRecords: SPECIFIC,
  },
  { name: 'one rare name', keys: namesOf, mostRecords: SINGLE_NAME },
];

/** Finds the pairs that are worth comparing, rule after rule. Where there is no room for all of a rule, its commonest keys are left out. */
export function blockedPairs(people: People, mostPairs = MOST_PAIRS): Candidates {
  const columnOf = new Map(people.columns.map((column) => [column.field, column]));
  const count = people.ids.length;
  const tooCommon: { rule: string; keys: number; records: number }[] = [];
  let pairs = new Float64Array(0);
  for (const rule of RULES) {
    const { records, ends } = blocksOf(rule, columnOf, count);
    const lengths = ends.map((end, block) => end - (ends[block - 1] ?? 0));
    const pairsUpTo = (most: number): number =>
      lengths.reduce((sum, length) => sum + (length > most ? 0 : (length * (length - 1)) / 2), 0);
    let most = rule.mostRecords;
    while (pairs.length + pairsUpTo(most) > mostPairs) most = Math.floor(most / 2);
    const common = lengths.filter((length) => length > Math.max(most, 1));
    if (common.length > 0)
      tooCommon.push({
        rule: rule.name,
        keys: common.length,
        records: common.reduce((sum, length) => sum + length, 0),
      });
    const found = new Float64Array(pairs.length + pairsUpTo(most));
    found.set(pairs);
    let at = pairs.length;
    for (const [block, length] of lengths.entries()) {
      if (length > most) continue;
      const end = ends[block] ?? 0;
      for (let i = end - length; i < end; i++)
        for (let j = i + 1; j < end; j++) found[at++] = (records[i] ?? 0) * count + (records[j] ?? 0);
    }
    pairs = eachOnce(found.sort());
  }
  return {
    left: Int32Array.from(pairs, (pair) => Math.floor(pair / count)),
    right: Int32Array.from(pairs, (pair) => pair % count),
    tooCommon,
  };
}

/** Records by key, those of one key together and in order; `ends` says where each key's records end. Keys of one record are left out. */
function blocksOf(
  rule: BlockingRule,
  columnOf: ReadonlyMap<PersonField, FieldColumn>,
  count: number,
): { records: Int32Array; ends: Int32Array } {
  const codeOf = new Map<string, number>();
  const codes: number[] = [];
  const owners: number[] = [];
  for (let record = 0; record < count; record++) {
    const texts: RecordTexts = (field) => textsOf(columnOf.get(field), record);
    for (const key of new Set(rule.keys(texts))) {
      let code = codeOf.get(key);
      if (code === undefined) {
        code = codeOf.size;
        codeOf.set(key, code);
      }
      codes.push(code);
      owners.push(record);
    }
  }
  const starts = new Int32Array(codeOf.size + 1);
  for (const code of codes) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let code = 0; code < codeOf.size; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const next = starts.slice();
  const records = new Int32Array(owners.length);
  for (const [index, code] of codes.entries()) {
    const at = next[code] ?? 0;
    records[at] = owners[index] ?? 0;
    next[code] = at + 1;
  }
  return { records, ends: starts.slice(1) };
}

function textsOf(column: FieldColumn | undefined, record: number): string[] {
  if (!column) return [];
  const codes = column.codes.subarray(column.offsets[record], column.offsets[record + 1]);
  return Array.from(codes, (code) => column.values[code] ?? '');
}

/** Every word of every name, whatever it is the name of: exports swap given names and surnames. */
function namesOf(record: RecordTexts): string[] {
  const words = (['given_name', 'surname', 'name'] as const).flatMap((field) =>
    record(field).flatMap((name) => name.split(' ')),
  );
  return [...new Set(words)].filter((word) => word.length > 1).slice(0, MOST_NAMES);
}

function pairsOf(names: readonly string[]): string[] {
  const sorted = names.toSorted();
  return sorted.flatMap((one, index) => sorted.slice(index + 1).map((other) => `${one} ${other}`));
}

function combined(one: readonly string[], other: readonly string[]): string[] {
  return one.flatMap((first) => other.map((second) => `${first} ${second}`));
}

function ownPart(email: string): string {
  return email.slice(0, email.indexOf('@'));
}

function eachOnce(sorted: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  let kept = 0;
  for (const value of sorted) if (kept === 0 || sorted[kept - 1] !== value) sorted[kept++] = value;
  return sorted.slice(0, kept);
}
