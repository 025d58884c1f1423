import type { FastifyRequest } from 'fastify';
import type { Api } from './api.ts';

/** Who is signed in, as far as the session says. */
export interface Session {
  readonly id: string;
  readonly memberId: string;
  /** A second factor was given: without one nothing but its enrolment is open. */
  readonly strong: boolean;
  /** Its owner proved to be there a few minutes ago: sensitive acts ask for it. */
  readonly fresh: boolean;
}

/** How members sign in. The server knows nothing of passwords; tests bring their own. */
export interface SignIn {
  /** Adds the routes under /api/sign-in. */
  routes(api: Api): Promise<void>;
  /**
   * Null when nobody is signed in.
   *
   * @param when as it was when the request came, or for an answer that goes on, as it is now
   */
  session(request: FastifyRequest, when?: 'now'): Promise<Session | null>;
}
