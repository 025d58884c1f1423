import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '../../../casework/field-refusals.ts';
import type { Api } from '../../api.ts';
import { exchange } from '../exchange.ts';
import type { Parts } from '../parts.ts';
import { SignInRefused } from '../refusals.ts';
import { PROVIDER_ID } from '../single-sign-on.ts';

const tags = ['sign-in'];

/** Why the way by the identity provider ended without a session, by what the library says of it. */
const ENDINGS: Readonly<Record<string, 'no_account' | 'address_not_confirmed' | 'declined'>> = {
  signup_disabled: 'no_account',
  account_not_linked: 'address_not_confirmed',
  access_denied: 'declined',
};

/** To the identity provider and back. */
export function singleSignOnRoutes(api: Api, parts: Parts): void {
  const { origin, singleSignOn, withProvider, settle } = parts;
  if (singleSignOn === null) {
    api.post('/sso', { schema: { hide: true } }, () => {
      throw new SignInRefused('no_single_sign_on');
    });
    return;
  }

  api.post(
    '/sso',
    {
      schema: {
        summary: 'Where to go for the identity provider',
        tags,
        body: z.object({
          returnTo: z
            .string()
            .max(2000)
            .regex(/^\/(?![/\\])/, refusal('path_of_vigie'))
            .default('/')
            .describe('Path of the page to come back to.'),
          again: z
            .boolean()
            .default(false)
            .describe('The provider is to ask its owner again, to confirm that it is you.'),
        }),
        response: { 200: z.object({ url: z.url() }) },
      },
    },
    async (request, reply) => {
      const { returnTo, again } = request.body;
      const answer = await exchange(await withProvider(), origin, request, {
        method: 'POST',
        path: '/sign-in/social',
        body: {
          provider: PROVIDER_ID,
          callbackURL: returnTo,
          errorCallbackURL: '/sign-in',
          disableRedirect: true,
          ...(again ? { additionalParams: { prompt: 'login', max_age: '0' } } : {}),
        },
      });
      await settle(request, reply, answer);
      return { url: (answer.body as { url: string }).url };
    },
  );

  api.get(
    `/callback/${PROVIDER_ID}`,
    {
      schema: {
        summary: 'The way back from the identity provider, for the browser',
        tags,
        querystring: z.looseObject({ code: z.string().max(4000).optional(), state: z.string().max(200).optional() }),
      },
    },
    async (request, reply) => {
      const query = new URLSearchParams(request.url.split('?')[1] ?? '');
      const page = await back(request, reply, query).catch((error: unknown) => {
        // Somebody looks at a page here, not at an answer of the API.
        if (error instanceof SignInRefused) return ending(error.why === 'wrong_credentials' ? 'no_account' : 'failed');
        throw error;
      });
      return reply.redirect(page, 303);
    },
  );

  async function back(request: FastifyRequest, reply: FastifyReply, query: URLSearchParams): Promise<string> {
    const path = `/callback/${PROVIDER_ID}`;
    const answer = await exchange(await withProvider(), origin, request, { method: 'GET', path, query });
    await settle(request, reply, answer);
    if (answer.location === null) return ending('failed');
    const error = new URL(answer.location, origin).searchParams.get('error');
    return error === null ? answer.location : ending(ENDINGS[error] ?? 'failed');
  }
}

function ending(how: string): string {
  return `/sign-in?problem=sso_${how}`;
}
