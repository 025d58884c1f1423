import type { Engine } from '../engine/engine.ts';
import { PEOPLE_COLUMNS, type PeopleTables, SIDES } from './people.ts';
import type { RawRelation } from './raw-relation.ts';

/**
 * Tables of all that a file says of its payers and payees, each combination once. A person who pays ten times is told of in one row instead of
 * ten: looking these over, and numbering people by them, costs a tenth. Texts stand as in the file, countries without blanks around.
 * @param name unique within the run
 */
export async function tabulatePeople(engine: Engine, raw: RawRelation, name: string): Promise<PeopleTables> {
  const tables = { payer: `payers_of_${name}`, payee: `payees_of_${name}` };
  for (const side of SIDES) {
    const columns = PEOPLE_COLUMNS.map((column) => {
      const field = `${side}_${column}` as const;
      if (!raw.present.has(field)) return `NULL::VARCHAR AS ${field}`;
      return `${column === 'country' ? `nullif(trim(r.${field}::VARCHAR), '')` : `r.${field}`} AS ${field}`;
    });
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${tables[side]} AS SELECT DISTINCT ${columns.join(', ')} FROM ${raw.relation} r`,
    );
  }
  return tables;
}
