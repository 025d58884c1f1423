import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import type { Tables } from '../casework/tables.ts';
import type { SignIn } from './sign-in.ts';

/** What the routes work with. */
export interface Workbench {
  /** As the role vigie_app. */
  readonly db: Kysely<Tables>;
  readonly signIn: SignIn;
}

/** The part of the server under /api, whose routes are typed by their schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;
