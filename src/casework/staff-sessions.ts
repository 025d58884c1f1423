import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Tell } from './act.ts';
import type { Tables } from './tables.ts';

export const staffSessionSchema = z.object({
  id: z.string(),
  secondFactor: z.enum(['none', 'totp', 'backup_code', 'passkey', 'provider']),
  address: z.string().nullable(),
  browser: z.string().nullable(),
  beganAt: z.iso.datetime(),
  usedAt: z.iso.datetime().describe('To the minute.'),
});
export type StaffSession = z.infer<typeof staffSessionSchema>;

interface Row {
  id: string;
  second_factor: StaffSession['secondFactor'];
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  used_at: Date;
}

/** The sessions of a member that hold now: one's own, or a colleague's for who administers. None for anybody else. */
export async function staffSessions(transaction: QueryExecutorProvider, memberId: string): Promise<StaffSession[]> {
  const { rows } = await sql<Row>`select * from vigie.sessions_of(${memberId})`.execute(transaction);
  return rows.map(({ id, second_factor, ip_address, user_agent, created_at, used_at }) => ({
    ...{ id, secondFactor: second_factor, address: ip_address || null, browser: user_agent || null },
    ...{ beganAt: created_at.toISOString(), usedAt: used_at.toISOString() },
  }));
}

/** Ends sessions of a member, at once; each is told by the table besides. Gives how many. */
export async function endSessions(
  transaction: Transaction<Tables>,
  tell: Tell,
  memberId: string,
  which: { readonly only: string } | { readonly allBut: string | null },
): Promise<number> {
  const [only, kept] = 'only' in which ? [which.only, null] : [null, which.allBut];
  const { rows } = await sql<{ ended: number }>`
    select vigie.end_sessions(${memberId}, ${only}, ${kept}) as ended`.execute(transaction);
  const ended = rows[0]?.ended ?? 0;
  await tell({ act: 'session.end', objectId: memberId, unitId: null, detail: { ended } });
  return ended;
}
