import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem, NoAnswer } from './api-problem.ts';
import { apiBase } from './practice.ts';
import type { ApiPaths, Problem } from './schema.ts';

/** Asked to learn who has signed in. */
const OF_NOBODY = /\/api\/(me$|sign-in\/)/;
let shownTo: string | null = null;

/** Whose page it is: should somebody else sign in in another tab, the server refuses what this one asks. */
export function showTo(memberId: string): void {
  shownTo = memberId;
}

/** Whose page sends a file, as every other request says it. */
export function pageHeaders(): Record<string, string> {
  return shownTo === null ? {} : { 'x-vigie-member': encodeURIComponent(shownTo) };
}

/** What every request says: the language of its answers, whose page asks and, of a write, by which key a repetition is known. */
const said: Middleware = {
  onRequest({ request }) {
    if (shownTo !== null && !OF_NOBODY.test(new URL(request.url).pathname))
      request.headers.set('x-vigie-member', encodeURIComponent(shownTo));
    request.headers.set('accept-language', document.documentElement.lang);
    if (request.method !== 'GET' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', crypto.randomUUID());
    return request;
  },
};

export const api = createClient<ApiPaths>({
  baseUrl: `${location.origin}${apiBase}`,
  credentials: 'same-origin',
  // Looked up at each call: the page may be opened before a service in between is ready.
  fetch: (request) => fetch(request),
});
api.use(said);

interface Answer<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

export interface Answered<Body> {
  readonly body: Body;
  /** To be given back with If-Match when the record is written. */
  readonly etag: string | null;
}

/** The body of an answer. Throws ApiProblem when the server refused and NoAnswer when it could not be reached. */
export async function answered<Body>(asked: Promise<Answer<Body>>): Promise<Answered<Body>> {
  let answer: Answer<Body>;
  try {
    answer = await asked;
  } catch (error) {
    throw new NoAnswer(error instanceof Error ? error.message : String(error));
  }
  const { data, error, response } = answer;
  if (!response.ok || data === undefined) throw new ApiProblem(problemOf(error, response));
  return { body: data, etag: response.headers.get('etag') };
}

export async function bodyOf<Body>(asked: Promise<Answer<Body>>): Promise<Body> {
  return (await answered(asked)).body;
}

export function problemOf(error: unknown, response: Response): Problem {
  const given = typeof error === 'object' && error !== null ? error : {};
  return { title: response.statusText, ...given, status: response.status };
}
