import type pg from 'pg';
import { OWNER } from '../roles.ts';
import type { StoredTable } from './manifest.ts';

/** A table and the columns of it that are stored. */
export type TableName = Pick<StoredTable, 'schema' | 'name' | 'columns'>;

/** How values are written as texts: the same in every session, whatever a server is set to. */
export const TEXT_FORM = `set local client_encoding = 'UTF8'; set local datestyle = 'ISO'; set local timezone = 'UTC';
  set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex'`;

/** Tables that hold rows of the owner's schemas. What was migrated is not stored: the database that is restored into says the same. */
export async function storedTables(client: pg.Client): Promise<readonly TableName[]> {
  const { rows } = await client.query<TableName>(`
    select nspname "schema", relname "name", array(
      select attname::text from pg_attribute
      where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) "columns"
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and relowner = '${OWNER}'::regrole and relpersistence <> 't' and nspname <> 'vigie_meta'
    order by 1, 2`);
  return rows;
}

/** A sequence and the next number that it gives. */
export async function sequences(client: pg.Client): Promise<readonly { schema: string; name: string; next: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string; step: string }>(`
    select schemaname "schema", sequencename "name", increment_by "step" from pg_sequences
    where sequenceowner = '${OWNER}' order by 1, 2`);
  const found: { schema: string; name: string; next: string }[] = [];
  for (const { schema, name, step } of rows) {
    // The view does not tell a sequence that never gave a number from one that was set back.
    const { rows: state } = await client.query<{ next: string }>(
      `select (last_value + case when is_called then $1::bigint else 0 end)::text "next" from ${quoted({ schema, name })}`,
      [step],
    );
    found.push({ schema, name, next: state[0]?.next ?? '1' });
  }
  return found;
}

export function quoted({ schema, name }: Pick<TableName, 'schema' | 'name'>): string {
  return `"${schema}"."${name}"`;
}

export function columnList({ columns }: Pick<TableName, 'columns'>): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** Name of what is wrong with a table whose rows the owner does not all see, so that a backup of it would be short; null when none. */
export async function hiddenFromOwner(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ table: string }>(`
    select oid::regclass::text "table" from pg_class
    where relowner = '${OWNER}'::regrole and relkind = 'r' and relrowsecurity and relforcerowsecurity and (
      exists (select from pg_policy where polrelid = pg_class.oid and not polpermissive and polroles && array[0, '${OWNER}'::regrole]::oid[])
      or not exists (select from pg_policy where polrelid = pg_class.oid and polpermissive and polcmd in ('*', 'r')
        and polroles && array[0, '${OWNER}'::regrole]::oid[] and pg_get_expr(polqual, polrelid) = 'true'))`);
  return rows[0]?.table ?? null;
}
