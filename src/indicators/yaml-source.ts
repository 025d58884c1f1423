import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearestNames } from './nearest-name.ts';
import type { PackProblem } from './pack-error.ts';

export type YamlPath = readonly PropertyKey[];

/** A YAML file that remembers where each of its values stands. */
export class YamlSource {
  readonly file: string;
  readonly document: Document;
  readonly #lines = new LineCounter();
  readonly syntaxProblems: readonly PackProblem[];

  constructor(file: string, text: string) {
    this.file = file;
    this.document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true });
    this.syntaxProblems = [...this.document.errors, ...this.document.warnings].map((error) =>
      this.#at(error.pos[0], `the YAML cannot be read: ${error.message}`),
    );
  }

  /** A problem at the value of a path, or at the nearest value above it that exists. */
  problem(path: YamlPath, message: string): PackProblem {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#at(node.range[0], message);
    }
    return this.#at(0, message);
  }

  /** A problem at a key of the map at a path. */
  problemAtKey(path: YamlPath, key: string, message: string): PackProblem {
    const map = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    if (isMap(map))
      for (const pair of map.items)
        if (isPair(pair) && isScalar(pair.key) && pair.key.value === key && pair.key.range)
          return this.#at(pair.key.range[0], message);
    return this.problem(path, message);
  }

  /** The value of the file in a given form, or the problems that keep it from having that form. */
  read<T>(schema: z.ZodType<T>): { readonly value: T } | { readonly problems: readonly PackProblem[] } {
    let value: unknown;
    try {
      value = this.document.toJS();
    } catch (error) {
      // An alias of nothing, or aliases of aliases that would grow without bound.
      return { problems: [this.#at(0, `the YAML cannot be read: ${(error as Error).message}`)] };
    }
    const result = schema.safeParse(value);
    return result.success ? { value: result.data } : { problems: result.error.issues.flatMap((i) => this.#explain(i)) };
  }

  #explain(issue: z.core.$ZodIssue): readonly PackProblem[] {
    const name = issue.path.length === 0 ? 'the file' : `"${issue.path.map(String).join('.')}"`;
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => this.problemAtKey(issue.path, key, `${name} has no field "${key}"; remove it`));
      case 'invalid_value':
        return [this.problem(issue.path, this.#invalidValue(name, issue))];
      case 'invalid_type':
        return [this.problem(issue.path, this.#invalidType(name, issue))];
      default:
        return [this.problem(issue.path, `${name}: ${issue.message}`)];
    }
  }

  #invalidValue(name: string, issue: z.core.$ZodIssueInvalidValue): string {
    const allowed = issue.values.map(String);
    const written = this.document.getIn(issue.path);
    if (written === undefined) return `${name} is missing; write one of ${allowed.join(', ')}`;
    const near = nearestNames(String(written), allowed);
    const advice = near.length > 0 ? `did you mean ${near.join(' or ')}? ` : '';
    return `${name} cannot be "${String(written)}"; ${advice}allowed: ${allowed.join(', ')}`;
  }

  #invalidType(name: string, issue: z.core.$ZodIssueInvalidType): string {
    const missing = this.document.getIn(issue.path) === undefined;
    const last = String(issue.path.at(-1) ?? '');
    if (missing && last === 'fr') return `${name}: the French text is missing; write fr: beside en:`;
    if (missing && last === 'en') return `${name}: the English text is missing; write en: beside fr:`;
    return missing ? `${name} is missing; write a ${issue.expected}` : `${name}: write a ${issue.expected} here`;
  }

  #at(offset: number, message: string): PackProblem {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  }
}
