import { isIP } from 'node:net';
import type { Pool } from 'pg';

export const METHODS = ['totp', 'passkey'] as const;
export type Method = (typeof METHODS)[number];

/** The kinds of second factor that a member has set up. */
export async function methodsOf(pool: Pool, memberId: string): Promise<readonly Method[]> {
  const { rows } = await pool.query<{ totp: boolean; passkey: boolean }>(
    `select exists (select from sign_in.totp where login_id = $1 and verified) totp,
       exists (select from sign_in.passkey where login_id = $1) passkey`,
    [memberId],
  );
  return METHODS.filter((method) => rows[0]?.[method] === true);
}

/** What can be set up here: browsers make passkeys for names of hosts, and only over TLS or on the machine itself. */
export function offeredMethods(origin: string): readonly Method[] {
  const { protocol, hostname } = new URL(origin);
  const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return named && (protocol === 'https:' || hostname === 'localhost') ? METHODS : ['totp'];
}
