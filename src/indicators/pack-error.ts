/** What is wrong with a pack, where, and what to write instead. Line and column count from 1. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A pack that cannot be used. The message lists every problem, one a line, as `file:line:column message`. */
export class PackError extends Error {
  readonly problems: readonly PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.message}`).join('\n'));
    this.name = 'PackError';
    this.problems = problems;
  }
}
