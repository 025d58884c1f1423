import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { STATEMENT_FIELD_NAMES } from '../people/statement.ts';
import type { Tables } from '../tables.ts';

export const sealedSchema = z.object({
  record: z.object({ id: z.uuid(), workingName: z.string() }),
  fields: z.array(z.object({ field: z.enum(STATEMENT_FIELD_NAMES), entries: z.number().int() })),
  last: z.object({ by: z.object({ id: z.string(), name: z.string() }), at: z.string() }),
});
export type Sealed = z.infer<typeof sealedSchema>;

/**
 * How much lies under the seal of a child, and of each record that was merged into it: of the cases on which the member works, or is
 * asked to agree, and never what it says. The child's own record comes first; one without any entry is left out.
 */
export async function sealedOf(transaction: Transaction<Tables>, child: string): Promise<Sealed[]> {
  const { rows } = await sql<{
    id: string;
    working_name: string;
    field: Sealed['fields'][number]['field'];
    entries: number;
    last_at: Date;
    last_by: string;
    name: string;
  }>`select record.id, record.working_name, s.field, s.entries, s.last_at, s.last_by, by.name
    from casework.sealed_of(${child}::uuid) s join casework.person record on record.id = s.record_id join vigie.member by on by.id = s.last_by
    order by record.id <> ${child}::uuid, record.working_name, record.id, s.field`.execute(transaction);
  const found = new Map<string, Sealed>();
  for (const { id, working_name, field, entries, last_at, last_by, name } of rows) {
    const at = last_at.toISOString();
    const known = found.get(id);
    const newest = known === undefined || known.last.at < at ? { by: { id: last_by, name }, at } : known.last;
    found.set(id, {
      record: { id, workingName: working_name },
      fields: [...(known?.fields ?? []), { field, entries }],
      last: newest,
    });
  }
  return [...found.values()];
}

/** Whether a release of the child waits for an answer that the member may give. */
export async function askedToOpen(transaction: Transaction<Tables>, child: string): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`select casework.asked_to_open(${child}::uuid) as asked`.execute(
    transaction,
  );
  return rows[0]?.asked ?? false;
}
