/** What is wrong with a pack, where, and what to write instead. Line and column count from 1. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** More are no help: a file with so many is not a pack. */
const MOST_SHOWN = 100;

/** A pack that cannot be used. The message lists its problems, one a line, as `file:line:column message`. */
export class PackError extends Error {
  readonly problems: readonly PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    const lines = problems.slice(0, MOST_SHOWN).map((p) => `${p.file}:${p.line}:${p.column} ${p.message}`);
    if (problems.length > MOST_SHOWN) lines.push(`and ${problems.length - MOST_SHOWN} more`);
    super(lines.join('\n'));
    this.name = 'PackError';
    this.problems = problems;
  }
}
