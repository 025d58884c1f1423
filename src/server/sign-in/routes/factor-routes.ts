import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../../api.ts';
import { fresh } from '../../asking.ts';
import { SecondFactorMissing, SignedOut } from '../../problem.ts';
import { askedFrom } from '../asked-from.ts';
import { deviceCookie } from '../better-auth.ts';
import { type Answer, exchange, headersOf } from '../exchange.ts';
import { methodsOf } from '../factors.ts';
import type { Parts } from '../parts.ts';
import { SignInRefused } from '../refusals.ts';
import type { OwnSession } from '../sessions.ts';
import { stateOf, stateSchema } from '../state.ts';
import { passwordSchema } from './password-routes.ts';

const tags = ['sign-in'];
const withCode = z.object({ code: z.string().trim().min(4).max(40) });
const withPassword = z.object({
  password: passwordSchema
    .optional()
    .describe('Asked of who has one; who comes by the identity provider alone has none.'),
});

/** Codes: giving one, and setting up, renewing and removing the application that makes them. */
export function factorRoutes(api: Api, parts: Parts): void {
  const { origin, library, sessions, pool, settle } = parts;

  for (const [path, door, summary] of [
    ['/code', '/two-factor/verify-totp', 'Give a code, to sign in or to confirm that it is you'],
    ['/backup-code', '/two-factor/verify-backup-code', 'Give a backup code in the place of a code'],
  ] as const)
    api.post(
      path,
      { schema: { summary, tags, body: withCode, response: { 200: stateSchema } } },
      async (request, reply) => {
        const before = await sessions.of(request);
        // One that is still being set up is no proof yet.
        if (before && !(await methodsOf(pool, before.memberId)).includes('totp'))
          throw new SignInRefused('factor_missing');
        const answer = await exchange(library, origin, request, {
          method: 'POST',
          path: door,
          body: { code: request.body.code },
        });
        await answer.attempt?.succeeded();
        const session = await settle(request, reply, answer);
        if (session && session.id === before?.id) {
          await sessions.proved(session.id);
          return stateOf(parts, { ...session, fresh: true });
        }
        return stateOf(parts, session);
      },
    );

  api.post(
    '/totp',
    {
      schema: {
        summary: 'Begin to set up a code application',
        description: 'It counts once a first code was given. The backup codes are shown here only.',
        tags,
        body: withPassword,
        response: { 200: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const session = await mayEnrol(request, parts);
      const { body } = await asOwner(parts, request, session, '/two-factor/enable');
      const { totpURI: uri, backupCodes } = body as { totpURI: string; backupCodes: string[] };
      return { uri, backupCodes };
    },
  );

  api.post(
    '/totp/confirm',
    {
      schema: {
        summary: 'Give the first code of a new application',
        tags,
        body: withCode,
        response: { 200: stateSchema },
      },
    },
    async (request, reply) => {
      const before = await mayEnrol(request, parts);
      const answer = await exchange(library, origin, request, {
        method: 'POST',
        path: '/two-factor/verify-totp',
        body: { code: request.body.code },
      });
      await answer.attempt?.succeeded();
      const session = (await settle(request, reply, answer)) ?? before;
      await sessions.endOthers(session, 'weak');
      return stateOf(parts, session);
    },
  );

  api.post(
    '/totp/remove',
    { schema: { summary: 'Remove the code application', tags, body: withPassword, response: { 200: stateSchema } } },
    async (request, reply) => {
      const session = fresh(await sessions.of(request));
      await requireAnother(parts, session, 'totp');
      const answer = await asOwner(parts, request, session, '/two-factor/disable');
      return stateOf(parts, await settle(request, reply, answer));
    },
  );

  api.post(
    '/backup-codes',
    {
      schema: {
        summary: 'Make new backup codes; those before do not work any more',
        tags,
        body: withPassword,
        response: { 200: z.object({ backupCodes: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const session = fresh(await sessions.of(request));
      const { body } = await asOwner(parts, request, session, '/two-factor/generate-backup-codes');
      const { backupCodes } = body as { backupCodes: string[] };
      return { backupCodes };
    },
  );
}

/**
 * A second factor is set up by who has given one just now, or by who has none yet: with a password alone nobody adds a factor beside
 * those of its owner. Throws SignedOut, SecondFactorMissing or SignInRefused.
 */
export async function mayEnrol(request: FastifyRequest, { sessions, pool }: Parts): Promise<OwnSession> {
  const session = await sessions.of(request);
  if (session === null) throw new SignedOut();
  if (!session.strong && (await methodsOf(pool, session.memberId)).length > 0) throw new SecondFactorMissing();
  if (!session.fresh) throw new SignInRefused('reauthenticate');
  return session;
}

/** Throws SignInRefused when nothing would be left. */
export async function requireAnother(
  { pool }: Parts,
  { memberId }: { memberId: string },
  but: 'totp' | 'passkey',
): Promise<void> {
  if ((await methodsOf(pool, memberId)).every((method) => method === but)) throw new SignInRefused('last_factor');
}

/** Asks the library for something that it gives against the password. */
async function asOwner(
  { library, origin, secret, throttle }: Parts,
  request: FastifyRequest<{ Body: z.infer<typeof withPassword> }>,
  session: OwnSession,
  path: string,
): Promise<Answer> {
  const { password } = request.body;
  const from = askedFrom(headersOf(request, origin), secret, deviceCookie(origin));
  const attempt = password === undefined ? null : await throttle.begin('password', session.email, from);
  const answer = await exchange(library, origin, request, {
    method: 'POST',
    path,
    body: password === undefined ? {} : { password },
  });
  await attempt?.succeeded();
  return answer;
}
