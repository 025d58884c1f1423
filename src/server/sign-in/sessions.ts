import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Session } from '../sign-in.ts';
import { ADDRESS_HEADER } from './asked-from.ts';
import { ABSOLUTE, IDLE, type Library, type SecondFactor } from './better-auth.ts';

/** For so long after a proof, in seconds, sensitive acts ask for no other one. */
const FRESH = 10 * 60;
/** How often the use of a session is written down, in seconds: not with every request. */
const NOTED = 60;

export interface OwnSession extends Session {
  readonly email: string;
  readonly secondFactor: SecondFactor;
}

/** Reads and keeps up sessions. */
export interface Sessions {
  ofCookies(cookies: string): Promise<OwnSession | null>;
  of(request: FastifyRequest): Promise<OwnSession | null>;
  /** Whoever uses it proved just now to be there. */
  proved(id: string): Promise<void>;
  end(id: string): Promise<void>;
  /** Of a member but this one: sessions from before a second factor was there, or a password was changed. */
  endOthers(session: OwnSession, which: 'weak' | 'all'): Promise<void>;
}

/** @param pool of vigie_sign_in */
export function sessionsOf(library: Library, pool: Pool): Sessions {
  const known = new WeakMap<FastifyRequest, Promise<OwnSession | null>>();
  const ofCookies = async (cookies: string): Promise<OwnSession | null> => {
    if (cookies === '') return null;
    const headers = new Headers({ cookie: cookies, [ADDRESS_HEADER]: '' });
    const found = await library.api.getSession({ headers }).catch(async () => {
      // The library hides what the database said: it says it again, unless it is back by now.
      await pool.query('select from sign_in.session limit 0');
      return library.api.getSession({ headers });
    });
    if (found === null) return null;
    const { session, user } = found;
    const now = Date.now();
    const age = (now - session.createdAt.getTime()) / 1000;
    if (age >= ABSOLUTE) return null;
    if ((now - session.updatedAt.getTime()) / 1000 >= NOTED) await keepUp(pool, session.id);
    const secondFactor = session.secondFactor as SecondFactor;
    const verifiedAt = session.verifiedAt ?? session.createdAt;
    return {
      id: session.id,
      memberId: user.id,
      email: user.email,
      secondFactor,
      strong: secondFactor !== 'none',
      fresh: (now - verifiedAt.getTime()) / 1000 < FRESH,
    };
  };
  return {
    ofCookies,
    of(request) {
      const before = known.get(request);
      if (before) return before;
      const read = ofCookies(request.headers.cookie ?? '');
      known.set(request, read);
      return read;
    },
    proved: async (id) =>
      void (await pool.query('update sign_in.session set verified_at = clock_timestamp() where id = $1', [id])),
    end: async (id) => void (await pool.query('delete from sign_in.session where id = $1', [id])),
    endOthers: async ({ id, memberId }, which) =>
      void (await pool.query(
        `delete from sign_in.session where login_id = $1 and id <> $2 and ($3 or second_factor = 'none')`,
        [memberId, id, which === 'all'],
      )),
  };
}

async function keepUp(pool: Pool, id: string): Promise<void> {
  await pool.query(
    `update sign_in.session set updated_at = clock_timestamp(),
       expires_at = least(clock_timestamp() + make_interval(secs => $2), created_at + make_interval(secs => $3))
     where id = $1`,
    [id, IDLE, ABSOLUTE],
  );
}
