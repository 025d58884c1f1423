import type { FastifyReply, FastifyRequest } from 'fastify';
import { ADDRESS_HEADER } from './asked-from.ts';
import type { Library } from './better-auth.ts';
import { refusalOf, SignInRefused } from './refusals.ts';
import type { BegunAttempt } from './throttle.ts';
import { underWay } from './under-way.ts';

/** What the library is asked. */
interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: URLSearchParams;
}

/** What it answered. */
export interface Answer {
  readonly body: unknown;
  readonly location: string | null;
  /** For the browser, which gets them when the route passes them on. */
  readonly cookies: readonly string[];
  /** Of a code that was right. */
  readonly attempt: BegunAttempt | null;
}

/** Puts one question to the library over its own door, as the browser that asks. Throws SignInRefused. */
export async function exchange(
  library: Library,
  origin: string,
  request: FastifyRequest,
  question: Question,
): Promise<Answer> {
  const { method, path, body, query } = question;
  const found = { providerSaid: null, attempt: null as BegunAttempt | null };
  const asked = new Request(`${origin}/api/sign-in${path}${query ? `?${query}` : ''}`, {
    method,
    headers: headersOf(request, origin),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await underWay.run(found, () => library.handler(asked)).catch(asUnknown);
  const answer = response.status === 302 ? null : await bodyOf(response);
  if (response.status >= 400) throw refused(response.status, answer);
  return {
    body: answer,
    location: response.headers.get('location'),
    cookies: response.headers.getSetCookie(),
    attempt: found.attempt,
  };
}

/** What the library may know of a request. */
export function headersOf(request: FastifyRequest, origin: string): Headers {
  const { cookie, 'user-agent': agent } = request.headers;
  return new Headers({
    // Where a write comes from was checked before the route, and a program without a browser says nothing.
    origin: request.headers.origin ?? origin,
    'content-type': 'application/json',
    [ADDRESS_HEADER]: request.ip,
    ...(cookie === undefined ? {} : { cookie }),
    ...(agent === undefined ? {} : { 'user-agent': agent.slice(0, 300) }),
  });
}

export function passOn(cookies: readonly string[], reply: FastifyReply): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

/** A disabled member is told what somebody is told whom nobody knows. */
function asUnknown(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'member_disabled') throw new SignInRefused('wrong_credentials');
  throw error;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(status: number, body: unknown): Error {
  const code = (body as { code?: unknown } | null)?.code;
  const why = typeof code === 'string' ? refusalOf(code) : null;
  if (why !== null) return new SignInRefused(why);
  return Object.assign(new Error('The sign-in library refused.'), { statusCode: status });
}
