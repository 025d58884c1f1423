import { type Engine, literal } from '../../engine/engine.ts';
import type { PersonRecord } from './people.ts';
import type { PersonField } from './person-field.ts';

/** What transfers say of a payer or payee, beside the id. */
const FIELDS = ['name', 'phone', 'account', 'device', 'place', 'country'] as const satisfies readonly PersonField[];
/** Different texts of one field that an id keeps, those seen most often first. */
const MOST_TEXTS = 4;

/** One record for each id of a payer or payee in the transfers, with what was said of it on either side. */
export async function peopleOfTransfers(engine: Engine, transfers: string): Promise<PersonRecord[]> {
  const sides = (['payer', 'payee'] as const).flatMap((side) =>
    FIELDS.map(
      (field) =>
        `SELECT ${side}_id AS id, ${literal(field)} AS field, ${side}_${field} AS text FROM ${transfers} WHERE ${side}_${field} IS NOT NULL`,
    ),
  );
  const texts = `SELECT id, field, text FROM (${sides.join(' UNION ALL ')}) GROUP BY id, field, text
    QUALIFY row_number() OVER (PARTITION BY id, field ORDER BY count(*) DESC, text) <= ${MOST_TEXTS}`;
  const ids = `SELECT DISTINCT payer_id AS id FROM ${transfers} UNION SELECT DISTINCT payee_id FROM ${transfers}`;
  const records: PersonRecord[] = [];
  let fields: Partial<Record<PersonField, string[]>> = {};
  for await (const row of engine.stream(
    `SELECT p.id, t.field, t.text FROM (${ids}) p LEFT JOIN (${texts}) t USING (id) ORDER BY p.id, t.field, t.text`,
  )) {
    const id = String(row.id);
    if (records.at(-1)?.id !== id) {
      fields = {};
      records.push({ id, fields });
    }
    if (row.field === null || row.field === undefined) continue;
    const field = String(row.field) as PersonField;
    const known = fields[field];
    if (known) known.push(String(row.text));
    else fields[field] = [String(row.text)];
  }
  return records;
}
