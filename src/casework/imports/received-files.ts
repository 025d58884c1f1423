import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from '../act.ts';
import { Conflict, Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';
import type { ImportFile } from './import-row.ts';
import type { KeptFile } from './receive-file.ts';

type FileTables = Pick<Tables, 'vigie.received_file'>;

export const receivedFileSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  receivedAt: z.string(),
});
export type ReceivedFile = z.infer<typeof receivedFileSchema>;

/** Writes down a file whose bytes are kept. */
export async function recordFile(
  transaction: Transaction<Tables>,
  tell: Tell,
  file: KeptFile & { readonly name: string; readonly unitId: string; readonly memberId: string | null },
): Promise<ReceivedFile> {
  const { id, name, bytes, sha256, unitId, memberId } = file;
  const { received_at } = await transaction
    .insertInto('vigie.received_file')
    .values({ id, unit_id: unitId, name, bytes, sha256, received_by: memberId })
    .returning('received_at')
    .executeTakeFirstOrThrow();
  await tell({ act: 'file.receive', objectId: id, unitId, detail: { bytes, sha256 } });
  return { id, name, bytes, sha256, receivedAt: received_at.toISOString() };
}

/** The newest files whose bytes are still kept. */
export async function listFiles(transaction: Transaction<FileTables>, unitId: string): Promise<ReceivedFile[]> {
  const rows = await transaction
    .selectFrom('vigie.received_file')
    .select(['id', 'name', 'bytes', 'sha256', 'received_at'])
    .where('unit_id', '=', unitId)
    .where('removed_at', 'is', null)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map(({ bytes, received_at, ...row }) => ({
    ...row,
    bytes: Number(bytes),
    receivedAt: received_at.toISOString(),
  }));
}

/** The files as an import keeps them. Throws Missing when one is not there for who asks. */
export async function filesOfImport(
  transaction: Transaction<FileTables>,
  unitId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ImportFile>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('vigie.received_file')
    .select(['id', 'name', 'bytes', 'sha256'])
    .where('unit_id', '=', unitId)
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute();
  const found = new Map(
    rows.map(({ id, name, bytes, sha256 }) => [id, { name, bytes: Number(bytes), sha256, from: { received: id } }]),
  );
  if (ids.some((id) => !found.has(id))) throw new Missing();
  return found;
}

/** Gives up a file that nobody imports. Gives the unit whose folder holds it. Throws Missing, or Conflict when an import waits for it. */
export async function discardReceived(transaction: Transaction<Tables>, tell: Tell, id: string): Promise<string> {
  const row = await transaction
    .updateTable('vigie.received_file')
    .set({ removed_at: new Date() })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('unit_id')
    .executeTakeFirst();
  if (!row) throw new Missing();
  const space = await transaction
    .selectFrom('vigie.unit')
    .select('id')
    .where('id', '=', row.unit_id)
    .where('training_of', 'is not', null)
    .executeTakeFirst();
  // There is nothing else to practise on, and it cannot be sent again.
  if (space) throw new Conflict('training_file');
  const waiting = await transaction
    .selectFrom('vigie.import')
    .select('id')
    .where('unit_id', '=', row.unit_id)
    .where('state', 'in', ['queued', 'running'])
    .where(sql<boolean>`files @> ${JSON.stringify([{ from: { received: id } }])}::jsonb`)
    .executeTakeFirst();
  if (waiting) throw new Conflict('file_in_use');
  await tell({ act: 'file.discard', objectId: id, unitId: row.unit_id });
  return row.unit_id;
}
