import { z } from 'zod';
import { Missing } from '../../../casework/refusals.ts';
import type { Api } from '../../api.ts';
import { fresh, strong } from '../../asking.ts';
import { exchange } from '../exchange.ts';
import type { Parts } from '../parts.ts';
import { stateOf, stateSchema } from '../state.ts';
import { mayEnrol, requireAnother } from './factor-routes.ts';

const tags = ['sign-in'];
const options = z
  .record(z.string(), z.unknown())
  .describe('For the browser: `navigator.credentials`, as JSON (WebAuthn Level 3).');
/** Written by the browser; the library reads it with care. */
const credential = z
  .looseObject({ id: z.string().min(1).max(2000) })
  .describe('What the browser answered, `toJSON()`.');
const passkey = z.object({ id: z.string(), name: z.string().nullable(), createdAt: z.iso.datetime().nullable() });

/** Passkeys: signing in with one, and setting up, naming and removing them. */
export function passkeyRoutes(api: Api, parts: Parts): void {
  const { origin, library, sessions, pool, settle } = parts;

  api.post(
    '/passkey/options',
    {
      schema: {
        summary: 'Begin to sign in, or to confirm that it is you, with a passkey',
        tags,
        response: { 200: options },
      },
    },
    async (request, reply) => {
      const answer = await exchange(library, origin, request, {
        method: 'GET',
        path: '/passkey/generate-authenticate-options',
      });
      await settle(request, reply, answer);
      // The library only prefers it, and refuses afterwards.
      return { ...(answer.body as Record<string, unknown>), userVerification: 'required' };
    },
  );

  api.post(
    '/passkey',
    {
      schema: {
        summary: 'Give a passkey',
        tags,
        body: z.object({ response: credential }),
        response: { 200: stateSchema },
      },
    },
    async (request, reply) => {
      const answer = await exchange(library, origin, request, {
        method: 'POST',
        path: '/passkey/verify-authentication',
        body: { response: request.body.response },
      });
      return stateOf(parts, await settle(request, reply, answer));
    },
  );

  api.get(
    '/passkeys',
    { schema: { summary: 'The own passkeys', tags, response: { 200: z.object({ items: z.array(passkey) }) } } },
    async (request) => {
      const { memberId } = strong(await sessions.of(request));
      const { rows } = await pool.query<{ id: string; name: string | null; created_at: Date | null }>(
        'select id, name, created_at from sign_in.passkey where login_id = $1 order by created_at, id',
        [memberId],
      );
      return {
        items: rows.map(({ id, name, created_at }) => ({ id, name, createdAt: created_at?.toISOString() ?? null })),
      };
    },
  );

  api.post(
    '/passkeys/options',
    { schema: { summary: 'Begin to set up a passkey', tags, response: { 200: options } } },
    async (request, reply) => {
      await mayEnrol(request, parts);
      const answer = await exchange(library, origin, request, {
        method: 'GET',
        path: '/passkey/generate-register-options',
      });
      await settle(request, reply, answer);
      return answer.body as Record<string, unknown>;
    },
  );

  api.post(
    '/passkeys',
    {
      schema: {
        summary: 'Set up a passkey',
        tags,
        body: z.object({ response: credential, name: z.string().trim().min(1).max(100) }),
        response: { 200: stateSchema },
      },
    },
    async (request, reply) => {
      const before = await mayEnrol(request, parts);
      const { response, name } = request.body;
      const answer = await exchange(library, origin, request, {
        method: 'POST',
        path: '/passkey/verify-registration',
        body: { response, name, createSession: !before.strong },
      });
      const session = (await settle(request, reply, answer)) ?? before;
      await sessions.endOthers(session, 'weak');
      return stateOf(parts, session);
    },
  );

  api.delete(
    '/passkeys/:id',
    {
      schema: {
        summary: 'Remove a passkey',
        tags,
        params: z.object({ id: z.string().max(100) }),
        response: { 200: stateSchema },
      },
    },
    async (request) => {
      const session = fresh(await sessions.of(request));
      const { rows } = await pool.query<{ id: string }>('select id from sign_in.passkey where login_id = $1', [
        session.memberId,
      ]);
      if (!rows.some(({ id }) => id === request.params.id)) throw new Missing();
      if (rows.length === 1) await requireAnother(parts, session, 'passkey');
      await exchange(library, origin, request, {
        method: 'POST',
        path: '/passkey/delete-passkey',
        body: { id: request.params.id },
      });
      return stateOf(parts, await sessions.of(request));
    },
  );
}
