import { ApiProblem, NoAnswer } from '../api/api-problem.ts';
import { problemOf } from '../api/client.ts';

/**
 * One call of better-auth, which the server serves under /api/sign-in. With a body it is a POST.
 * Throws ApiProblem when it is refused and NoAnswer when the server could not be reached.
 */
export async function signInCall(path: string, body?: Readonly<Record<string, unknown>>): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/sign-in${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      credentials: 'same-origin',
      headers: {
        'accept-language': document.documentElement.lang,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new NoAnswer(error instanceof Error ? error.message : String(error));
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiProblem(problemOf(answer, response));
  return answer;
}
