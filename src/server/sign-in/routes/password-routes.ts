import { z } from 'zod';
import type { Api } from '../../api.ts';
import { fresh } from '../../asking.ts';
import { SignedOut } from '../../problem.ts';
import { askedFrom } from '../asked-from.ts';
import { deviceCookie } from '../better-auth.ts';
import { exchange, headersOf } from '../exchange.ts';
import type { Parts } from '../parts.ts';
import { LONGEST_PASSWORD, weaknessOf } from '../password-check.ts';
import { SignInRefused } from '../refusals.ts';
import { stateOf, stateSchema } from '../state.ts';

export const passwordSchema = z
  .string()
  .min(1)
  .max(LONGEST_PASSWORD * 4);
const tags = ['sign-in'];

/** Where the sign-in stands, in and out with a password, and changing it. */
export function passwordRoutes(api: Api, parts: Parts): void {
  const { origin, secret, library, sessions, throttle, breached, settle } = parts;

  api.get(
    '/state',
    { schema: { summary: 'Where the sign-in stands', tags, response: { 200: stateSchema } } },
    async (request) => stateOf(parts, await sessions.of(request)),
  );

  api.post(
    '/password',
    {
      schema: {
        summary: 'Give address and password',
        description: 'Then `awaitsCode`, or a session with which a second factor is set up, or given as a passkey.',
        tags,
        body: z.object({ email: z.string().trim().min(1).max(320), password: passwordSchema }),
        response: { 200: stateSchema },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const from = askedFrom(headersOf(request, origin), secret, deviceCookie(origin));
      const attempt = await throttle.begin('password', email, from);
      const answer = await exchange(library, origin, request, {
        method: 'POST',
        path: '/sign-in/email',
        body: { email, password },
      });
      await attempt.succeeded();
      const session = await settle(request, reply, answer);
      const awaitsCode = (answer.body as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect === true;
      return stateOf(parts, awaitsCode ? null : session, awaitsCode);
    },
  );

  api.post(
    '/password/change',
    {
      schema: {
        summary: 'Change the own password',
        description: 'All other sessions end.',
        tags,
        body: z.object({ password: passwordSchema, newPassword: passwordSchema }),
        response: { 200: stateSchema },
      },
    },
    async (request, reply) => {
      const session = fresh(await sessions.of(request));
      const { password, newPassword } = request.body;
      const weakness = await weaknessOf(newPassword, [session.email], breached);
      if (weakness) throw new SignInRefused('weak_password', weakness);
      const from = askedFrom(headersOf(request, origin), secret, deviceCookie(origin));
      const attempt = await throttle.begin('password', session.email, from);
      const answer = await exchange(library, origin, request, {
        method: 'POST',
        path: '/change-password',
        body: { currentPassword: password, newPassword, revokeOtherSessions: true },
      });
      await attempt.succeeded();
      return stateOf(parts, await settle(request, reply, answer));
    },
  );

  api.post(
    '/out',
    { schema: { summary: 'Sign out', tags, response: { 200: stateSchema } } },
    async (request, reply) => {
      const session = await sessions.of(request);
      if (session === null) throw new SignedOut();
      const answer = await exchange(library, origin, request, { method: 'POST', path: '/sign-out', body: {} });
      await settle(request, reply, answer);
      return stateOf(parts, null);
    },
  );
}
