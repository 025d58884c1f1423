import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Who is signed in, as far as the session says. */
interface Session {
  readonly memberId: string;
  /** A second factor was given: without one nothing but its enrolment is open. */
  readonly strong: boolean;
}

/** How members sign in. The server knows nothing of passwords; tests bring their own. */
export interface SignIn {
  /** Adds the routes under /api/sign-in. */
  routes(app: FastifyInstance): Promise<void>;
  /** Null when nobody is signed in. */
  session(request: FastifyRequest): Promise<Session | null>;
}
