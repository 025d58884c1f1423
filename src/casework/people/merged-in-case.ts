import { type RawBuilder, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../tables.ts';

/** A record that is read as another one: found to be the same person by somebody, for a reason. */
export const mergedRecordSchema = z.object({
  id: z.uuid(),
  workingName: z.string(),
  reason: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
});
export type MergedRecord = z.infer<typeof mergedRecordSchema>;

/**
 * The record that one stands as in its case; the names are of columns.
 * Not `coalesce`: PostgreSQL does not let it pass before a policy, and would ask the policy of every person there is.
 */
export function standsAs(intoId: string, recordId: string): RawBuilder<string> {
  const [into, record] = [sql.ref(intoId), sql.ref(recordId)];
  return sql<string>`case when ${into} is null then ${record} else ${into} end`;
}

/** By the id of a record of a case, those of the same case that stand in it as that one, oldest merge first. */
export async function mergedInCase(
  transaction: Transaction<Tables>,
  caseId: string,
): Promise<ReadonlyMap<string, MergedRecord[]>> {
  const rows = await transaction
    .selectFrom('casework.merged_in_case as merged')
    .innerJoin('casework.person_merge as merge', (join) =>
      join
        .onRef('merge.person_id', '=', 'merged.record_id')
        .onRef('merge.into_id', '=', 'merged.into_id')
        .on('merge.undone_at', 'is', null),
    )
    .innerJoin('casework.person as record', 'record.id', 'merged.record_id')
    .innerJoin('vigie.member as by', 'by.id', 'merge.made_by')
    .select(['merged.into_id', 'record.id', 'record.working_name', 'merge.reason', 'merge.made_by', 'merge.made_at'])
    .select('by.name')
    .where('merged.case_id', '=', caseId)
    .orderBy('merge.made_at')
    .execute();
  const found = new Map<string, MergedRecord[]>();
  for (const { into_id, id, working_name, reason, made_by, name, made_at } of rows)
    found.set(into_id, [
      ...(found.get(into_id) ?? []),
      { id, workingName: working_name, reason, by: { id: made_by, name }, at: made_at.toISOString() },
    ]);
  return found;
}
