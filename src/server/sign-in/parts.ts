import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Library } from './better-auth.ts';
import type { BreachedPasswords } from './breached-passwords.ts';
import type { Answer } from './exchange.ts';
import type { OwnSession, Sessions } from './sessions.ts';
import type { SingleSignOn } from './single-sign-on.ts';
import type { Throttle } from './throttle.ts';

/** What the routes of the sign-in work with. */
export interface Parts {
  /** As the role vigie_sign_in. */
  readonly pool: Pool;
  readonly origin: string;
  readonly secret: string;
  readonly library: Library;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly breached: BreachedPasswords | null;
  readonly singleSignOn: SingleSignOn | null;
  /** The library with the identity provider in it. Throws SignInRefused while that does not answer. */
  readonly withProvider: () => Promise<Library>;
  /** Passes cookies on, ends the session that was replaced, remembers the place. Answers the session that holds now. */
  readonly settle: (request: FastifyRequest, reply: FastifyReply, answer: Answer) => Promise<OwnSession | null>;
}
