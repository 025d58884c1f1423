import { normalised } from './normalise.ts';
import { PERSON_FIELD_RULES, PERSON_FIELDS, type PersonField } from './person-field.ts';

/** What one record says of a person, as given. An identifier that occurs with two phones has two values. */
export interface PersonRecord {
  readonly id: string;
  readonly fields: Readonly<Partial<Record<PersonField, readonly string[]>>>;
}

/** A field of all records: the k-th record has the values `values[codes[offsets[k]]]` up to `values[codes[offsets[k + 1] - 1]]`. */
export interface FieldColumn {
  readonly field: PersonField;
  /** Different normalised values, in order. */
  readonly values: readonly string[];
  readonly offsets: Int32Array;
  readonly codes: Int32Array;
}

/** Records of people as columns, in the order of their ids: so the order of the input changes nothing. */
export interface People {
  readonly ids: readonly string[];
  /** Fields that at least two records have. */
  readonly columns: readonly FieldColumn[];
}

/** Values of one field that a record may have: beyond these it is a shop or a placeholder, and more would not tell more. */
const MOST_VALUES = 4;

/** Records with the same id are one record. */
export function peopleFrom(records: Iterable<PersonRecord>): People {
  const byId = new Map<string, Map<PersonField, Set<string>>>();
  for (const { id, fields } of records) {
    const known = byId.get(id) ?? new Map<PersonField, Set<string>>();
    byId.set(id, known);
    for (const field of PERSON_FIELDS)
      for (const given of fields[field] ?? []) {
        const value = normalised(given, PERSON_FIELD_RULES[field].comparison);
        if (value === null) continue;
        const values = known.get(field);
        if (values) values.add(value);
        else known.set(field, new Set([value]));
      }
  }
  const ids = [...byId.keys()].sort();
  const columns = PERSON_FIELDS.flatMap((field) => {
    const given = ids.map((id) => [...(byId.get(id)?.get(field) ?? [])].sort().slice(0, MOST_VALUES));
    return given.filter((values) => values.length > 0).length < 2 ? [] : [columnOf(field, given)];
  });
  return { ids, columns };
}

function columnOf(field: PersonField, given: readonly (readonly string[])[]): FieldColumn {
  const values = [...new Set(given.flat())].sort();
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const offsets = new Int32Array(given.length + 1);
  for (const [index, each] of given.entries()) offsets[index + 1] = (offsets[index] ?? 0) + each.length;
  const codes = Int32Array.from(given.flat(), (value) => codeOf.get(value) ?? 0);
  return { field, values, offsets, codes };
}
