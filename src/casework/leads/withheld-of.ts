import { sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Withheld } from './withhold.ts';

/** Who of these people has a lead that the member may not read. */
export async function withheldOf(
  transaction: Transaction<Tables>,
  unitId: string,
  people: readonly Withheld[],
): Promise<Withheld[]> {
  const kinds = people.map(({ kind }) => kind);
  const ids = people.map(({ id }) => id);
  const { rows } = await sql<Withheld>`
    select kind, id from vigie.withheld_of(${unitId}::uuid, ${kinds}::text[], ${ids}::text[])`.execute(transaction);
  return rows;
}
