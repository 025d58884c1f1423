import type { FastifyRequest } from 'fastify';
import type { Actor } from '../casework/act.ts';
import type { SentWrite } from '../casework/act-once.ts';
import { PURPOSES, type Purpose } from '../casework/audit/acts.ts';
import { BadRequest, SecondFactorMissing, SignedOut } from './problem.ts';
import { SignInRefused } from './sign-in/refusals.ts';
import type { Session, SignIn } from './sign-in.ts';

/** Who asks, and what for. Throws SignedOut, SecondFactorMissing or BadRequest. */
export async function actorOf(request: FastifyRequest, signIn: SignIn): Promise<Actor> {
  return actorIn(strong(await signIn.session(request)), request);
}

/**
 * Like `actorOf`, for what a stolen session must not reach: changes of access, exports, invitations.
 * Throws SignInRefused when its owner has not proved for some minutes to be there.
 */
export async function freshActorOf(request: FastifyRequest, signIn: SignIn): Promise<Actor> {
  return actorIn(fresh(await signIn.session(request)), request);
}

/** Throws SignedOut or SecondFactorMissing. */
export function strong<S extends Session>(session: S | null): S {
  if (session === null) throw new SignedOut();
  if (!session.strong) throw new SecondFactorMissing();
  return session;
}

/** Throws as `strong` does, and SignInRefused. */
export function fresh<S extends Session>(session: S | null): S {
  const known = strong(session);
  if (!known.fresh) throw new SignInRefused('reauthenticate');
  return known;
}

function actorIn(session: Session, request: FastifyRequest): Actor {
  const { 'x-vigie-purpose': purpose, 'x-vigie-purpose-reference': reference } = request.headers;
  if (purpose !== undefined && !isPurpose(purpose)) throw new BadRequest('X-Vigie-Purpose');
  if (reference !== undefined && (Array.isArray(reference) || reference.length > 600))
    throw new BadRequest('X-Vigie-Purpose-Reference');
  return { memberId: session.memberId, purpose: purpose ?? null, reference: readText(reference) };
}

function isPurpose(text: string | string[]): text is Purpose {
  return (PURPOSES as readonly unknown[]).includes(text);
}

/** Headers carry ASCII: text comes percent-encoded. */
function readText(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  try {
    return decodeURIComponent(header).slice(0, 200);
  } catch {
    throw new BadRequest('X-Vigie-Purpose-Reference');
  }
}

/** The write as it was sent, with its Idempotency-Key. */
export function sentWrite({ headers, method, url, body }: FastifyRequest): SentWrite {
  const key = headers['idempotency-key'];
  if (Array.isArray(key) || (key !== undefined && !/^[\w.:-]{1,100}$/.test(key)))
    throw new BadRequest('Idempotency-Key');
  return { key: key ?? null, method, path: url, body };
}

/** The version that the asker has seen, from If-Match; null when it does not matter. */
export function expectedVersion({ headers }: FastifyRequest): number | null {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return null;
  const version = /^"(\d{1,9})"$/.exec(given)?.[1];
  if (version === undefined) throw new BadRequest('If-Match');
  return Number(version);
}
