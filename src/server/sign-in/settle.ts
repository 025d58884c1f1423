import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { askedFrom, newDevice } from './asked-from.ts';
import { cookiePrefix, deviceCookie } from './better-auth.ts';
import { type Answer, headersOf, passOn } from './exchange.ts';
import type { OwnSession, Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

/** A browser is known for as long as the database knows it. */
const DEVICE_DAYS = 180;

interface Place {
  readonly origin: string;
  readonly secret: string;
  readonly pool: Pool;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
}

/** What is left to do once the library has answered: see `Parts.settle`. */
export async function settle(
  { origin, secret, pool, sessions, throttle }: Place,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): Promise<OwnSession | null> {
  passOn(answer.cookies, reply);
  const before = await sessions.of(request);
  const name = `${cookiePrefix(origin)}.session_token`;
  const set = answer.cookies.findLast((cookie) => cookie.startsWith(`${name}=`));
  if (set === undefined) return before;
  const now = await sessions.ofCookies(set.split(';')[0] ?? '');
  if (before && before.id !== now?.id) await sessions.end(before.id);
  if (now?.strong) {
    const from = askedFrom(headersOf(request, origin), secret, deviceCookie(origin));
    const made = from.device === null ? newDevice(secret) : null;
    await throttle.remember(now.email, made === null ? from : { ...from, device: made.device });
    if (made) reply.header('set-cookie', deviceCookieOf(origin, made.value));
    await forgetWhatIsOver(pool);
  }
  return now;
}

function deviceCookieOf(origin: string, value: string): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return `${deviceCookie(origin)}=${value}; Path=/; Max-Age=${DEVICE_DAYS * 86_400}; HttpOnly; SameSite=Strict${secure}`;
}

/** Addresses and browsers of sessions that ended by themselves are nobody's business any more; the audit log keeps that there was one. */
async function forgetWhatIsOver(pool: Pool): Promise<void> {
  for (const table of ['session', 'challenge'])
    await pool.query(`delete from sign_in.${table} where expires_at < now() - interval '1 day'`);
}
