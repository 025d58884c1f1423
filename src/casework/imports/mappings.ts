import type { Transaction } from 'kysely';
import { z } from 'zod';
import { columnsOfMapping, type Mapping, mappingSchema } from '../../transfers/tabular/mapping.ts';
import type { Tell } from '../act.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';

export const savedMappingSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mapping: mappingSchema,
  savedAt: z.string(),
});
export type SavedMapping = z.infer<typeof savedMappingSchema>;

type MappingTables = Pick<Tables, 'vigie.mapping'>;

/** What a unit has said of the columns of its exports, by name. */
export async function listMappings(transaction: Transaction<MappingTables>, unitId: string): Promise<SavedMapping[]> {
  const rows = await transaction
    .selectFrom('vigie.mapping')
    .select(['id', 'name', 'mapping', 'saved_at'])
    .where('unit_id', '=', unitId)
    .orderBy('name')
    .limit(500)
    .execute();
  return rows.map(({ saved_at, ...row }) => ({ ...row, savedAt: saved_at.toISOString() }));
}

/** Throws Missing when it is not there for who asks. */
export async function readMapping(
  transaction: Transaction<MappingTables>,
  unitId: string,
  id: string,
): Promise<Mapping> {
  const row = await transaction
    .selectFrom('vigie.mapping')
    .select('mapping')
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Missing();
  return row.mapping;
}

/** Saves under a name, in place of what had the name before. */
export async function saveMapping(
  transaction: Transaction<Tables>,
  tell: Tell,
  saved: { readonly unitId: string; readonly name: string; readonly mapping: Mapping; readonly memberId: string },
): Promise<string> {
  const values = { mapping: JSON.stringify(saved.mapping), saved_by: saved.memberId };
  const { id } = await transaction
    .insertInto('vigie.mapping')
    .values({ unit_id: saved.unitId, name: saved.name, ...values })
    .onConflict((conflict) => conflict.columns(['unit_id', 'name']).doUpdateSet({ ...values, saved_at: new Date() }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell({ act: 'mapping.save', objectId: id, unitId: saved.unitId });
  return id;
}

/** Throws Missing when it is not there for who asks. */
export async function deleteMapping(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<void> {
  const row = await transaction
    .deleteFrom('vigie.mapping')
    .where('id', '=', id)
    .returning('unit_id')
    .executeTakeFirst();
  if (!row) throw new Missing();
  await tell({ act: 'mapping.delete', objectId: id, unitId: row.unit_id });
}

/** The saved one all of whose columns the file has; of several, the one that names most. */
export function mappingFor(headers: readonly string[], saved: readonly SavedMapping[]): SavedMapping | null {
  const present = new Set(headers);
  const fitting = saved
    .map((each) => ({ each, columns: columnsOfMapping(each.mapping) }))
    .filter(({ columns }) => columns.length > 0 && columns.every((column) => present.has(column)));
  return fitting.toSorted((a, b) => b.columns.length - a.columns.length)[0]?.each ?? null;
}
