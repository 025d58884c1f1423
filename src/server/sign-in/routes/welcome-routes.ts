import { z } from 'zod';
import { fieldMissing } from '../../../casework/field-refusals.ts';
import type { Api } from '../../api.ts';
import { exchange } from '../exchange.ts';
import { readLink, useLink, type Welcome } from '../one-time-links.ts';
import type { Parts } from '../parts.ts';
import { weaknessOf } from '../password-check.ts';
import { SignInRefused } from '../refusals.ts';
import { stateOf, stateSchema } from '../state.ts';
import { passwordSchema } from './password-routes.ts';

const tags = ['sign-in'];
const token = z.string().min(1).max(100).describe('What stands behind `#` in the link.');
const name = z.string().trim().min(1).max(200);

/** One-time links: looking at one and using it. */
export function welcomeRoutes(api: Api, parts: Parts): void {
  const { origin, library, pool, breached, singleSignOn, settle } = parts;
  const read = async (given: string): Promise<Welcome> => {
    const welcome = await readLink(pool, given);
    if (welcome === null) throw new SignInRefused('link_over');
    return welcome;
  };

  api.post(
    '/welcome/look',
    {
      schema: {
        summary: 'What a one-time link is for',
        tags,
        body: z.object({ token }),
        response: {
          200: z.object({
            kind: z.enum(['first_administrator', 'invitation', 'recovery']),
            name: z.string().nullable(),
            email: z.string().nullable(),
            organisation: z.string().nullable(),
            unit: z.string().nullable(),
            role: z.string().nullable(),
          }),
        },
      },
    },
    ({ body }) => read(body.token),
  );

  api.post(
    '/welcome',
    {
      schema: {
        summary: 'Use a one-time link',
        description:
          'Makes the account and signs in to it; a second factor is set up next. The first administrator says who they are and for which organisation; without a password an account is entered by the identity provider.',
        tags,
        body: z.object({
          token,
          password: passwordSchema.optional(),
          name: name.optional(),
          email: z.email().max(320).optional(),
          organisation: name.optional(),
          unit: name.optional(),
        }),
        response: { 200: stateSchema },
      },
    },
    async (request, reply) => {
      const { password, ...given } = request.body;
      const welcome = await read(given.token);
      const said = welcome.kind === 'first_administrator' ? given : welcome;
      const arrival = {
        name: required(said.name, 'name'),
        email: required(said.email, 'email'),
        organisation: required(said.organisation, 'organisation'),
        unit: welcome.kind === 'recovery' ? '' : required(said.unit, 'unit'),
      };
      if (password === undefined && singleSignOn === null) throw fieldMissing('password');
      const weakness = password === undefined ? null : await weaknessOf(password, Object.values(arrival), breached);
      if (weakness) throw new SignInRefused('weak_password', weakness);
      const { password: hasher } = await library.$context;
      const hash = password === undefined ? null : await hasher.hash(password);
      if ((await useLink(pool, given.token, { ...arrival, password: hash })) === null)
        throw new SignInRefused('link_over');
      if (password === undefined) return stateOf(parts, null);
      const answer = await exchange(library, origin, request, {
        method: 'POST',
        path: '/sign-in/email',
        body: { email: arrival.email, password },
      });
      return stateOf(parts, await settle(request, reply, answer));
    },
  );
}

function required(value: string | null | undefined, field: string): string {
  if (!value) throw fieldMissing(field);
  return value;
}
