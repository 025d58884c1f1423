import { sql, type Transaction } from 'kysely';
import type { Mapping } from '../../transfers/tabular/mapping.ts';
import type { Tell } from '../act.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import { type ImportFile, type ImportOptions, isOver } from './import-row.ts';

export interface NewImport {
  readonly unitId: string;
  readonly files: readonly ImportFile[];
  readonly mapping: Mapping | null;
  readonly options: ImportOptions;
  /** Null for the demonstration. */
  readonly requestedBy: string | null;
}

/** Asks for an import; its job commits with it, by a trigger. */
export async function askImport(transaction: Transaction<Tables>, tell: Tell, asked: NewImport): Promise<string> {
  const { unitId, files, mapping, options, requestedBy } = asked;
  const { id } = await transaction
    .insertInto('vigie.import')
    .values({
      unit_id: unitId,
      files: JSON.stringify(files),
      mapping: mapping === null ? null : JSON.stringify(mapping),
      options: JSON.stringify(options),
      requested_by: requestedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const told = files.map(({ bytes, sha256 }) => ({ bytes, sha256 }));
  await tell({ act: 'import.begin', objectId: id, unitId, detail: { files: told, options } });
  return id;
}

/**
 * Asks an import to stop. One that has not begun is over at once; another when whoever runs it has ended it.
 * Throws Missing, or Conflict when it is over already.
 */
export async function cancelImport(
  transaction: Transaction<Tables>,
  tell: Tell,
  id: string,
  memberId: string,
): Promise<void> {
  const found = await transaction
    .selectFrom('vigie.import')
    .select(['unit_id', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new Missing();
  if (isOver(found.state)) throw new Conflict('job_is_over');
  const { numUpdatedRows } = await transaction
    .updateTable('vigie.import')
    .set({
      cancel_requested_by: memberId,
      cancel_requested_at: new Date(),
      state: sql`case when state = 'queued' then 'cancelled' else state end`,
      ended_at: sql`case when state = 'queued' then clock_timestamp() end`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  // It ended between the two statements.
  if (numUpdatedRows === 0n) throw new Conflict('job_is_over');
  await tell({ act: 'import.cancel', objectId: id, unitId: found.unit_id });
}
