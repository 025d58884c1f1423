import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** The secret part of a one-time link, and what the database knows of it. */
interface LinkToken {
  readonly token: string;
  readonly hash: Buffer;
}

export function newLinkToken(): LinkToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** Behind `#`, which a browser sends to no server and no log keeps. */
export function linkOf(origin: string, token: string): string {
  return `${origin}/welcome#${token}`;
}

/** What a link is for, and who is welcome. */
export interface Welcome {
  readonly kind: 'first_administrator' | 'invitation' | 'recovery';
  readonly name: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly unit: string | null;
  readonly role: string | null;
}

/** Null when the link does not hold, whyever. */
export async function readLink(pool: Pool, token: string): Promise<Welcome | null> {
  const { rows } = await pool.query<Welcome>('select * from sign_in.open_invitation($1)', [hashOf(token)]);
  return rows[0] ?? null;
}

/** What the person adds to what the link says. */
export interface Arrival {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly unit: string;
  /** Hashed; null for who comes by the identity provider. */
  readonly password: string | null;
}

/** Uses the link. Answers the member, or null when the link does not hold any more. */
export async function useLink(pool: Pool, token: string, arrival: Arrival): Promise<string | null> {
  const { name, email, organisation, unit, password } = arrival;
  const { rows } = await pool.query<{ member: string | null }>(
    'select sign_in.accept($1, $2, $3, $4, $5, $6, $7) member',
    [hashOf(token), randomUUID(), name, email, organisation, unit, password],
  );
  return rows[0]?.member ?? null;
}

/** A link for the first administrator; null when there was one. */
export async function firstAdministratorLink(pool: Pool, origin: string): Promise<string | null> {
  const { token, hash } = newLinkToken();
  const { rows } = await pool.query<{ until: Date | null }>('select sign_in.invite_first($1) until', [hash]);
  return rows[0]?.until ? linkOf(origin, token) : null;
}

/** A link for an analyst of the demonstration; null when somebody works there, or there is none. */
export async function demonstrationLink(pool: Pool, origin: string): Promise<string | null> {
  const { token, hash } = newLinkToken();
  const { rows } = await pool.query<{ made: boolean }>('select sign_in.invite_to_demonstration($1) made', [hash]);
  return rows[0]?.made ? linkOf(origin, token) : null;
}

/** Why no link was made for an administrator. */
type NoLink = 'none_yet' | 'not_an_administrator';

/** For who works on the machine: a link for a new administrator, or for one who lost access. */
export async function administratorLink(
  pool: Pool,
  origin: string,
  name: string,
  email: string,
): Promise<{ readonly link: string; readonly kind: 'invitation' | 'recovery' } | NoLink> {
  const { token, hash } = newLinkToken();
  const { rows } = await pool.query<{ done: 'invitation' | 'recovery' | NoLink }>(
    'select sign_in.invite_administrator($1, $2, $3) done',
    [hash, name, email],
  );
  const done = rows[0]?.done ?? 'none_yet';
  return done === 'invitation' || done === 'recovery' ? { link: linkOf(origin, token), kind: done } : done;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
