import type { FastifyRequest } from 'fastify';
import type { Actor } from '../casework/act.ts';
import type { SentWrite } from '../casework/act-once.ts';
import { PURPOSES, type Purpose } from '../casework/audit/acts.ts';
import { BadRequest, SecondFactorMissing, SignedOut } from './problem.ts';
import { SignInRefused } from './sign-in/refusals.ts';
import type { Session, SignIn } from './sign-in.ts';

/**
 * Who asks, and what for; with `when` now also of a request that came some time ago. Throws SignedOut, SecondFactorMissing or BadRequest.
 */
export async function actorOf(request: FastifyRequest, signIn: SignIn, when?: 'now'): Promise<Actor> {
  return actorIn(strong(await signIn.session(request, when)), request);
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
  const { 'x-vigie-member': shownTo } = request.headers;
  // A page of somebody else who was signed in in this browser before: nothing is written in the name of who is now.
  if (shownTo !== undefined && shownTo !== encodeURIComponent(session.memberId)) throw new SignedOut();
  if (purpose !== undefined && !isPurpose(purpose)) throw new BadRequest('X-Vigie-Purpose');
  if (reference !== undefined && (Array.isArray(reference) || reference.length > 600))
    throw new BadRequest('X-Vigie-Purpose-Reference');
  return {
    ...{ memberId: session.memberId, purpose: purpose ?? null, reference: readText(reference) },
    practises: isPractice(request),
  };
}

/** Pages of practice ask under this: the address says where one is, in every request and in every tab. */
const PRACTICE = '/practice';

/** What is asked under the address of practice is answered by the same routes. */
export function withoutPractice(url: string): string {
  return url.startsWith(`${PRACTICE}/api/`) ? url.slice(PRACTICE.length) : url;
}

export function isPractice({ originalUrl }: FastifyRequest): boolean {
  return originalUrl.startsWith(`${PRACTICE}/api/`);
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
export function sentWrite({ headers, method, originalUrl, body }: FastifyRequest): SentWrite {
  const key = headers['idempotency-key'];
  if (Array.isArray(key) || (key !== undefined && !/^[\w.:-]{1,100}$/.test(key)))
    throw new BadRequest('Idempotency-Key');
  // As it was asked: in practice and out of it are two writes.
  return { key: key ?? null, method, path: originalUrl, body };
}

/** The version that the asker has seen, from If-Match; null when it does not matter. */
export function expectedVersion({ headers }: FastifyRequest): number | null {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return null;
  const version = /^"(\d{1,9})"$/.exec(given)?.[1];
  if (version === undefined) throw new BadRequest('If-Match');
  return Number(version);
}
