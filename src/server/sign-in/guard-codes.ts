import { createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { askedFrom } from './asked-from.ts';
import { SignInRefused } from './refusals.ts';
import type { Throttle } from './throttle.ts';
import { underWay } from './under-way.ts';

const WITH_CODE = ['/two-factor/verify-totp', '/two-factor/verify-backup-code'];

/** Hook of the library before a code is checked: guessing is slowed down for the account, and no code counts twice. */
export function guardCodes(throttle: Throttle, secret: string, deviceCookie: string) {
  return createAuthMiddleware(async (context) => {
    if (!WITH_CODE.includes(context.path)) return;
    const holder = await whoseCode(context);
    // The library says that there is nothing to give a code for.
    if (holder === null) return;
    const attempt = await throttle.begin(
      'code',
      holder.email,
      askedFrom(context.headers ?? new Headers(), secret, deviceCookie),
    );
    const store = underWay.getStore();
    if (store) store.attempt = attempt;
    if (!(await throttle.spend(holder.id, String(context.body?.code ?? '')))) throw new SignInRefused('wrong_code');
  });
}

/** Hook of the library after a code was right: a session that had no second factor is replaced by one that has. */
export function strengthen() {
  return createAuthMiddleware(async (context) => {
    if (!WITH_CODE.includes(context.path) || isAPIError(context.context.returned)) return;
    const { session: before, newSession, internalAdapter } = context.context;
    if (!before || newSession || before.session.secondFactor !== 'none') return;
    const session = await internalAdapter.createSession(before.user.id);
    await setSessionCookie(context, { session, user: before.user });
    await internalAdapter.deleteSession(before.session.token);
  });
}

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The member of the session, or of the password step that awaits a code. */
async function whoseCode(context: Context): Promise<{ readonly id: string; readonly email: string } | null> {
  const session = await getSessionFromCtx(context);
  if (session) return session.user;
  const { name } = context.context.createAuthCookie('two_factor');
  const step = await context.getSignedCookie(name, context.context.secret);
  if (!step) return null;
  const awaited = await context.context.internalAdapter.findVerificationValue(step);
  return awaited ? context.context.internalAdapter.findUserById(awaited.value) : null;
}
