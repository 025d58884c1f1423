import { createHash } from 'node:crypto';
import type { TestDatabase } from './workbench-database.ts';

/** One hash for each table, of all that it holds. The log tells of a restore itself, and of what comes after the snapshot. */
export async function tableHashes(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await database.query<{ table: string }>(
    `select oid::regclass::text "table" from pg_class where relkind = 'r' and relowner = 'vigie_owner'::regrole
     and relnamespace not in ('audit'::regnamespace, 'vigie_meta'::regnamespace) order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { table } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text "row" from ${table} t order by 1`);
    found[table] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }
  return found;
}
