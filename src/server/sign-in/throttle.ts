import type { Pool } from 'pg';
import { type AskedFrom, keyedHash } from './asked-from.ts';
import { SignInRefused, waitOf } from './refusals.ts';

type AttemptKind = 'password' | 'code';

/** Slows guessing down. What it knows lies in the database, so that two servers count together. */
export interface Throttle {
  /** Counts an attempt before it is made. Throws SignInRefused with the time to wait. */
  begin(kind: AttemptKind, email: string, from: AskedFrom): Promise<BegunAttempt>;
  /** This account was signed in to from here, with a second factor: what others do elsewhere does not shut it here. */
  remember(email: string, from: AskedFrom): Promise<void>;
  /** False when this code of this member was tried in the last minutes. */
  spend(memberId: string, code: string): Promise<boolean>;
}

export interface BegunAttempt {
  succeeded(): Promise<void>;
}

/** @param pool of vigie_sign_in */
export function throttleOf(pool: Pool, secret: string): Throttle {
  const accountOf = (email: string): Buffer => keyedHash(secret, 'account', email.trim().toLowerCase());
  return {
    async begin(kind, email, { device, address }) {
      const account = accountOf(email);
      const { rows } = await pool.query<{ wait_seconds: number; place: Buffer }>(
        'select wait_seconds, place from sign_in.begin_attempt($1, $2, $3, $4)',
        [kind, account, device, address],
      );
      const [{ wait_seconds: wait, place } = { wait_seconds: 1, place: address }] = rows;
      if (wait > 0) throw new SignInRefused('wait', waitOf(wait), wait);
      return {
        succeeded: async () =>
          void (await pool.query('select sign_in.end_attempt($1, $2, $3)', [kind, account, place])),
      };
    },
    async remember(email, { device, address }) {
      const places = device === null ? [address] : [address, device];
      await pool.query('select sign_in.know_place($1, variadic $2::bytea[])', [accountOf(email), places]);
    },
    async spend(memberId, code) {
      const { rows } = await pool.query<{ fresh: boolean }>('select sign_in.spend_code($1, $2) fresh', [
        memberId,
        keyedHash(secret, 'code', code.trim()),
      ]);
      return rows[0]?.fresh === true;
    },
  };
}
