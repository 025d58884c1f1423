import type pg from 'pg';
import { ACTS } from '../audit/acts.ts';

/** Tells in the audit log, with the rights of the owner, that everything was read or written at once. */
export async function tellBackup(
  owner: pg.Client,
  act: 'backup.make' | 'backup.restore',
  archive: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { object } = ACTS[act];
  await owner.query('select audit.append($1, $2, $3, null, null, null, $4::jsonb)', [
    ...[act, object, archive, JSON.stringify(detail)],
  ]);
}
