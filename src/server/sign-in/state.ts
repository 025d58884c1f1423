import { z } from 'zod';
import { METHODS, methodsOf, offeredMethods } from './factors.ts';
import type { Parts } from './parts.ts';
import type { OwnSession } from './sessions.ts';

/** Where the sign-in stands: what the web client is routed by. */
export const stateSchema = z.object({
  signedIn: z.boolean().describe('There is a session.'),
  strong: z.boolean().describe('It has a second factor: everything else is open.'),
  fresh: z.boolean().describe('Its owner proved some minutes ago to be there: sensitive acts are open.'),
  awaitsCode: z.boolean().describe('The password was right; a code, a backup code or a passkey is awaited.'),
  methods: z
    .array(z.enum(METHODS))
    .describe('Second factors that the account has. Empty while signed in: one must be set up.'),
  offered: z.array(z.enum(METHODS)).describe('Second factors that can be set up here.'),
  sso: z.object({ name: z.string() }).nullable().describe('The identity provider of the organisation.'),
  firstAdministrator: z.boolean().describe('Nobody has an account yet: the link in the terminal makes the first one.'),
});
export type SignInState = z.infer<typeof stateSchema>;

export async function stateOf(parts: Parts, session: OwnSession | null, awaitsCode = false): Promise<SignInState> {
  const { pool, origin, singleSignOn } = parts;
  const none = session === null && !awaitsCode;
  const { rows } = none ? await pool.query<{ had: boolean }>('select sign_in.had_administrator() had') : { rows: [] };
  return {
    signedIn: session !== null,
    strong: session?.strong ?? false,
    fresh: session?.fresh ?? false,
    awaitsCode,
    methods: session === null ? (awaitsCode ? ['totp'] : []) : [...(await methodsOf(pool, session.memberId))],
    offered: [...offeredMethods(origin)],
    sso: singleSignOn === null ? null : { name: singleSignOn.name },
    firstAdministrator: none && rows[0]?.had === false,
  };
}
