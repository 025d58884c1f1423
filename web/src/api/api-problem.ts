import type { Problem } from './schema.ts';

/** What the server refused, in its own sentences, in the language of the page. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  readonly status: number;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
    this.status = problem.status;
  }
}

/** The network failed before there was an answer. */
export class NoAnswer extends Error {}

export function statusOf(error: unknown): number | null {
  return error instanceof ApiProblem ? error.status : null;
}

/** There is no session, or none with a second factor: the sign-in page comes next. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { type } = error.problem;
  return type === 'urn:vigie:problem:signed_out' || type === 'urn:vigie:problem:second_factor';
}
