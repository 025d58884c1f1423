import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from './act.ts';
import { Missing } from './refusals.ts';
import type { Tables } from './tables.ts';

export const newViewSchema = z.object({
  unit: z.uuid(),
  name: z.string().trim().min(1).max(100),
  shared: z.boolean().default(false).describe('Everybody who works in the unit sees it.'),
  query: z.string().max(4000).describe('The query part of the address of the page.'),
});

export const viewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  shared: z.boolean(),
  query: z.string(),
  mine: z.boolean(),
});

/** Keeps a view under its name; one's own of that name is replaced. */
export async function saveView(
  transaction: Transaction<Tables>,
  tell: Tell,
  { unit, name, shared, query }: z.infer<typeof newViewSchema>,
  memberId: string,
): Promise<{ id: string }> {
  const saved = await transaction
    .insertInto('vigie.saved_view')
    .values({ unit_id: unit, owner_id: memberId, name, shared, query })
    .onConflict((conflict) => conflict.columns(['unit_id', 'owner_id', 'name']).doUpdateSet({ shared, query }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await tell({ act: 'view.save', objectId: saved.id, unitId: unit, detail: { shared } });
  return saved;
}

/** Throws Missing when it is not one's own. */
export async function deleteView(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  memberId: string,
): Promise<void> {
  const deleted = await transaction
    .deleteFrom('vigie.saved_view')
    .where('id', '=', id)
    .where('owner_id', '=', memberId)
    .returning('unit_id')
    .executeTakeFirst();
  if (!deleted) throw new Missing();
  await tell({ act: 'view.delete', objectId: id, unitId: deleted.unit_id });
}
