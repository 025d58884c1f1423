import { type Kysely, sql } from 'kysely';
import { look, type Who } from '../act.ts';
import { Missing } from '../refusals.ts';
import type { Tables } from '../tables.ts';

/** For what lies in files, which no policy guards. Throws Missing when the member is no analyst of the unit. */
export async function requireImporter(db: Kysely<Tables>, who: Who, unitId: string): Promise<void> {
  const may = await look(db, who, async (transaction) => {
    const { rows } = await sql<{
      may: boolean;
    }>`select ${unitId}::uuid = any(vigie.my_units('analyst')) as may`.execute(transaction);
    return rows[0]?.may === true;
  });
  if (!may) throw new Missing();
}
